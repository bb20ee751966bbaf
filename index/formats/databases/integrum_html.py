"""Integrum as HTML: a report with a list of headlines, then each document in a division with a table of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.html_blocks import blocks, inline_text, page_of
from index.formats.databases.text_blocks import joined, one_line, paragraphs
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = FormatNames("Integrum HTML", (".html", ".htm"), ("text/html",))
_SIGNS = tuple(f"^{code}:".encode(encoding) for code in ("ЗГ", "ИС") for encoding in ("cp1251", "utf-8", "koi8-r"))
_FIELD = re.compile(r"\^(?P<code>[А-ЯA-Z]{2})\s*:")
_CODES = {"outlet": "ИС", "section": "РБ", "published": "ДТ", "byline": "АВ", "headline": "ЗГ", "page": "СТ"}
"""Source, rubric, date, author, headline and page; ``НР`` is the number of the issue."""
_CONTENTS = re.compile(r"#\d+")
_INDENT = re.compile(r"\s{2,}\S")


def recognise(head: Head) -> float:
    """A page with the codes of Integrum's fields."""
    return 0.98 if head.signature is None and any(sign in head.data for sign in _SIGNS) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the report; a row where its list names more of them than there are."""
    page = page_of(source)
    found = [each for each in page.iter("div") if _FIELD.search(inline_text(each.find("table")))]
    stated = sum(1 for link in page.iter("a") if _CONTENTS.fullmatch(link.get("href") or ""))
    yield from records(
        source,
        (_document(each) for each in found),
        media_type=_NAMES.media_types[0],
        stated=stated or None,
        decoded=source.decoded,
    )


def _document(division: HtmlElement) -> DatabaseDocument:
    table = inline_text(division.find("table"))
    marks = [*_FIELD.finditer(table)]
    ends = [mark.start() for mark in marks[1:]] + [len(table)]
    values = {mark["code"]: table[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=False)}
    value = {name: values.get(code) or None for name, code in _CODES.items()}
    heading = next(division.iter("h1", "h2", "h3"), None)
    texts = [block for pre in division.iter("pre") for block in blocks(pre, pre=True)]
    raw_text = "\n".join("".join(pre.itertext()) for pre in division.iter("pre"))
    body = (
        _paragraphs(raw_text)
        if texts
        else paragraphs(blocks(division, leave_out=lambda each: each.tag in ("table", "h1", "h2", "h3")))
    )
    return DatabaseDocument(
        DeclaredMetadata(
            headline=value["headline"] or inline_text(heading) or None,
            authors=tuple(name for part in (value["byline"] or "").split(",") if (name := part.strip())),
            outlet=value["outlet"],
            published=value["published"],
            section=value["section"],
        ),
        body,
        f"{table}\n\n{raw_text}",
        page=value["page"],
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of preformatted text, whose lines are broken: each begins with an indent or below a blank line."""
    lines = text.replace("\r", "").split("\n")
    starts = [
        not before.strip() or _INDENT.match(line) is not None
        for before, line in zip(["", *lines], lines, strict=False)
        if line.strip()
    ]
    new = iter(starts[1:])
    return tuple(joined((one_line(line) for line in lines if line.strip()), lambda *_: not next(new)))


FORMAT = FileFormat(_NAMES, recognise, read)
