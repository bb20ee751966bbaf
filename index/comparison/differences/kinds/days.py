"""Days, months and years on which something is."""

from __future__ import annotations

from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.day_conflicts import comparable_days, days_agree
from index.comparison.facts.days import Day


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two days, months or years that are stated as far and are not one."""
    for found in value_pairs(pair, lambda statement: statement.days, comparable_days, days_agree):
        features = {**evidence(pair, found.left, found.right), **found.features, **_features(found.x, found.y)}
        yield Candidate("day", found.left, found.right, features=features)


def _features(x: Day, y: Day) -> dict[str, float]:
    equal = sum(a is not None and a == b for a, b in ((x.year, y.year), (x.month, y.month), (x.day, y.day)))
    years = x.year is not None and y.year is not None
    return {
        "years alone": float(years and x.month is None and y.month is None),
        "weekdays": float(x.weekday is not None and y.weekday is not None),
        "full": float(x.day is not None and y.day is not None),
        "equal parts": equal / 2,
        "next year": float(x.year is not None and y.year is not None and abs(x.year - y.year) == 1),
    }
