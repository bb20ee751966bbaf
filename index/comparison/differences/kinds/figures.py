"""Figures that measure or count the same sort of thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.figure_conflicts import figures_agree, same_measure
from index.comparison.facts.figures import Figure
from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.statements import Statement

_FEW, _MANY = 3, 20
"""Figures up to the first are in every text; both from the second on are seldom alike by chance."""
_CLOSE = 0.5
"""Share of the larger figure from which the smaller one begins to be close to it."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two figures of one measure that cannot both be true of one thing."""
    for found in value_pairs(pair, _figures, comparable, agree):
        features = {**evidence(pair, found.left, found.right), **found.features, **_features(found.x, found.y)}
        yield Candidate("figure", found.left, found.right, features=features)


def _figures(statement: Statement) -> Sequence[Measured]:
    return [measured(statement.text, figure) for figure in statement.figures]


def comparable(x: Measured, y: Measured) -> bool:
    """Whether both measure one sort of thing; counts need a noun or a fate in common."""
    if x.measure != y.measure:
        return False
    if x.measure in ("count", "ordinal"):
        if x.figure.fate and x.figure.fate == y.figure.fate:
            return True
        return same_measure(x.figure, y.figure)
    return True


def agree(x: Measured, y: Measured) -> bool:
    """Whether both can be true of one thing."""
    return figures_agree(x.figure, y.figure)


def _features(left: Measured, right: Measured) -> dict[str, float]:
    x, y = left.figure, right.figure
    low, high = sorted((abs(x.low), abs(y.low)))
    shared = set(x.nouns) & set(y.nouns)
    ratio = low / high if high else 0.0
    return {
        f"of {left.measure.split()[0]}": 1.0,
        "nouns": len(shared) / max(1, min(len(x.nouns), len(y.nouns))),
        "fate": float(bool(x.fate) and x.fate == y.fate),
        "fate of one": float(bool(x.fate) != bool(y.fate)),
        "close": max(0.0, (ratio - _CLOSE) / (1 - _CLOSE)),
        "few": float(high <= _FEW),
        "many": float(low >= _MANY),
        "hedges": float(bool(x.hedge)) + float(bool(y.hedge)),
        "interval": float(x.low != x.high or y.low != y.high),
        "label": float(bool(x.label) and x.label == y.label),
    }
