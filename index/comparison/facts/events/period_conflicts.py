"""When two periods of time are comparable, and when something can be in both."""

from __future__ import annotations

from datetime import date

from index.comparison.facts.events.periods import Period

_LONG = frozenset({"year", "decade"})


def comparable_periods(x: Period, y: Period) -> bool:
    """Whether both state the same part of a date, so that they can differ."""
    if x.recurs or y.recurs or {x.end, y.end} == {"start", "end"}:
        return False
    if x.anaphoric or y.anaphoric:
        return x.anaphoric and y.anaphoric
    for one, other in ((x, y), (y, x)):
        if one.recent and other.grain != "day":
            # A day of this week and a month or a year seldom date one thing.
            return False
        if one.shift is not None:
            # Today, of an article without a date.
            return one.grain == "day" and (other.weekday is not None or (other.first is not None and not other.recent))
        if one.months and (other.grain in _LONG or not (other.months or other.first)):
            return False
    return True


def periods_agree(x: Period, y: Period) -> bool:
    """Whether something can be in both: of a day and its month, an early and a whole decade the answer is yes."""
    if x.anaphoric or y.anaphoric:
        return x.shift == y.shift
    if x.shift is not None or y.shift is not None:
        return False
    if x.first and x.last and y.first and y.last:
        return _overlap(x.first, x.last, y.first, y.last) or _week_apart(x, y)
    if x.months or y.months:
        return _agree_in_month(x, y)
    return _weekday(x) == _weekday(y)


def open_periods(x: Period, y: Period) -> str:
    """What would have to be known to compare them for certain; empty where nothing is missing."""
    for one in (x, y):
        if one.shift is not None and not one.anaphoric:
            return one.missing
    if _is_weekday(x) and _is_weekday(y) and (x.first is None) != (y.first is None):
        return (x if x.first is None else y).missing
    return ""


def near_miss(x: Period, y: Period) -> bool:
    """Whether they are nearly one: years that follow each other, or one day of two months or years."""
    if x.first is None or y.first is None or x.weekday is not None or y.weekday is not None or x.grain != y.grain:
        return False
    if x.grain == "year":
        return abs(x.first.year - y.first.year) == 1
    return x.grain == "day" and x.first.day == y.first.day


def _is_weekday(period: Period) -> bool:
    return period.weekday is not None


def _weekday(period: Period) -> int | None:
    if period.weekday is not None:
        return period.weekday
    return period.first.weekday() if period.first is not None and period.grain == "day" else None


def _overlap(a: date, b: date, c: date, d: date) -> bool:
    return a <= d and c <= b


def _week_apart(x: Period, y: Period) -> bool:
    """Whether they are a week apart and one is a bare weekday, which may be the last one or the next."""
    if not (_is_weekday(x) or _is_weekday(y)) or x.first is None or y.first is None:
        return False
    return abs((x.first - y.first).days) == 7


def _agree_in_month(x: Period, y: Period) -> bool:
    months, others = _months(x), _months(y)
    if not months & others:
        return False
    day, other = _day(x), _day(y)
    if day is None or other is None or day == other:
        return True
    # Of a bare weekday, which may be the last one or the next.
    return (_is_weekday(x) or _is_weekday(y)) and abs(day - other) == 7


def _months(period: Period) -> set[int]:
    if period.first is None or period.last is None:
        return {*period.months}
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
    return {(period.first.month - 1 + n) % 12 + 1 for n in range(min(count, 11) + 1)}


def _day(period: Period) -> int | None:
    return period.day or (period.first.day if period.first is not None and period.grain == "day" else None)
