"""Has one store be equal to another by writing only the rows that differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from index.disk import own_files
from index.store.whole.tables import Table, tables

OTHER: Final = "other"
"""The name under which the store to be copied from is attached."""
_CHECKED: Final = {("versions", "content"), ("documents", "data")}
"""Columns with a checksum beside them, which is compared in their place; whether they match it is verified later."""


def version_of(path: Path) -> int:
    """The version of the store in a file, by its header; -1 where there is none. Raises NotAnArchive for a link."""
    own_files.check(path)
    with path.open("rb") as file:
        header = file.read(64)
    return int.from_bytes(header[60:64], "big") if len(header) == 64 else -1


def copy_changed_rows(db: sqlite3.Connection, notify: Callable[[int, int], None]) -> int:
    """Make the main store of a connection equal to the attached one, of the same version; returns the rows written.

    Inside a transaction of the caller, without checks of references: they hold in the end as they do in the other
    store. What waits for the index is not copied. ``notify`` is called with the tables that are done, and of how many.
    """
    rows = 0
    every = [table for table in tables() if table.name != "pending"]
    for done, table in enumerate(every):
        notify(done, len(every))
        written = _copy(db, table)
        # Counters differ by the commits of either store.
        rows += written if table.name != "state" else 0
    db.execute("DELETE FROM main.sqlite_sequence")
    db.execute(f"INSERT INTO main.sqlite_sequence SELECT * FROM {OTHER}.sqlite_sequence")
    return rows


def _copy(db: sqlite3.Connection, table: Table) -> int:
    name = f'"{table.name}"'
    number = ("rowid",) if table.has_rowid and table.numbered is None else ()
    key = (*table.key, *number)
    compared = (*number, *(column for column in table.names if (table.name, column) not in _CHECKED))
    columns = ", ".join((*number, *table.names))
    same_key = " AND ".join(f"one.{column} = two.{column}" for column in key)
    same = " AND ".join(f"one.{column} IS two.{column}" for column in compared)
    db.execute(
        f"DELETE FROM main.{name} AS one WHERE NOT EXISTS"
        f" (SELECT 1 FROM {OTHER}.{name} two WHERE {same_key} AND {same})"
    )
    made = db.execute(
        f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM {OTHER}.{name} two WHERE NOT EXISTS"
        f" (SELECT 1 FROM main.{name} one WHERE {same_key})"
    )
    return max(made.rowcount, 0)
