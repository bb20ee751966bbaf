"""What the rows of each table and index look like, by which a page is known whose place in the file is lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from index.store import migrations
from index.store.salvage.rows import Broken, Page, Row, Value
from index.store.whole.tables import Column, Table, tables

_ID: Final = re.compile(r"[a-z2-7]{26}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+:\d]*")
_LOOKS: Final = {
    **dict.fromkeys(("id", "article", "one", "other", "story"), _ID),
    **dict.fromkeys(("sha256", "document", "fingerprint", "same", "words"), _SHA256),
    **dict.fromkeys(("made", "added", "imported"), _TIME),
    **dict.fromkeys(("declared", "metadata"), re.compile(r"\{.*\}", re.DOTALL)),
    "flags": re.compile(r"\[.*\]", re.DOTALL),
}
"""What a text in a column of that name looks like, in all tables."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows of one table or index."""

    name: str
    table: Table | None
    """None for an index."""
    kind: Literal["table", "index"]
    """The kind of its pages."""
    columns: tuple[Column, ...]
    numbered: int | None = None
    """Which column is the rowid, and not in the row."""

    @property
    def looks(self) -> int:
        """How many of its columns are known by their looks."""
        return sum(column.name in _LOOKS and column.type == "TEXT" for column in self.columns)

    def values(self, row: Row) -> tuple[Value, ...] | None:
        """The values of a row, in the order of the table's columns as stored; None where it is none of this shape.

        A row that was written before a column was added has its default.
        """
        found = list(row.values)
        if len(found) > len(self.columns):
            return None
        found += [column.default for column in self.columns[len(found) :]]
        if self.numbered is not None and found[self.numbered] is None:
            found[self.numbered] = row.number
        fits = (
            column.takes(value) and _looks(column, value) for column, value in zip(self.columns, found, strict=True)
        )
        return tuple(found) if all(fits) else None


class Shapes:
    """Those of a store of one version."""

    def __init__(self, version: int) -> None:
        self._all = shapes(version)
        self.by_name = {shape.name: shape for shape in self._all}

    def of(self, page: Page) -> Shape | None:
        """The shape that all whole rows of a page have; None where that is none, or several are as likely."""
        rows = [row for row in page.rows if isinstance(row, Row)]
        if not rows:
            return None
        fit = [
            shape
            for shape in self._all
            if shape.kind == page.kind and all(shape.values(row) is not None for row in rows)
        ]
        most = max((_certainty(shape, rows) for shape in fit), default=(0, 0))
        best = [shape for shape in fit if _certainty(shape, rows) == most]
        return best[0] if len(best) == 1 else None


def _certainty(shape: Shape, rows: Sequence[Row]) -> tuple[int, int]:
    """How much speaks for a shape that fits: columns known by their looks, and as few as possible that rows lack."""
    return shape.looks, max(len(row.values) for row in rows) - len(shape.columns)


def _looks(column: Column, value: Value) -> bool:
    pattern = _LOOKS.get(column.name)
    return pattern is None or not isinstance(value, str) or pattern.fullmatch(value) is not None


def key_of(shape: Shape, broken: Broken) -> dict[str, Value]:
    """What reads of the row by the names of columns, up to the first that cannot be right."""
    found: dict[str, Value] = {}
    for column, value in zip(shape.columns, broken.values, strict=False):
        if not (column.takes(value) and _looks(column, value)):
            break
        found[column.name] = value
    return found


@cache
def shapes(version: int = migrations.VERSION) -> tuple[Shape, ...]:
    """Those of all tables and indexes of a store of ``version``."""
    known = {table.name: table for table in tables(version)}
    with closing(sqlite3.connect(":memory:")) as db:
        migrations.create(db, version)
        return (*map(_of_table, known.values()), *_of_indexes(db, known))


def _of_table(table: Table) -> Shape:
    names = [column.name for column in table.stored]
    numbered = names.index(table.numbered) if table.numbered else None
    return Shape(table.name, table, "table" if table.has_rowid else "index", table.stored, numbered)


def _of_indexes(db: sqlite3.Connection, known: dict[str, Table]) -> Iterator[Shape]:
    for name, table in db.execute("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'").fetchall():
        if table not in known:
            continue
        by_name = {column.name: column for column in known[table].columns}
        rowid = Column("rowid", "INTEGER", True)
        columns = tuple(
            rowid if column is None else by_name[column]
            for _, _, column, *_ in db.execute(f"PRAGMA index_xinfo({name})")
        )
        yield Shape(name, None, "index", columns)
