"""Figures that measure or count the same sort of thing."""

from __future__ import annotations

from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.figure_conflicts import figures_agree, same_measure
from index.comparison.facts.figures import Figure

_FEW, _MANY = 3, 20
"""Figures up to the first are in every text; both from the second on are seldom alike by chance."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two figures of one measure that cannot both be true of one thing."""
    for found in value_pairs(pair, lambda statement: statement.figures, same_measure, figures_agree):
        features = {**evidence(pair, found.left, found.right), **found.features, **_features(found.x, found.y)}
        yield Candidate("figure", found.left, found.right, features=features)


def _features(x: Figure, y: Figure) -> dict[str, float]:
    low, high = sorted((abs(x.low), abs(y.low)))
    shared = set(x.nouns) & set(y.nouns)
    return {
        "unit": float(bool(x.unit)),
        "nouns": len(shared) / max(1, min(len(x.nouns), len(y.nouns))),
        "fate": float(bool(x.fate) and x.fate == y.fate),
        "fate of one": float(bool(x.fate) != bool(y.fate)),
        "ratio": low / high if high else 0.0,
        "few": float(high <= _FEW),
        "many": float(low >= _MANY),
        "hedges": float(bool(x.hedge)) + float(bool(y.hedge)),
        "interval": float(x.low != x.high or y.low != y.high),
        "age": float(x.unit == "age"),
        "ordinal": float(x.unit == "ordinal"),
        "label": float(bool(x.label) and x.label == y.label),
    }
