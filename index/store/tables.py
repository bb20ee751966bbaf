"""The tables of a store as its migrations make them: columns, keys, and which follow from the others.

Whatever goes over all tables (backup, export, salvage) goes over these, so that a new table or column is in all three.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final

from index.store import migrations

DERIVED: Final = frozenset(
    {
        *("pending", "recleaning", "traces", "recurrences"),
        *("sketches", "fingerprints", "copies"),
        *("stories", "story_articles", "story_leads", "sagas"),
    }
)
"""Tables that follow from the articles: they are made again where they are missing."""
_TYPES: Final[dict[str, tuple[type, ...]]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int), "BLOB": (bytes,)}
"""What Python has for the types of columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """``TEXT``, ``INTEGER``, ``REAL`` or ``BLOB``."""
    required: bool
    """Whether it is never null."""
    default: str | int | None = None
    """What a row has that was written before the column was added."""

    def takes(self, value: object) -> bool:
        """Whether the store writes such a value here."""
        if value is None:
            return not self.required
        return isinstance(value, _TYPES[self.type])


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of the store holds, and how."""

    name: str
    columns: tuple[Column, ...]
    """In the order in which a query gives them."""
    key: tuple[str, ...]
    """The columns of the primary key."""
    has_rowid: bool
    numbered: str | None
    """The column that is the rowid itself; None where the rowid has no name or there is none."""

    @property
    def is_derived(self) -> bool:
        """Whether it follows from the other tables."""
        return self.name in DERIVED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def stored(self) -> tuple[Column, ...]:
        """Its columns in the order in which a page of the file has them: a table without rowids has its key first."""
        if self.has_rowid:
            return self.columns
        by_name = {column.name: column for column in self.columns}
        return (
            *(by_name[name] for name in self.key),
            *(column for column in self.columns if column.name not in self.key),
        )


@cache
def tables(version: int = migrations.VERSION) -> tuple[Table, ...]:
    """All tables of a store of ``version``, those that are referred to before those that refer to them."""
    with closing(sqlite3.connect(":memory:")) as db:
        migrations.create(db, version)
        found = {name: _table(db, name) for name in _names(db)}
        parents = {name: {row[2] for row in db.execute(f"PRAGMA foreign_key_list({name})")} - {name} for name in found}
    ordered: list[Table] = []
    while found:
        free = [name for name in found if not parents[name] & found.keys()]
        ordered += [found.pop(name) for name in free]
    return tuple(ordered)


def _names(db: sqlite3.Connection) -> Iterator[str]:
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"):
        if not name.startswith("sqlite_"):
            yield name


def _table(db: sqlite3.Connection, name: str) -> Table:
    rows = db.execute(f"PRAGMA table_info({name})").fetchall()
    key = tuple(row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5])
    (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone()
    without_rowid = sql.endswith("WITHOUT ROWID")
    numbered = None
    if not without_rowid and len(key) == 1:
        numbered = next((row[1] for row in rows if row[1] == key[0] and row[2] == "INTEGER"), None)
    columns = tuple(
        # A column of the key of a table without rowids is never null, whether it says so or not.
        Column(column, type, bool(required) or (bool(at) and without_rowid), _value(db, default))
        for _, column, type, required, default, at in rows
    )
    return Table(name, columns, key, not without_rowid, numbered)


def _value(db: sqlite3.Connection, literal: str | None) -> str | int | None:
    """The value of a default, which is SQL of ours."""
    found: str | int | None = None if literal is None else db.execute(f"SELECT {literal}").fetchone()[0]
    return found
