"""``date:2017-06..2019-02`` as a span of whole days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from index.fulltext.schema import UNDATED, minutes

_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_EARLIEST, _LATEST = UNDATED + 1, 2**31 - 1


class Unreadable(ValueError):
    """The text is no date; the message says why."""


class MinuteRange(NamedTuple):
    """First and last minute of a filter, both within it, as ``schema.minutes`` counts them."""

    first: int
    last: int


def date_range(text: str) -> MinuteRange:
    """Read a day, month or year, or two of them around ``..``, either of which may be left out.

    The last day, month or year belongs to the range as a whole. Raises :class:`Unreadable`.
    """
    start, dots, end = text.strip().partition("..")
    if not dots:
        end = start
    if not start and not end:
        raise Unreadable("There is no date here.")
    first = _days(start)[0] if start else None
    last = _days(end)[1] if end else None
    if first and last and first > last:
        raise Unreadable("This span of time ends before it starts.")
    return MinuteRange(
        minutes(first.isoformat()) if first else _EARLIEST,
        minutes(last.isoformat()) + 1439 if last else _LATEST,
    )


def _days(text: str) -> tuple[date, date]:
    found = _PART.match(text)
    if found is None:
        raise Unreadable(f"{text!r} is not a date.")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year or 0, month, 1), date(year or 0, month, monthrange(year or 0, month)[1])
        return date(year or 0, month, day), date(year or 0, month, day)
    except ValueError:
        raise Unreadable(f"The calendar has no {text}.") from None
