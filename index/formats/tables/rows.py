"""The rows of a table as articles, whatever kind of file the table is in."""

from __future__ import annotations

import ast
import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.prose.truncation import PARTIAL
from index.formats.source import Record
from index.formats.tables import nameless
from index.formats.tables.columns import HEADER_ROWS, Header, find_header, header_of
from index.formats.tables.row_record import articles_of, role
from index.model import Address, FieldNames, SkippedSource, SourceDocument

CELL = 32_767
"""Characters that a cell of a spreadsheet holds at most: a text of this length was cut."""
GUESSED = "columns guessed"
"""The flag of an article from a table that does not name its columns."""
_NAME_THEM = "name them by their places, as with --fields 'title=column 2,text=column 6'"
_LISTED = ("headline", "url", "published", "outlet")
"""Fields of which two make a table without texts a list of articles."""
_A_LIST = "a list of articles without their texts: save the pages that it names, and add them"
_NOTHING = frozenset(("", "nan", "null", "none", "\\n", "n/a", "#n/a", "<na>", "nat"))
"""What programs write into a cell without a value, in lower case."""
_LONGEST_LIST = 4000
"""Characters of a list that is written into one cell."""
_LIST = re.compile(r"\s*\[\s*['\"]")
_EPOCH = re.compile(r"^(\d{9,13})\.0$")
"""Seconds or milliseconds since 1970 in a column that has empty cells: pandas makes them fractions."""


_DATES = ("published", "updated", "captured")
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?")
_DAY_ZERO = datetime.datetime(1899, 12, 30)
"""The day from which spreadsheets count."""
_FIRST_DAY, _AFTER_LAST_DAY = 14_611, 73_051
"""Numbers of days that are taken for one: from 1940 to 2099."""
_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``number`` counts from 1, the header included, as spreadsheets show it."""

    number: int
    cells: Sequence[object]
    fault: str = ""
    """Why it cannot be read; its cells are then what could be."""


def articles(
    address: Address, rows: Iterable[Row], names: Sequence[str] | None = None, *, own: FieldNames = ()
) -> Iterator[Record]:
    """The articles of a table, each with the number of its row; one row of the report for all rows without text.

    ``names`` are those of the columns, where they are not in one of the first rows; ``own`` those that the reader gave
    to fields. Raises ListWithoutTexts or NotAnArticle where the table has no column of texts, and SourceError where it
    has one and nothing shows what the others are.
    """
    rows = iter(rows)
    first = list(islice(rows, HEADER_ROWS))
    sample = [row.cells for row in first]
    header = find_header(sample, own) if names is None else header_of(names, sample, own=own)
    if header is None:
        header = nameless.by_places(sample, own)
    if header is not None:
        _check(header)
        yield from _read(address, chain(first[header.row + 1 :], rows), header)
        return
    guess = nameless.by_contents(sample, own)
    if guess is None:
        if nameless.has_prose(sample):
            raise SourceError(f"a table of texts whose columns have no names that are known: {_NAME_THEM}")
        raise NotAnArticle("a table without columns of articles: none is called text, body or content")
    yield SkippedSource(
        str(address), f"names of columns: none is known, so {guess.words} is a guess; {_NAME_THEM}", "not an article"
    )
    for record in _read(address, chain(first[guess.header.row + 1 :], rows), guess.header):
        yield replace(record, flags=(*record.flags, GUESSED)) if isinstance(record, SourceDocument) else record


def _check(header: Header) -> None:
    """Raise what a table is that has no texts."""
    if header.texts:
        return
    if _is_list(header):
        raise ListWithoutTexts(_A_LIST)
    known = ", ".join(name for name in header.names if name)
    raise NotAnArticle(f"a table without texts of articles; its columns are {known[:200]}")


def _is_list(header: Header) -> bool:
    """Whether a table whose rows have no texts names articles."""
    return len(header.roles.intersection(_LISTED)) > 1


def _read(address: Address, rows: Iterable[Row], header: Header) -> Iterator[Record]:
    empty = full = 0
    first_fault: Row | None = None
    last = 0
    dated = [column for column, name in enumerate(header.names) if role(name, header.own) in _DATES]
    for row in rows:
        fault = row.fault or _fault(row.cells, header)
        if fault:
            first_fault = first_fault or replace(row, fault=fault)
            last = row.number
            continue
        if first_fault is not None:
            yield _faulty(address, first_fault, last)
            first_fault = None
        record = record_of(header.names, _with_days(row.cells, dated))
        if not record:
            continue
        found = articles_of(address.at_record(row.number), record, header.own)
        if found is None:
            empty += 1
            continue
        full += 1
        for one in found:
            yield _flagged(one)
    if first_fault is not None:
        yield _faulty(address, first_fault, last)
    if empty and not full and _is_list(header):
        raise ListWithoutTexts(_A_LIST)
    if empty:
        yield SkippedSource(str(address), f"{empty:,} {'row' if empty == 1 else 'rows'} without text", "not an article")


def _with_days(cells: Sequence[object], dated: Sequence[int]) -> Sequence[object]:
    """The cells of a row with days in its columns of dates where a spreadsheet left their numbers: ``45365``."""
    found = list(cells)
    for column in dated:
        number = found[column] if column < len(found) else None
        if isinstance(number, str) and _SERIAL.fullmatch(number.strip()):
            number = float(number)
        if isinstance(number, int | float) and _FIRST_DAY <= number < _AFTER_LAST_DAY:
            found[column] = _DAY_ZERO + datetime.timedelta(minutes=round(number * _MINUTES))
    return found


def _fault(cells: Sequence[object], header: Header) -> str:
    """What is wrong with a row that has another number of values than the table has columns."""
    width = len(header.names)
    more = [cell for cell in cells[width:] if not _is_nothing(cell)]
    if more:
        return f"{len(cells)} values in {width} columns: perhaps its text is not in quotation marks"
    if 0 < len(cells) <= min(header.texts) and any(not _is_nothing(cell) for cell in cells):
        return f"{len(cells)} {'value' if len(cells) == 1 else 'values'} in {width} columns"
    return ""


def _faulty(address: Address, first: Row, last: int) -> SkippedSource:
    more = last - first.number
    words = f"; and {more:,} more after it" if more else ""
    return SkippedSource(str(address.at_record(first.number)), f"row {first.number}: {first.fault}{words}")


def _flagged(found: Record) -> Record:
    """The article with a flag, where its text fills a cell of a spreadsheet."""
    if isinstance(found, SourceDocument) and len(found.text) == CELL and PARTIAL not in found.flags:
        return replace(found, flags=(*found.flags, PARTIAL))
    return found


def record_of(names: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    """A row as a record of what JSON can hold, without the values that are none."""
    pairs = zip(names, cells, strict=False)
    return {name: value for name, cell in pairs if not _is_nothing(cell) and (value := _value(cell)) is not None}


def _written_list(cell: str) -> list[str] | None:
    """The strings in a list as pandas writes it into one cell: ``['Ada Brekke', 'Jon Vask']``."""
    if len(cell) > _LONGEST_LIST or _LIST.match(cell) is None:
        return None
    try:
        value = ast.literal_eval(cell.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, list) and all(isinstance(one, str) for one in value) else None


def _is_nothing(cell: object) -> bool:
    if isinstance(cell, str):
        return cell.strip().lower() in _NOTHING
    return cell is None or (isinstance(cell, float) and not math.isfinite(cell))


def _value(cell: object) -> object:
    """A cell as JSON has it: a day as a date, a whole number without a fraction; None for bytes that are no text."""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time() and cell.tzinfo is None
        return cell.date().isoformat() if midnight else cell.isoformat()
    if isinstance(cell, str):
        return _written_list(cell) or _EPOCH.sub(r"\1", cell)
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, Mapping):
        return {str(key): _value(value) for key, value in cell.items()}
    if isinstance(cell, list | tuple):
        return [_value(value) for value in cell]
    if isinstance(cell, bytes | bytearray):
        return _text_of(bytes(cell))
    return str(cell)


def _text_of(data: bytes) -> str | None:
    """Bytes that are text in UTF-8, as data frames have pages; None for any other."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
