"""Version 9: the sources of an article with the metadata of each, the format of a source, and files that failed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
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
    connection.execute("ALTER TABLE articles ADD COLUMN words TEXT")
    connection.execute("CREATE INDEX articles_words ON articles (words) WHERE words IS NOT NULL")
    connection.execute("ALTER TABLE captures ADD COLUMN format TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE skips ADD COLUMN format TEXT NOT NULL DEFAULT ''")


def show(connection: sqlite3.Connection) -> None:
    """Show empty tables and columns to this connection alone."""
    run(connection, as_temporary(_TABLES))
    connection.execute("CREATE TEMP VIEW captures AS SELECT *, '' AS format FROM main.captures")
    # Steps before may have made views of these.
    _view(connection, "skips", {"kind": "'failed'", "format": "''"})
    _view(connection, "articles", dict.fromkeys(("updated", "captured", "modified", "same", "words"), "NULL"))


def _view(connection: sqlite3.Connection, table: str, columns: Mapping[str, str]) -> None:
    """Show a table with those of ``columns`` that it lacks, by name and value."""
    has = {row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")}
    more = "".join(f", {value} AS {name}" for name, value in columns.items() if name not in has)
    connection.execute(f"DROP VIEW IF EXISTS temp.{table}")
    connection.execute(f"CREATE TEMP VIEW {table} AS SELECT *{more} FROM main.{table}")
