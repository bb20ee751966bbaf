"""Days and longer spans of time as a text states them, resolved against the article's own date as far as it goes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from index.comparison.facts.days import Day
from index.model import PartialDate, Span
from index.model.dates import MONTHS

Grain = Literal["day", "week", "month", "season", "year", "decade"]
"""How long a period is, about."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHIFTS = {-1: "the day before", 0: "the same day", 1: "the next day"}


@dataclass(frozen=True, slots=True)
class Period:
    """When something is: from ``first`` to ``last`` where that is known, else by what the text states of it."""

    text: str
    span: Span
    grain: Grain
    first: date | None = None
    last: date | None = None
    months: tuple[int, ...] = ()
    """Of a year that is not known."""
    day: int | None = None
    """Of a month of a year that is not known."""
    weekday: int | None = None
    """0 for Monday, where a weekday is stated alone; ``first`` is then the nearest, which may be a week off."""
    recent: bool = False
    """Whether it is a weekday, today or the like: a day of about the time of publication."""
    shift: int | None = None
    """Days from the day of publication, where that is not known; from a day named before if ``anaphoric``."""
    anaphoric: bool = False
    recurs: bool = False
    """``every Tuesday``."""
    end: Literal["", "start", "end"] = ""
    """``since 2002`` and ``until 2005``: the start or the end of what lasts."""

    @property
    def value(self) -> str:
        """The period written one way: ISO 8601 where it is resolved, in English where it is open."""
        if self.first is not None and self.last is not None:
            return _iso(self.first, self.last)
        if self.weekday is not None:
            return _WEEKDAYS[self.weekday]
        if self.months:
            names = " to ".join(dict.fromkeys((MONTHS[self.months[0] - 1], MONTHS[self.months[-1] - 1])))
            return f"{self.day} {names}" if self.day else names
        return _SHIFTS.get(self.shift or 0, self.text) if self.anaphoric else self.text.casefold()

    @property
    def missing(self) -> str:
        """What is not known of it, for a reader; empty where it is resolved."""
        if self.first is not None:
            return ""
        if self.anaphoric:
            return f"the day before or after which “{self.text}” is"
        return f"the year of “{self.text}”" if self.months else f"the date of the article with “{self.text}”"


def of_day(stated: Day) -> Period:
    """The period of a day, month or year that is stated; a bare weekday is recent."""
    year, month, day = stated.year, stated.month, stated.day
    if year is None:
        grain: Grain = "month" if month and not day else "day"
        months = (month,) if month else ()
        weekday = None if month else stated.weekday
        recent = weekday is not None
        return Period(stated.text, stated.span, grain, months=months, day=day, weekday=weekday, recent=recent)
    try:
        first, last = bounds(year, month, day)
    except ValueError:
        return Period(stated.text, stated.span, "day", months=(month,) if month else (), day=day)
    grain = "day" if day else "month" if month else "year"
    recent = stated.weekday is not None
    return Period(stated.text, stated.span, grain, first, last, weekday=stated.weekday, recent=recent)


def bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """The first and the last day; raises ValueError for what is not in the calendar."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def shifted(issued: date, count: int, unit: str) -> tuple[Grain, date, date]:
    """The day, week, month or year ``count`` units from that of ``issued``."""
    match unit:
        case "year":
            return "year", *bounds(issued.year + count)
        case "month":
            year, month = divmod(issued.year * 12 + issued.month - 1 + count, 12)
            return "month", *bounds(year, month + 1)
        case "week":
            monday = issued - timedelta(days=issued.weekday()) + timedelta(weeks=count)
            return "week", monday, monday + timedelta(days=6)
    return "day", issued + timedelta(days=count), issued + timedelta(days=count)


def narrowed(period: Period, third: int) -> Period:
    """The first (0), the middle or the last third of a period that is longer than a day."""
    if period.first is None or period.last is None:
        return period
    length = (period.last - period.first).days + 1
    if length < 28:
        return period
    first = period.first + timedelta(days=third * length // 3)
    last = period.first + timedelta(days=(third + 1) * length // 3 - 1)
    if period.grain == "decade":
        # In whole years, and generously: 0 to 3, 3 to 6, 6 to 9.
        return replace(period, first=date(period.first.year + 3 * third, 1, 1), last=date(first.year + 3, 12, 31))
    return replace(period, first=first, last=last)


def _iso(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _joined(first, last, "year")
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _joined(first, last, "month")
    return f"{first.isoformat()}/{last.isoformat()}"


def _joined(first: date, last: date, precision: Literal["year", "month"]) -> str:
    ends = (PartialDate(day.isoformat()).at_most(precision).iso for day in (first, last))
    return "/".join(dict.fromkeys(ends))
