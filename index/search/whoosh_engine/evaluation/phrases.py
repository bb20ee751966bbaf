"""Words side by side or near each other, found in arrays of positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.query.limits import Budget
from index.search.whoosh_engine.evaluation.sorted_arrays import counted, distinct, shared
from index.search.whoosh_engine.snapshot.snapshot import Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

SHIFT = 32
"""Bits of a position in a number that holds a document too."""


def phrase(snapshot: Snapshot, field: str, terms: Sequence[str], budget: Budget, *, slop: int = 1) -> Postings:
    """The documents that have ``terms`` in a row in ``field``, and how often.

    Each term is at most ``slop`` places after the one before it, as in Whoosh: 1 is side by side.
    """
    candidates = having_all(snapshot, field, terms, budget)
    if slop > 1:
        return _counted(_near(snapshot, field, terms, candidates, slop, budget))
    rarest_first = sorted(
        range(len(terms)), key=lambda offset: len(snapshot.postings(field, terms[offset], budget).documents)
    )
    starts: NDArray[np.int64] | None = None
    for offset in rarest_first:
        if not len(candidates):
            break
        counts, positions = snapshot.places(field, terms[offset], candidates, budget)
        # A start before the text's beginning would run into the document before; these have no word there.
        here = (np.repeat(candidates, counts) << SHIFT) + positions + (len(terms) - offset)
        starts = here if starts is None else shared(starts, here)
        candidates = distinct(starts >> SHIFT)
    return _counted(np.zeros(0, np.int64) if starts is None else starts)


def _near(
    snapshot: Snapshot, field: str, terms: Sequence[str], candidates: NDArray[np.int64], slop: int, budget: Budget
) -> NDArray[np.int64]:
    """Where the last of ``terms`` is with all others before it, each at most ``slop`` after the one before."""
    reached: NDArray[np.int64] | None = None
    for term in terms:
        counts, positions = snapshot.places(field, term, candidates, budget)
        here = (np.repeat(candidates, counts) << SHIFT) + positions
        if reached is None:
            reached = here
        elif not len(reached):
            break
        else:
            before = np.searchsorted(reached, here) - 1
            reached = here[(before >= 0) & (here - reached[before] <= slop)]
    return np.zeros(0, np.int64) if reached is None else reached


def spans_near(
    here: NDArray[np.int64], other: NDArray[np.int64], window: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """How often one word is at most ``window`` words before or after another; right before it counts twice.

    Both are positions with the number of a document before them, in order. The documents where it does, and the counts.
    """
    if not len(here) or not len(other):
        return np.zeros(0, np.int64), np.zeros(0)
    at = np.searchsorted(other, here)
    after = other[np.minimum(at, len(other) - 1)] - here
    before = here - other[np.maximum(at - 1, 0)]
    near = ((after > 0) & (after <= window)) | ((before > 0) & (before <= window))
    return counted(np.repeat(here, near.astype(np.int64) + (after == 1)) >> SHIFT)


def _counted(places: NDArray[np.int64]) -> Postings:
    """The documents of places, and how many each has."""
    return Postings(*counted(places >> SHIFT))


def having_all(snapshot: Snapshot, field: str, terms: Sequence[str], budget: Budget) -> NDArray[np.int64]:
    """The documents that have each of ``terms`` in ``field``, in order."""
    lists = [snapshot.postings(field, term, budget).documents for term in dict.fromkeys(terms)]
    lists.sort(key=len)
    candidates = lists[0]
    for other in lists[1:]:
        candidates = shared(candidates, other)
    return candidates
