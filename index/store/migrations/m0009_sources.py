"""Version 9: the sources of an article with the metadata of each, the format of a source, and files that failed."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE sources (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, document TEXT NOT NULL, metadata TEXT NOT NULL,
    PRIMARY KEY (article, document)
) WITHOUT ROWID;
CREATE TABLE failures (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the tables and columns; of what was imported before, the format is not known."""
    run(connection, _TABLES)
    connection.execute("ALTER TABLE captures ADD COLUMN format TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE skips ADD COLUMN format TEXT NOT NULL DEFAULT ''")


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables and columns to this connection alone."""
    run(connection, as_temporary(_TABLES))
    connection.execute("CREATE TEMP VIEW captures AS SELECT *, '' AS format FROM main.captures")
    # The step before may have made a view of skips.
    has_kind = any(row[1] == "kind" for row in connection.execute("PRAGMA main.table_info(skips)"))
    connection.execute("DROP VIEW IF EXISTS temp.skips")
    kind = "" if has_kind else ", 'failed' AS kind"
    connection.execute(f"CREATE TEMP VIEW skips AS SELECT *{kind}, '' AS format FROM main.skips")
