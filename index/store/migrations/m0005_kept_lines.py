"""Version 5: rules that keep lines, beside those that hide them.

Stores of version 1 may have the column: it used to be added without a change of version.
"""

from __future__ import annotations

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Add the column ``what`` to ``rules`` where it is missing; all rules of before hide their lines."""
    if not _has_column(connection):
        connection.execute("ALTER TABLE rules ADD COLUMN what TEXT NOT NULL DEFAULT 'hide'")


def show(connection: sqlite3.Connection) -> None:
    """Show the rules with the column to this connection alone."""
    if not _has_column(connection):
        connection.execute("CREATE TEMP VIEW rules AS SELECT *, 'hide' AS what FROM main.rules")


def _has_column(connection: sqlite3.Connection) -> bool:
    return any(row[1] == "what" for row in connection.execute("PRAGMA table_info(rules)"))
