"""The blocks of text of Word, RTF and PDF files as databases of news write them."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from index.errors import SourceError
from index.formats.databases.text_blocks import joined
from index.formats.extras import needing
from index.formats.office.docx import paragraphs_of
from index.formats.office.package import begins_as_package, opened
from index.formats.office.paragraphs import Paragraph
from index.formats.office.rtf_text import read_rtf
from index.formats.source import Source

_LOCAL_HEADER = b"PK\x03\x04"
_TO_NAME = 30
"""Bytes of the header of a member of a zip file before its name."""
_LOOKED_AT = 2 * 1024 * 1024
"""Bytes of a member that are looked at to see what the document is."""
FIRST_PAGES = 4
"""Pages of a PDF that are read to see whether it is an export."""
DOCX_BODY = "word/document.xml"
"""The member of a Word document that has its text."""
_ENDS_SENTENCE = re.compile(r"[.!?…:;\"'”’»)\]。！？」』]\s*$")


def beginning_of_member(data: bytes, name: str) -> bytes:
    """The first bytes of a member of an office document of which ``data`` is the beginning; empty where it has none."""
    # In a ZIP file that packs documents without making them smaller, their own parts can be seen too.
    if not begins_as_package(data):
        return b""
    place = -1
    while (place := data.find(name.encode(), place + 1)) >= 0:
        header = place - _TO_NAME
        if header < 0 or data[header : header + 4] != _LOCAL_HEADER:
            continue
        method, name_length, extra_length = (
            int.from_bytes(data[header + at : header + at + 2], "little") for at in (8, 26, 28)
        )
        start = header + _TO_NAME + name_length + extra_length
        if name_length != len(name) or method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            continue
        if method == zipfile.ZIP_STORED:
            return data[start : start + _LOOKED_AT]
        with suppress(zlib.error):
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[start:], _LOOKED_AT)
    return b""


def docx_blocks(source: Source) -> list[str]:
    """The paragraphs of a Word document in their order; a row of a table is one, with tabs between its cells."""
    with opened(source) as package:
        return _blocks(paragraphs_of(package))


def rtf_blocks(source: Source) -> list[str]:
    """The paragraphs of an RTF file, as :func:`docx_blocks`."""
    blocks = (block.replace("\xad", "").strip(" \t\n") for block in _blocks(read_rtf(source.data).paragraphs))
    return [block for block in blocks if block]


def _blocks(paragraphs: Iterable[Paragraph]) -> list[str]:
    texts = (one.text.replace(" | ", "\t") if one.kind == "table row" else one.text for one in paragraphs)
    return [text.strip("\n") for text in texts if text.strip()]


@lru_cache(maxsize=1)
def first_lines_of_pdf(data: bytes) -> tuple[str, ...]:
    """The lines of the first pages of a PDF that begins with ``data``; none where they cannot be read.

    The last answer is kept: each format that may be in a PDF asks for it.
    """
    try:
        pages = pdf_pages(data, FIRST_PAGES)
    except SourceError:
        return ()
    return tuple(line for page in pages for block in page for line in block.split("\n"))


def pdf_pages(data: bytes, most: int = 0) -> list[list[str]]:
    """The blocks of lines of each page of a PDF in reading order; of ``most`` pages, 0 for all.

    Raises SourceError when it is damaged, or the library for it is missing.
    """
    return list(lines_of_pages(data, most))


def joined_pages(pages: Iterable[Sequence[str]]) -> list[str]:
    """The paragraphs of all pages, those joined that the end of a page divides."""
    numbered = [(place, block) for page in pages for place, block in enumerate(page) if block]
    firsts = iter([place == 0 for place, _ in numbered][1:])

    def is_divided(before: str, block: str) -> bool:
        return next(firsts) and block[0].islower() and _ENDS_SENTENCE.search(before) is None

    return joined((block for _, block in numbered), is_divided)


def lines_of_pages(data: bytes, most: int = 0) -> Iterator[list[str]]:
    """As :func:`pdf_pages`, page by page."""
    with needing("office", "PDF"):
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextBox
        from pdfminer.pdfexceptions import PDFException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        for page in extract_pages(io.BytesIO(data), maxpages=most, laparams=LAParams(all_texts=True)):
            boxes = [box for box in page if isinstance(box, LTTextBox)]
            boxes.sort(key=lambda box: (-box.y1, box.x0))
            yield [text for box in boxes if (text := _box_text(box.get_text()))]
    except (PDFException, ValueError, TypeError, KeyError, IndexError, AssertionError, RecursionError) as error:
        raise SourceError("damaged: the PDF cannot be read") from error


def _box_text(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
