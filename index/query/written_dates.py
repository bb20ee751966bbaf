"""Dates as people write them: ``31/3/2019``, ``march 2019``, ``2019/03``, ``last week``, ``7d``, ``q1 2019``.

Names of months are those of all languages that have them in the table of languages.
"""

from __future__ import annotations

import os
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

from index.text import fold
from index.text.languages import LANGUAGES, language_of_code

Days = tuple[date, date]
"""The first and the last day, both included."""

DayOrder = Literal["day first", "month first"]
"""What ``3/4/2019`` is: 3 April or 4 March."""

Say = Callable[[str], None]
"""Takes a sentence about what had to be decided."""

_CENTURY = 100
_LATEST_TWO_DIGITS = 68
"""The last year of two digits that is one of this century, as POSIX has it: 69 is 1969."""
_SHORTEST = 3
"""Letters of the shortest beginning of the name of a month or a day of the week."""
_MONTHS_OF_QUARTER = 3
_LATEST_MONTH = 12

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[t ]\d\d?:?\d\d.*)?)?)?\Z", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?\Z", re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4})[年년] ?(?:(\d{1,2})[月월] ?(?:(\d{1,2})[日일])?)?\Z", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2 ?(\d{4}|\d\d)\.?\Z", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})\Z", re.ASCII)
_QUARTER = re.compile(r"(?:q([1-4])[ -/]?(\d{4})|(\d{4})[ -/]?q([1-4]))\Z", re.ASCII)
_DECADE = re.compile(r"(\d{3}0)['\u2019]?s\Z", re.ASCII)
_SPAN = re.compile(r"(?:(?:the )?(?:last|past|previous) )?(\d{1,5}) ?(days?|weeks?|months?|years?|[dwmy])\Z", re.ASCII)
_AGO = re.compile(r"(\d{1,5}|a|an|one) ?(days?|weeks?|months?|years?|[dwmy]) ago\Z", re.ASCII)
_THIS = re.compile(r"(this|last|past|previous) (week|month|quarter|year)\Z")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_IN_WORDS = re.compile(r"(?:[\w\s,/'\u2019-]|\.(?!\.))+\Z")
"""What may be in a date with the name of a month."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[ºª.])(?![^\W_])")
_FILLING = frozenset(("of", "the", "de", "del", "di", "d", "le", "den", "der"))
"""Words within dates that say nothing: ``31st of march``, ``31 de marzo de 2019``."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {"today": 0, "now": 0, "yesterday": 1, "tomorrow": -1}
"""Days before today."""


class Unreadable(ValueError):
    """The text is no date; the message says why."""


def order_in(locale: str) -> DayOrder:
    """The order of day and month that a locale such as ``en_US.UTF-8`` writes; the day first where it is not known."""
    code, _, region = re.split(r"[.@]", locale.replace("-", "_"))[0].lower().partition("_")
    language = language_of_code(code)
    return "month first" if language is not None and region in language.month_first_in else "day first"


def usual_order() -> DayOrder:
    """The order of day and month in the locale of this process's user."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    return order_in(next((each for each in named if each), ""))


def days(text: str, today: date, order: DayOrder, say: Say) -> Days:
    """The days that ``text`` means. Raises :class:`Unreadable`."""
    text = " ".join(text.casefold().replace("\xa0", " ").split()).strip(" ,;")
    try:
        found = _in_figures(text, order, say) or _counted(text, today) or _in_words(text, today, say)
    except (ValueError, OverflowError) as reason:
        if isinstance(reason, Unreadable):
            raise
        raise Unreadable(f"There is no day {text} in the calendar.") from None
    if found is None:
        raise Unreadable(f"{text!r} is not a date.")
    return found


def names_a_year(text: str) -> bool:
    """Whether ``text`` has a year of four digits, so that a number after it is no part of the date."""
    return re.search(r"(?<!\d)\d{4}(?!\d)", text) is not None


# --- Figures ----------------------------------------------------------------------------------------------------------


def _in_figures(text: str, order: DayOrder, say: Say) -> Days | None:
    if found := _YEAR_FIRST.match(text):
        return _whole(found[1], found[3], found[4])
    if found := _COMPACT.match(text) or _EAST_ASIAN.match(text):
        return _whole(*found.groups())
    if found := _YEAR_LAST.match(text):
        return _day_and_month(text, int(found[1]), int(found[3]), _year(found[4]), order, say)
    if found := _MONTH_AND_YEAR.match(text):
        return month_of(date(int(found[2]), int(found[1]), 1))
    if found := _WEEK.match(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(6)
    if found := _QUARTER.match(text):
        return _quarter(int(found[2] or found[3]), int(found[1] or found[4]))
    if found := _DECADE.match(text):
        return date(int(found[1]), 1, 1), date(int(found[1]) + 9, 12, 31)
    return None


def _whole(year: str, month: str | None, day: str | None) -> Days:
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if day is None:
        return month_of(date(int(year), int(month), 1))
    return (date(int(year), int(month), int(day)),) * 2


def _day_and_month(text: str, first: int, second: int, year: int, order: DayOrder, say: Say) -> Days:
    """A day and a month in either order: the usual one of ``order``, the other where only that is a date."""
    day, month = (first, second) if order == "day first" else (second, first)
    if month > _LATEST_MONTH:
        day, month = month, day
    found = date(year, month, day)
    if max(day, month) <= _LATEST_MONTH and day != month:
        other = date(year, day, month)
        say(f"{text} is read as {_named(found)}, the {order}; write {other.isoformat()} for {_named(other)}.")
    return found, found


def _named(day: date) -> str:
    english = language_of_code("en")
    names = english.months.split("|") if english is not None else []
    return f"{day.day} {names[day.month - 1].split()[0].capitalize()} {day.year}"


def _year(digits: str) -> int:
    """A year of four digits, or of two."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (20 if year <= _LATEST_TWO_DIGITS else 19) * _CENTURY


def _quarter(year: int, quarter: int) -> Days:
    last = quarter * _MONTHS_OF_QUARTER
    return date(year, last - 2, 1), month_of(date(year, last, 1))[1]


def month_of(day: date) -> Days:
    """The first and the last day of a month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


# --- Counted from today -----------------------------------------------------------------------------------------------


def _counted(text: str, today: date) -> Days | None:
    if text in _NAMED:
        return (today - timedelta(_NAMED[text]),) * 2
    if found := _THIS.match(text):
        return _unit(_back(today, found[1] != "this", found[2]), found[2])
    if found := _SPAN.match(text):
        if not int(found[1]):
            raise Unreadable(f"{text!r} is no time at all.")
        return _back(today, int(found[1]), found[2]) + timedelta(1), today
    if found := _AGO.match(text):
        return _unit(_back(today, int(found[1]) if found[1].isdigit() else 1, found[2]), found[2])
    name = text.removeprefix("last ").removeprefix("on ")
    if name in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(name)) % 7
        return (today - timedelta(back or (7 if text.startswith("last ") else 0)),) * 2
    return None


def _unit(day: date, unit: str) -> Days:
    """The whole week, month, quarter or year of a day. Weeks begin on Monday."""
    match unit[0]:
        case "d":
            return day, day
        case "w":
            monday = day - timedelta(day.weekday())
            return monday, monday + timedelta(6)
        case "m":
            return month_of(day)
        case "q":
            return _quarter(day.year, (day.month - 1) // _MONTHS_OF_QUARTER + 1)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _back(today: date, count: int, unit: str) -> date:
    """The day ``count`` units before ``today``, or the last day of its month if that is shorter."""
    try:
        if unit[0] in "dw":
            return today - timedelta(count * (7 if unit[0] == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * {"m": 1, "q": _MONTHS_OF_QUARTER, "y": 12}[unit[0]]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError):
        raise Unreadable("The span begins before the year 1.") from None


# --- Months in words --------------------------------------------------------------------------------------------------


def _in_words(text: str, today: date, say: Say) -> Days | None:
    """A month by its name, with a day or a year or both around it; without a year the latest such one."""
    if not _IN_WORDS.match(text):
        return None
    month = day = year = None
    for piece in _PIECES.findall(_ORDINAL.sub("", text)):
        if piece in _FILLING or _is_weekday(piece):
            continue
        if not piece.isdecimal():
            if month is not None or (month := _month(piece)) is None:
                return None
        elif len(piece) <= 2 and day is None and int(piece) <= 31:
            day = int(piece)
        elif year is None and len(piece) in (2, 4):
            year = _year(piece)
        else:
            return None
    if month is None:
        return None
    if year is None:
        year = today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1
        say(f"{text} is read as that of {year}, the latest; write the year for another.")
    found = date(year, month, day or 1)
    return (found, found) if day else month_of(found)


@cache
def _months() -> dict[str, int]:
    """The names of months, folded, and their numbers; a name that is two months' is none."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, names in enumerate(language.months.split("|"), 1):
            for name in names.split():
                found.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _is_weekday(word: str) -> bool:
    return len(word) >= _SHORTEST and any(name.startswith(word) for name in _WEEKDAYS)


def _month(word: str) -> int | None:
    """The month of which ``word`` is the name, or a beginning that no other month's has."""
    word = fold(word)
    known = _months().get(word)
    if known is not None or len(word) < _SHORTEST:
        return known
    begun = {number for name, number in _months().items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None
