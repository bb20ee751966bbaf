"""Version 3: lead passages of stories, and sagas.

Stores of version 1 may have the tables: they used to be added without a change of version.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS story_leads (
    story TEXT PRIMARY KEY REFERENCES stories ON DELETE CASCADE, lead TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sagas (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    likeness REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (story, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sagas_other ON sagas (other);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the tables where they are missing."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables to this connection alone."""
    run(connection, as_temporary(_TABLES))
