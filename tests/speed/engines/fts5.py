"""SQLite FTS5 over a table of articles that it indexes from outside; days beside the texts, before the long column."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.model import Article, iso_of
from tests.speed.engines.kind import NEAR, SHOWN, SNIPPETS, Question

_FILE = "fts5.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS d (number INTEGER PRIMARY KEY, id TEXT, day TEXT, headline TEXT, body TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS a USING fts5(
    headline, body, content='d', content_rowid='number', tokenize='porter unicode61');
"""


class Fts5:
    """SQLite's full-text index."""

    name = "FTS5"

    def add(self, folder: Path, batches: Iterable[Sequence[Article]]) -> None:
        """One transaction a batch; the rows that it indexes are made by :meth:`store`."""
        connection = sqlite3.connect(folder / _FILE)
        connection.executescript(_TABLES)
        (number,) = connection.execute("SELECT max(rowid) FROM a_docsize").fetchone() if _has(connection) else (0,)
        number = number or 0
        for batch in batches:
            with connection:
                rows = ((number + at, each.headline or "", each.text) for at, each in enumerate(batch, 1))
                connection.executemany("INSERT INTO a (rowid, headline, body) VALUES (?, ?, ?)", rows)
            number += len(batch)
        connection.close()

    def store(self, folder: Path, articles: Sequence[Article]) -> None:
        """The rows that the index points at, in the order of indexing."""
        with sqlite3.connect(folder / _FILE) as connection:
            connection.executescript(_TABLES)
            connection.executemany(
                "INSERT INTO d (id, day, headline, body) VALUES (?, ?, ?, ?)",
                ((each.id, iso_of(each.published) or "", each.headline or "", each.text) for each in articles),
            )
        connection.close()

    def open(self, folder: Path) -> Fts5Reader:
        """One connection."""
        return Fts5Reader(sqlite3.connect(folder / _FILE))

    def size(self, folder: Path) -> int:
        """The pages of the index's own tables."""
        with sqlite3.connect(folder / _FILE) as connection:
            (size,) = connection.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'a\\_%' ESCAPE '\\'"
            ).fetchone()
        connection.close()
        return int(size)


def _has(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'a_docsize'").fetchone())


class Fts5Reader:
    """The index, asked in FTS5's query language."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, question: Question) -> int | None:
        """Two queries, for the best and for the count."""
        words = question.words
        match question.kind:
            case "fuzzy" | "exact" | "pattern":
                return None
            case "unordered":
                match = f"NEAR({' '.join(words)}, {NEAR})"
            case "daterange":
                return self._within(f'"{words[0]}"', question.days())
            case "or":
                match = " OR ".join(f'"{word}"' for word in words)
            case "phrase":
                match = f'"{" ".join(words)}"'
            case "prefix":
                match = _typed(words)
            case _:
                match = " ".join(f'"{word}"' for word in words)
        self._connection.execute("SELECT rowid FROM a WHERE a MATCH ? ORDER BY rank LIMIT ?", (match, SHOWN)).fetchall()
        return self._count(match)

    def typed(self, text: str, *, facets: bool) -> int | None:
        """The last word as a prefix; it has no facets."""
        words = [word for word in text.split() if word.isalnum()]
        if facets or not words:
            return None
        match = _typed(words)
        self._connection.execute(
            "SELECT rowid, snippet(a, 1, '', '', '', 24) FROM a WHERE a MATCH ? ORDER BY rank LIMIT ?",
            (match, SNIPPETS),
        ).fetchall()
        return self._count(match)

    def close(self) -> None:
        """The connection."""
        self._connection.close()

    def _count(self, match: str) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM a WHERE a MATCH ?", (match,)).fetchone()
        return int(count)

    def _within(self, match: str, days: tuple[str, str]) -> int:
        where = "FROM a JOIN d ON d.number = a.rowid WHERE a MATCH ? AND d.day BETWEEN ? AND ?"
        self._connection.execute(f"SELECT a.rowid {where} ORDER BY rank LIMIT ?", (match, *days, SHOWN)).fetchall()
        (count,) = self._connection.execute(f"SELECT count(*) {where}", (match, *days)).fetchone()
        return int(count)


def _typed(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words) + "*"
