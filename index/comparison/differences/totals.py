"""Parts that add up to the other article's total: two killed and one wounded are three shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from index.comparison.facts.figure_conflicts import same_measure
from index.comparison.facts.measures import Measured
from index.text import stem

_MOST_PARTS = 4
"""Figures that are added at most, the one that is compared counted."""
_MOST_OTHERS = 8
"""Figures near a part that are tried."""
_PEOPLE = frozenset(
    stem(word)
    for word in (
        "people person man men woman women child children boy girl civilian resident victim passenger worker "
        "officer policeman police soldier troop guard fighter militant rebel gunman student pupil teacher tourist "
        "driver pilot miner firefighter protester inmate patient nurse doctor adult teenager baby infant dead "
        "other member sailor crew staff"
    ).split()
)
"""Stems of nouns for people."""
_NEVER_ADDED = frozenset(("age", "ordinal", "magnitude", "temperature", "speed", "points"))
"""Measures whose values are not added."""
_EXACT = 1e-9
"""Share of a total that a sum in floating point may be off."""


def adds_up(total: Measured, part: Measured, others: Sequence[Measured]) -> bool:
    """Whether ``part`` and some of ``others``, which are stated near it, add up to ``total``, which they are part of.

    Where both are of one fate, such as the killed, those of another fate are not added. Sums may be off by what the
    total is rounded to.
    """
    if total.measure in _NEVER_ADDED or not _exact(total) or not _exact(part) or part.figure.low >= total.figure.low:
        return False
    if total.measure == "count" and not _counts_some_of(part, total):
        return False
    of_one_fate = bool(part.figure.fate) and part.figure.fate == total.figure.fate
    like = [each for each in others if _is_part(each, part, total, of_one_fate)][:_MOST_OTHERS]
    slack = max(_EXACT * total.figure.low, total.figure.step / 2 if total.measure != "count" else 0.0)
    return any(
        abs(part.figure.low + sum(each.figure.low for each in chosen) - total.figure.low) <= slack
        for size in range(1, _MOST_PARTS)
        for chosen in combinations(like, size)
    )


def _exact(each: Measured) -> bool:
    return each.figure.low == each.figure.high and each.figure.low > 0


def _is_part(each: Measured, part: Measured, total: Measured, of_one_fate: bool) -> bool:
    """Whether a figure may be another part of the total."""
    if each.measure != part.measure or not _exact(each) or each.figure.part or each.figure.low >= total.figure.low:
        return False
    if of_one_fate and each.figure.fate not in ("", part.figure.fate):
        return False
    return each.measure != "count" or _counts_some_of(each, total)


def _counts_some_of(each: Measured, total: Measured) -> bool:
    """Whether what one figure counts may be among what the total counts; people are, whatever they are called."""
    if _of_people(each) and _of_people(total):
        return True
    return same_measure(replace(each.figure, fate=""), replace(total.figure, fate=""))


def _of_people(each: Measured) -> bool:
    return not each.figure.nouns or bool(each.figure.fate) or not _PEOPLE.isdisjoint(each.figure.nouns)
