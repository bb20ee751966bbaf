"""When two figures are comparable, when they agree, and when they count one thing."""

from __future__ import annotations

from functools import lru_cache

from index.comparison.facts.figures import ANIMALS, Figure
from index.comparison.facts.nearness import Nearness

_ABOUT = 0.15
"""Share by which a figure with ``about`` may be off."""
_OVER, _UNDER = 1.5, 0.8
"""Factors: how far a figure may be above one with ``over`` and below one with ``under`` that still agrees."""
_ROUNDED = 0.05
"""Share by which a round number may differ from the precise one that it rounds."""
_NEAR = 0.8
"""Share of the larger figure from which the smaller one is near it."""
_SAME_STATEMENT, _HALF, _LIKE_STATEMENT, _FAR = 0.6, 0.5, 0.4, 0.25
"""Shares of words in common from which two figures count one thing: the first alone, the others with more evidence."""
_SAME_NOUNS = (
    frozenset("peopl person other men man women woman civilian resid victim live inhabit citizen".split()),
    frozenset("milit fighter jihadist insurg rebel gunmen gunman terrorist extremist".split()),
    frozenset("soldier troop serviceman servicemen personnel forc".split()),
    frozenset("offic policeman policemen polic".split()),
    frozenset("kill dead die death".split()),
    frozenset("injur wound hurt".split()),
    frozenset("child children kid minor".split()),
    frozenset("countri nation state".split()),
    frozenset("plane aircraft jet airplan airlin".split()),
    frozenset("ship vessel boat".split()),
    frozenset("car vehicl".split()),
    frozenset("home hous build".split()),
    frozenset("worker employe staff".split()),
    frozenset("km kilometr kilomet".split()),
    frozenset("m metr meter".split()),
    frozenset("mile mi".split()),
    frozenset("foot feet ft".split()),
)
_CURRENCIES = frozenset("$ £ € ¥ US$ A$ C$ USD EUR GBP".split())
_MONEY = frozenset("profit loss revenu sale turnov earn deficit surplu debt budget pretax".split())
_SEVERAL = 4
"""Words near both figures that speak for one thing although their sizes are unlike."""
_ONE_STATEMENT, _FAR_APART = 0.7, 0.3
"""Share of words in common that makes one statement by itself, and the likeness of sizes under which it is needed."""
_LIKE_SIZE = 0.5
"""Share of the larger figure from which the smaller one is of similar size."""
_YEARS = 2
"""Years by which two ages of one person may differ between passages that are only related."""
_TINY = 1e-9
"""Keeps a division by zero away."""
_MILLION = 1e6
"""From here on a bare number of profits, debts and the like is a sum of money."""
_TIME_UNITS = frozenset("second minut hour day week month year decad centuri".split())


def same_measure(x: Figure, y: Figure) -> bool:
    """Whether both figures count or measure the same kind of thing."""
    if x.label and x.label == y.label:
        return True
    if (x.unit in _CURRENCIES and _sum_of_money(y)) or (y.unit in _CURRENCIES and _sum_of_money(x)):
        return True
    if x.unit or y.unit:
        return x.unit == y.unit and (x.unit != "ordinal" or bool(set(x.nouns) & set(y.nouns)))
    if x.modifier != y.modifier or (ANIMALS in x.nouns) != (ANIMALS in y.nouns):
        return False
    left, right = _widened(x.nouns), _widened(y.nouns)
    if x.fate and y.fate and x.fate != y.fate:
        return False
    return bool(left & right) or not (x.nouns or y.nouns or x.label or y.label)


def same_unit(x: Figure, y: Figure) -> bool:
    """Whether both are bare numbers or have one unit, whatever they count."""
    return x.unit == y.unit and x.unit != "ordinal" and not (x.fate and y.fate and x.fate != y.fate)


def _sum_of_money(x: Figure) -> bool:
    """Whether it is a sum whose currency got lost, such as a 26 million profit."""
    return not x.unit and x.low >= _MILLION and not _MONEY.isdisjoint(x.nouns)


def same_count(x: Figure, y: Figure, near_by: Nearness) -> bool:
    """Whether both count one thing, judged by the words around them; likelier if they are of similar size."""
    agreement = near_by.agreement
    alike = min(x.high, y.high) / max(x.high, y.high, _TINY)
    if not same_measure(x, y) and (agreement < _ONE_STATEMENT or not near_by.adjoining):
        return False
    if near_by.careful and x.unit == "age" and (_of_others(x, y) or abs(x.low - y.low) > _YEARS):
        return False
    if near_by.careful:
        least = _FAR if x.unit != "ordinal" else _LIKE_STATEMENT
        return near(x, y) and near_by.nearby >= 2 and agreement >= least and x.rate == y.rate
    if agreement >= _SAME_STATEMENT:
        return alike >= _FAR_APART or agreement >= _ONE_STATEMENT
    if x.unit == "age" and _of_others(x, y):
        return False
    if alike < _LIKE_SIZE and x.unit != "age":
        return near_by.nearby >= _SEVERAL and near_by.adjoining >= 1 and agreement >= _HALF
    # Both estimate how many there were of one noun.
    estimated = bool(x.hedge) and x.hedge == y.hedge and near_by.adjoining >= 1
    if estimated or near_by.nearby >= 2:
        return agreement >= _FAR
    return bool(x.unit) and near_by.adjoining >= 1 and agreement >= _LIKE_STATEMENT


def _of_others(x: Figure, y: Figure) -> bool:
    """Whether two ages are those of a girl and, say, of a driver."""
    return bool(x.nouns) and bool(y.nouns) and _widened(x.nouns).isdisjoint(_widened(y.nouns))


def near(x: Figure, y: Figure) -> bool:
    """Whether the figures are so close that they hardly count different things."""
    return min(x.high, y.high) >= _NEAR * max(x.low, y.low)


@lru_cache(maxsize=1 << 14)
def _widened(nouns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(nouns).union(*(group for group in _SAME_NOUNS if group.intersection(nouns)))


def figures_agree(x: Figure, y: Figure) -> bool:
    """Whether both can be true of one thing: rounding, hedges and vague words allowed for."""
    if x.low == y.low and x.high == y.high:
        # "About a week" and "more than a week" differ; "about 100 people" and "more than 100 people" do not.
        spans_of_time = bool(_TIME_UNITS.intersection(x.nouns, y.nouns))
        return not (spans_of_time and {x.hedge, y.hedge} in ({"about", "over"}, {"under", "over"}))
    if x.hedge == y.hedge and x.step and y.step:
        slack = _ABOUT if x.hedge == "about" else 0.0
        return abs(x.low - y.low) <= slack * max(x.low, y.low) or rounded(x, y) or rounded(y, x)
    if not x.step and not y.step and not x.hedge and not y.hedge:
        # Two intervals that are both spelled out.
        return False
    (low, high), (other_low, other_high) = _interval(x), _interval(y)
    return (low <= other_high and other_low <= high) or rounded(x, y) or rounded(y, x)


def _interval(x: Figure) -> tuple[float, float]:
    if x.hedge == "over":
        return x.low, x.high * _OVER
    if x.hedge == "under":
        return x.low * _UNDER, x.high
    slack = _ABOUT if x.hedge == "about" else 0.0
    return x.low * (1 - slack), x.high * (1 + slack)


def rounded(rough: Figure, precise: Figure) -> bool:
    """Whether ``rough`` is ``precise`` with fewer digits: 247 for 247.7, 20,000 for 20,400."""
    if rough.low != rough.high or precise.low != precise.high or not rough.low:
        return False
    apart = abs(rough.low - precise.low)
    if rough.step > precise.step:
        return apart <= rough.step
    digits = f"{rough.low:.0f}" if rough.low == int(rough.low) else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    return zeros >= 2 and apart <= _ROUNDED * rough.low and f"{precise.low:.0f}"[-zeros:].strip("0") != ""
