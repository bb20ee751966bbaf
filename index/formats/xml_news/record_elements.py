"""XML of any program in which records have fields as elements: one article a record.

wallabag, Tiny Tiny RSS, pandas, Scrapy, MySQL, phpMyAdmin, Solr and trafilatura write such files, and each corpus of
news has its own. Records and fields go through the one table of names that records of JSON go through. Text of a
corpus between tags without one root, as SGML has it, is read record by record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from index.errors import SourceError
from index.formats.limits import size_text
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.records.field_names import field_of
from index.formats.records.json_records import Records
from index.formats.records.json_shapes import Article, Bare, Result, results_in
from index.formats.source import Head, Record, Source
from index.formats.xml_news.tagged_parts import chunks, parts
from index.formats.xml_news.xml_articles import markup
from index.formats.xml_news.xml_text import BLOCKS, local_name, paragraphs
from index.formats.xml_news.xml_tree import elements, parsed, root_of
from index.model import FieldNames, FormatNames
from index.text import Decoded

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("XML records", (".xml", ".sgml", ".sgm"), ("application/xml", "text/xml"))
_OTHERS: Final = frozenset(
    "html svg plist kml gpx xsl stylesheet schema project configuration mxfile mediawiki opml rss feed rdf urlset "
    "sitemapindex resources x3d collada tmx xliff office package worksheet workbook book set manifest".split()
)
"""Roots of files that have other things than articles, although some call a part of them title or text."""
_PLACED: Final = ("name", "field", "key", "column")
"""Attributes that say which field an element is, where all are called ``field``, ``column`` or ``str``."""
_LISTED: Final = frozenset("value item entry element str string li author tag name".split())
"""Elements that are the values of a list ..."""
_MARKUP: Final = BLOCKS | frozenset(
    "br lb b i u em strong a span hi emph img figure ref graphic main quote q sup sub".split()
)
"""... and those that are a part of a text."""
_NEVER_MARKUP: Final = frozenset("title text body abstract head item list entry row article dateline byline".split())
"""Those of these that are fields or records where they are the only ones."""
_DEEPEST: Final = 6
"""Elements inside each other from a record to a value."""
_ENOUGH: Final = 2
"""Fields that have known names in a file that is recognised, a text among them."""
_TAGS = re.compile(r"<(?:[\w-]{1,40}:)?([A-Za-zÀ-￿_][\w.-]{0,60})(?:\s[^<>]{0,400})?>")
_PLACED_TAGS = re.compile(r"<[\w:.-]{1,60}\s[^<>]{0,200}?\b(?:name|field|key)=[\"']([^\"'<>]{1,60})[\"']")
_ATTRIBUTES = re.compile(r"([\w:.-]{1,60})\s*=\s*[\"']")
_RECORD_BYTES = 6000


def recognise(head: Head) -> float:
    """XML whose elements have the names of fields of articles, a text among them, that is no other program's."""
    root = root_of(head)
    if root is None or root.name.lower() in _OTHERS:
        return 0
    names = {*_TAGS.findall(head.text), *_PLACED_TAGS.findall(head.text), *_ATTRIBUTES.findall(root.attributes)}
    fields = {field for name in names if (field := _field_of(name, root.name)) is not None}
    return 0.3 if fields & {"text", "html"} and len(fields) >= _ENOUGH else 0


def read(source: Source) -> Iterator[Record]:
    """Each record with a text as an article, by its number.

    Raises ListWithoutTexts where records name articles but have no texts, NotAnArticle where the file has none, and
    NotThisFormat where no element is a record.
    """
    tag = _record_tag(source)
    records = Records(source.address)
    for number, element in enumerate(_elements(source, tag), 1):
        address = source.address.at_record(number)
        if isinstance(element, SourceError):
            yield records.broken(address, element.message)
            continue
        data = markup(element)
        result = _result(element, source.fields)[0]
        yield from records.row(address, result, data, Decoded("", "utf-8", damaged=False))
    yield from records.without_text()


def _record_tag(source: Source) -> str:
    """The name of the elements that are records: the outermost that is an article.

    Raises NotThisFormat where the beginning has none.
    """
    try:
        top = parsed(source.head.text.lstrip("\ufeff").encode("utf-8", "replace"))
    except SourceError as error:
        raise NotThisFormat("no XML that can be read") from error
    for element in top.iter("{*}*"):
        result, is_own = _result(element, source.fields)
        if is_own and isinstance(result, Article) and (result.declared.headline or result.declared.url):
            return local_name(element)
    raise NotThisFormat("no record of an article in it")


def _elements(source: Source, tag: str) -> Iterator[Element | SourceError]:
    root = root_of(source.head)
    if root is None or root.name != tag:
        yield from elements(source, tag)
        return
    source.stream.seek(0)
    for part in parts(chunks(source.stream), tag.encode(), source.bounds.document):
        if isinstance(part, int):
            yield SourceError(f"too large: a record of {size_text(part)}")
            continue
        try:
            yield parsed(source.part(part, source.head.decoded.encoding).decoded.text.encode("utf-8", "replace"))
        except SourceError as error:
            yield error


def _result(element: Element, own: FieldNames) -> tuple[Result, bool]:
    """The article that an element is, or a record without a text; and whether its fields are those of the element."""
    value = _value(element, 0)
    results = results_in(value, own) if isinstance(value, dict) else []
    first = results[0] if results else Bare(False)
    return first, isinstance(first, Article) and first.record is value


def _value(element: Element, depth: int) -> object:
    """A text, a list of texts, or the fields in an element."""
    inner = [child for child in element if local_name(child)]
    names = [_name(child) for child in inner]
    if not inner or depth >= _DEEPEST:
        return "".join(element.itertext()).strip() if depth >= _DEEPEST else (element.text or "").strip()
    if depth and _is_text(element, names):
        return "\n\n".join(paragraphs(element))
    if depth and len(set(names)) == 1 and names[0].lower() in _LISTED and not any(len(child) for child in inner):
        return [text for child in inner if (text := (child.text or "").strip())]
    fields: dict[str, object] = {
        local: value for key, value in element.items() if (local := key.rpartition("}")[2]) not in _PLACED
    }
    for child, name in zip(inner, names, strict=True):
        key = "text" if (local_name(element), name) == _TRAFILATURA else name
        value = _value(child, depth + 1)
        if value in ("", [], {}):
            continue
        before = fields.get(key)
        if before is None:
            fields[key] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            fields[key] = [before, value]
    return fields


_TRAFILATURA: Final = ("doc", "main")
"""Where trafilatura has the text; elsewhere ``main`` is many things."""


def _is_text(element: Element, names: list[str]) -> bool:
    """Whether the parts of an element are paragraphs and other parts of one text."""
    lower = {name.lower() for name in names}
    if not lower <= _MARKUP:
        return False
    return not lower <= _NEVER_MARKUP or bool((element.text or "").strip())


def _name(element: Element) -> str:
    """What a field is called: by an attribute where all fields are elements of one name."""
    placed = next((value for key in _PLACED if (value := element.get(key))), None)
    return placed.strip() if placed and field_of(placed) is not None else local_name(element)


def _field_of(name: str, root: str) -> str | None:
    return "text" if (root, name) == _TRAFILATURA else field_of(name)


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_RECORD_BYTES)
