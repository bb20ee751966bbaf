"""Version 2: lines that recur in articles of one outlet.

Stores of version 1 may have the tables: they used to be added without a change of version.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS traces (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE,
    outlet INTEGER NOT NULL, headline INTEGER, sketch BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS traces_outlet ON traces (outlet);
CREATE TABLE IF NOT EXISTS recurrences (
    line INTEGER NOT NULL, trace INTEGER NOT NULL, shown INTEGER NOT NULL, PRIMARY KEY (line, trace)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recleaning (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the tables where they are missing."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables to this connection alone."""
    run(connection, as_temporary(_TABLES))
