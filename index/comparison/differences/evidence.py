"""The evidence, whatever the kind, that two marked places are about one thing."""

from __future__ import annotations

import math
from collections.abc import Collection

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Mark
from index.comparison.differences.pair import Pair
from index.comparison.facts.statements import Statement
from index.text import stem

_WINDOWS = (3, 6, 10)
"""Words on each side of a value that are compared: close by, its clause, most of its sentence."""
_HEAVIEST = 6.5
"""Highest weight of a word, so that one very rare name does not outweigh the rest."""
_ENOUGH = 5.0
"""Shared weight at which a window counts for 63 %."""


def evidence(pair: Pair, left: Mark, right: Mark) -> dict[str, float]:
    """Features by name, mostly 0 to 1: likeness of the sentences and of the words around the values, names, places."""
    i, j = left.sentence, right.sentence
    a, b = pair.left.statement(i), pair.right.statement(j)
    found = {"sentences": pair.similarity(i, j)}
    for width in _WINDOWS:
        mine, theirs = _window(a, left, width), _window(b, right, width)
        found[f"window {width}"] = _dice(mine, theirs, pair.weights)
        found[f"shared {width}"] = 1 - math.exp(-_weight(mine & theirs, pair.weights) / _ENOUGH)
    found["adjoining"] = len(a.beside(left.span) & b.beside(right.span)) / 2
    mine, theirs = _surnames(a), _surnames(b)
    found["names shared"] = min(3, len(mine & theirs)) / 3
    found["names apart"] = min(4, len(mine ^ theirs)) / 4
    found["lead"] = 1 / math.sqrt((1 + i) * (1 + j))
    return found


def _window(statement: Statement, mark: Mark, width: int) -> set[str]:
    before = [word for word in statement.words if word.end <= mark.span[0]][-width:]
    after = [word for word in statement.words if word.start >= mark.span[1]][:width]
    return {stem(word.word, statement.language) for word in (*before, *after)} & statement.content


def _weight(stems: Collection[str], weights: TermWeights) -> float:
    return sum(min(_HEAVIEST, weights(each)) for each in stems)


def _dice(mine: set[str], theirs: set[str], weights: TermWeights) -> float:
    total = _weight(mine, weights) + _weight(theirs, weights)
    return 2 * _weight(mine & theirs, weights) / total if total else 0.0


def _surnames(statement: Statement) -> set[str]:
    return {name.text.split()[-1].casefold() for name in statement.names}
