"""The lines of a PDF's pages with their places, as pdfminer.six finds them; within bounds of pages and time."""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from index.errors import SourceError
from index.formats.extras import needing
from index.formats.office.paragraphs import Properties

if TYPE_CHECKING:
    from pdfminer.layout import LTPage, LTTextLine
    from pdfminer.pdfdocument import PDFDocument

MOST_PAGES: Final = 400
"""Pages of a PDF that is one article."""
_SECONDS = 60.0
"""CPU time that the pages of one PDF may take."""
_GAP = 1.0
"""Widths of a character between two words of one piece of a line: the gap between columns is larger."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
              "\ufb06": "st"}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError,
           NotImplementedError, OSError, struct.error, zlib.error)  # fmt: skip
"""What the library raises on damaged files beside its own errors: it trusts the types that a file should have."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one line of a page. Places are in points, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    """Of its characters."""
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    images: int


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of a PDF and what it says about itself."""

    pages: tuple[Page, ...]
    properties: Properties
    complete: bool
    """Whether all pages could be read."""


def read_pages(stream: BinaryIO) -> PdfPages:
    """Every page. Raises SourceError when the file is encrypted, damaged, too long, or takes too much time."""
    with needing("office", "PDF"):
        from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFParser
        from pdfminer.psexceptions import PSException
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(stream))
        properties = _properties(document.info, document.catalog)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise SourceError("encrypted: open it with its password, print it to a new PDF, and add that") from error
    except (PSException, *_FAULTS) as error:
        raise SourceError("damaged: not a PDF that can be read") from error
    pages: list[Page] = []
    complete = True
    try:
        for page in _pages(document):
            pages.append(page)
    except (PSException, *_FAULTS) as error:
        if not pages:
            raise SourceError("damaged: its first page cannot be read") from error
        complete = False
    return PdfPages(tuple(pages), properties, complete)


def _pages(document: PDFDocument) -> Iterator[Page]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None, char_margin=_GAP))
    interpreter = PDFPageInterpreter(resources, device)
    started = time.process_time()
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise SourceError(f"more than {MOST_PAGES} pages: not one article. Split it, and add the articles")
        if time.process_time() - started > _SECONDS:
            raise SourceError(f"page {number} is not reached within {_SECONDS:.0f} seconds: print it to a new PDF")
        interpreter.process_page(page)
        layout = device.get_result()
        yield _page(layout)


def _page(layout: LTPage) -> Page:
    from pdfminer.layout import LTContainer, LTFigure, LTImage, LTTextLine

    pieces: list[Piece] = []
    images = 0
    pending: list[object] = list(layout)
    while pending:
        item = pending.pop()
        if isinstance(item, LTTextLine):
            if (piece := _piece(item)) is not None:
                pieces.append(piece)
        elif isinstance(item, LTImage):
            images += 1
        elif isinstance(item, LTFigure | LTContainer):
            pending.extend(item)
    return Page(layout.width, layout.height, tuple(pieces), images)


def _piece(line: LTTextLine) -> Piece | None:
    from pdfminer.layout import LTChar

    text = _LIGATURE.sub(lambda found: _LIGATURES[found.group()], line.get_text())
    text = " ".join(text.replace("\x00", "").split())
    letters = [one for one in line if isinstance(one, LTChar)]
    if not text or not letters:
        return None
    # Turned text, such as a credit at the edge of a photo, is not in a line with any other.
    if not all(one.upright for one in letters):
        return None
    sizes = sorted(one.size for one in letters)
    bold = sum(_is_bold(one.fontname) for one in letters) * 2 > len(letters)
    return Piece(line.x0, line.y0, line.x1, line.y1, sizes[len(sizes) // 2], bold, text)


def _is_bold(font: str) -> bool:
    return any(word in font.lower() for word in ("bold", "black", "heavy", "semibold"))


def _properties(infos: list[dict[str, object]], catalog: dict[str, object]) -> Properties:
    info: dict[str, object] = {}
    for one in infos:
        info.update(one)
    created = _DATE.match(_words(info.get("CreationDate")))
    date = "-".join(part for part in created.groups() if part) if created else None
    author = _words(info.get("Author"))
    return Properties(
        title=_words(info.get("Title")) or None,
        authors=tuple(name.strip() for name in re.split(r";|\s+and\s+", author) if name.strip()),
        created=date,
        language=_words(catalog.get("Lang")) or None,
        keywords=tuple(word.strip() for word in re.split(r"[,;]", _words(info.get("Keywords"))) if word.strip()),
    )


def _words(value: object) -> str:
    """A string of a PDF: UTF-16 with its mark, UTF-8 with its, else PDFDocEncoding."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    if isinstance(value, str):
        return " ".join(value.split())
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xef\xbb\xbf"):
        return " ".join(value.decode("utf-8-sig", "replace").split())
    return " ".join(decode_text(value).replace("\x00", "").split())
