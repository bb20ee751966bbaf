"""Which articles share how much text, and the fingerprints by which copies are found.

The tables ``sketches``, ``fingerprints`` and ``copies`` are described in :mod:`index.store.schema`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from index.model import Moments, PartialDate

EARLIEST: Final = 8
"""Of very many articles that have a text, each is compared with so many, the earliest; with fewer copies an article has
no others that are not kept.
"""
_MANY: Final = 200
"""Articles that are asked for by one query."""
_MUCH_SMALLER: Final = 2
"""A run with more than so many times the entries of a new one is not merged with it."""
_LARGEST: Final = 4_000_000
"""Entries of a run that is not merged any more, of 8 bytes: a merge has them twice in memory. With twice as many, the
import of 2 GB of text took 638 MB in that moment and 500 before."""
_GONE, _GONE_BEYOND = 2, 1000
"""Fingerprints are computed again when more articles have been looked at than this many times those that are left, and
this many more.
"""


class Copy(NamedTuple):
    """Two articles that share text."""

    one: str
    other: str
    one_share: float
    other_share: float
    words: int
    """Of ``one`` that are shared."""
    other_words: int

    def turned(self) -> Copy:
        """The same from the side of the other."""
        return Copy(self.other, self.one, self.other_share, self.one_share, self.other_words, self.words)


class Provenance(NamedTuple):
    """What tells where an article of a copy is from."""

    headline: str | None
    outlet: str | None
    published: PartialDate | None
    updated: PartialDate | None = None
    captured: PartialDate | None = None
    modified: PartialDate | None = None
    url: str | None = None
    """The canonical address that the store has."""

    @property
    def moments(self) -> Moments:
        """All that is known of when its current version was made."""
        return Moments(self.published, self.updated, self.captured, self.modified)


class Copies:
    """The copies in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- What is asked ---

    def untraced(self, limit: int = -1) -> list[str]:
        """Articles whose current text was not looked at."""
        rows = self._db.execute(
            "SELECT id FROM articles LEFT JOIN sketches ON article = id"
            " WHERE sketches.version IS NOT articles.version ORDER BY id LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def is_behind(self) -> bool:
        """Whether the text of some article was not looked at."""
        return bool(self.untraced(1))

    def of(self, id: str) -> list[Copy]:
        """Those with one article, which comes as ``one``."""
        return self.among([id])

    def among(self, ids: Sequence[str]) -> list[Copy]:
        """Those with any of some articles, each of which comes as ``one``."""
        if not ids:
            return []
        found: list[Copy] = []
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT one, other, one_share, other_share, words, other_words FROM copies WHERE one IN ({marks})"
                " UNION ALL SELECT other, one, other_share, one_share, other_words, words FROM copies"
                f" WHERE other IN ({marks})",
                (*some, *some),
            )
            found += (Copy(*row) for row in rows)
        return found

    def alike(self, ids: Sequence[str], of_both: float, of_one: float) -> Iterator[tuple[str, str]]:
        """Pairs of articles, one of ``ids``, that share so much: ``of_both`` of both or ``of_one`` of one."""
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            marks = ",".join("?" * len(some))
            yield from self._db.execute(
                f"SELECT one, other FROM copies WHERE (one IN ({marks}) OR other IN ({marks}))"
                " AND (min(one_share, other_share) >= ? OR max(one_share, other_share) >= ?)",
                (*some, *some, of_both, of_one),
            )

    def of_all(self) -> Iterator[Copy]:
        """All of them, by the id of ``one``."""
        found = "SELECT one, other, one_share, other_share, words, other_words FROM copies ORDER BY one, other"
        yield from (Copy(*row) for row in self._db.execute(found))

    def provenances(self, ids: Iterable[str]) -> dict[str, Provenance]:
        """Headline, outlet and dates of articles."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Provenance] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                "SELECT id, headline, outlet, published, updated, captured, modified, url FROM articles"
                f" WHERE id IN ({marks})",
                some,
            )
            found.update(
                (id, Provenance(headline, outlet, *_dates(*dates), url)) for id, headline, outlet, *dates, url in rows
            )
        return found

    # --- What is kept ---

    def forget_much(self) -> None:
        """Empty it where most of what it has is of texts that are gone; all articles are then untraced."""
        last, count = self._db.execute("SELECT max(number), count(*) FROM sketches").fetchone()
        if (last or 0) > _GONE * count + _GONE_BEYOND:
            self.forget()

    def forget(self) -> None:
        """Empty it."""
        for table in (
            "sketches",
            "fingerprints",
            "copies",
            "sqlite_sequence WHERE name IN ('sketches', 'fingerprints')",
        ):
            self._db.execute(f"DELETE FROM {table}")

    def trace(self, id: str) -> int:
        """Note that the current text of an article is looked at; its new number. What was known of it is forgotten."""
        if self._db.execute("DELETE FROM sketches WHERE article = ?", (id,)).rowcount:
            self.free(id)
        self._db.execute("DELETE FROM copies WHERE one = ?", (id,))
        self._db.execute("DELETE FROM copies WHERE other = ?", (id,))
        made = self._db.execute(
            "INSERT INTO sketches (article, version) SELECT id, version FROM articles WHERE id = ?", (id,)
        )
        return made.lastrowid or 0

    def free(self, id: str) -> None:
        """Note that an article does not have its text any more: copies that only it led to are looked at again."""
        others = [copy.other for copy in self.of(id)]
        if len(others) >= EARLIEST:
            self._db.executemany("DELETE FROM sketches WHERE article = ?", [(other,) for other in others])

    def owners(self, numbers: Iterable[int]) -> dict[int, str]:
        """The articles with these numbers; what is gone is left out."""
        wanted = list(numbers)
        found: dict[int, str] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            marks = ",".join("?" * len(some))
            found.update(self._db.execute(f"SELECT number, article FROM sketches WHERE number IN ({marks})", some))
        return found

    def living(self) -> list[int] | None:
        """The numbers of all articles that were looked at, in order; None where all numbers ever given are."""
        last, count = self._db.execute("SELECT max(number), count(*) FROM sketches").fetchone()
        if (last or 0) == count:
            return None
        return [row[0] for row in self._db.execute("SELECT number FROM sketches ORDER BY number")]

    def runs(self) -> Iterator[bytes]:
        """The packed entries, one run at a time."""
        for number in [row[0] for row in self._db.execute("SELECT number FROM fingerprints ORDER BY number")]:
            yield self._run(number)

    def take_smaller(self, size: int) -> list[bytes]:
        """Take out the runs that are to be merged with one of ``size`` entries that is to be added."""
        taken: list[bytes] = []
        for number, other in self._db.execute("SELECT number, size FROM fingerprints ORDER BY number DESC").fetchall():
            if other > _MUCH_SMALLER * size or size + other > _LARGEST:
                break
            taken.append(self._run(number))
            self._db.execute("DELETE FROM fingerprints WHERE number = ?", (number,))
            size += other
        return taken

    def add_run(self, run: memoryview, size: int) -> None:
        """Add packed entries in their order."""
        # As a value of a statement it would be in memory three times.
        row = self._db.execute("INSERT INTO fingerprints (size, run) VALUES (?, zeroblob(?))", (size, run.nbytes))
        with self._db.blobopen("fingerprints", "run", row.lastrowid or 0) as blob:
            blob.write(run)

    def _run(self, number: int) -> bytes:
        with self._db.blobopen("fingerprints", "run", number, readonly=True) as blob:
            return blob.read()

    def add(self, copies: Iterable[Copy]) -> None:
        """Remember pairs."""
        rows: list[Sequence[object]] = [copy if copy.one < copy.other else copy.turned() for copy in copies]
        self._db.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?)", rows)


def _dates(
    published: str | None, updated: str | None, captured: str | None, modified: str | None
) -> tuple[PartialDate | None, PartialDate | None, PartialDate | None, PartialDate | None]:
    parse = PartialDate.parse
    return parse(published), parse(updated), parse(captured), parse(modified)
