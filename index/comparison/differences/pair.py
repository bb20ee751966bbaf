"""Two articles that are compared, and how near their sentences and the surroundings of their values are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from index.comparison.background import TermWeights, blended
from index.comparison.differences.candidates import Mark
from index.comparison.differences.context import Context, Surroundings, alike, context, surroundings
from index.comparison.differences.likeness import Bags, bags, likeness
from index.comparison.differences.reading import Reading
from index.comparison.facts.statements import Statement
from index.model import Span, TermStatistics
from index.text import stem

if TYPE_CHECKING:
    from index.comparison.differences.likeness import Matrix

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
    """Two readings in one language; what is computed from both is kept."""

    def __init__(self, left: Reading, right: Reading, statistics: TermStatistics) -> None:
        self.left = left
        self.right = right
        self.weights = TermWeights(blended(statistics, left.language))
        self._local: dict[str, float] = {}
        self._contexts: dict[tuple[Side, int, Span], Context] = {}

    def similarity(self, i: int, j: int) -> float:
        """How alike sentence ``i`` of the left and ``j`` of the right are, 0 to 1."""
        return float(self._similarities[i, j])

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
        counts, total = self._counts
        weight = self._local.get(word)
        if weight is None:
            rare = math.log(total / (counts[word] + 0.5)) / math.log(total / _ONCE)
            weight = self._local[word] = min(_HEAVIEST, self.weights(word)) * rare
        return weight

    @cached_property
    def _counts(self) -> tuple[Mapping[str, int], int]:
        """How many sentences have each word, and of how many, with those that are added."""
        counts = self.left.kept(_bags).often + self.right.kept(_bags).often
        self.weights.learn(counts)
        return counts, len(self.left.sentences) + len(self.right.sentences) + _SMOOTHING

    @cached_property
    def _similarities(self) -> Matrix:
        return likeness(self.left.kept(_bags), self.right.kept(_bags), self.local)


def _bags(reading: Reading) -> Bags:
    return bags([_stems(reading.statement(sentence.number)) for sentence in reading.sentences])


def _stems(statement: Statement) -> list[str]:
    return [stem(word.word, statement.language) for word in statement.words]
