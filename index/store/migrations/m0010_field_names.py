"""Version 10: what a reader calls the fields of records in files."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE field_names (number INTEGER PRIMARY KEY, field TEXT NOT NULL, name TEXT NOT NULL);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the table."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show an empty table to this connection alone."""
    run(connection, as_temporary(_TABLES))
