"""Nexis Uni and LexisNexis as PDF: the heads and feet of pages are dropped, paragraphs cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.errors import SourceError
from index.formats.databases.file_blocks import joined_pages, pdf_pages
from index.formats.databases.nexis import delimited, exports
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis PDF", (".pdf",), ("application/pdf",))
_FIRST_PAGES = 4
"""Pages that are read to see whether a PDF is an export."""
_LEAST_HEAD = 20
"""Characters of a headline at the top of a page that may be cut short."""
_PAGE_LINE = re.compile(r"(?:page|seite|pagina|página) \d+ (?:of|von|de|sur|van|di) \d+(?:\s|$)", re.IGNORECASE)


def recognise(head: Head) -> float:
    """A PDF on whose first pages the database numbers, lists or ends documents."""
    if not head.data.startswith(b"%PDF-"):
        return 0
    try:
        first = [block for page in pdf_pages(head.data, _FIRST_PAGES) for block in page]
    except SourceError:
        return 0
    return 0.99 if exports.is_export(first) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the PDF."""
    yield from exports.read_blocks(source, joined_pages(_without_heads(pdf_pages(source.data))), _NAMES.media_types[0])


def _without_heads(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The pages without lines such as ``Page 2 of 3``, and without the headline that each repeats at its top."""
    headline = ""
    ended = True
    for page in pages:
        blocks = [text for block in page if (text := _PAGE_LINE.sub("", block).strip())]
        if blocks and (_is_same(blocks[0], headline) or (len(blocks) > 1 and _is_same(*blocks[:2]))):
            del blocks[0]
        for block in blocks:
            if ended:
                headline = block
            ended = delimited.is_end(block)
        yield blocks


def _is_same(first: str, second: str) -> bool:
    """Whether two lines are one headline, of which the first may be cut short."""
    return first == second or (len(first) >= _LEAST_HEAD and second.startswith(first.rstrip(".… ")))


FORMAT = FileFormat(_NAMES, recognise, read)
