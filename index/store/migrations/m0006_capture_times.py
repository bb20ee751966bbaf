"""Version 6: when an article was changed, when its source was captured and when its file was written.

``same`` is what records of one article have in common that has no address: see :mod:`index.store.records`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Final

from index.store.migrations.statements import run

_ARTICLES: Final = ("updated", "captured", "modified", "same")
_LARGEST: Final = 1 << 29
"""Bytes of the largest record that is read."""
_COLUMNS: Final = """
ALTER TABLE articles ADD COLUMN updated TEXT;
ALTER TABLE articles ADD COLUMN captured TEXT;
ALTER TABLE articles ADD COLUMN modified TEXT;
ALTER TABLE articles ADD COLUMN same TEXT;
ALTER TABLE versions ADD COLUMN modified TEXT;
CREATE INDEX articles_same ON articles (same) WHERE same IS NOT NULL;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the columns; when an article was changed is read from its clean text, the rest is not known."""
    run(connection, _COLUMNS)
    connection.create_function("updated_in", 1, _updated, deterministic=True)
    connection.execute(
        "UPDATE articles SET updated = (SELECT updated_in(content) FROM versions v"
        " WHERE v.article = id AND v.version = articles.version)"
    )


def show(connection: sqlite3.Connection) -> None:
    """Show the tables with empty columns to this connection alone."""
    more = ", ".join(f"NULL AS {name}" for name in _ARTICLES)
    connection.execute(f"CREATE TEMP VIEW articles AS SELECT *, {more} FROM main.articles")
    connection.execute("CREATE TEMP VIEW versions AS SELECT *, NULL AS modified FROM main.versions")


def _updated(content: bytes) -> str | None:
    """When an article was changed, by its clean text as it is stored; None where it cannot be read."""
    try:
        metadata = json.loads(zlib.decompressobj().decompress(content, _LARGEST)).get("metadata") or {}
    except (zlib.error, ValueError, AttributeError, RecursionError):
        return None
    found = metadata.get("updated")
    return found if isinstance(found, str) else None
