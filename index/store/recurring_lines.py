"""What the archive knows of the lines of its outlets: which of them stand in articles of different stories.

Captures of one article, its near-duplicates and articles of one story bear witness together, not each for itself: a
line is boilerplate when it stands in three stories, a long one in four of an outlet of which there are more.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from typing import Final, NamedTuple
from zlib import crc32

from index.model import CleanArticle
from index.store.records import fingerprint

_STORIES: Final = 3
_STORIES_LONG: Final = 4
_LONG_WORDS, _LONG_LETTERS = 25, 150
_LEAST_ARTICLES: Final = 8
"""Articles of an outlet before a long line of it can be boilerplate."""
_WITNESSES: Final = 24
"""Articles remembered for a line; up to twice as many where they are of other stories."""
_SKETCH: Final = 64
_SHORT: Final = 4
_ALIKE: Final = 0.3
_CONTAINED: Final = 0.65


class _Trace(NamedTuple):
    """What tells articles apart: their story where it is known, the headline, and the words of the text."""

    story: str | None
    headline: int | None
    sketch: frozenset[int]
    """The lowest hashes of its words (a bottom-k sketch)."""
    words: int

    def is_other_story(self, other: _Trace) -> bool:
        """Whether the two can be witnesses of their own."""
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
    """The lines of outlets in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def evidence(self, article: CleanArticle, id: str | None = None) -> Evidence:
        """What the other articles say about the lines of this one, ``id`` where the archive has it."""
        return Evidence(self._db, lambda: _trace(article, self._story(id)))

    def is_known_text(self, article: CleanArticle) -> bool:
        """Whether the archive has an article that reads the same."""
        found = self._db.execute("SELECT 1 FROM articles WHERE fingerprint = ? LIMIT 1", (fingerprint(article),))
        return found.fetchone() is not None

    def record(self, id: str, article: CleanArticle, lines: Iterable[str], hidden: Iterable[str]) -> None:
        """Have article ``id`` bear witness to ``lines`` of its outlet, of which ``hidden`` are boilerplate.

        Articles that show what is boilerplate are put down for another cleaning.
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
            self._db.execute(
                "INSERT OR IGNORE INTO recleaning SELECT article FROM recurrences JOIN traces ON number = trace"
                " WHERE line = ? AND shown",
                (key,),
            )
            self._db.execute("UPDATE recurrences SET shown = 0 WHERE line = ? AND shown", (key,))
        rows = [(key, number, key not in gone) for key in sorted(keys) if self._is_wanted(key, trace)]
        self._db.executemany("INSERT INTO recurrences VALUES (?, ?, ?)", rows)

    def queue(self, ids: Iterable[str]) -> None:
        """Have these articles looked at again."""
        self._db.executemany("INSERT OR IGNORE INTO recleaning VALUES (?)", [(id,) for id in ids])

    def queued(self, limit: int) -> list[str]:
        """Articles put down for another cleaning."""
        return [row[0] for row in self._db.execute("SELECT article FROM recleaning ORDER BY article LIMIT ?", (limit,))]

    def unqueue(self, ids: Iterable[str]) -> None:
        """These articles were cleaned again."""
        self._db.executemany("DELETE FROM recleaning WHERE article = ?", [(id,) for id in ids])

    def unrecorded(self, limit: int) -> list[str]:
        """Articles of known outlets that bear no witness yet, in stores that were made before there was any."""
        rows = self._db.execute(
            "SELECT id FROM articles WHERE outlet IS NOT NULL AND id NOT IN (SELECT article FROM traces)"
            " ORDER BY id LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def _story(self, id: str | None) -> str | None:
        row = self._db.execute("SELECT story FROM story_articles WHERE article = ?", (id,)).fetchone() if id else None
        return None if row is None else str(row[0])

    def _is_wanted(self, key: int, trace: _Trace) -> bool:
        """Whether one more witness is worth remembering: many of one story must not keep those of others out."""
        count = _count(self._db, key)
        if count < _WITNESSES:
            return True
        return count < 2 * _WITNESSES and all(trace.is_other_story(one) for one in _witnesses(self._db, key))


class Evidence:
    """The LineEvidence for one article: its own copies do not bear witness against it."""

    def __init__(self, connection: sqlite3.Connection, trace: Callable[[], _Trace]) -> None:
        self._db = connection
        self._trace = cache(trace)

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        """Whether ``line`` stands in enough articles of other stories of ``outlet``."""
        key = _line_key(outlet, line)
        if _count(self._db, key) < _STORIES - 1:
            return False
        witnesses = _witnesses(self._db, key)
        long = len(line.split()) >= _LONG_WORDS or len(line) >= _LONG_LETTERS
        wanted = _STORIES_LONG if long else _STORIES
        if len(witnesses) < wanted - 1 or (long and self._articles(outlet) < _LEAST_ARTICLES):
            return False
        told = [self._trace()]
        for one in witnesses:
            if all(one.is_other_story(other) for other in told):
                told.append(one)
                if len(told) == wanted:
                    return True
        return False

    def _articles(self, outlet: str) -> int:
        found = "SELECT count(*) FROM (SELECT 1 FROM traces WHERE outlet = ? LIMIT ?)"
        return int(self._db.execute(found, (_key(outlet), _LEAST_ARTICLES)).fetchone()[0])


def _count(connection: sqlite3.Connection, key: int) -> int:
    return int(connection.execute("SELECT count(*) FROM recurrences WHERE line = ?", (key,)).fetchone()[0])


def _witnesses(connection: sqlite3.Connection, key: int) -> list[_Trace]:
    rows = connection.execute(
        "SELECT story, headline, sketch FROM recurrences JOIN traces ON number = trace"
        " LEFT JOIN story_articles USING (article) WHERE line = ? ORDER BY trace",
        (key,),
    )
    return [_Trace(story, headline, *_unpacked(sketch)) for story, headline, sketch in rows]


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
