"""``date:2017-06..2019-02`` and ``date:"last month"`` as spans of whole days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from index.model import PartialDate

UNDATED = -(2**31)
"""The minute of an article without a date."""

_LATEST = 2**31 - 1
_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_LAST = re.compile(r"last (\d{1,5}) (day|week|month|year)s?\Z", re.ASCII)
_EARLIEST = UNDATED + 1
_DAY = 1440

Days = tuple[date, date]


class Unreadable(ValueError):
    """The text is no date; the message says why."""


class MinuteRange(NamedTuple):
    """First and last minute of a filter, both within it, as :func:`minutes` counts them."""

    first: int
    last: int


EVER = MinuteRange(_EARLIEST, _LATEST)
"""Whenever: what every dated article is in."""


def date_range(text: str, today: date) -> MinuteRange:
    """Read a day, month or year, a span of days that ``today`` is counted from, or two such around ``..``.

    Either of two may be left out. The last day, month or year belongs to the range as a whole. Weeks begin on Monday.
    Raises :class:`Unreadable`.
    """
    start, dots, end = text.strip().partition("..")
    if not dots:
        end = start
    if not start.strip() and not end.strip():
        raise Unreadable("There is no date here.")
    first = _days(start, today)[0] if start.strip() else None
    last = _days(end, today)[1] if end.strip() else None
    if first and last and first > last:
        raise Unreadable("This span of time ends before it starts.")
    return MinuteRange(_minute(first) if first else _EARLIEST, _minute(last) + _DAY - 1 if last else _LATEST)


def one_side(side: Literal["before", "after"], text: str, today: date) -> MinuteRange:
    """What comes before, or after, a day, month or year as a whole. Raises :class:`Unreadable`."""
    if not text.strip():
        raise Unreadable("There is no date here.")
    first, last = _days(text, today)
    if side == "before":
        return MinuteRange(_EARLIEST, _minute(first) - 1)
    return MinuteRange(_minute(last) + _DAY, _LATEST)


def minutes(published: PartialDate | None) -> tuple[int, int]:
    """The first and the last minute that a date covers, since 1970; :data:`UNDATED` twice without a date."""
    if published is None:
        return UNDATED, UNDATED
    first, last = published.minutes
    return min(first, _LATEST), min(last, _LATEST)


def _minute(day: date) -> int:
    return minutes(PartialDate(day.isoformat()))[0]


def _days(text: str, today: date) -> Days:
    text = " ".join(text.casefold().split())
    found = _PART.match(text)
    if found is None:
        return _told(text, today)
    named = PartialDate.parse("-".join(part.zfill(2) for part in found.groups() if part))
    if named is None:
        raise Unreadable(f"The calendar has no {text}.")
    return named.first.date(), named.last.date()


def _told(text: str, today: date) -> Days:
    """Days told in words: ``yesterday``, ``this week``, ``last 7 days`` (of which today is the last)."""
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
    """The day that lies ``count`` units before ``today``, or the last day of its month where it has no such day."""
    try:
        if unit in ("day", "week"):
            return today - timedelta(count * (7 if unit == "week" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError):
        raise Unreadable("The calendar does not go back so far.") from None


def _month(day: date) -> Days:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
