"""What of a damaged store could not be saved, by the names that a reader knows."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.model import Loss
from index.store.identifiers import SHOWN
from index.store.salvage.copy import Copied
from index.store.whole.tables import tables

_SAID_OTHERWISE: Final = frozenset({"articles", "versions", "documents", "state", "files", "skips", "failures"})
"""Tables whose lost rows are named by what the articles lack, or that the next import fills again."""


class Losses:
    """What is lost, in the order in which that was noticed."""

    def __init__(self, connection: sqlite3.Connection, copied: Copied) -> None:
        self._db = connection
        self._copied = copied
        self._headlines = {
            row["id"]: row["headline"] for table, row in copied.lost if table == "articles" and row.get("headline")
        }
        self.all: list[Loss] = []

    def add(self, kind: str, name: str, what: str) -> None:
        """Note something that is lost; see :class:`index.model.Loss`."""
        self.all.append(Loss(kind, name, what))

    def add_of(self, kind: str, id: str, what: str) -> None:
        """Note something that is lost of an article."""
        self.add(kind, self.name(id), what)

    def note_rows(self) -> None:
        """Name what is lost of the reader's own, as far as it reads."""
        for table, row in self._copied.lost:
            if table not in _SAID_OTHERWISE:
                id = row.get("article")
                words = [str(value) for name, value in row.items() if name != "article" and value is not None]
                self.add(table, self.name(id) if isinstance(id, str) else "", " ".join(words) or "not readable")
        kept = {"", *(table.name for table in tables() if not table.is_derived)}
        nowhere = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM captures) ORDER BY id"
        for (id,) in self._db.execute(nowhere).fetchall():
            self.add_of("place", id, "which file it came from")
        for table, count in sorted(self._copied.pages.items()):
            if table in kept:
                self.add("page", table, f"{count} damaged; what else was on them is not known")

    def name(self, id: str) -> str:
        """How an article is called: by its headline, else its path, else the beginning of its id."""
        row = self._db.execute(
            "SELECT (SELECT headline FROM articles WHERE id = ?1), (SELECT path FROM captures WHERE article = ?1)",
            (id,),
        ).fetchone()
        return str(row[0] or self._headlines.get(id) or row[1] or id[:SHOWN])

    def name_of_document(self, sha256: str) -> str:
        """How the article of an original is called; the beginning of the SHA-256 where that is not known."""
        row = self._db.execute("SELECT article FROM versions WHERE document = ?", (sha256,)).fetchone()
        return self.name(row[0]) if row else sha256[:SHOWN]
