"""When two days or times are of the same sort, and when they agree."""

from __future__ import annotations

from datetime import date

from index.comparison.days import Day, Time

_SAME_STATEMENT = 0.4
"""Share of words in common from which two passages are taken to make one statement."""


def _parts(x: Day) -> dict[str, int]:
    named = {"year": x.year, "month": x.month, "day": x.day, "weekday": x.weekday}
    return {name: value for name, value in named.items() if value is not None}


def comparable_days(x: Day, y: Day) -> bool:
    """Whether both tell the same of a day: the year, the month, or the day of the week."""
    left, right = _parts(x), _parts(y)
    if (("weekday" in left) != ("weekday" in right)) and not ("day" in left and "day" in right):
        # A day of these days and a year or month are seldom said of one thing.
        return False
    return bool(left.keys() & right.keys())


def left_open(x: Day, y: Day) -> bool:
    """Whether one article tells which week a weekday is of, and the other does not."""
    left, right = _parts(x), _parts(y)
    return "weekday" in left and "weekday" in right and ("year" in left) != ("year" in right)


def days_agree(x: Day, y: Day) -> bool:
    """Whether both can be one day, as far as they are stated."""
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


def same_day_told(x: Day, y: Day, nearby: int, agreement: float, careful: bool) -> bool:
    """Whether both date one thing, to judge by the words around them; likelier when they differ in one part only."""
    near_miss = _near_miss(_parts(x), _parts(y))
    if careful:
        return near_miss and nearby >= 1 and agreement >= 0.3
    return agreement >= _SAME_STATEMENT or (nearby >= 1 and agreement >= (0.2 if near_miss else 0.35))


def _near_miss(left: dict[str, int], right: dict[str, int]) -> bool:
    """Whether one part agrees and another does not, or two years are close or have the same digits."""
    if "weekday" in left.keys() | right.keys():
        # The rest was worked out from the weekday, and agrees for any two days of a week.
        return False
    if any(left[part] == right[part] for part in left.keys() & right.keys()):
        return True
    if left.keys() != {"year"} or right.keys() != {"year"}:
        return False
    return abs(left["year"] - right["year"]) <= 2 or sorted(str(left["year"])) == sorted(str(right["year"]))


def same_time_told(x: Time, y: Time, nearby: int, agreement: float, careful: bool) -> bool:
    """Whether both give the time of one thing, to judge by the words around them."""
    near_miss = abs(x.minutes - y.minutes) < 60
    return agreement >= _SAME_STATEMENT or (nearby >= 1 and agreement >= 0.25 and (near_miss or not careful))


def comparable_times(x: Time, y: Time) -> bool:
    """Whether both are by the same clock, as far as that is stated."""
    return x.zone == y.zone or not x.zone or not y.zone


def times_agree(x: Time, y: Time) -> bool:
    """Whether both can be one time; without a.m. and p.m. 4:10 is 16:10 too."""
    apart = abs(x.minutes - y.minutes)
    return apart in (0, 24 * 60) or (apart == 12 * 60 and not (x.half_known and y.half_known))
