"""Version 8: what a part of a file is that did not become an article."""

from __future__ import annotations

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Add the column; all that was skipped before counts as failed."""
    connection.execute("ALTER TABLE skips ADD COLUMN kind TEXT NOT NULL DEFAULT 'failed'")


def show(connection: sqlite3.Connection) -> None:
    """Show the table with the column to this connection alone."""
    connection.execute("CREATE TEMP VIEW skips AS SELECT *, 'failed' AS kind FROM main.skips")
