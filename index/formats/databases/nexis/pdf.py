"""Nexis Uni and LexisNexis as PDF: the heads and feet of pages are dropped, paragraphs cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.formats.databases.file_blocks import first_lines_of_pdf, joined_pages, pdf_pages
from index.formats.databases.nexis import delimited, exports
from index.formats.databases.text_blocks import joined
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis PDF", (".pdf",), ("application/pdf",))
_LEAST_HEAD = 20
"""Characters of a headline at the top of a page that may be cut short."""
_PAGE_LINE = re.compile(r"(?:page|seite|pagina|página) \d+ (?:of|von|de|sur|van|di) \d+(?:\s|$)", re.IGNORECASE)


def recognise(head: Head) -> float:
    """A PDF on whose first pages the database numbers, lists or ends documents."""
    if not head.data.startswith(b"%PDF-"):
        return 0
    return 0.99 if exports.is_export(first_lines_of_pdf(head.data)) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the PDF."""
    pages = _paragraphs(_without_heads(pdf_pages(source.data)))
    yield from exports.read_blocks(source, joined_pages(pages), _NAMES.media_types[0])


def _paragraphs(pages: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """The pages in paragraphs: each line of a header and of what is below a body is one, each block of a body."""
    part = "header"
    for page in pages:
        made: list[str] = []
        # The first document begins on a page of its own, below the cover pages.
        if part == "header" and any(delimited.is_start_of_body(line) for block in page for line in block.split("\n")):
            part = "headline"
        for block in page:
            body: list[str] = []
            for line in block.split("\n"):
                if delimited.is_end(line):
                    part = "end"
                elif part == "header" and delimited.is_start_of_body(line):
                    part = "start"
                elif part == "body" and delimited.is_below(line):
                    part = "below"
                if part in ("headline", "body"):
                    body.append(line)
                else:
                    made += [*_one(body), line]
                    body = []
                part = {"end": "headline", "start": "body"}.get(part, part)
            made += _one(body)
            part = "header" if part == "headline" and body else part
        yield made


def _one(lines: Sequence[str]) -> list[str]:
    return joined(lines, lambda *_: True)


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
            ended = delimited.is_end(block.split("\n")[-1])
        yield blocks


def _is_same(first: str, second: str) -> bool:
    """Whether two lines are one headline, of which the first may be cut short."""
    return first == second or (len(first) >= _LEAST_HEAD and second.startswith(first.rstrip(".… ")))


FORMAT = FileFormat(_NAMES, recognise, read)
