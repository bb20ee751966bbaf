"""Two articles that are compared, and how near their sentences and the surroundings of their values are."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from index.comparison.background import TermWeights, blended
from index.comparison.differences.candidates import Mark
from index.comparison.differences.context import Context, Surroundings, alike, context, surroundings
from index.comparison.differences.reading import Reading
from index.comparison.links.similarity import Similarities, Terms, terms
from index.model import Span, TermStatistics

if TYPE_CHECKING:
    from index.comparison.links.overlaps import Matrix

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
    def _counts(self) -> tuple[Counter[str], int]:
        return self.left.kept(_sentences_with) + self.right.kept(_sentences_with), len(self.left.sentences) + len(
            self.right.sentences
        ) + _SMOOTHING

    @cached_property
    def _similarities(self) -> Matrix:
        mine, theirs = self.left.kept(_terms), self.right.kept(_terms)
        self.weights.learn(stem for sentence in (*mine, *theirs) for stem in sentence.stems)
        return Similarities(mine, theirs, self.weights).rows(0, len(mine))


def _sentences_with(reading: Reading) -> Counter[str]:
    """How many sentences have each content word."""
    return Counter(word for sentence in reading.sentences for word in reading.statement(sentence.number).content)


def _terms(reading: Reading) -> list[Terms]:
    return [terms(sentence.text, reading.language) for sentence in reading.sentences]
