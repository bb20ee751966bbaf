"""The evidence, whatever the kind, that two marked places are about one thing."""

from __future__ import annotations

import math

from index.comparison.differences.candidates import Mark
from index.comparison.differences.context import alike
from index.comparison.differences.pair import Pair
from index.comparison.facts.day_conflicts import comparable_days, days_agree
from index.comparison.facts.statements import Statement
from index.model import Span

_ENOUGH = 5.0
"""Shared weight of words at which it counts for 63 %."""
_MOST_NAMES = 3
"""Names from which more do not count."""


def evidence(pair: Pair, left: Mark, right: Mark) -> dict[str, float]:
    """Features by name, mostly 0 to 1: likeness of the sentences, of the words around the values, names, days, places."""
    i, j = left.sentence, right.sentence
    a, b = pair.left.statement(i), pair.right.statement(j)
    mine, theirs = pair.context("left", left), pair.context("right", right)
    likeness, shared = alike(mine.near, theirs.near)
    clauses = len(mine.clause & theirs.clause)
    names, other_names = _surnames(a), _surnames(b)
    days_shared, days_apart = _days(a, left.span, b, right.span)
    return {
        "sentences": pair.similarity(i, j),
        "near": likeness,
        "near shared": 1 - math.exp(-shared / _ENOUGH),
        "clause": 2 * clauses / max(1, len(mine.clause) + len(theirs.clause)),
        "clause shared": 1 - math.exp(-clauses / 2),
        "before": float(bool(mine.before) and mine.before == theirs.before),
        "after": float(bool(mine.after) and mine.after == theirs.after),
        "owner": float(bool(mine.owner) and mine.owner == theirs.owner),
        "owner apart": float(bool(mine.owner) and bool(theirs.owner) and mine.owner != theirs.owner),
        "names shared": min(_MOST_NAMES, len(names & other_names)) / _MOST_NAMES,
        "names apart": min(_MOST_NAMES, len(names ^ other_names)) / _MOST_NAMES,
        "days shared": days_shared,
        "days apart": days_apart,
        "lead": 1 / math.sqrt((1 + i) * (1 + j)),
    }


def _surnames(statement: Statement) -> set[str]:
    return {name.text.split()[-1].casefold() for name in statement.names}


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
