"""Two articles that are compared, and how near their sentences are to each other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights, blended
from index.comparison.differences.reading import Reading
from index.comparison.links.similarity import Similarities, Terms, terms
from index.model import TermStatistics

if TYPE_CHECKING:
    from index.comparison.links.overlaps import Matrix


class Pair:
    """Two readings in one language; what is computed from both is kept."""

    def __init__(self, left: Reading, right: Reading, statistics: TermStatistics) -> None:
        self.left = left
        self.right = right
        self.weights = TermWeights(blended(statistics, left.language))

    def similarity(self, i: int, j: int) -> float:
        """How alike sentence ``i`` of the left and ``j`` of the right are, 0 to 1."""
        return float(self._similarities[i, j])

    @cached_property
    def _similarities(self) -> Matrix:
        mine, theirs = _terms(self.left), _terms(self.right)
        self.weights.learn(stem for sentence in (*mine, *theirs) for stem in sentence.stems)
        return Similarities(mine, theirs, self.weights).rows(0, len(mine))


def _terms(reading: Reading) -> list[Terms]:
    return [terms(sentence.text, reading.language) for sentence in reading.sentences]
