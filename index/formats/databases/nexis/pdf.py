"""Nexis Uni and LexisNexis as PDF: the heads and feet of pages are dropped, paragraphs cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.errors import SourceError
from index.formats.databases.file_blocks import pdf_blocks
from index.formats.databases.nexis import delimited, exports
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis PDF", (".pdf",), ("application/pdf",))
_FIRST_PAGES = 4
"""Pages that are read to see whether a PDF is an export."""
_PAGE_LINE = re.compile(r"(?:page|seite|pagina|página) \d+ (?:of|von|de|sur|van|di) \d+", re.IGNORECASE)
_COVER = re.compile(r"^(?:User Name:|Date and Time:|Job Number:|Documents? \(\d+\))", re.MULTILINE)


def recognise(head: Head) -> float:
    """A PDF on whose first pages the database numbers, lists or ends documents."""
    if not head.data.startswith(b"%PDF-"):
        return 0
    try:
        first = pdf_blocks(head.data, _FIRST_PAGES)
    except SourceError:
        return 0
    return 0.99 if exports.is_export(first) or any(_COVER.match(block) for block in first) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the PDF."""
    yield from exports.read_blocks(source, _without_page_heads(pdf_blocks(source.data)), _NAMES.media_types[0])


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


FORMAT = FileFormat(_NAMES, recognise, read)
