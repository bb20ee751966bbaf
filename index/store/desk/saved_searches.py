"""Searches that a reader keeps: the tables ``saved_searches`` and ``arrivals``, described in the schema."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Final, NamedTuple, cast

from index.model import SORT_ORDERS, Sort

_SEEN: Final = (
    "SELECT min(value, coalesce((SELECT min(generation) - 1 FROM arrivals JOIN pending USING (article)), value))"
    " FROM state WHERE name = 'generation'"
)
"""The last generation of which the full-text index has all articles that arrived."""


class StoredSearch(NamedTuple):
    """A search as it is kept."""

    name: str
    query: str
    sort: Sort
    made: str
    read: int
    """The generation of the store in which it was last read."""


class StoredSearches:
    """The saved searches in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def all(self) -> list[StoredSearch]:
        """All, by name; an order that this program does not know is that of relevance."""
        rows = self._db.execute("SELECT name, query, sort, made, read FROM saved_searches ORDER BY name")
        return [
            StoredSearch(name, query, cast(Sort, sort) if sort in SORT_ORDERS else "relevance", made, read)
            for name, query, sort, made, read in rows
        ]

    def put(self, name: str, query: str, sort: Sort) -> None:
        """Keep a search under a name, in place of the one that has it; all that is there now counts as read."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            f"INSERT OR REPLACE INTO saved_searches VALUES (?, ?, ?, ?, ({_SEEN}))", (name, query, sort, made)
        )

    def drop(self, name: str) -> None:
        """Delete a search; what arrived is forgotten with the last one."""
        self._db.execute("DELETE FROM saved_searches WHERE name = ?", (name,))
        self._db.execute("DELETE FROM arrivals WHERE NOT EXISTS (SELECT 1 FROM saved_searches)")

    def mark_read(self, name: str) -> None:
        """All that the index has now counts as read; arrivals that every search has read are forgotten."""
        self._db.execute(f"UPDATE saved_searches SET read = ({_SEEN}) WHERE name = ?", (name,))
        self._db.execute("DELETE FROM arrivals WHERE generation <= (SELECT min(read) FROM saved_searches)")

    def arrived(self, since: int) -> list[str]:
        """The ids of the articles that were first imported after a generation."""
        return [row[0] for row in self._db.execute("SELECT article FROM arrivals WHERE generation > ?", (since,))]

    def arrive(self, id: str) -> None:
        """An article is imported for the first time; this is only remembered while there are saved searches."""
        self._db.execute(
            "INSERT OR REPLACE INTO arrivals SELECT ?, value + 1 FROM state"
            " WHERE name = 'generation' AND EXISTS (SELECT 1 FROM saved_searches)",
            (id,),
        )
