"""Lines of outlets that recur in articles of different stories, which are boilerplate, and traits of their articles.

Captures of one article, its near-duplicates and the articles of one story count once, not each. A line is boilerplate
if it is in three stories; a long line, if it is in four and the archive has enough articles of the outlet. A trait,
such as the order of day and month in dates, is recorded like a line, and usual if three stories have it and hardly any
article has the one that speaks against it instead.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Final, NamedTuple
from zlib import crc32

from index.model import CleanArticle
from index.store.records import fingerprint

_STORIES: Final = 3
"""Stories with the same line from which it is boilerplate."""
_STORIES_LONG: Final = 4
"""The same for a long line, which may be a statement that several reports quote."""
_EXCEPTIONS: Final = 10
"""How many times as many recorded articles have a usual trait as have the one against it alone, at least."""
_LONG_WORDS, _LONG_LETTERS = 25, 150
"""Words, or characters, from which a line is long."""
_LEAST_ARTICLES: Final = 8
"""Articles of an outlet before a long line of it can be boilerplate."""
_WITNESSES: Final = 24
"""Articles that are recorded for a line; up to twice as many if they are of different stories."""
_SKETCH: Final = 64
"""Hashes of a sketch."""
_SHORT: Final = 4
"""Characters of a word, up to which it is not in a sketch: short words are in every article."""
_ALIKE: Final = 0.3
"""The part of all words of two articles that both have, from which they are one story."""
_CONTAINED: Final = 0.65
"""The part of the words of the shorter article that both have, from which they are one story."""


class _Trace(NamedTuple):
    """What distinguishes articles: their story if it is known, the headline, and the words of the text."""

    story: str | None
    headline: int | None
    sketch: frozenset[int]
    """The lowest hashes of its words (a bottom-k sketch)."""
    words: int

    def is_other_story(self, other: _Trace) -> bool:
        """Whether the two are of different stories, so that a line in both counts twice."""
        if self.story is not None and self.story == other.story:
            return False
        if self.headline is not None and self.headline == other.headline:
            return False
        union = sorted(self.sketch | other.sketch)[:_SKETCH]
        both = sum(1 for one in union if one in self.sketch and one in other.sketch)
        alike = both / max(1, len(union))
        shared = alike / (1 + alike) * (self.words + other.words)
        return alike < _ALIKE and shared < _CONTAINED * max(1, min(self.words, other.words))


class RecurringLines:
    """The recurring lines in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def evidence(self, article: CleanArticle, id: str | None = None) -> Evidence:
        """Which lines of an article recur in others; ``id`` is its id if the archive has it."""
        return Evidence(self._db, lambda: _trace(article, self._story(id)))

    def is_known_text(self, article: CleanArticle) -> bool:
        """Whether the archive has an article with the same text and metadata."""
        found = self._db.execute("SELECT 1 FROM articles WHERE fingerprint = ? LIMIT 1", (fingerprint(article),))
        return found.fetchone() is not None

    def record(self, id: str, article: CleanArticle, lines: Iterable[str], hidden: Iterable[str]) -> None:
        """Record the ``lines`` of article ``id``, of which ``hidden`` are boilerplate of its outlet.

        Articles that show such boilerplate are queued for another cleaning.
        """
        self._db.execute("DELETE FROM traces WHERE article = ?", (id,))
        outlet = article.metadata.outlet
        if not outlet:
            return
        trace = _trace(article, self._story(id))
        number = self._db.execute(
            "INSERT INTO traces (article, outlet, headline, sketch) VALUES (?, ?, ?, ?)",
            (id, _key(outlet), trace.headline, _packed(trace)),
        ).lastrowid
        gone = {_line_key(outlet, line) for line in hidden}
        keys = gone.union(_line_key(outlet, line) for line in lines)
        for key in gone:
            self._queue_showing(key)
        rows = [(key, number, key not in gone) for key in sorted(keys) if self._is_wanted(key, trace)]
        self._db.executemany("INSERT INTO recurrences VALUES (?, ?, ?)", rows)

    def queue_with(self, outlet: str, trait: str) -> None:
        """Queue the recorded articles of an outlet with a trait that its habits concern, each once."""
        self._queue_showing(_line_key(outlet, trait))

    def queue(self, ids: Iterable[str]) -> None:
        """Queue these articles for another cleaning."""
        self._db.executemany("INSERT OR IGNORE INTO recleaning VALUES (?)", [(id,) for id in ids])

    def queued(self, limit: int) -> list[str]:
        """The first articles that are queued for another cleaning."""
        return [row[0] for row in self._db.execute("SELECT article FROM recleaning ORDER BY article LIMIT ?", (limit,))]

    def unqueue(self, ids: Iterable[str]) -> None:
        """Take these articles out of the queue."""
        self._db.executemany("DELETE FROM recleaning WHERE article = ?", [(id,) for id in ids])

    def unrecorded(self, limit: int) -> list[str]:
        """Articles of known outlets whose lines are not recorded, such as those of older stores."""
        rows = self._db.execute(
            "SELECT id FROM articles WHERE outlet IS NOT NULL AND id NOT IN (SELECT article FROM traces)"
            " ORDER BY id LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def _queue_showing(self, key: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO recleaning SELECT article FROM recurrences JOIN traces ON number = trace"
            " WHERE line = ? AND shown",
            (key,),
        )
        self._db.execute("UPDATE recurrences SET shown = 0 WHERE line = ? AND shown", (key,))

    def _story(self, id: str | None) -> str | None:
        row = self._db.execute("SELECT story FROM story_articles WHERE article = ?", (id,)).fetchone() if id else None
        return None if row is None else str(row[0])

    def _is_wanted(self, key: int, trace: _Trace) -> bool:
        """Whether to record one more article for a line: many of one story must not keep others out."""
        count = _count(self._db, key)
        if count < _WITNESSES:
            return True
        return count < 2 * _WITNESSES and all(trace.is_other_story(one) for one in _witnesses(self._db, key))


class Evidence:
    """The OutletEvidence for one article, which its own copies are no part of."""

    def __init__(self, connection: sqlite3.Connection, trace: Callable[[], _Trace]) -> None:
        self._db = connection
        self._trace = cache(trace)

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        """Whether ``line`` is in articles of enough other stories of ``outlet``."""
        key = _line_key(outlet, line)
        if _count(self._db, key) < _STORIES - 1:
            return False
        witnesses = _witnesses(self._db, key)
        long = len(line.split()) >= _LONG_WORDS or len(line) >= _LONG_LETTERS
        wanted = _STORIES_LONG if long else _STORIES
        if len(witnesses) < wanted - 1 or (long and self._articles(outlet) < _LEAST_ARTICLES):
            return False
        return _are_of_stories([self._trace(), *witnesses], wanted)

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        """Whether articles of enough stories of ``outlet`` have ``trait``, and hardly any has ``instead`` alone."""
        key = _line_key(outlet, trait)
        count = _count(self._db, key)
        if count < _STORIES or count < _EXCEPTIONS * self._alone(_line_key(outlet, instead), key):
            return False
        return _are_of_stories(_each_witness(self._db, key), _STORIES)

    def _alone(self, key: int, other: int) -> int:
        """Recorded articles with the one line or trait that do not have the other."""
        found = (
            "SELECT count(*) FROM recurrences AS one WHERE line = ?"
            " AND NOT EXISTS (SELECT 1 FROM recurrences WHERE line = ? AND trace = one.trace)"
        )
        return int(self._db.execute(found, (key, other)).fetchone()[0])

    def _articles(self, outlet: str) -> int:
        found = "SELECT count(*) FROM (SELECT 1 FROM traces WHERE outlet = ? LIMIT ?)"
        return int(self._db.execute(found, (_key(outlet), _LEAST_ARTICLES)).fetchone()[0])


def _are_of_stories(traces: Iterable[_Trace], wanted: int) -> bool:
    """Whether ``traces`` are of so many different stories."""
    stories: list[_Trace] = []
    for one in traces:
        if all(one.is_other_story(other) for other in stories):
            stories.append(one)
            if len(stories) == wanted:
                return True
    return False


def _count(connection: sqlite3.Connection, key: int) -> int:
    return int(connection.execute("SELECT count(*) FROM recurrences WHERE line = ?", (key,)).fetchone()[0])


def _witnesses(connection: sqlite3.Connection, key: int) -> list[_Trace]:
    return list(_each_witness(connection, key))


def _each_witness(connection: sqlite3.Connection, key: int) -> Iterator[_Trace]:
    rows = connection.execute(
        "SELECT story, headline, sketch FROM recurrences JOIN traces ON number = trace"
        " LEFT JOIN story_articles USING (article) WHERE line = ? ORDER BY trace",
        (key,),
    )
    return (_Trace(story, headline, *_unpacked(sketch)) for story, headline, sketch in rows)


def _trace(article: CleanArticle, story: str | None) -> _Trace:
    found = {word for word in article.text.lower().split() if len(word) > _SHORT}
    words = {crc32(word.encode("utf-8", "surrogatepass")) for word in found}
    headline = article.metadata.headline
    return _Trace(story, _key(headline) if headline else None, frozenset(sorted(words)[:_SKETCH]), len(words))


def _packed(trace: _Trace) -> bytes:
    return struct.pack(f"<{1 + len(trace.sketch)}I", trace.words, *trace.sketch)


def _unpacked(data: bytes) -> tuple[frozenset[int], int]:
    words, *sketch = struct.unpack(f"<{len(data) // 4}I", data)
    return frozenset(sketch), words


def _line_key(outlet: str, line: str) -> int:
    return _key(f"{outlet}\n{line}")


def _key(text: str) -> int:
    plain = " ".join(text.casefold().split()).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(plain, digest_size=8).digest(), "big", signed=True)
