"""NewsML 1 of the IPTC (1.0 to 1.2): news items whose components, inside each other, hold NITF, XHTML or plain text.

https://iptc.org/standards/newsml-1/. A component with a headline and a text of its own is an article; captions of
pictures are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import ListWithoutTexts, NotAnArticle
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.nitf import NOT_BODY, body_of, declared_by
from index.formats.xml_news.xml_articles import XmlArticle, article, iso_date, names_of, records, refused
from index.formats.xml_news.xml_text import (
    at,
    attribute,
    children,
    descendants,
    first_words,
    local_name,
    paragraphs,
    words,
)
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("NewsML 1", (".xml", ".newsml"), ("application/newsml+xml",))
_CAPTIONS = frozenset(("caption", "picture", "photo", "thumbnail", "preview", "quicklook", "graphic", "video", "icon"))


def read(source: Source) -> Iterator[Record]:
    """The articles of each news item, and why an item has none."""
    items = elements(source, "NewsItem")
    yield from records(source, (one for item in items for one in _articles(item)), _NAMES.media_types[0])


def _articles(item: Element) -> Iterator[XmlArticle]:
    found = [(one, body) for one in _texts(item) if (body := _body(one))]
    if not found:
        refers = next(descendants(item, "NewsItemRef", "ContentItem", "NewsComponent"), None) is not None
        reason = "a news item whose text is in another file: import that file"
        yield refused(item, ListWithoutTexts(reason) if refers else NotAnArticle("a news item without content"))
        return
    own = [one for one in found if _headline(one[0], item, own=True)]
    if len(own) > 1 and len({_headline(one[0], item, own=True) for one in own}) > 1:
        yield from (article(content, body, _declared(content, item)) for content, body in own)
        return
    content, body = max(found, key=lambda one: sum(map(len, one[1])))
    yield article(item, body, _declared(content, item))


def _texts(item: Element) -> Iterator[Element]:
    """The contents that are text, without those of pictures and captions."""
    for content in descendants(item, "ContentItem"):
        role = attribute(at(content.getparent(), "Role"), "FormalName") or ""
        media = attribute(at(content, "MediaType"), "FormalName") or "text"
        if (
            role.lower() not in _CAPTIONS
            and media.lower() in ("text", "complexdata")
            and children(content, "DataContent")
        ):
            yield content


def _body(content: Element) -> list[str]:
    data = at(content, "DataContent")
    nitf = next(descendants(data, "nitf"), None)
    if nitf is not None:
        return body_of(nitf)
    body = next(descendants(data, "body.content", "body"), data)
    return paragraphs(body, NOT_BODY | {"head"})


def _lines(content: Element, item: Element, *, own: bool = False) -> Iterator[Element]:
    """The news lines that count for a content: those of the nearest component first."""
    node = content.getparent()
    while node is not None and local_name(node) == "NewsComponent":
        yield from children(node, "NewsLines")
        if own:
            return
        node = node.getparent()
    if not own:
        yield from descendants(item, "NewsLines")


def _line(name: str, content: Element, item: Element, *, own: bool = False) -> str | None:
    return first_words(line for lines in _lines(content, item, own=own) for line in children(lines, name))


def _headline(content: Element, item: Element, *, own: bool = False) -> str | None:
    return _line("HeadLine", content, item, own=own)


def _declared(content: Element, item: Element) -> DeclaredMetadata:
    nitf = next(descendants(content, "nitf"), None)
    management = at(item, "NewsManagement")
    first, last = words(at(management, "FirstCreated")) or None, words(at(management, "ThisRevisionCreated")) or None
    provider = next(descendants(item, "Provider", "Source"), None)
    identifier = at(item, "Identification/NewsIdentifier")
    declared = DeclaredMetadata(
        headline=_headline(content, item) or first_words(descendants(content, "hl1")),
        deck=_line("SubHeadLine", content, item),
        authors=names_of(_line("ByLine", content, item)),
        outlet=attribute(next(descendants(provider, "Party"), None), "FormalName"),
        published=iso_date(first or words(at(identifier, "DateId"))),
        language=attribute(next(descendants(item, "Language"), None), "FormalName") or attribute(item, "lang"),
        tags=tuple(dict.fromkeys(filter(None, map(words, descendants(item, "KeywordLine")))))[:64],
        updated=iso_date(last) if last != first else None,
    )
    return declared.completed_by(declared_by(nitf)) if nitf is not None else declared


FORMAT = FileFormat(_NAMES, has_root("NewsML"), read)
