"""Nexis Uni and LexisNexis as PDF: the heads and feet of pages are dropped, paragraphs cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.databases.file_blocks import pdf_blocks
from index.formats.databases.nexis import delimited, exports
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis PDF", (".pdf",), ("application/pdf",))
_PAGE_LINE = re.compile(r"(?:page|seite|pagina|página) \d+ (?:of|von|de|sur|van|di) \d+", re.IGNORECASE)
_COVER = re.compile(r"^(?:User Name:|Date and Time:|Job Number:|Documents? \(\d+\))", re.MULTILINE)


def recognise(head: Head) -> float:
    """A PDF; whether Nexis wrote it shows on its first pages."""
    return 0.99 if head.data.startswith(b"%PDF-") else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the PDF; raises NotThisFormat where its first pages have no sign of the database."""
    first = pdf_blocks(source, first_only=True)
    if not exports.is_export(first) and not any(_COVER.match(block) for block in first):
        raise NotThisFormat("not an export of Nexis")
    yield from exports.read_blocks(source, _without_page_heads(pdf_blocks(source)), _NAMES.media_types[0])


def _without_page_heads(blocks: Sequence[str]) -> list[str]:
    """The blocks without lines such as ``Page 2 of 3``, and without the headline that each page repeats beside it."""
    made: list[str] = []
    headline = ""
    for place, block in enumerate(blocks):
        if _PAGE_LINE.fullmatch(block.strip()):
            continue
        beside = any(
            0 <= near < len(blocks) and _PAGE_LINE.fullmatch(blocks[near].strip()) for near in (place - 1, place + 1)
        )
        if beside and block == headline:
            continue
        if not made or delimited.is_end(made[-1]):
            headline = block
        made.append(block)
    return made


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=8_000)
