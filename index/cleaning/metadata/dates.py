"""Dates as people, pages and scrapers write them. Where a date may be wrong, there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple

from index.cleaning.metadata import calendars, clock_times, months
from index.model.dates import PartialDate

Order = Literal["day first", "month first"]
"""How ``3/4/2019`` is meant."""

_EARLIEST = 1500
"""The first year in which an article may be published."""
_LATEST = 2100
"""The last year in which an article may be published."""
_LABELLED = 60
"""Characters before a date in which its label may be."""

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]{1,2}(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?)?(?!\d)"
)
_SLASHED_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)")
_IDEOGRAPHS = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
_NUMBERS = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})(?![\d/])")
_WORD = r"(?P<m>[^\s\d_.,;:/()|–—\-]{2,14})"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.|-го)?[\s\-]+(?:de |of )?{_WORD}\.?,?[\s\-]+(?:de |del )?"
    r"(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_WORD}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})(?!\d)", re.I
)
_WORD_AFTER_YEAR = re.compile(rf"(?<![\d.])(?P<y>\d{{4}})\.?(?: m\.)?,?\s+{_WORD}\.?\s+(?P<d>\d{{1,2}})(?!\d)")
_DAY_AFTER_YEAR = re.compile(rf"(?<!\d)(?P<y>\d{{4}})\. gada (?P<d>\d{{1,2}})\. {_WORD}", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm|,|/)? ?(?P<y>\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?:[-/](?P<m>\d{1,2}))?")
_MONTH_YEAR = re.compile(rf"{_WORD}\.?,? (?:de )?(?P<y>\d{{4}})")
_YEAR = re.compile(r"\d{4}")
"""What every full date has."""
_TWO_WORDS = re.compile(r"(?<=كانون|تشرين) (?=ال)")
_WRITTEN: Final = (
    _DAY_FIRST,
    _MONTH_FIRST,
    _SLASHED_YEAR_FIRST,
    _IDEOGRAPHS,
    _NUMBERS,
    _WORD_AFTER_YEAR,
    _DAY_AFTER_YEAR,
    _NUMBERED_MONTH,
)
_UPDATED = re.compile(
    r"updat|modifi|edited|chang|correct|aktualis|geändert|zuletzt|mis(?:e)? [àa] jour|actuali|aggiorn|atuali|bijgewerkt"
    r"|gewijzigd|güncel|обновл|измен|оновл|تحديث|更新|수정|최종|aktualiz|uppdater"
    r"|oppdater|opdater|päivite|diperbarui|cập nhật",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|created|issued|first|erstell|veröff|paru|pubbl|yayın|опублик|نشر|发布|發布|公開|掲載|등록|입력|gepubl|julk|opublik",
    re.IGNORECASE,
)
_ZERO = re.compile(r"1970-01-01T00:00(?::00)?(?:[+-]\d\d:\d\d)?|1969-12-31T\d\d:00(?::00)?-\d\d:00")
"""The beginning of the Unix epoch, which databases give for no date."""
_COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
"""A day without separators, as databases write it."""
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")


class FoundDate(NamedTuple):
    """A day, perhaps with a time, and where in the text it is."""

    date: PartialDate
    start: int
    end: int
    updated: bool = False
    """Whether the words before it say that it is the date of the last change."""


def read(value: str, order: Order | None = None) -> PartialDate | None:
    """The full date that a metadata field holds: ISO, epoch seconds or milliseconds, RFC 2822, or written out."""
    value = value.strip()[:200]
    if _EPOCH.fullmatch(value):
        return _from_epoch(float(value))
    if compact := _COMPACT.fullmatch(value):
        value = "-".join(compact.groups())
    found = find(value, order)
    return found.date if found and not _ZERO.fullmatch(found.date.iso) else None


def read_month_or_year(value: str) -> PartialDate | None:
    """The month or year that is all a metadata field holds: ``2019-03``, ``March 2019`` or ``2019``."""
    value = value.strip()
    found = _YEAR_FIRST.fullmatch(value) or _MONTH_YEAR.fullmatch(value)
    if found is None or not _EARLIEST <= int(found["y"]) <= _LATEST:
        return None
    name = found["m"]
    if name is None:
        return PartialDate(found["y"])
    month = int(name) if name.isdigit() else months.number_of(name)
    return PartialDate(f"{found['y']}-{month:02}") if month and 1 <= month <= 12 else None


def find(text: str, order: Order | None = None) -> FoundDate | None:
    """The first full date in ``text`` (day, month and year), with the clock time beside it if there is one.

    ``3/4/2019`` can be read in two ways and is a date only in an ``order``; with dots the day comes first.
    """
    if _YEAR.search(text):
        seen = calendars.with_ascii_digits(text)
        if (iso := _ISO.search(seen)) and (found := _from_iso(iso)):
            return found
        for pattern in _WRITTEN:
            if found := next(_matches(pattern, seen, order), None):
                return found
    return next(_of_other_calendars(text), None)


def find_all(text: str, order: Order | None = None) -> list[FoundDate]:
    """All full dates in ``text`` in its order, each with what the words before it say of it."""
    all_found: list[FoundDate] = []
    if _YEAR.search(text):
        seen = calendars.with_ascii_digits(text)
        all_found += [iso for one in _ISO.finditer(seen) if (iso := _from_iso(one))]
        for pattern in _WRITTEN:
            all_found += _matches(pattern, seen, order)
    # A page that gives a day in two calendars means one day.
    all_found = all_found or list(_of_other_calendars(text))
    kept: list[FoundDate] = []
    for found in sorted(all_found, key=lambda each: each.start):
        end = kept[-1].end if kept else 0
        if found.start >= end:
            kept.append(found._replace(updated=is_of_change(text[max(end, found.start - _LABELLED) : found.start])))
    return kept


def readings(text: str) -> tuple[date, date] | None:
    """The first date in ``text`` that can be read in two ways: with the day first, and with the month first."""
    for found in _NUMBERS.finditer(text) if _YEAR.search(text) else ():
        first = _from_numbers(found, "day first")
        if first and _from_numbers(found, None) is None and (second := _from_numbers(found, "month first")):
            return date.fromisoformat(first), date.fromisoformat(second)
    return None


def orders(text: str) -> set[Order]:
    """The orders of day and month in those dates of ``text`` that can be read in one way only (``25/12/2019``)."""
    found: set[Order] = set()
    for each in _NUMBERS.finditer(text):
        if each["mark"] == "." or each["a"] == each["b"] or _from_numbers(each, None) is None:
            continue
        found.add("day first" if int(each["a"]) > 12 else "month first")
    return found


def is_of_change(before: str) -> bool:
    """Whether the last label in ``before`` is that of a change, such as ``Updated``."""
    last = max((one.start() for one in _UPDATED.finditer(before)), default=-1)
    return last > max((one.start() for one in _PUBLISHED.finditer(before)), default=-1)


def _matches(pattern: re.Pattern[str], text: str, order: Order | None) -> Iterator[FoundDate]:
    seen = text if text.isascii() else _TWO_WORDS.sub(months.JOINED, text)
    for found in pattern.finditer(seen):
        day = _day(found, order)
        if day is not None:
            clock = clock_times.beside(text, found.start(), found.end())
            yield FoundDate(PartialDate(day + clock), found.start(), found.end())


def _of_other_calendars(text: str) -> Iterator[FoundDate]:
    for day, start, end in calendars.find_all(text):
        yield FoundDate(PartialDate(day.isoformat() + clock_times.beside(text, start, end)), start, end)


def _day(found: re.Match[str], order: Order | None) -> str | None:
    parts = found.groupdict()
    if "a" in parts:
        return _from_numbers(found, order)
    month = parts["m"]
    number = int(month) if month.isdigit() else months.number_of(month)
    return _iso_day(int(parts["y"]), number, int(parts["d"])) if number else None


def _from_numbers(found: re.Match[str], order: Order | None) -> str | None:
    first, second, year = int(found["a"]), int(found["b"]), found["y"]
    if len(year) == 2:
        return None
    if found["mark"] == "." or first > 12:
        return _iso_day(int(year), second, first)
    if second > 12 or first == second:
        return _iso_day(int(year), first, second)
    if order is None:
        return None
    return _iso_day(int(year), second, first) if order == "day first" else _iso_day(int(year), first, second)


def _iso_day(year: int, month: int, day: int) -> str | None:
    if year in calendars.THAI_YEARS:
        year -= calendars.BUDDHIST
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_iso(found: re.Match[str]) -> FoundDate | None:
    day = _iso_day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    if not found["h"]:
        clock = clock_times.beside(found.string, found.start(), found.end())
        return FoundDate(PartialDate(day + clock), found.start(), found.end())
    half = clock_times.HALF.match(found.string, found.end())
    end = half.end() if half else found.end()
    hour, minute = clock_times.with_half(int(found["h"]), half["half"] if half else None), int(found["n"])
    if hour > 23 or minute > 59:
        return FoundDate(PartialDate(day), found.start(), found.end())
    seconds = f":{int(found['s']):02}" if found["s"] and int(found["s"]) < 60 else ""
    clock = f"T{hour:02}:{minute:02}{seconds}{clock_times.zone(found.string, end)}"
    return FoundDate(PartialDate(day + clock), found.start(), end)


def _from_epoch(value: float) -> PartialDate | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return PartialDate(moment.isoformat(timespec="seconds")) if 1970 < moment.year <= _LATEST else None
