"""Words side by side, found in arrays of positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.fulltext.bounds import Budget
from index.fulltext.snapshot import Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.snapshot import Snapshot

_SHIFT = 32
"""Bits of a position in a number that holds a document too."""


def phrase(snapshot: Snapshot, field: str, terms: Sequence[str], budget: Budget) -> Postings:
    """The documents that have ``terms`` side by side in ``field``, and how often."""
    candidates = _having_all(snapshot, field, terms, budget)
    rarest_first = sorted(
        range(len(terms)), key=lambda offset: len(snapshot.postings(field, terms[offset], budget).documents)
    )
    starts: NDArray[np.int64] | None = None
    for offset in rarest_first:
        if not len(candidates):
            break
        counts, positions = snapshot.places(field, terms[offset], candidates, budget)
        # A start before the text's beginning would run into the document before; these have no word there.
        here = (np.repeat(candidates, counts) << _SHIFT) + positions + (len(terms) - offset)
        starts = here if starts is None else _shared(starts, here)
        candidates = np.unique(starts >> _SHIFT)
    if starts is None:
        starts = np.zeros(0, np.int64)
    documents, counts = np.unique(starts >> _SHIFT, return_counts=True)
    return Postings(documents, counts.astype(np.float64))


def _having_all(snapshot: Snapshot, field: str, terms: Sequence[str], budget: Budget) -> NDArray[np.int64]:
    lists = [snapshot.postings(field, term, budget).documents for term in dict.fromkeys(terms)]
    lists.sort(key=len)
    candidates = lists[0]
    for other in lists[1:]:
        candidates = _shared(candidates, other)
    return candidates


def _shared(few: NDArray[np.int64], many: NDArray[np.int64]) -> NDArray[np.int64]:
    """What two arrays in order have in common."""
    if not len(many) or not len(few):
        return few[:0]
    return few[many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few]
