"""A cache of the differences of two articles: ``differences.sqlite`` beside the store.

What is cached of a pair holds as long as both articles have the version, so that a story that gets an article compares
only that one with the others. Stated values and sentences are not cached: they are read from the texts by their spans,
since the folder is not trusted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from index.model import CLAIMS, Article, Difference, DifferenceKind, Field, PartialDate, Span, StatedValue
from index.store.caches.file import CacheFile
from index.store.records import dumped

FILE: Final = "differences.sqlite"
_MOST: Final = 100_000
"""Pairs of articles whose differences are cached: the ones computed last."""
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS pairs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, differences TEXT NOT NULL
)
"""


class PairKey(NamedTuple):
    """Two versions of articles, the languages they were read in, and the rules by which they were compared."""

    left: tuple[str, int]
    right: tuple[str, int]
    languages: tuple[str, str]
    rules: str


class DifferenceCache:
    """The cache in an archive's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = CacheFile(folder / FILE, _TABLE)

    def get(self, keys: Iterable[PairKey], articles: Mapping[str, Article]) -> dict[PairKey, tuple[Difference, ...]]:
        """The differences of the pairs that are cached, with their words from ``articles``, which are by id."""
        names = {dumped(key): key for key in keys}

        def asked(db: sqlite3.Connection) -> dict[PairKey, tuple[Difference, ...]]:
            question = "SELECT key, differences FROM pairs WHERE key IN (SELECT value FROM json_each(?))"
            rows = db.execute(question, (json.dumps(list(names)),))
            return {
                names[key]: tuple(_difference(row, articles) for row in json.loads(differences))
                for key, differences in rows
            }

        return self._file.read(asked) or {}

    def put(self, found: Mapping[PairKey, Iterable[Difference]]) -> None:
        """Cache the differences of pairs, replacing earlier ones."""
        rows = [(dumped(key), dumped([_wordless(each) for each in pair])) for key, pair in found.items()]

        def written(db: sqlite3.Connection) -> None:
            db.executemany("INSERT OR REPLACE INTO pairs (key, differences) VALUES (?, ?)", rows)
            db.execute("DELETE FROM pairs WHERE number <= (SELECT max(number) FROM pairs) - ?", (_MOST,))

        self._file.write(written)

    def clear(self) -> None:
        """Delete the whole cache, with what it has of removed articles."""
        self._file.delete()


def _wordless(difference: Difference) -> Difference:
    left, right = map(_spans_alone, (difference.left, difference.right))
    mine, theirs = (tuple(map(_spans_alone, also)) for also in (difference.left_also, difference.right_also))
    return replace(difference, left=left, right=right, left_also=mine, right_also=theirs)


def _spans_alone(stated: StatedValue) -> StatedValue:
    return replace(stated, sentence_text="", text="")


def _difference(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Difference:
    """A cached difference; raises ValueError, TypeError or KeyError for what is none of these articles."""
    sides = {side: _stated(row[side], articles) for side in ("left", "right")}
    also = {side: tuple(_stated(each, articles) for each in row[side]) for side in ("left_also", "right_also")}
    found = Difference(**{**row, **sides, **also, "reasons": tuple(row["reasons"])})
    if found.kind not in get_args(DifferenceKind) or found.claim not in CLAIMS:
        raise ValueError(found.kind, found.claim)
    return found


def _stated(row: Mapping[str, Any], articles: Mapping[str, Article]) -> StatedValue:
    article, field = articles[row["article"]], row["field"]
    if row["version"] != article.version or field not in get_args(Field):
        raise ValueError(row["version"], field)
    words = article.field(field)
    sentence, span = _span(row["sentence"], words), _span(row["span"], words)
    read = {"sentence": sentence, "span": span, "moment": PartialDate.parse(row["moment"])}
    return StatedValue(**{**row, **read, "sentence_text": words[slice(*sentence)], "text": words[slice(*span)]})


def _span(row: Sequence[int], words: str) -> Span:
    start, end = row
    if not 0 <= start < end <= len(words):
        raise ValueError(row)
    return start, end
