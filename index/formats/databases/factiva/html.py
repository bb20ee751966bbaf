"""Factiva as HTML: each article an element of its own, its fields in a table of codes or one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.factiva import fields
from index.formats.databases.html_blocks import blocks, has_class, inline_text, page_of
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = FormatNames("Factiva HTML", (".html", ".htm"), ("text/html",))
_ARTICLE = re.compile(rb"""class=["']?(?:article )?[a-z]{2}(?:cn|tw|[_-][A-Za-z]{2,4})?Article\b""")
_SIGNS = (b"articleParagraph", b">HD<")
"""The class of a paragraph, or the code of a headline."""
_CLASS = re.compile(r"(?:^|\s)(?P<language>[a-z]{2})(?:cn|tw|[_-][A-Za-z]{2,4})?Article(?:$|\s)")


def recognise(head: Head) -> float:
    """A page with the class that Factiva gives to articles, such as ``enArticle``, and paragraphs or codes."""
    if head.signature is not None or not any(sign in head.data for sign in _SIGNS):
        return 0
    return 0.98 if _ARTICLE.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the page."""
    page = page_of(source)
    found = [each for each in page.iter("div") if _CLASS.search(each.get("class") or "")]
    yield from records(
        source,
        (_document(each) for each in found),
        media_type=_NAMES.media_types[0],
        decoded=source.decoded,
    )


def _document(article: HtmlElement) -> DatabaseDocument:
    named = _CLASS.search(article.get("class") or "")
    language = named["language"] if named else None
    raw = "\n\n".join(blocks(article))
    coded = _coded(article)
    if coded:
        return fields.of_codes(coded, raw, language=language)
    marked = blocks(article, mark=_mark)
    starts = [place for place, block in enumerate(marked) if block == _PARAGRAPH]
    header = marked[: starts[0]] if starts else _without_end(marked)
    # Below the last paragraph are the publisher and the accession number.
    body = [block for block in marked[starts[0] : starts[-1] + 2] if block != _PARAGRAPH] if starts else []
    headline = next((each for each in article.iter() if _is_headline(each)), None)
    author = next((each for each in article.iter("div") if has_class(each, "author")), None)
    return fields.of_places(
        [line for block in header for line in block.split("\n")],
        body,
        raw,
        language=language,
        headline=inline_text(headline) or None,
        byline=inline_text(author) or None,
    )


_PARAGRAPH = "\x00paragraph"
"""The mark before each paragraph of a body."""


def _mark(element: HtmlElement) -> str | None:
    return _PARAGRAPH if has_class(element, "articleParagraph") else None


def _is_headline(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and any(
        name.endswith("Headline") for name in (element.get("class") or "").split()
    )


def _coded(article: HtmlElement) -> dict[str, list[str]]:
    """The blocks of each field of a table of codes; empty where there is none."""
    found: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = inline_text(cells[0]) if len(cells) == 2 else ""
        if code in fields.CODES:
            found.setdefault(code, []).extend(blocks(cells[1]))
    return found if "HD" in found or "AN" in found else {}


def _without_end(lines: list[str]) -> list[str]:
    """The lines of an article without a body, without the accession number below them."""
    return [line for line in lines if not fields.is_accession(line)]


FORMAT = FileFormat(_NAMES, recognise, read)
