"""Dates, numbers and little graphs as they are printed on a page. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Facet


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OFFSET = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)$")
_BARS = "▂▃▄▅▆▇█"
NONE = "▁"
"""A bar for nothing."""
_WORDS_A_MINUTE = 220


def number(value: int) -> str:
    """``12,400``."""
    return f"{value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """``1 article``, ``12 articles``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def minutes(words: int) -> str:
    """How long ``words`` take to read, at 220 a minute: ``3 min``."""
    return f"{max(1, round(words / _WORDS_A_MINUTE))} min"


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


def label(outlet: str | None, published: str | None, title: str) -> str:
    """How an article is called in a list: ``Harbour Post · Tue 12 Mar 2019 · Bridge gives way``."""
    return " · ".join(part for part in (outlet, day(published), title) if part)


def sparkline(months: Sequence[Facet], width: int) -> str:
    """Counts over time as bars, at most ``width`` of them; :data:`NONE` where there are none. Empty for one month."""
    counts = {_month_number(f.value): f.count for f in months if _month_number(f.value) is not None}
    sound = [m for m in counts if m is not None]
    if len(sound) < 2 or width < 2:
        return ""
    first, last = min(sound), max(sound)
    months_a_bar = -(-(last - first + 1) // width)
    bars = [0] * -(-(last - first + 1) // months_a_bar)
    for month in sound:
        bars[(month - first) // months_a_bar] += counts[month]
    most = max(bars)
    return "".join(_BARS[round((b / most) * (len(_BARS) - 1))] if b else NONE for b in bars)


def _month_number(month: str) -> int | None:
    year, _, number = month[:7].partition("-")
    if not (year.isdigit() and number.isdigit() and 1 <= int(number) <= 12):
        return None
    return int(year) * 12 + int(number) - 1


def took(seconds: float) -> str:
    """``4 ms`` or ``1.2 s``."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(1, round(seconds * 1000))} ms"
