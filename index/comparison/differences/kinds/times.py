"""Times of day."""

from __future__ import annotations

from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.day_conflicts import comparable_times, times_agree


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two times of day that cannot be one."""
    for found in value_pairs(pair, lambda statement: statement.times, comparable_times, times_agree):
        features = {**evidence(pair, found.left, found.right), **found.features}
        features["near"] = float(abs(found.x.minutes - found.y.minutes) <= 60)
        yield Candidate("time", found.left, found.right, features=features)
