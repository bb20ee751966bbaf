"""Spreadsheets: a row of a sheet is one article, a workbook may have several sheets."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.extras import needing
from index.formats.limits import size_text
from index.formats.office.package import is_package
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source, skipped
from index.formats.tables.markup_table import is_markup_table, rows
from index.formats.tables.rows import Row, articles
from index.model import FormatNames

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_NAMES = FormatNames(
    "spreadsheet",
    (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
)
_ARTICLE_BYTES = 2000
"""What a row takes in a packed workbook."""
_MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts of a workbook, which is held in memory as a whole."""
_MOST_CELLS = 10_000_000
"""Cells of a sheet from its first to its last, the empty ones between them included: each takes memory."""
_DIMENSION = re.compile(
    rb"<(?:\w+:)?dimension\b[^<>]{0,200}?\bref=[\"']\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})"
)
_TO_DIMENSION = 4096
"""Bytes of a sheet in which it says which cells it has."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (b"xl/workbook.", b"xl/worksheets/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
"""What names a part of a workbook in its first bytes."""
_BOOK = "Workbook".encode("utf-16-le")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A control character as Excel writes it into a text."""


def recognise(head: Head) -> float:
    """A ZIP archive or old office document with a workbook in it; markup that is called or says that it is one."""
    if is_markup_table(head, _NAMES.suffixes):
        return 0.92
    if is_package(head):
        if any(part in head.data for part in _PARTS) and b"word/" not in head.data:
            return 0.9
        return 0.85 if head.has_name(_NAMES) else 0
    if not head.data.startswith(_OLE):
        return 0
    return 0.9 if _BOOK in head.data else 0.85 if head.has_name(_NAMES) else 0


def read(source: Source) -> Iterator[Record]:
    """The rows of every sheet as articles; a sheet without any is a row of the report, where there are several.

    Raises SourceError when the workbook is encrypted, damaged or too large to be held in memory.
    """
    if is_markup_table(source.head, _NAMES.suffixes):
        yield from articles(source.address, rows(source), own=source.fields)
        return
    with needing("office", "spreadsheets"):
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    _check_size(source)
    try:
        book = CalamineWorkbook.from_filelike(source.stream)
        names = book.sheet_names
    except PasswordError as error:
        raise SourceError("the workbook is encrypted: save it without a password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(f"not a workbook that can be read: {error}") from error
    skips: list[SourceError] = []
    found = False
    for name in names:
        address = source.address if len(names) == 1 else source.address.member(name)
        try:
            sheet = book.get_sheet_by_name(name)
            if not sheet.total_height and len(names) > 1:
                continue
            for record in articles(address, _rows(sheet), own=source.fields):
                found = True
                yield record
        except (ListWithoutTexts, NotAnArticle) as error:
            skips.append(error)
            if len(names) > 1:
                yield skipped(address, error)
        except (CalamineError, ValueError) as error:
            found = True
            yield skipped(address, SourceError(f"a sheet that cannot be read: {error}"))
    if not found and len(names) == 1 and skips:
        raise skips[0]


def _check_size(source: Source) -> None:
    """Raise SourceError when the workbook is larger than what is held in memory."""
    try:
        with zipfile.ZipFile(source.stream) as archive:
            size = sum(member.file_size for member in archive.infolist())
            for member in archive.infolist():
                if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                    with archive.open(member) as sheet:
                        _check_cells(sheet.read(_TO_DIMENSION))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        size = source.size or 0
    finally:
        source.stream.seek(0)
    if size > _MOST_UNPACKED:
        most = size_text(_MOST_UNPACKED)
        raise SourceError(f"too large: {size_text(size)} when unpacked, {most} at most: save its sheets as CSV")
    source.meter.count_bytes(size)


def _check_cells(beginning: bytes) -> None:
    """Raise SourceError when a sheet has a cell so far away that all before it would fill the memory."""
    found = _DIMENSION.search(beginning)
    if found is None:
        return
    rows = int(found[4]) - int(found[2]) + 1
    columns = _column(found[3]) - _column(found[1]) + 1
    if rows * columns > _MOST_CELLS:
        raise SourceError(
            f"too large: a sheet of {rows:,} rows and {columns:,} columns; delete the empty ones, or save it as CSV"
        )


def _column(letters: bytes) -> int:
    """The place of a column: ``A`` is 1, ``AA`` 27."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    first = sheet.start[0] if sheet.start is not None else 0
    for number, cells in enumerate(sheet.iter_rows(), 1 + first):
        yield Row(number, _cells(cells))


def _cells(cells: Sequence[object]) -> list[object]:
    return [_text(cell) if isinstance(cell, str) else cell for cell in cells]


def _text(cell: str) -> str:
    """A text without the escapes of Excel, such as ``_x000D_`` for a carriage return."""
    if "_x" in cell:
        cell = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), cell)
    return cell.replace("\r\n", "\n").replace("\r", "\n")


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
