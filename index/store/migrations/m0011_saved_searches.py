"""Version 11: searches that a reader keeps, and which articles arrived since they were read."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, made TEXT NOT NULL, read INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE arrivals (
    article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, generation INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX arrivals_generation ON arrivals (generation);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the tables."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables to this connection alone."""
    run(connection, as_temporary(_TABLES))
