"""Version 12: rules that keep a group of hidden lines.

``lines`` has the lines of the group, ``reasons`` why they were hidden, each one a line; both are empty for a rule on
one line.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import run

_COLUMNS: Final = """
ALTER TABLE rules ADD COLUMN lines TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the columns; all rules of before are on one line."""
    run(connection, _COLUMNS)


def show(connection: sqlite3.Connection) -> None:
    """Show the rules with empty columns to this connection alone, in place of what version 5 shows."""
    columns = {row[1] for row in connection.execute("PRAGMA main.table_info(rules)")}
    what = "" if "what" in columns else "'hide' AS what, "
    connection.execute("DROP VIEW IF EXISTS temp.rules")
    connection.execute(f"CREATE TEMP VIEW rules AS SELECT *, {what}'' AS lines, '' AS reasons FROM main.rules")
