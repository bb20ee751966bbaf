"""Places in an order: the first or the third, the largest or the second-largest, and who it is that leads."""

from __future__ import annotations

import math
from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.assertions.ranks import Rank, ranks

_HEAD = 2
"""Words after two places that are to be equal for these to be of one order."""
_ORDERED = 3.0
"""Weight of the words for what is ordered from which two ranks are in one order."""

_BEARERS = "the names beside them may be no rivals"
"""The doubt about two bearers of one highest place: names in the sentence may be of places, or of those who speak."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two places of one bearer in one order that differ, and two bearers of one highest place."""

    def ordered(x: Rank, y: Rank) -> float:
        return sum(map(pair.weights, x.ordered & y.ordered))

    def comparable(x: Rank, y: Rank) -> bool:
        if x.by != y.by or (x.word and y.word and x.word != y.word) or ordered(x, y) < _ORDERED:
            return False
        if x.place == y.place:
            return bool(x.by) and x.place == 1
        # Seventh straight win, eighth straight game: two orders.
        return x.shares_bearer(y) and x.head[:_HEAD] == y.head[:_HEAD]

    def agree(x: Rank, y: Rank) -> bool:
        return x.place == y.place and (not x.bearers or not y.bearers or x.shares_bearer(y))

    for found in value_pairs(pair, ranks, comparable, agree):
        x, y = found.x, found.y
        features = {
            **evidence(pair, found.left, found.right),
            **found.features,
            "order: ordered": 1 - math.exp(-ordered(x, y) / (2 * _ORDERED)),
            "order: superlative": float(bool(x.by)),
            "order: bearers apart": float(x.place == y.place),
        }
        doubts = (*found.doubts, _BEARERS) if x.place == y.place else found.doubts
        yield Candidate("order", found.left, found.right, features=features, doubts=doubts)
