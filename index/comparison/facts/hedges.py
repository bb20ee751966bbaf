"""How far a figure may be off by its hedge and its roundness: ``about 13 billion`` is no 13.9 billion."""

from __future__ import annotations

import re
from functools import cache

from index.comparison.facts.figures import Figure
from index.comparison.facts.vocabulary import vocabulary

_LEAST, _MOST = 0.05, 0.15
"""Shares by which a figure with ``about`` may be off: at least, and at most, however round it is."""
_HALF = 0.5
"""Share of the unit to which a figure is rounded by which it may be off."""
_OVER, _FAR_OVER = 0.1, 0.5
"""Shares by which a figure with ``more than`` may be exceeded: at least, and at most if it is round."""
_AT_LEAST = 0.5
"""Share by which a lower bound may be exceeded."""
_UNDER = 0.2
"""Share by which a figure may be under an upper bound, such as one with ``up to``."""


def meant(figure: Figure, language: str) -> tuple[float, float]:
    """The lowest and the highest value that a figure can stand for."""
    low, high = figure.low, figure.high
    if not figure.hedge or low != high:
        return low, high
    unit = _rounded_to(figure)
    opening = figure.text.lower()
    if figure.hedge == "about":
        slack = min(_MOST * low, max(_LEAST * low, _HALF * unit))
        return low - slack, low + slack
    if figure.hedge == "over":
        if _opening(language, "at_least").match(opening):
            return low, low * (1 + _AT_LEAST)
        return low, low + min(_FAR_OVER * low, max(_OVER * low, unit))
    if _opening(language, "nearly").match(opening):
        return low - min(_MOST * low, max(_LEAST * low, _HALF * unit)), low
    return low * (1 - _UNDER), low


def loosely(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest value that a figure can stand for if it is one with ``about``, hedged or not."""
    if figure.low != figure.high:
        return figure.low, figure.high
    slack = min(_MOST * figure.low, max(_LEAST * figure.low, _HALF * _rounded_to(figure)))
    return figure.low - slack, figure.low + slack


def _rounded_to(figure: Figure) -> float:
    """The value of one unit in the last digit that is not zero: 1,000 in ``26,000``."""
    if not figure.step:
        return 0.0
    digits = f"{figure.low / figure.step:.0f}"
    return float(figure.step * 10 ** (len(digits) - len(digits.rstrip("0"))))


@cache
def _opening(language: str, hedge: str) -> re.Pattern[str]:
    cues = vocabulary(language).figures
    return re.compile(rf"(?:{cues.at_least if hedge == 'at_least' else cues.nearly})\b")
