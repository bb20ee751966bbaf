"""Passages: how much of a query an article has in one place.

Words of a query that are in one paragraph are mostly about one thing; scattered over a long text each may be about
another. What is nearer than that is counted by :mod:`index.search.whoosh_engine.ranking.proximity`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.statistics import idf
from index.search.whoosh_engine.evaluation.matchers import NONE
from index.search.whoosh_engine.evaluation.phrases import SHIFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Documents, Numbers
    from index.search.whoosh_engine.ranking.spots import Spots
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

PASSAGE = 40
"""Words of a passage, about those of a paragraph of news."""

PASSAGE_WEIGHT = 0.15
"""What a further word in the best passage counts, as a share of the weight of the word by itself."""

MOST_TERMS = 12
"""Different words of the longest query of which passages are looked for: of a whole sentence that was pasted, many
articles have common words in one place, and the right one fell behind them."""


class Passages:
    """The scores that ``documents``, which are in order, get for the words of a query that are in one passage."""

    def __init__(
        self, snapshot: Snapshot, field: str, terms: Sequence[str], documents: Documents, budget: Budget
    ) -> None:
        self._field = field
        asked = dict.fromkeys(terms)
        few = asked if len(asked) <= MOST_TERMS else ()
        self._terms = {term: idf(snapshot.count, snapshot.frequency(term, budget)) for term in few}
        total, best = np.zeros(len(documents)), np.zeros(len(documents))
        for term, weight in self._terms.items():
            places = _having(snapshot, field, term, documents, budget)
            total[places] += weight
            best[places] = np.maximum(best[places], weight)
        self.most: Numbers = PASSAGE_WEIGHT * (total - best)
        """No document gets more."""

    def of(self, spots: Spots) -> Numbers:
        """The scores of those of the documents that ``spots`` are of."""
        lists = [(weight, spots.of(self._field, term)) for term, weight in self._terms.items()]
        found = np.zeros(len(spots.documents))
        if not lists:
            return found
        starts = np.sort(np.concatenate([positions for _, positions in lists]))
        if not len(starts):
            return found
        total, highest = np.zeros(len(starts)), np.zeros(len(starts))
        for weight, positions in lists:
            if not len(positions):
                continue
            at = np.minimum(positions.searchsorted(starts), len(positions) - 1)
            inside = np.where((positions[at] >= starts) & (positions[at] - starts < PASSAGE), weight, 0.0)
            total += inside
            highest = np.maximum(highest, inside)
        documents = starts >> SHIFT
        first = np.flatnonzero(np.diff(documents, prepend=-1))
        found[documents[first]] = PASSAGE_WEIGHT * np.maximum.reduceat(total - highest, first)
        return found


def _having(snapshot: Snapshot, field: str, term: str, documents: Documents, budget: Budget) -> Documents:
    """The places of the ``documents`` that have ``term``."""
    own = snapshot.postings(field, term, budget).documents
    if not len(own):
        return NONE
    at = np.minimum(own.searchsorted(documents), len(own) - 1)
    return np.flatnonzero(own[at] == documents)
