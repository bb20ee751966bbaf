"""The blocks of text of Word, RTF and PDF files as databases of news write them."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.formats.databases.text_blocks import joined
from index.formats.extras import needing
from index.formats.limits import MAX_FILE, size_text
from index.formats.source import Source
from index.formats.xml_settings import UNTRUSTED

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCAL_HEADER = b"PK\x03\x04"
_TO_NAME = 30
"""Bytes of the header of a member of a zip file before its name."""
_LOOKED_AT = 2 * 1024 * 1024
"""Bytes of a member that are looked at to see what the document is."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCX_BODY = "word/document.xml"
"""The member of a Word document that has its text."""
_FIELD_CODES = re.compile(r"\{\\\*\\fldinst\s*(?:\{[^{}]*\}|[^{}])*\}")
"""The instruction of an RTF field, such as the address of a link; its text comes after."""
_ENDS_SENTENCE = re.compile(r"[.!?…:;\"'”’»)\]。！？」』]\s*$")


def beginning_of_member(data: bytes, name: str) -> bytes:
    """The first bytes of a member of an office document of which ``data`` is the beginning; empty where it has none."""
    if not data.startswith(_LOCAL_HEADER):
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


def zip_member(source: Source, name: str) -> bytes | None:
    """A member of an office document; None where there is none. Raises SourceError when it is damaged or too large."""
    try:
        with zipfile.ZipFile(source.stream) as archive:
            try:
                info = archive.getinfo(name)
            except KeyError:
                return None
            if info.file_size > MAX_FILE:
                raise SourceError(f"too large: {size_text(info.file_size)} of text, {size_text(MAX_FILE)} at most")
            with archive.open(info) as stream:
                data = stream.read(MAX_FILE + 1)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SourceError("damaged: the document cannot be unpacked") from error
    if len(data) > MAX_FILE:
        raise SourceError(f"too large: more than {size_text(MAX_FILE)} of text")
    return data


def docx_xml(source: Source) -> bytes:
    """The text part of a Word document as XML, empty where it has none."""
    return zip_member(source, DOCX_BODY) or b""


def docx_blocks(xml: bytes) -> list[str]:
    """The paragraphs of a Word document in their order; a row of a table is one, with tabs between its cells."""
    from lxml import etree

    made: list[str] = []
    try:
        context = etree.iterparse(io.BytesIO(xml), events=("end",), tag=(f"{_WORD}p", f"{_WORD}tr"), **UNTRUSTED)
        for _, element in context:
            if element.tag == f"{_WORD}tr":
                made.append("\t".join(_cell_text(cell) for cell in element.iterchildren(f"{_WORD}tc")))
            elif not _in_table(element):
                made.append(_paragraph_text(element))
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise SourceError("damaged: the text of the document cannot be read") from error
    return [block for block in made if block.strip()]


def _in_table(element: _Element) -> bool:
    return next(element.iterancestors(f"{_WORD}tr"), None) is not None


def _cell_text(cell: _Element) -> str:
    return " ".join(filter(None, (_paragraph_text(each).strip() for each in cell.iter(f"{_WORD}p"))))


def _paragraph_text(paragraph: _Element) -> str:
    parts = []
    for each in paragraph.iter(f"{_WORD}t", f"{_WORD}br", f"{_WORD}cr", f"{_WORD}tab", f"{_WORD}noBreakHyphen"):
        if each.tag == f"{_WORD}t":
            parts.append(each.text or "")
        else:
            parts.append({"tab": " ", "noBreakHyphen": "-"}.get(each.tag.removeprefix(_WORD), "\n"))
    return "".join(parts).strip("\n")


def rtf_text(source: Source) -> str:
    """The text of an RTF file; raises SourceError when it is damaged, or the library for it is missing."""
    with needing("office", "RTF"):
        from striprtf.striprtf import rtf_to_text

    data = _FIELD_CODES.sub("", source.data.decode("latin-1"))
    convert: Callable[..., str] = rtf_to_text
    try:
        return convert(data, errors="replace")
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise SourceError("damaged: the RTF cannot be read") from error


def rtf_blocks(text: str) -> list[str]:
    """The lines of the text of an RTF file, each a paragraph."""
    lines = (line.replace("\xad", "").strip(" |\t") for line in text.split("\n"))
    return [line for line in lines if line.strip()]


def pdf_pages(data: bytes, most: int = 0) -> list[list[str]]:
    """The blocks of lines of each page of a PDF in reading order; of ``most`` pages, 0 for all.

    Raises SourceError when it is damaged, or the library for it is missing.
    """
    return list(_pdf_pages(data, most))


def joined_pages(pages: Iterable[Sequence[str]]) -> list[str]:
    """The paragraphs of all pages, those joined that the end of a page divides."""
    numbered = [(place, block) for page in pages for place, block in enumerate(page) if block]
    firsts = iter([place == 0 for place, _ in numbered][1:])

    def is_divided(before: str, block: str) -> bool:
        return next(firsts) and block[0].islower() and _ENDS_SENTENCE.search(before) is None

    return joined((block for _, block in numbered), is_divided)


def _pdf_pages(data: bytes, most: int) -> Iterator[list[str]]:
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
