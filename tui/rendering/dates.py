"""Dates as they are shown to a reader. English month names throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import PartialDate, Precision

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(published: PartialDate | None, *, long: bool = False, short: bool = False) -> str:
    """``Tue 12 Mar 2019``; ``Tuesday 12 March 2019, 06:55`` or ``12 Mar 2019``. Of a month ``March 2019``."""
    if published is None:
        return ""
    whole = published.day
    if whole is None:
        return _brief(published.in_words()) if short else published.in_words()
    if short:
        return _brief(published.in_words())
    weekday = _DAYS[whole.weekday()]
    if not long:
        return f"{weekday[:3]} {_brief(published.in_words())}"
    at = f", {published.clock}{_zone(published)}" if published.clock else ""
    return f"{weekday} {published.in_words()}{at}"


def updated(published: PartialDate | None, changed: PartialDate | None) -> str:
    """``updated 18:20`` on the day it was published, else ``updated Tuesday 12 March 2019, 18:20``; empty for never."""
    if changed is None:
        return ""
    if published and changed.clock and published.day == changed.day:
        return f"updated {changed.clock}{_zone(changed)}"
    return f"updated {day(changed, long=True)}"


def _zone(published: PartialDate) -> str:
    """The offset that a time is given with: `` UTC``, `` UTC+2``; empty for none."""
    offset = published.offset
    if not offset:
        return "" if offset is None else " UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f" UTC{'−' if offset < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


def _brief(words: str) -> str:
    """A date in words with the first three letters of its month."""
    return " ".join(word[:3] if word.isalpha() else word for word in words.split())


def in_figures(published: PartialDate | None, precision: Precision = "minute") -> str:
    """``2019-03-12 06:55``, or as much of it as is known, at most ``precision``; ``no date`` where nothing is known."""
    return published.at_most(precision).iso.replace("T", " ") if published else "no date"


def span_of_months(months: Sequence[str]) -> str:
    """``Mar – Jun 2019`` for months written ``2019-03``; empty for none."""
    from index.model import PartialDate

    sound = sorted(found for month in months if (found := PartialDate.parse(month)))
    if not sound:
        return ""
    (first, first_year), (last, last_year) = (_brief(month.in_words()).split() for month in (sound[0], sound[-1]))
    if sound[0] == sound[-1]:
        return f"{first} {first_year}"
    if first_year == last_year:
        return f"{first} – {last} {last_year}"
    return f"{first} {first_year} – {last} {last_year}"


def long_day(published: PartialDate | None) -> str:
    """``12 March 2019``, or ``March 2019`` or ``2019`` where no more is known; empty without a date."""
    return published.in_words() if published else ""


def date_in_words(words: str) -> PartialDate | None:
    """The date that :func:`long_day` shows as ``words``; None for other words."""
    from index.model.dates import MONTHS, PartialDate

    parts = words.split()[::-1]
    if len(parts) > 1:
        if parts[1] not in MONTHS:
            return None
        parts[1] = f"{MONTHS.index(parts[1]) + 1:02}"
    return PartialDate.parse("-".join(part.zfill(2) for part in parts))


def span_of_days(days: Iterable[PartialDate | None]) -> str:
    """From the first to the last of some dates: ``12 – 14 March 2019``; empty when there are none."""
    known = sorted(day.at_most("day") for day in days if day)
    if not known:
        return ""
    first, last = known[0], known[-1]
    if first.covers(last):
        return first.in_words()
    begin, end = first.in_words(), last.in_words()
    if first.day and last.day:
        same = sum(first.at_most(precision) == last.at_most(precision) for precision in ("month", "year"))
        begin = " ".join(begin.split()[: 3 - same])
    return f"{begin} – {end}"
