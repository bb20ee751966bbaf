"""``date:2017-06..2019-02`` and ``date:"last month"`` as spans of whole days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from index.model import PartialDate

UNDATED = -(2**31)
"""The minute of an article without a date."""

_LATEST = 2**31 - 1
"""The last minute of all: later dates are taken for it."""

_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_LAST = re.compile(r"last (\d{1,5}) (day|week|month|year)s?\Z", re.ASCII)
_EARLIEST = UNDATED + 1
"""The first minute of all: what has no date is before it."""

_DAY = 1440
"""Minutes."""

_EPOCH = date(1970, 1, 1).toordinal()
"""The day of minute 0."""

_KEPT = 4_000
"""Dates of which the minutes are remembered."""

Days = tuple[date, date]


class Unreadable(ValueError):
    """The text is no date; the message says why."""


class MinuteRange(NamedTuple):
    """First and last minute of a filter, both within it, as :func:`minutes` counts them."""

    first: int
    last: int


EVER = MinuteRange(_EARLIEST, _LATEST)
"""All dates."""


def date_range(text: str, today: date) -> MinuteRange:
    """Read a day, month or year, a span of days counted from ``today``, or two of these around ``..``.

    Either of the two may be missing. The range includes all of the last day, month or year. Weeks begin on Monday.
    Raises :class:`Unreadable`.
    """
    start, dots, end = text.strip().partition("..")
    if not dots:
        end = start
    if not start.strip() and not end.strip():
        raise Unreadable("A date is missing.")
    first = _days(start, today)[0] if start.strip() else None
    last = _days(end, today)[1] if end.strip() else None
    if first and last and first > last:
        raise Unreadable("The span ends before it begins.")
    return MinuteRange(_minute(first) if first else _EARLIEST, _minute(last) + _DAY - 1 if last else _LATEST)


def one_side(side: Literal["before", "after"], text: str, today: date) -> MinuteRange:
    """The time before, or after, all of a day, month or year. Raises :class:`Unreadable`."""
    if not text.strip():
        raise Unreadable("A date is missing.")
    first, last = _days(text, today)
    if side == "before":
        return MinuteRange(_EARLIEST, _minute(first) - 1)
    return MinuteRange(_minute(last) + _DAY, _LATEST)


@lru_cache(maxsize=_KEPT)
def minutes(published: PartialDate | None) -> tuple[int, int]:
    """The first and the last minute that a date covers, since 1970; :data:`UNDATED` twice without a date."""
    if published is None:
        return UNDATED, UNDATED
    first, last = published.minutes
    return min(first, _LATEST), min(last, _LATEST)


def _minute(day: date) -> int:
    return (day.toordinal() - _EPOCH) * _DAY


def _days(text: str, today: date) -> Days:
    text = " ".join(text.casefold().split())
    found = _PART.match(text)
    if found is None:
        return _named(text, today)
    year, month, day = (int(part) if part else None for part in found.groups())
    # Not by PartialDate: this is done at every key, and takes a quarter of the time.
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return _month(date(year or 0, month, 1))
        return date(year or 0, month, day), date(year or 0, month, day)
    except ValueError:
        raise Unreadable(f"There is no day {text} in the calendar.") from None


def _named(text: str, today: date) -> Days:
    """Days named in words: ``yesterday``, ``this week``, ``last 7 days`` (the last of them is today)."""
    monday = today - timedelta(today.weekday())
    match text:
        case "today":
            return today, today
        case "yesterday":
            return today - timedelta(1), today - timedelta(1)
        case "this week":
            return monday, monday + timedelta(6)
        case "last week":
            return monday - timedelta(7), monday - timedelta(1)
        case "this month":
            return _month(today)
        case "last month":
            return _month(today.replace(day=1) - timedelta(1))
        case "this year":
            return date(today.year, 1, 1), date(today.year, 12, 31)
        case "last year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    found = _LAST.match(text)
    if found is None or not int(found[1]):
        raise Unreadable(f"{text!r} is not a date.")
    return _before(today, int(found[1]), found[2]) + timedelta(1), today


def _before(today: date, count: int, unit: str) -> date:
    """The day ``count`` units before ``today``, or the last day of its month if that is shorter."""
    try:
        if unit in ("day", "week"):
            return today - timedelta(count * (7 if unit == "week" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError):
        raise Unreadable("The span begins before the year 1.") from None


def _month(day: date) -> Days:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
