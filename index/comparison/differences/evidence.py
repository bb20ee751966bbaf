"""The evidence, whatever the kind, that two marked places are about one thing."""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass

from index.comparison.differences.candidates import Mark
from index.comparison.differences.context import alike, surnames
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.day_conflicts import comparable_days, days_agree
from index.comparison.facts.scope import counts_a_part, of_the_past, scopes
from index.comparison.facts.statements import Statement
from index.model import Span

_ENOUGH = 5.0
"""Shared weight of words at which it counts for 63 %."""
_WORDS_ENOUGH = 2.0
"""Shared words of two clauses at which they count for 63 %."""
_MOST_NAMES = 3
"""Names from which more do not count."""
_DOUBTS = {
    "past apart": "one is of times gone by",
    "days apart": "of different days",
    "part of one": "one may be a part of the other",
    "scope apart": "over different times or ranges",
}
"""The features that keep a difference from being a conflict, in words for a reader."""


def evidence(pair: Pair, left: Mark, right: Mark) -> dict[str, float]:
    """Features by name, 0 to 1: likeness of the sentences and of the words by the values, names, days, scope, place."""
    i, j = left.sentence, right.sentence
    a, b = pair.left.statement(i), pair.right.statement(j)
    mine, theirs = pair.context("left", left), pair.context("right", right)
    likeness, shared = alike(mine.near, theirs.near)
    clauses = len(mine.clause & theirs.clause)
    signs, other = pair.left.kept(_Signs(i)), pair.right.kept(_Signs(j))
    names = signs.names
    only_left, only_right = _without(names, other.names), _without(other.names, names)
    days_shared, days_apart = _days(a, left.span, b, right.span)
    return {
        "sentences": pair.similarity(i, j),
        "beside": likeness,
        "beside shared": 1 - math.exp(-shared / _ENOUGH),
        "clause": 2 * clauses / max(1, len(mine.clause) + len(theirs.clause)),
        "clause shared": 1 - math.exp(-clauses / _WORDS_ENOUGH),
        "after": float(bool(mine.after) and mine.after == theirs.after),
        "owner": float(bool(mine.owner) and mine.owner == theirs.owner),
        "names shared": min(_MOST_NAMES, len(names) - only_left) / _MOST_NAMES,
        "names apart": min(_MOST_NAMES, only_left + only_right) / _MOST_NAMES,
        "days shared": days_shared,
        "days apart": days_apart,
        "past apart": float(signs.past != other.past),
        "part of one": float(signs.part != other.part),
        "scope apart": float(signs.scopes != other.scopes),
        "lead": 1 / math.sqrt((1 + i) * (1 + j)),
    }


def doubts(features: dict[str, float]) -> tuple[str, ...]:
    """What of the evidence says that two values may be of two things, times or scopes."""
    return tuple(words for name, words in _DOUBTS.items() if features.get(name))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a sentence says of names, scope and time."""

    names: frozenset[frozenset[str]]
    """Of each name the last part, folded, of all its forms."""
    scopes: frozenset[str]
    part: bool
    past: bool


@dataclass(frozen=True, slots=True)
class _Signs:
    """Reads names, scope and time of a sentence."""

    sentence: int

    def __call__(self, reading: Reading) -> _Found:
        statement, published = reading.statement(self.sentence), reading.article.day
        past = of_the_past(statement, published.year if published else None)
        return _Found(surnames(statement), scopes(statement), counts_a_part(statement), past)


def _without(names: Set[frozenset[str]], others: Set[frozenset[str]]) -> int:
    """How many of the names are none of the others in any form."""
    known = frozenset[str]().union(*others)
    return sum(known.isdisjoint(forms) for forms in names)


def _days(a: Statement, x: Span, b: Statement, y: Span) -> tuple[float, float]:
    """Whether a day beside the values is in both sentences, and whether they have days of which none is in both."""
    pairs = [
        (p, q)
        for p in a.days
        for q in b.days
        if p.span != x and q.span != y and p.weekday is None and q.weekday is None and comparable_days(p, q)
    ]
    agree = any(days_agree(p, q) for p, q in pairs)
    return float(agree), float(bool(pairs) and not agree)
