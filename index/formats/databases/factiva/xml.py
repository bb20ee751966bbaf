"""Factiva as XML, as its archive service gives it: ``article`` elements with a field each for what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.text_blocks import one_line
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.formats.xml_settings import UNTRUSTED
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = FormatNames("Factiva XML", (".xml",), ("application/xml",))
_SIGNS = re.compile(rb"<(?:\w+:)?(?:ppsarticle|PPSResponse|ppsArticleResponse)\b|<(?:\w+:)?accessionNo>")


def recognise(head: Head) -> float:
    """XML with articles that have an accession number, or the service's own envelope."""
    return 0.98 if head.signature is None and b"<" in head.data[:64] and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the file; a row where the service counts more than there are."""
    from lxml import etree

    parser = etree.XMLParser(remove_comments=True, recover=True, **UNTRUSTED)
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("damaged: the XML cannot be read") from error
    if root is None:
        raise SourceError("damaged: the XML cannot be read")
    found = [each for each in root.iter("{*}article") if _child(each, "headline") is not None]
    counts = [each.get("count") or "" for each in root.iter("{*}ppsarticleResultSet")]
    stated = sum(int(count) for count in counts if count.isdecimal()) or None
    yield from records(source, (_document(each) for each in found), media_type=_NAMES.media_types[0], stated=stated)


def _document(article: _Element) -> DatabaseDocument:
    text = {
        name: _text(_child(article, name))
        for name in ("byline", "sourceName", "baseLanguage", "sectionName", "columnName", "wordCount", "corrections")
    }
    body = [
        _text(paragraph)
        for part in ("leadParagraph", "tailParagraphs")
        for whole in article.iter(f"{{*}}{part}")
        for paragraph in _paragraphs(whole)
    ]
    pages = [_text(page) for page in article.iter("{*}page")] or [_text(_child(article, "pages"))]
    words = text["wordCount"]
    return DatabaseDocument(
        DeclaredMetadata(
            headline=_text(_child(article, "headline")) or None,
            authors=(text["byline"],) if text["byline"] else (),
            outlet=text["sourceName"] or None,
            published=_published(article),
            section=text["sectionName"] or text["columnName"] or None,
            language=text["baseLanguage"].lower() or None,
        ),
        tuple(filter(None, body)),
        one_line(" ".join(article.itertext())),
        page=", ".join(filter(None, pages)) or None,
        length=f"{words} words" if words.isdecimal() else None,
        correction=text["corrections"] or None,
    )


def _published(article: _Element) -> str | None:
    date = _child(article, "publicationDate")
    if date is None:
        return None
    return " ".join(filter(None, (_text(each) for each in date.iter("{*}date", "{*}dateTime")))) or _text(date) or None


def _paragraphs(part: _Element) -> list[_Element]:
    return [*part.iterchildren("{*}paragraph")] or [part]


def _child(element: _Element, name: str) -> _Element | None:
    return next(element.iterchildren(f"{{*}}{name}"), None)


def _text(element: _Element | None) -> str:
    return one_line("".join(element.itertext())) if element is not None else ""


FORMAT = FileFormat(_NAMES, recognise, read)
