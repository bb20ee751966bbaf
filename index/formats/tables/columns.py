"""Which column of a table is what: by the names in its header, and by what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from index.formats.tables.row_record import TEXT, role
from index.model import FieldNames

HEADER_ROWS: Final = 30
"""Rows at the top of a table among which its header is looked for."""
_LONGEST_NAME: Final = 200
"""Characters of a cell in a header; a row with a longer one, or with an address, is one of articles."""
_LEAST_KNOWN = 2
"""Columns of a header without texts that must have known names."""
PROSE: Final = 500
"""Characters of the texts in a column that holds articles whatever its name is: the middle one has at least so many.
Descriptions and excerpts have 100 to 300.
"""
ADDRESS: Final = re.compile(r"\s*https?://\S+(?<!\.jpg)(?<!\.jpeg)(?<!\.png)(?<!\.webp)(?<!\.gif)\s*", re.IGNORECASE)
"""The address of a page; pictures have columns of their own."""


@dataclass(frozen=True)
class Header:
    """The names of the columns of a table."""

    names: tuple[str, ...]
    row: int
    """Its place among the rows of the table, from 0; -1 where it is no row, as in a data frame."""
    texts: tuple[int, ...]
    """The columns that hold texts of articles."""
    own: FieldNames = ()
    """What the reader calls the fields."""

    @property
    def roles(self) -> frozenset[str]:
        """What is known of the columns."""
        return frozenset(found for name in self.names if (found := role(name, self.own)) is not None)


def find_header(rows: Sequence[Sequence[object]], own: FieldNames = ()) -> Header | None:
    """The header of a table that begins with ``rows``; None where no row has names of columns that are known."""
    best, most = None, (False, 0)
    for place, cells in enumerate(rows[:HEADER_ROWS]):
        names = tuple(cell.strip() if isinstance(cell, str) else "" for cell in cells)
        if any(len(name) > _LONGEST_NAME or ADDRESS.fullmatch(name) for name in names):
            continue
        known = [found for name in names if (found := role(name, own)) is not None]
        if (rank := (TEXT in known, len(set(known)))) > most:
            best, most = place, rank
    if best is None:
        return None
    names = tuple(str(cell).strip() if cell is not None else "" for cell in rows[best])
    header = header_of(names, rows[best + 1 :], row=best, own=own)
    return header if header.texts or len(header.roles) >= _LEAST_KNOWN else None


def header_of(
    names: Sequence[str], sample: Sequence[Sequence[object]], *, row: int = -1, own: FieldNames = ()
) -> Header:
    """A header whose ``names`` are given; ``sample`` are rows below it, which show a column of texts without a name."""
    texts = tuple(column for column, name in enumerate(names) if role(name, own) == TEXT)
    names = list(_distinct(names))
    if not texts and (prose := _prose_column(names, sample, own)) is not None:
        names[prose], texts = TEXT, (prose,)
    if (address := _address_column(names, sample, own)) is not None:
        names[address] = "url"
    return Header(tuple(names), row, texts, own)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, of which a second one like an earlier is numbered and an empty one called by its place."""
    found: dict[str, None] = {}
    for column, name in enumerate(names, 1):
        own = name or f"column {column}"
        found[own if own not in found else f"{own} {column}"] = None
    return list(found)


def _prose_column(names: Sequence[str], sample: Sequence[Sequence[object]], own: FieldNames) -> int | None:
    """The column with the longest texts, where they are as long as articles and other columns have known names."""
    if not any(role(name, own) for name in names):
        return None
    lengths = {
        column: median([len(text) for cells in sample if (text := _text(cells, column))] or [0])
        for column, name in enumerate(names)
        if role(name, own) in (None, "deck")
    }
    longest = max(lengths, key=lambda column: lengths[column], default=None)
    return longest if longest is not None and lengths[longest] >= PROSE else None


def _address_column(names: Sequence[str], sample: Sequence[Sequence[object]], own: FieldNames) -> int | None:
    """The first column without a known name that has only web addresses, where no known one has."""
    roles = [role(name, own) for name in names]
    found = None
    for column, known in enumerate(roles):
        texts = [text for cells in sample if (text := _text(cells, column))]
        if known in (None, "url") and texts and all(ADDRESS.fullmatch(text) for text in texts):
            if known == "url":
                return None
            found = column if found is None else found
    return found


def _text(cells: Sequence[object], column: int) -> str:
    cell = cells[column] if len(cells) > column else None
    return cell if isinstance(cell, str) else ""
