"""``date:2017-06..2019-02`` and ``date:"last month"`` as spans of whole days."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from index.model import PartialDate
from index.query.written_dates import DayOrder, Days, Say, Unreadable, days, month_of, names_a_year

UNDATED = -(2**31)
"""The minute of an article without a date."""

_LATEST = 2**31 - 1
"""The last minute of all: later dates are taken for it."""

_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_BETWEEN = re.compile(r" ?(?:\.{2,3}|\u2026| (?:to|till|until|bis|and) | ?[-\u2013\u2014] ?) ?")
"""What is between the ends of a span. A hyphen is looked at last: dates have some of their own."""
_COMPARED = re.compile(
    r"(?:(?P<from>>=|\u2265|since |from )|(?P<to><=|\u2264|up to |until |till )"
    r"|(?P<after>>|after )|(?P<before><|before )) ?(?=\S)"
)
_BRACKETS = {"[": "]", "{": "}"}
"""Around the spans of other search engines."""
_BORROWED = 2
"""Words of the end of a span that its beginning may lack: the month and the year."""
_EARLIEST = UNDATED + 1
"""The first minute of all: what has no date is before it."""

_DAY = 1440
"""Minutes."""

_EPOCH = date(1970, 1, 1).toordinal()
"""The day of minute 0."""

_KEPT = 4_000
"""Dates of which the minutes are remembered."""


Side = Literal["before", "after", "from", "to"]
"""On which side of a date: ``from`` and ``to`` include it."""


def _nothing(sentence: str) -> None:
    """Take a sentence that nobody wants."""


class MinuteRange(NamedTuple):
    """First and last minute of a filter, both within it, as :func:`minutes` counts them."""

    first: int
    last: int


EVER = MinuteRange(_EARLIEST, _LATEST)
"""All dates."""


def date_range(text: str, today: date, order: DayOrder = "day first", say: Say = _nothing) -> MinuteRange:
    """Read a day, month or year, a span of days counted from ``today``, or two of these around ``..``.

    Either of the two may be missing. The range includes all of the last day, month or year. Weeks begin on Monday.
    ``>2019`` and ``<=2019-03`` are spans with one end. ``say`` gets a sentence about what was not clear. Raises
    :class:`Unreadable`.
    """
    text = " ".join(text.casefold().split())
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        text = text[1:-1].strip()
    if text in ("", ".."):
        raise Unreadable("A date is missing.")
    if found := _COMPARED.match(text):
        return _one_sided(cast("Side", found.lastgroup), _days(text[found.end() :], today, order, say))
    try:
        first, last = _days(text, today, order, say)
    except Unreadable as reason:
        return _between(text, today, order, say, reason)
    return _range(first, last)


def one_side(side: Side, text: str, today: date, order: DayOrder = "day first", say: Say = _nothing) -> MinuteRange:
    """The time before or after a day, month or year, with or without all of that. Raises :class:`Unreadable`."""
    if not text.strip():
        raise Unreadable("A date is missing.")
    return _one_sided(side, _days(text, today, order, say))


@lru_cache(maxsize=_KEPT)
def minutes(published: PartialDate | None) -> tuple[int, int]:
    """The first and the last minute that a date covers, since 1970; :data:`UNDATED` twice without a date."""
    if published is None:
        return UNDATED, UNDATED
    first, last = published.minutes
    return min(first, _LATEST), min(last, _LATEST)


def _minute(day: date) -> int:
    return (day.toordinal() - _EPOCH) * _DAY


def _range(first: date | None, last: date | None) -> MinuteRange:
    if first and last and first > last:
        raise Unreadable("The span ends before it begins.")
    return MinuteRange(_minute(first) if first else _EARLIEST, _minute(last) + _DAY - 1 if last else _LATEST)


def _one_sided(side: Side, days: Days) -> MinuteRange:
    first, last = days
    match side:
        case "before":
            return MinuteRange(_EARLIEST, _minute(first) - 1)
        case "after":
            return MinuteRange(_minute(last) + _DAY, _LATEST)
        case "from":
            return _range(first, None)
    return _range(None, last)


def _between(text: str, today: date, order: DayOrder, say: Say, reason: Unreadable) -> MinuteRange:
    """A span of two dates, of which one may be missing beside ``..``. Raises ``reason`` if ``text`` is none."""
    text = text.removeprefix("between ")
    for sign in sorted(_BETWEEN.finditer(text), key=lambda sign: sign[0].strip() in "-\u2013\u2014"):
        start, end = text[: sign.start()].strip(" *"), text[sign.end() :].strip(" *")
        is_open = ".." in sign[0] or "\u2026" in sign[0] or "*" in text
        if not ((start and end) or is_open):
            continue
        try:
            last = _days(end, today, order, say)[1] if end else None
            first = _beginning(start, end, today, order, say) if start else None
        except Unreadable as other:
            if is_open:
                raise other from None
            continue
        return _range(first, last)
    raise reason


def _beginning(start: str, end: str, today: date, order: DayOrder, say: Say) -> date:
    """The first day of ``start``, to which month and year of ``end`` belong if it has none: ``1 to 15 march 2019``."""
    if end and not names_a_year(start) and names_a_year(end):
        words = end.split()
        for count in range(1, min(_BORROWED, len(words) - 1) + 1):
            with suppress(Unreadable):
                return _days(f"{start} {' '.join(words[-count:])}", today, order, say)[0]
    return _days(start, today, order, say)[0]


def _days(text: str, today: date, order: DayOrder, say: Say) -> Days:
    found = _PART.match(text.strip())
    if found is None:
        return days(text, today, order, say)
    year, month, day = (int(part) if part else None for part in found.groups())
    # Not by PartialDate: this is done at every key, and takes a quarter of the time.
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return month_of(date(year or 0, month, 1))
        return date(year or 0, month, day), date(year or 0, month, day)
    except ValueError:
        raise Unreadable(f"There is no day {text.strip()} in the calendar.") from None
