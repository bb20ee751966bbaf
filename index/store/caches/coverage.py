"""A cache of computed coverages, used when an article is opened again: ``coverage.sqlite`` beside the store.

It follows from the articles and can be deleted at any time. As a file of its own it can be written to during an import,
and nothing that others watch changes. A cache that cannot be read or written is ignored.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from index.model import Article, Coverage, Passage
from index.store.caches.file import CacheFile
from index.store.records import dumped, report_from

FILE: Final = "coverage.sqlite"
FORMER_FILE: Final = "gutter.sqlite"
"""The name of the file in older archives; it is deleted when the archive is opened."""
_MOST: Final = 20_000
"""Articles whose coverage is cached: the ones computed last."""
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS coverages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE, key TEXT NOT NULL,
    generation INTEGER, coverage TEXT NOT NULL
)
"""


class Cached(NamedTuple):
    """A coverage that was computed before."""

    coverage: tuple[Coverage, ...]
    generation: int | None
    """Of the index that was searched beyond the story; None if only a part of the story was compared."""


class CoverageCache:
    """The cache in an archive's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = CacheFile(folder / FILE, _TABLE)
        with suppress(OSError):
            (folder / FORMER_FILE).unlink(missing_ok=True)

    def get(self, article: Article, key: str) -> Cached | None:
        """The coverage of ``article`` that was cached with ``key``; None if there is none, or it has another key."""

        def asked(db: sqlite3.Connection) -> Cached | None:
            question = "SELECT generation, coverage FROM coverages WHERE article = ? AND key = ?"
            row = db.execute(question, (article.id, key)).fetchone()
            return None if row is None else Cached(tuple(_coverages(article, json.loads(row[1]))), row[0])

        return self._file.read(asked)

    def put(self, article: Article, key: str, coverage: Iterable[Coverage], generation: int | None = None) -> None:
        """Cache the coverage of ``article``, replacing an earlier one."""
        rows = [(c.passage.start, c.passage.end, c.outlets, c.kind, c.first, c.articles, c.reports) for c in coverage]
        values = (article.id, key, generation, dumped(rows))

        def written(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT OR REPLACE INTO coverages (article, key, generation, coverage) VALUES (?, ?, ?, ?)", values
            )
            db.execute("DELETE FROM coverages WHERE number <= (SELECT max(number) FROM coverages) - ?", (_MOST,))

        self._file.write(written)

    def clear(self) -> None:
        """Delete the whole cache, with the names of outlets that it took from removed articles."""
        self._file.delete()


def _coverages(article: Article, rows: Sequence[Sequence[Any]]) -> Iterator[Coverage]:
    for start, end, outlets, kind, first, articles, reports in rows:
        passage = Passage(article.id, article.version, start, end, article.text[start:end])
        found = tuple(map(report_from, reports))
        yield Coverage(passage, tuple(outlets), kind, first, tuple(articles), reports=found)
