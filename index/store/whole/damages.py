"""Everything in a store that is not as broadsheet wrote it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from index.model import Damage
from index.store.records import matches
from index.store.whole.odd_values import odd_values

_MOST: Final = 20
"""Faults that SQLite's own check reports, and references to what is gone, at most."""


def damages(connection: sqlite3.Connection) -> Iterator[Damage]:
    """What SQLite's own check reports, odd values, and what does not match its checksum, each with its article."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield Damage("", f"store: {line}")
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Damage("", f"store: a row of {table} refers to one of {parent} that is gone")
    yield from odd_values(connection)
    without = (
        "SELECT id, articles.version FROM articles LEFT JOIN versions AS v ON v.article = id"
        " AND v.version = articles.version WHERE v.article IS NULL"
    )
    for id, version in connection.execute(without).fetchmany(_MOST):
        yield Damage(id, f"its current version, {version}, is gone")
    for id, version, sha256, packed in connection.execute("SELECT article, version, sha256, content FROM versions"):
        if not matches(packed, sha256):
            yield Damage(id, f"clean text, version {version}")
    rows = connection.execute(
        "SELECT sha256, data, (SELECT min(article) FROM versions WHERE document = documents.sha256) FROM documents"
    )
    for sha256, packed, id in rows:
        if not matches(packed, sha256):
            yield Damage(id or "", "source document")
