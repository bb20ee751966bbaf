"""Dates as they are shown to a reader. English month names throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OFFSET = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)$")


def day(published: str | None, *, long: bool = False, short: bool = False) -> str:
    """``Tue 12 Mar 2019``; ``Tuesday 12 March 2019, 06:55`` or ``12 Mar 2019``; anything else as it stands."""
    if not published:
        return ""
    whole = _date(published)
    if whole is None:
        return _month_or_year(published, long)
    weekday, month = _DAYS[whole.weekday()], _MONTHS[whole.month - 1]
    if short:
        return f"{whole.day} {month[:3]} {whole.year}"
    if not long:
        return f"{weekday[:3]} {whole.day} {month[:3]} {whole.year}"
    clock = published[11:16]
    at = f", {clock}{_zone(published)}" if len(clock) == 5 and clock[2] == ":" else ""
    return f"{weekday} {whole.day} {month} {whole.year}{at}"


def updated(published: str | None, changed: str | None) -> str:
    """``updated 18:20`` on the day it was published, else ``updated Tuesday 12 March 2019, 18:20``; empty for never."""
    if not changed:
        return ""
    said = day(changed, long=True)
    if published and published[:10] == changed[:10] and ", " in said:
        said = said.partition(", ")[2]
    return f"updated {said}"


def _zone(published: str) -> str:
    """The offset that a time is given with: `` UTC``, `` UTC+2``; empty for none."""
    found = _OFFSET.search(published)
    if found is None:
        return ""
    sign, hours, minutes = found.group("sign"), found.group("hours"), found.group("minutes")
    if sign is None or not int(hours) + int(minutes or 0):
        return " UTC"
    return f" UTC{'−' if sign == '-' else '+'}{int(hours)}" + (f":{minutes}" if int(minutes or 0) else "")


def _date(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _month_or_year(published: str, long: bool) -> str:
    year, _, month = published[:7].partition("-")
    if month.isdigit() and 1 <= int(month) <= 12:
        name = _MONTHS[int(month) - 1]
        return f"{name if long else name[:3]} {year}"
    return published


def span_of_months(months: Sequence[str]) -> str:
    """``Mar – Jun 2019`` for months written ``2019-03``; empty for none."""
    sound = sorted(m for m in months if len(m) >= 7 and m[:4].isdigit() and m[5:7].isdigit() and 1 <= int(m[5:7]) <= 12)
    if not sound:
        return ""
    first, last = sound[0], sound[-1]
    name = [_MONTHS[int(m[5:7]) - 1][:3] for m in (first, last)]
    if first[:7] == last[:7]:
        return f"{name[0]} {first[:4]}"
    if first[:4] == last[:4]:
        return f"{name[0]} – {name[1]} {last[:4]}"
    return f"{name[0]} {first[:4]} – {name[1]} {last[:4]}"


def date_of(published: str | None) -> date | None:
    """The day of an ISO 8601 time; None for none, and for what is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def long_day(published: str | None) -> str:
    """``12 March 2019``; empty without a day."""
    found = date_of(published)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}" if found else ""


def month_number(name: str) -> int:
    """``March`` is 3; 0 for what is no month."""
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def span_of_days(days: Iterable[str | None]) -> str:
    """From the first to the last of some ISO 8601 times: ``12 – 14 March 2019``; empty when none has a day."""
    known = sorted(found for found in map(date_of, days) if found)
    if not known:
        return ""
    first, last = known[0], known[-1]
    end = long_day(last.isoformat())
    if first == last:
        return end
    begin = str(first.day)
    if (first.month, first.year) != (last.month, last.year):
        begin += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} – {end}"
