"""Which terms a prefix matches: in the text fields, the stems of all words of the archive that begin with it.

Nearly all of these stems begin with the prefix themselves, and so are a slice of a segment's stems. ``housin`` matches
``hous``, which does not begin so; there are never more than a few of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.search.lru_cache import LruCache
from index.text.terms import DEFAULT_LANGUAGE, stem_term

if TYPE_CHECKING:
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

Runs = list[list[tuple[int, int]]]
"""For each segment slices of its terms, from the first up to the last."""

_KEPT = 64
"""Prefixes of which the words are remembered."""


class Expander:
    """Prefixes as slices of the terms of each segment."""

    def __init__(self, segments: Sequence[Segment], languages: Sequence[str] = (DEFAULT_LANGUAGE,)) -> None:
        self._segments = segments
        self._languages = languages
        self._kept: LruCache[str, Runs] = LruCache(_KEPT)

    def stems(self, prefix: str) -> Runs:
        """The stems of all words that begin with ``prefix``, and of ``prefix`` itself."""
        found = self._kept.get(prefix)
        if found is None:
            found = _stems(self._segments, prefix, self._languages)
            self._kept.put(prefix, found)
        return found

    def terms(self, field: str, prefix: str) -> Runs:
        """The terms of ``field``, no text field, that begin with ``prefix``."""
        text = prefix.encode(errors="replace")
        ranges = [segment.terms(field).beginning(text) for segment in self._segments]
        return [[found] if found[0] < found[1] else [] for found in ranges]


def _stems(segments: Sequence[Segment], prefix: str, languages: Sequence[str]) -> Runs:
    text = prefix.encode(errors="replace")
    own = [_own(segment, text) for segment in segments]
    others = {stem_term(prefix, language).encode(errors="replace") for language in languages}.union(
        *(_outside(*each) for each in zip(segments, own, strict=True))
    )
    runs = []
    for segment, (places, first, last) in zip(segments, own, strict=True):
        inside = places[(places >= first) & (places < last)]
        strings = segment.strings("stems")
        more = {at for other in others if (at := strings.find(other)) >= 0}
        left = (
            np.setdiff1d(np.arange(first, last), inside, assume_unique=True).tolist()
            if len(inside) < last - first
            else []
        )
        more |= {at for at in left if _is_elsewhere(segments, own, strings[at], segment)}
        every = np.union1d(inside, np.array(sorted(more), np.int64)) if more else inside
        runs.append(_slices(every))
    return runs


def _own(segment: Segment, prefix: bytes) -> tuple[Array, int, int]:
    """The stems of a segment's words that begin with ``prefix``, and the slice of stems that begin so themselves."""
    first, last = segment.strings("words").beginning(prefix)
    return np.unique(segment.array("words.stem")[first:last]).astype(np.int64), *segment.strings("stems").beginning(
        prefix
    )


def _outside(segment: Segment, own: tuple[Array, int, int]) -> set[bytes]:
    places, first, last = own
    strings = segment.strings("stems")
    return {strings[at] for at in places[(places < first) | (places >= last)].tolist()}


def _is_elsewhere(
    segments: Sequence[Segment], own: Sequence[tuple[Array, int, int]], text: bytes, but: Segment
) -> bool:
    """Whether a word of another segment that begins with the prefix has the stem ``text``."""
    for segment, (places, _, _) in zip(segments, own, strict=True):
        if segment is not but and len(places):
            at = segment.strings("stems").find(text)
            if at >= 0 and places[min(int(np.searchsorted(places, at)), len(places) - 1)] == at:
                return True
    return False


def _slices(places: Array) -> list[tuple[int, int]]:
    """Numbers in order as slices of neighbours."""
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) != 1) + 1
    starts = places[np.concatenate([[0], breaks])]
    ends = places[np.concatenate([breaks - 1, [len(places) - 1]])] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


class ArchiveWords:
    """The words as written of all segments."""

    def __init__(self, segments: Sequence[Segment], languages: Sequence[str] = (DEFAULT_LANGUAGE,)) -> None:
        self._segments = segments
        self._languages = languages

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        text = word.encode(errors="replace")
        return any(segment.strings("words").find(text) >= 0 for segment in self._segments)

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin with ``prefix``, in order."""
        text = prefix.encode(errors="replace")
        strings = [segment.strings("words") for segment in self._segments]
        found = [each.between(*each.beginning(text)) for each in strings]
        every = sorted(set().union(*found))
        return [word.decode() for word in every]

    def stems(self, prefix: str) -> set[str]:
        """The stems of all words that begin with ``prefix`` and of itself, those left out that begin so themselves."""
        text = prefix.encode(errors="replace")
        found = (_outside(segment, _own(segment, text)) for segment in self._segments)
        return {stem_term(prefix, language) for language in self._languages}.union(
            *({each.decode() for each in few} for few in found)
        )
