"""Europresse (Eureka) as HTML: each article an element with outlet, date line, headline, byline and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.field_values import found_date, section_and_page
from index.formats.databases.html_blocks import blocks, has_class, inline_text, page_of
from index.formats.databases.text_blocks import one_line, paragraphs
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = FormatNames("Europresse HTML", (".html", ".htm"), ("text/html",))
_SIGNS = re.compile(rb"""class=["']?[^"'>]*\b(?:rdp__)?DocPublicationName\b""")
_WORDS = re.compile(r"(?<![\w:])(?:\d{1,3}(?:[  ]\d{3})+|\d+) (?:mots|words|palabras|Wörter)\b")
_PAGES = re.compile(r",\s*(?:pp?|S)\.\s")
_EDITION = re.compile(r"\s*,\s*n[o°º]\.?\s.*$")
_LONGEST_BYLINE = 150
"""Characters of a block below the headline that is a byline."""
_BYLINE_WORDS = 10
"""Words of the first line below a headline of the older exports that is a byline."""
_LEGAL = re.compile(r"©|copyright\b|news·|ce (?:certificat|document)\b|this (?:certificate|document)\b", re.IGNORECASE)
_NUMBER = re.compile(r"news[·.]\d{8}[·.]")
"""In the number of a document, which is below its text and above the certificate of the older exports."""
_ORDINAL = re.compile(r"\d{1,2}\. ")
"""How a day is written in the languages that put a comma before it."""
_APPEARED = re.compile(r"(?:cet article est|this article (?:also )?) ?(?:paru|appeared)\b", re.IGNORECASE)
"""A line that says where else an article was published."""
_WEEKDAY = re.compile(r"(?:^|,)\s*(?:le\s+)?[^\W\d]+,?\s*$")


def recognise(head: Head) -> float:
    """A page with the class that Europresse gives to the outlet of an article."""
    return 0.97 if head.signature is None and b"DocPublicationName" in head.data and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the page."""
    page = page_of(source)
    articles = [each for each in page.iter("article") if _first(each, "DocPublicationName") is not None]
    if not articles:
        articles = [each for each in page.iter("td") if _is_old_article(each)]
    yield from records(
        source, (_document(each) for each in articles), media_type=_NAMES.media_types[0], decoded=source.decoded
    )


def _document(article: HtmlElement) -> DatabaseDocument:
    outlet = _first(article, "DocPublicationName", "rdp__DocPublicationName")
    title = _first(article, "titreArticleVisu", "TitreArticleVisu", "rdp__articletitle")
    published, section, page = _date_line([inline_text(each) for each in _all(article, "DocHeader")])
    header = next(article.iter("header"), article)
    length = next(filter(None, (_WORDS.search(line) for line in blocks(header))), None)
    return DatabaseDocument(
        DeclaredMetadata(
            headline=inline_text(title) or None,
            deck=inline_text(_first(article, "rdp__subtitle")) or None,
            authors=_authors(header, title),
            outlet=_EDITION.sub("", inline_text(outlet)) or None,
            published=published,
            section=section,
        ),
        _body(article, title),
        "\n\n".join(blocks(article)),
        page=page,
        length=length[0] if length else None,
    )


def _date_line(parts: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Date, section and page of ``Local, mardi 14 mars 2006, p. 16``; the older exports have an element for each."""
    dated = next((number for number, part in enumerate(parts) if found_date(part)), None)
    if dated is None:
        return None, None, None
    text = parts[dated]
    start, end = found_date(text) or (0, 0)
    before, rest = text[:start].strip(), text[start:]
    # A weekday has a comma behind it where the month comes first, and none before a day, but in German.
    if before.endswith(",") != rest[0].isdecimal() or _ORDINAL.match(rest):
        before = _WEEKDAY.sub("", before.rstrip(","))
    section = before.strip(" ,") or (parts[0].strip(" ,") if dated > 1 else None)
    _, page = section_and_page(" ".join((text[end:], *parts[dated + 1 :])))
    return _WORDS.sub("", _PAGES.split(rest)[0]).strip(" ,"), section, page


def _authors(header: HtmlElement, title: HtmlElement | None) -> tuple[str, ...]:
    """The byline: under its own class, else the first block below the headline in the header."""
    named = _first(header, "docAuthors", "sm-margin-bottomNews", "rdp__author")
    if named is not None:
        return (inline_text(named),)
    if title is None or header.tag != "header":
        return tuple(filter(None, _old_lines(header, title)[:1]))
    found = blocks(header, mark=lambda each: _HERE if each is title else None)
    below = found[found.index(_HERE) + 2 :] if _HERE in found else []
    line = one_line(below[0]) if below else ""
    return (line,) if line and len(line) <= _LONGEST_BYLINE and not _WORDS.fullmatch(line) else ()


_HERE = "\x00headline"


def _body(article: HtmlElement, title: HtmlElement | None) -> tuple[str, ...]:
    text = _first(article, "DocText", "docOcurrContainer")
    if text is None:
        text = next(article.iter("section"), None)
    if text is not None:
        found = paragraphs(blocks(text, leave_out=lambda each: each.tag in ("aside", "footer", "header")))
        return tuple(line for line in found if not _APPEARED.match(line))
    return tuple(_old_lines(article, title)[1:])


def _old_lines(article: HtmlElement, title: HtmlElement | None) -> list[str]:
    """The byline of an article of the older exports, empty where it has none, and its paragraphs."""
    found = blocks(article, mark=lambda each: _HERE if each is title else None)
    below = found[found.index(_HERE) + 1 :] if _HERE in found else []
    text = takewhile(lambda line: not _NUMBER.search(line), paragraphs(below)[1:])
    lines = [line for line in text if not _LEGAL.match(line)]
    has_byline = len(lines) > 1 and len(lines[0].split()) <= _BYLINE_WORDS and not lines[0].endswith((".", "!", "?"))
    return lines if has_byline else ["", *lines]


def _is_old_article(cell: HtmlElement) -> bool:
    """Whether a cell of a table is an article, as the exports before 2012 have them."""
    outlet = _first(cell, "DocPublicationName")
    return outlet is not None and next(outlet.iterancestors("td"), None) is cell


def _all(element: HtmlElement, *names: str) -> Iterator[HtmlElement]:
    return (each for each in element.iter() if isinstance(each.tag, str) and has_class(each, *names))


def _first(element: HtmlElement, *names: str) -> HtmlElement | None:
    return next(_all(element, *names), None)


FORMAT = FileFormat(_NAMES, recognise, read)
