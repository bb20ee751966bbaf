"""DOCX, the files of Word: a document is one article."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.errors import SourceError
from index.formats.office.old_office import is_old_office, refuse
from index.formats.office.package import Package, is_package, opened, parse_xml
from index.formats.office.paragraphs import Kind, Paragraph, Properties, document
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames(
    "DOCX",
    (".docx", ".docm", ".dotx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TEMPLATE_DATE = "2013-12-23T23:15:00Z"
"""When the template of python-docx was made: what it writes where nobody set a date."""
_KINDS: dict[str, Kind] = {"title": "title", "subtitle": "subtitle", "author": "author", "authors": "author",
                           "byline": "author", "date": "date", "dateline": "date", "headline": "title"}  # fmt: skip
"""Names of styles for the parts of a title block."""
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK, f"{_W}pPr"))
"""What is not text of the document: deleted, moved away, code of a field, the second form of a drawing."""
_LONGEST_CELL = 400
"""Characters of a table's cell from which a table is layout and its cells are paragraphs."""
_DEEPEST = 12
"""Tables, boxes and controls inside each other."""


def recognise(head: Head) -> float:
    """A package with a part of Word in its first bytes; any file of an old Office, to say what to do with it."""
    if is_old_office(head):
        return 0.5
    if not is_package(head):
        return 0
    return 0.9 if b"word/document" in head.data else 0.85 if head.has_name(_NAMES) or b"word/" in head.data else 0


def read(source: Source) -> Iterator[Record]:
    """The document as one article. Raises SourceError when it is damaged, of an old Office, or has no text."""
    if is_old_office(source.head):
        refuse(source)
    data = source.data
    with opened(source) as package:
        paragraphs = paragraphs_of(package)
        properties = _properties(package)
    yield document(source, data, paragraphs, properties, media_type=_NAMES.media_types[0])


def paragraphs_of(package: Package) -> list[Paragraph]:
    """The paragraphs of a document of Word, without those of its headers, footers, notes and comments.

    Raises SourceError when the package is not of Word.
    """
    name = "word/document.xml"
    if name not in package.names:
        name = next((one for one in sorted(package.names) if one.startswith("word/document")), name)
    data = package.data(name)
    if data is None:
        raise SourceError("damaged: it has no document of Word in it")
    body = parse_xml(data.replace(_STRICT, _TRANSITIONAL), name).find(f"{_W}body")
    styles = _styles(package)
    return list(_blocks(body, styles, 0)) if body is not None else []


def _styles(package: Package) -> dict[str, tuple[Kind, int]]:
    """What kind of paragraph each style makes, by its id."""
    data = package.data("word/styles.xml")
    if data is None:
        return {}
    found: dict[str, tuple[Kind, int]] = {}
    for style in parse_xml(data.replace(_STRICT, _TRANSITIONAL), "word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = name.get(f"{_W}val", "").lower() if name is not None else ""
        if (kind := _kind_of(words)) is not None:
            found[style.get(f"{_W}styleId", "")] = kind
        elif style.find(f"{_W}pPr/{_W}numPr") is not None:
            found[style.get(f"{_W}styleId", "")] = ("list item", 0)
    return found


def _kind_of(style: str) -> tuple[Kind, int] | None:
    if style in _KINDS:
        return _KINDS[style], 0
    words, _, number = style.rpartition(" ")
    if words == "heading" and number.isdigit():
        return "heading", int(number)
    return ("list item", 0) if style.startswith(("list bullet", "list number")) else None


def _blocks(parent: etree._Element, styles: dict[str, tuple[Kind, int]], depth: int) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        return
    for child in parent:
        if child.tag == f"{_W}p":
            text = _text(child)
            kind, level = _paragraph_kind(child, styles)
            yield Paragraph(text, kind, level)
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                    yield from _blocks(box, styles, depth + 1)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, styles, depth)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, styles, depth + 1)


def _paragraph_kind(paragraph: etree._Element, styles: dict[str, tuple[Kind, int]]) -> tuple[Kind, int]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "text", 0
    style = properties.find(f"{_W}pStyle")
    if style is not None:
        name = style.get(f"{_W}val", "")
        known = styles.get(name) or _kind_of(name.lower())
        if known is not None:
            return known
    return ("list item", 0) if properties.find(f"{_W}numPr/{_W}numId") is not None else ("text", 0)


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph without what is deleted or hidden, and without that of boxes in it."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            pieces.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("\u2011")
        elif tag in _SKIPPED or tag == f"{_W}txbxContent" or (tag == f"{_W}r" and _is_hidden(element)):
            continue
        else:
            stack.extend(reversed(element))
    return "".join(pieces)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false", "off")


def _table(table: etree._Element, styles: dict[str, tuple[Kind, int]], depth: int) -> Iterator[Paragraph]:
    """The rows of a table; the paragraphs of one that only arranges them."""
    rows = [
        [list(_blocks(cell, styles, depth + 1)) for cell in _parts(row, f"{_W}tc")] for row in _parts(table, f"{_W}tr")
    ]
    longest = max((len(one.text) for row in rows for cell in row for one in cell), default=0)
    if longest >= _LONGEST_CELL or all(len(row) <= 1 for row in rows):
        for row in rows:
            for cell in row:
                yield from cell
        return
    for row in rows:
        cells = [" ".join(one.text.strip() for one in cell if one.text.strip()) for cell in row]
        if any(cells):
            yield Paragraph(" | ".join(cells), "table row")


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells of a table, those in controls too, and not those of a table inside it."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _parts(child, tag)


def _properties(package: Package) -> Properties:
    core = package.tree("docProps/core.xml")
    if core is None:
        return Properties()

    def value(name: str) -> str | None:
        return (core.findtext(name) or "").strip() or None

    created = value(f"{_DCTERMS}created")
    return Properties(
        title=value(f"{_DC}title"),
        authors=tuple(name for name in (value(f"{_DC}creator") or "").split(";") if name.strip()),
        created=created if created != _TEMPLATE_DATE else None,
        language=value(f"{_DC}language"),
        keywords=tuple(word.strip() for word in (value(f"{_CORE}keywords") or "").split(",") if word.strip()),
    )


FORMAT = FileFormat(_NAMES, recognise, read)
