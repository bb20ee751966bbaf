"""Two articles that are compared, and how near their sentences and the surroundings of their values are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Mark
from index.comparison.differences.context import Context, Surroundings, alike, context, surroundings
from index.comparison.differences.likeness import Bags, Shared, bags, likeness, shared_words
from index.comparison.differences.reading import Reading
from index.comparison.facts.statements import Statement
from index.model import Span
from index.text import stem

if TYPE_CHECKING:
    from index.comparison.differences.likeness import Matrix, Weights

_HEAVIEST = 6.5
"""Highest weight of a word, so that one very rare name does not outweigh the rest."""
_ONCE = 1.5
"""A word that one sentence has counts in full."""
_SMOOTHING = 10
"""Sentences that are added to those of the pair, so that few of them do not tell too much."""
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Reads what is around a place of an article."""

    sentence: int
    span: Span

    def __call__(self, reading: Reading) -> Surroundings:
        return surroundings(reading.statement(self.sentence), self.span)


class Pair:
    """Two readings in one language; what is computed from both is kept.

    ``weights`` are those of words in that language; the pairs of a story share them.
    """

    def __init__(self, left: Reading, right: Reading, weights: TermWeights) -> None:
        self.left = left
        self.right = right
        self.weights = weights
        self._contexts: dict[tuple[Side, int, Span], Context] = {}

    def similarity(self, i: int, j: int) -> float:
        """How alike sentence ``i`` of the left and ``j`` of the right are, 0 to 1."""
        return float(self._similarities[i, j])

    def alike(self, least: float) -> list[tuple[int, int]]:
        """The numbers of every left and right sentence that are as alike as ``least`` or more, the likest first."""
        import numpy as np

        rows, columns = np.nonzero(self._similarities >= least)
        order = np.argsort(-self._similarities[rows, columns], kind="stable")
        return [(int(rows[at]), int(columns[at])) for at in order]

    def closeness(self, left: Mark, right: Mark) -> float:
        """How alike the sentences and the words around two values are, 0 to 1."""
        near = alike(self.context("left", left).near, self.context("right", right).near)[0]
        return (self.similarity(left.sentence, right.sentence) + near) / 2

    def context(self, side: Side, mark: Mark) -> Context:
        """What is around a value."""
        key = side, mark.sentence, mark.span
        found = self._contexts.get(key)
        if found is None:
            reading = self.left if side == "left" else self.right
            surroundings = reading.kept(_Surroundings(mark.sentence, mark.span))
            found = self._contexts[key] = context(surroundings, self.local)
        return found

    def local(self, word: str) -> float:
        """The weight of a word: how rare it is in general and among the sentences of the pair."""
        for side, weights in zip(self._bags, self._local, strict=True):
            number = side.numbers.get(word)
            if number is not None:
                return float(weights[number])
        return min(_HEAVIEST, self.weights(word)) * self._rarity(0)

    @cached_property
    def _bags(self) -> tuple[Bags, Bags]:
        return self.left.kept(_bags), self.right.kept(_bags)

    @cached_property
    def _shared(self) -> Shared:
        return shared_words(*self._bags)

    @cached_property
    def _local(self) -> tuple[Weights, Weights]:
        """The weights of all words of each side."""
        import numpy as np

        left, right = (side.often.copy() for side in self._bags)
        both = self._shared
        left[both.left] += self._bags[1].often[both.right]
        right[both.right] = left[both.left]
        most = int(max(left.max(initial=0), right.max(initial=0)))
        rarity = np.array([self._rarity(count) for count in range(most + 1)])
        weigh = _Weighed(self.weights)
        return self.left.kept(weigh) * rarity[left], self.right.kept(weigh) * rarity[right]

    def _rarity(self, count: int) -> float:
        """What a word that ``count`` sentences have counts, as a share of one that a single sentence has."""
        total = len(self.left.sentences) + len(self.right.sentences) + _SMOOTHING
        return math.log(total / (count + 0.5)) / math.log(total / _ONCE)

    @cached_property
    def _similarities(self) -> Matrix:
        return likeness(*self._bags, self._shared, self._local)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Weighs the words of an article by how rare they are in general."""

    weights: TermWeights

    def __call__(self, reading: Reading) -> Weights:
        import numpy as np

        words = reading.kept(_bags).numbers
        self.weights.learn(words)
        return np.array([min(_HEAVIEST, self.weights(word)) for word in words])


def _bags(reading: Reading) -> Bags:
    return bags([_stems(reading.statement(sentence.number)) for sentence in reading.sentences])


def _stems(statement: Statement) -> list[str]:
    return [stem(word.word, statement.language) for word in statement.words]
