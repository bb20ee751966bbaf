"""The words of names: most words of a query are in none, and need not be looked for in each field of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from index.query.fields import NAME_FIELDS

if TYPE_CHECKING:
    from index.search.whoosh_engine.segments.reader import Segment

MOST = 100_000
"""Words of the names of an archive that are held in memory, 10 MB at most; if there are more, each field is asked."""


_known: WeakKeyDictionary[Segment, frozenset[bytes]] = WeakKeyDictionary()


class NameWords:
    """The words, as they are written, of the fields in which a word without a field is looked for as well."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._words: list[frozenset[bytes]] | None = None
        self._is_read = False
        self._in_order: dict[str, Sequence[bytes]] = {}

    def may_have(self, word: str) -> bool:
        """Whether any name may have ``word``; also said where that is not known."""
        if not self._is_read:
            self._words = self._read()
            self._is_read = True
        if self._words is None:
            return True
        asked = word.encode(errors="replace")
        return any(asked in words for words in self._words)

    def may_begin(self, field: str, prefix: str) -> bool:
        """Whether a word of the names in ``field``, one of these fields, may begin with ``prefix``."""
        words = self._in_order.get(field)
        if words is None:
            tables = [segment.terms(field) for segment in self._segments]
            if sum(map(len, tables)) > MOST:
                return True
            words = self._in_order[field] = sorted(set().union(*(table.between(0, len(table)) for table in tables)))
        text = prefix.encode(errors="replace")
        at = bisect_left(words, text)
        return at < len(words) and words[at].startswith(text)

    def _read(self) -> list[frozenset[bytes]] | None:
        """The words of each segment, which are remembered as long as that is open."""
        tables = {segment: [segment.terms(field) for field in NAME_FIELDS] for segment in self._segments}
        if sum(len(table) for its in tables.values() for table in its) > MOST:
            return None
        for segment, its in tables.items():
            if segment not in _known:
                _known[segment] = frozenset().union(*(table.between(0, len(table)) for table in its))
        return [_known[segment] for segment in tables]
