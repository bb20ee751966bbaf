"""When two days or times are comparable, when they agree, and when they date one thing."""

from __future__ import annotations

from datetime import date

from index.comparison.facts.days import Day, Time
from index.comparison.facts.nearness import Nearness

_ONE_STATEMENT, _SAME_STATEMENT, _LIKE_STATEMENT, _RELATED_STATEMENT, _NOT_FAR, _FAR = 0.75, 0.65, 0.5, 0.45, 0.35, 0.2
"""Shares of words in common from which two days date one thing: the first alone, the lower ones with more evidence."""
_SEVERAL = 2
"""Words in common near both facts that count as several."""
_ABOUT = 15
"""Minutes by which a time with ``around`` may be off."""
_OFFSETS = {"gmt": 0, "utc": 0, "bst": 60, "cet": 60, "est": -300, "edt": -240, "cst": -360, "cdt": -300} | {
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
"""Minutes from UTC by time zone; ``ET`` may be either of two."""


def _parts(x: Day) -> dict[str, int]:
    named = {"year": x.year, "month": x.month, "day": x.day, "weekday": x.weekday}
    return {name: value for name, value in named.items() if value is not None}


def comparable_days(x: Day, y: Day) -> bool:
    """Whether both state the same part of a day: the year, the month, the day or the weekday."""
    left, right = _parts(x), _parts(y)
    if (("weekday" in left) != ("weekday" in right)) and not ("day" in left and "day" in right):
        # A day of this week and a year or month seldom date one thing.
        return False
    return bool(left.keys() & right.keys())


def left_open(x: Day, y: Day) -> bool:
    """Whether only one of two weekdays is resolved to a date."""
    left, right = _parts(x), _parts(y)
    return "weekday" in left and "weekday" in right and ("year" in left) != ("year" in right)


def days_agree(x: Day, y: Day) -> bool:
    """Whether both can be one day, in the parts that both state."""
    left, right = _parts(x), _parts(y)
    shared = left.keys() & right.keys()
    if shared and all(left[part] == right[part] for part in shared):
        return True
    # A weekday may be the last one or the next.
    return len(shared) >= 3 and "weekday" in left.keys() | right.keys() and _apart(x, y) == 7


def _apart(x: Day, y: Day) -> int | None:
    try:
        first, second = (date(d.year or 0, d.month or 0, d.day or 0) for d in (x, y))
    except ValueError:
        return None
    return abs((first - second).days)


def date_same_thing(x: Day, y: Day, near: Nearness) -> bool:
    """Whether both days date one thing, judged by the words around them; likelier if they differ in one part only."""
    left, right = _parts(x), _parts(y)
    near_miss, alike = _near_miss(left, right), left.keys() == right.keys()
    if near.careful:
        return near_miss and near.nearby >= 1 and near.agreement >= _RELATED_STATEMENT
    if near_miss and alike:
        return near.agreement >= _RELATED_STATEMENT or (near.nearby >= 1 and near.agreement >= _FAR)
    if "weekday" in left:
        # The articles of a story report something of every day of the week.
        return near.agreement >= _ONE_STATEMENT or (near.agreement >= _LIKE_STATEMENT and near.nearby >= _SEVERAL)
    if near.agreement >= (_SAME_STATEMENT if "year" in left else _LIKE_STATEMENT):
        return alike or near.adjoining >= 1
    if "year" in left:
        return near.agreement >= _LIKE_STATEMENT and ((alike and near.nearby >= _SEVERAL) or near.adjoining >= 1)
    return alike and near.nearby >= 1 and near.agreement >= _NOT_FAR


def _near_miss(left: dict[str, int], right: dict[str, int]) -> bool:
    """Whether one part agrees and another does not, or two years are close or have the same digits."""
    if "weekday" in left.keys() | right.keys():
        # The other parts were computed from the weekday, and agree for any two days of a week.
        return False
    if any(left[part] == right[part] for part in left.keys() & right.keys()):
        return True
    if left.keys() != {"year"} or right.keys() != {"year"}:
        return False
    return abs(left["year"] - right["year"]) <= 1 or sorted(str(left["year"])) == sorted(str(right["year"]))


def time_same_thing(x: Time, y: Time, near: Nearness) -> bool:
    """Whether both times are of one thing, judged by the words around them."""
    if near.agreement >= _SAME_STATEMENT:
        return True
    near_miss = abs(x.minutes - y.minutes) < 60
    return near.nearby >= _SEVERAL and near.agreement >= _FAR and (near_miss or not near.careful)


def comparable_times(x: Time, y: Time) -> bool:
    """Whether both are in one time zone or in two that are known, as far as zones are stated."""
    return x.zone == y.zone or not x.zone or not y.zone or (x.zone in _OFFSETS and y.zone in _OFFSETS)


def times_agree(x: Time, y: Time) -> bool:
    """Whether both can be one time; without a.m. or p.m., 4:10 can be 16:10."""
    apart = abs(x.minutes - y.minutes)
    if x.zone != y.zone and x.zone in _OFFSETS and y.zone in _OFFSETS:
        apart = abs(x.minutes - _OFFSETS[x.zone] - y.minutes + _OFFSETS[y.zone]) % (24 * 60)
    if (x.about or y.about) and apart <= _ABOUT:
        return True
    if bool(x.zone) != bool(y.zone) and apart % 60 == 0:
        # The time without a zone may be in another one.
        return True
    return apart in (0, 24 * 60) or (apart == 12 * 60 and not (x.half_known and y.half_known))
