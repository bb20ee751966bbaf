"""Whether two ledes are of one event by their facts, whatever their words."""

from __future__ import annotations

from index.comparison.facts.conflicts import disagree
from index.comparison.facts.day_conflicts import comparable_days, days_agree
from index.comparison.facts.figure_conflicts import figures_agree, same_measure
from index.comparison.facts.names import same_name
from index.comparison.facts.statements import Statement

_ENOUGH = 3
"""Names, days and figures in common, at least one of them a name and one a day or a figure."""
_FEW = 2
"""Figures up to this are in many ledes."""


def one_event(left: Statement, right: Statement) -> bool:
    """Whether enough names, places, days and figures agree, exact and rounded ones too, and none contradicts."""
    names = sum(any(same_name(x.text, y.text) for y in right.names) for x in left.names)
    days = any(comparable_days(x, y) and days_agree(x, y) for x in left.days for y in right.days)
    figures = sum(
        any(x.low > _FEW and same_measure(x, y) and figures_agree(x, y) for y in right.figures) for x in left.figures
    )
    return names > 0 and days + figures > 0 and names + days + figures >= _ENOUGH and not disagree(left, right)
