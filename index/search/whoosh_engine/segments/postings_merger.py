"""Postings of several segments as one, by copying runs of their arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.search.whoosh_engine.segments.layout import (
    HALF,
    NARROW,
    PLACED,
    WHOLE,
    apart,
    halved,
    ragged,
    smallest,
    sums,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]

_AT_ONCE: Final = 1 << 18
"""Values that are copied at once, so that a merge needs little more memory than its result."""


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged, and which of its articles are gone."""

    segment: Segment
    gone: Array | None = None

    def live(self) -> Array:
        """The numbers of the articles that stay."""
        everything = np.arange(self.segment.articles)
        return everything if self.gone is None else everything[~self.gone]


class Postings:
    """The postings of one field of one source, with what of them stays."""

    def __init__(self, source: Source, field: str) -> None:
        segment = source.segment
        self.segment, self.field, self.gone = segment, field, source.gone
        self.starts = segment.array(f"{field}.starts").astype(np.int64)
        self.documents = segment.array(f"{field}.documents")
        self.has_places = field in PLACED
        self.kept: NDArray[np.bool_] | None = None
        self.counts: Numbers = np.diff(self.starts)
        if source.gone is not None:
            self.kept = ~source.gone[self.documents]
            self.counts = np.diff(sums(self.kept)[self.starts])

    def often(self, start: int, end: int) -> Numbers:
        """How often each of these postings' articles has the term."""
        return self.segment.narrow(f"{self.field}.often", start, end).astype(np.int64)

    def tokens(self) -> tuple[Numbers, Numbers]:
        """Where the positions of each term begin, and how many of them stay."""
        firsts = self.segment.array(f"{self.field}.firsts").astype(np.int64)
        if self.kept is None:
            return firsts, np.diff(firsts)
        kept = self.often(0, len(self.documents)) * self.kept
        return firsts, np.diff(sums(kept)[self.starts])


class Copied:
    """An array of narrow numbers that is filled in any order."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._bits = NARROW[name.rpartition(".")[2]]
        self._low = np.empty(size, f"<u{max(self._bits // 8, 1)}")
        self._at: list[Numbers] = []
        self._more: list[Numbers] = []

    def copy(self, source: Segment, start: int, end: int, kept: NDArray[np.bool_] | None, to: Numbers) -> None:
        """Put the values of ``source`` from ``start`` to ``end``, those that are ``kept``, to the places ``to``."""
        low = source.part(self._name, start, end)
        self._low[to] = low if kept is None else low[kept]
        at = source.array(f"{self._name}.at")
        first, last = np.searchsorted(at, np.array([start, end], np.int64)).tolist()
        if first < last:
            here = at[first:last].astype(np.int64) - start
            more = source.array(f"{self._name}.more")[first:last].astype(np.int64)
            if kept is not None:
                stays = kept[here]
                here, more = np.cumsum(kept)[here[stays]] - 1, more[stays]
            self._at.append(to[here])
            self._more.append(more)

    def put(self, values: Numbers, to: Numbers) -> None:
        """Put ``values`` to the places ``to``."""
        self._low[to] = values & ((1 << self._bits) - 1)
        large = np.flatnonzero(values >> self._bits)
        if len(large):
            self._at.append(to[large])
            self._more.append(values[large] - self._low[to[large]])

    def arrays(self) -> dict[str, Array]:
        """What was put in."""
        at = np.concatenate([*self._at, np.zeros(0, np.int64)])
        more = np.concatenate([*self._more, np.zeros(0, np.int64)])
        order = np.argsort(at, kind="stable")
        low = halved(self._low) if self._bits == HALF else self._low
        return apart(self._name, low, at[order], more[order])


def merged(
    field: str, postings: Sequence[Postings], places: Sequence[Numbers], numbers: Sequence[Numbers], size: int
) -> dict[str, Array]:
    """The postings of ``field`` of all sources, ``size`` terms, each source's terms put at ``places``."""
    starts = _starts([each.counts for each in postings], places, size)
    documents = np.empty(int(starts[-1]), "<u2")
    counted = field not in WHOLE
    often = Copied(f"{field}.often", len(documents)) if counted else None
    filled = starts[:-1].copy()
    for each, place, number in zip(postings, places, numbers, strict=True):
        for first, last in runs(each.starts):
            start, end = int(each.starts[first]), int(each.starts[last])
            counts = each.counts[first:last]
            here = place[first:last]
            if not counts.any():
                continue
            to = ragged(filled[here], counts)
            kept = None if each.kept is None else each.kept[start:end]
            found = each.documents[start:end]
            documents[to] = number[found if kept is None else found[kept]]
            if often is not None:
                often.copy(each.segment, start, end, kept, to)
            filled[here[counts > 0]] += counts[counts > 0]
        each.segment.forget()
    arrays: dict[str, Array] = {f"{field}.starts": smallest(starts), f"{field}.documents": documents}
    if often is not None:
        arrays |= often.arrays()
    return arrays | _merged_places(field, postings, places, size) if field in PLACED else arrays


def _merged_places(field: str, postings: Sequence[Postings], places: Sequence[Numbers], size: int) -> dict[str, Array]:
    tokens = [each.tokens() for each in postings]
    firsts = _starts([counts for _, counts in tokens], places, size)
    copied = Copied(f"{field}.places", int(firsts[-1]))
    filled = firsts[:-1].copy()
    for each, place, (begins, all_counts) in zip(postings, places, tokens, strict=True):
        for first, last in runs(begins):
            counts, here = all_counts[first:last], place[first:last]
            if not counts.any():
                continue
            kept = None
            if each.kept is not None:
                start, end = int(each.starts[first]), int(each.starts[last])
                kept = np.repeat(each.kept[start:end], each.often(start, end))
            to = ragged(filled[here], counts)
            copied.copy(each.segment, int(begins[first]), int(begins[last]), kept, to)
            filled[here[counts > 0]] += counts[counts > 0]
        each.segment.forget()
    return {f"{field}.firsts": smallest(firsts)} | copied.arrays()


def _starts(counts: Sequence[Numbers], places: Sequence[Numbers], size: int) -> Numbers:
    total = np.zeros(size, np.int64)
    for count, place in zip(counts, places, strict=True):
        used = place >= 0
        total[place[used]] += count[used]
    return sums(total)


def runs(starts: Numbers) -> Iterator[tuple[int, int]]:
    """Slices of terms, of about as many values as are copied at once."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        last = int(np.searchsorted(starts, starts[first] + _AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), terms)
        yield first, last
        first = last
