"""How a file of comma-separated values is written: what separates its values, and how quotes are escaped."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from index.formats.tables.row_record import role
from index.model import FieldNames

DELIMITERS = ",;\t|"
_ROWS = 60
"""Rows that are looked at."""
_TOP = 10
"""Rows of these among which names of columns are looked for."""
_CONSISTENT = 0.9
"""Share of the rows that have as many values as most, in a table that is recognised without its name."""
_LEAST_ROWS = 10
"""Rows of a table with few known columns that is recognised without its name ..."""
_MANY_KNOWN, _FEW_KNOWN = 3, 2
"""... and columns with known names from which fewer rows are enough, and below which it is none."""
_SINGLE = re.compile(r"^'|[,;\t|]'", re.MULTILINE)
"""Where a value between single quotation marks may begin."""
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?\s*\n", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """What separates the values, and how sure that is."""

    delimiter: str
    escape: str | None
    """The sign before a quotation mark in a value; None where the mark is doubled."""
    known: int
    """Different columns with known names in one of the first rows."""
    consistent: float
    """Share of the rows with as many values as most have."""
    rows: int
    width: int
    """Values of most rows."""
    quote: str = '"'
    """What is around a value in which a delimiter or line end may be."""
    torn: int = 0
    """Values that begin or end with a quotation mark and do not do both, or that are clauses of a sentence."""

    @property
    def is_sure(self) -> bool:
        """Whether a text that is written so is a table of articles, whatever it is called."""
        least = 2 if self.known >= _MANY_KNOWN else _LEAST_ROWS
        return self.known >= _FEW_KNOWN and self.consistent >= _CONSISTENT and self.rows >= least

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of ``lines``, which end as in the file. Raises csv.Error."""
        return csv.reader(lines, delimiter=self.delimiter, escapechar=self.escape, quotechar=self.quote)


def without_separator_line(text: str) -> tuple[str, str | None]:
    """The text without the line ``sep=;`` with which some programs begin, and the delimiter in it."""
    found = _SEPARATOR_LINE.match(text)
    return (text, None) if found is None else (text[found.end() :], found.group(1))


def dialect_of(text: str, *, complete: bool, own: FieldNames = ()) -> Dialect | None:
    """How a file that begins with ``text`` is written; None where nothing separates values in it.

    ``complete`` says that this is all of the file: its last line is whole. ``own`` are the names that a reader gave to
    fields.
    """
    text, declared = without_separator_line(text.lstrip("\ufeff"))
    escape = "\\" if '\\"' in text and not re.search(r'[^,;\t|\n]""', text) else None
    signs = [sign for sign in declared or DELIMITERS if sign in text]
    quotes = "\"'" if _SINGLE.search(text) else '"'
    found = [
        _measured(text, _Written(sign, escape, quote), own, complete=complete) for quote in quotes for sign in signs
    ]
    best = max(
        (one for one in found if one.width > 1),
        key=lambda one: (one.known, round(one.consistent, 1), -one.torn, one.width),
        default=None,
    )
    return best


class _Written(NamedTuple):
    """How values are written."""

    delimiter: str
    escape: str | None
    quote: str


def _measured(text: str, written: _Written, own: FieldNames, *, complete: bool) -> Dialect:
    rows = _rows(text, written, complete=complete)
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    known = max((_known(row, own) for row in rows[:_TOP]), default=0)
    delimiter, escape, quote = written
    torn = sum(_is_torn(cell.strip()) or _is_of_prose(cell, delimiter) for row in rows for cell in row)
    return Dialect(delimiter, escape, known, count / max(1, len(rows)), len(rows), width, quote, torn)


def _is_torn(cell: str) -> bool:
    """Whether a value has a quotation mark at one end only, as where it was taken for no mark of the table."""
    return any(cell.startswith(mark) != cell.endswith(mark) for mark in "'\"")


def _is_of_prose(cell: str, delimiter: str) -> bool:
    """Whether a value begins as a clause does after a comma, where this was taken for the sign between values."""
    return delimiter == "," and cell[:1] == " " and cell[1:2].islower()


def _rows(text: str, written: _Written, *, complete: bool) -> list[list[str]]:
    lines = iter(text.splitlines(keepends=True))
    found: list[list[str]] = []
    try:
        delimiter, escape, quote = written
        for row in islice(csv.reader(lines, delimiter=delimiter, escapechar=escape, quotechar=quote), _ROWS + 1):
            found.append(row)
    except csv.Error:
        return [row for row in found if row]
    if len(found) <= _ROWS and not complete:
        del found[-1:]
    return [row for row in found[:_ROWS] if row]


def _known(cells: list[str], own: FieldNames = ()) -> int:
    return len({found for cell in cells if (found := role(cell.strip(), own)) is not None})


def begins_with_names(line: str) -> bool:
    """Whether a first line has names of columns that are known: a cheap test before the others."""
    return any(
        _known([cell.strip(' "') for cell in line.split(sign)[:100]]) >= _FEW_KNOWN
        for sign in DELIMITERS
        if sign in line
    )
