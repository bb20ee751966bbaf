"""Version 4: fingerprints of texts, and pairs of articles that share text.

Stores of version 1 may have the tables: they used to be added without a change of version.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS sketches (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE,
    version INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS fingerprints (
    number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, run BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS copies (
    one TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, other TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    one_share REAL NOT NULL, other_share REAL NOT NULL, words INTEGER NOT NULL, other_words INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_other ON copies (other);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the tables where they are missing."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables to this connection alone."""
    run(connection, as_temporary(_TABLES))
