"""Days and times as people, pages and scrapers write them, made ISO 8601; no date rather than a wrong one."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

_MONTH_NAMES: Final = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв ocak",
    "february feb februar février fevrier févr fév febrero febbraio fevereiro fev februari lutego февраля фев şubat",
    "march mar märz maerz mrz mars marzo março marco maart mrt marca марта мар mart",
    "april apr avril avr abril abr aprile kwietnia апреля апр nisan",
    "may mai mayo maggio mag maio mei maj maja мая mayıs",
    "june jun juni juin junio giugno giu junho czerwca июня июн haziran",
    "july jul juli juillet juil julio luglio lug julho lipca июля июл temmuz",
    "august aug août aout agosto ago augustus augusti sierpnia августа авг ağustos",
    "september sep sept septembre septiembre settembre set setembro września сентября сен eylül",
    "october oct oktober okt octobre octubre ottobre ott outubro out października октября окт ekim",
    "november nov novembre noviembre novembro listopada ноября ноя kasım",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia декабря дек aralık",
)
_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_EARLIEST = 1500
_LATEST = 2100

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]{1,2}(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?\s?"
    r"(?P<z>Z|[+-]\d{2}:?\d{2}|UTC|GMT)?)?(?!\d)"
)
_SLASHED_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)")
_IDEOGRAPHS = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
_NUMBERS = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})(?![\d/])")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s\-]+(?:de |of )?"
    r"(?P<m>[^\W\d_]{3,12})\.?,?[\s\-]+(?:de |del )?(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"\b(?P<m>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{4})(?!\d)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?P<mark>[:.])(?P<n>\d{2})(?::\d{2})?(?![\d%])\s?(?P<half>[AaPp]\.?[Mm]\b)?"
)
_ANOTHER = re.compile(r"updat|modif|edit|chang|correct|aktualis|mis [àa] jour|actuali", re.IGNORECASE)
"""What between a day and a time says that the time is of another date."""
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")


class FoundDate(NamedTuple):
    """A day, perhaps with a time, and where in the text it stands."""

    iso: str
    start: int
    end: int


def read(value: str) -> str | None:
    """The date that a metadata field holds: ISO, epoch seconds or milliseconds, RFC 2822, or written out."""
    value = value.strip()[:200]
    if _EPOCH.fullmatch(value):
        return _from_epoch(float(value))
    found = find(value)
    return found.iso if found else None


def find(text: str) -> FoundDate | None:
    """The first full date in ``text`` (day, month and year), with the clock time beside it if there is one.

    ``3/4/2019`` can be read in two ways and is no date here; with dots the day comes first.
    """
    if iso := _ISO.search(text):
        return _from_iso(iso)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _SLASHED_YEAR_FIRST, _IDEOGRAPHS, _NUMBERS):
        for found in pattern.finditer(text):
            day = _day(found)
            if day is not None:
                return FoundDate(day + _time_beside(text, found.start(), found.end()), found.start(), found.end())
    return None


def _day(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if "a" in parts:
        return _from_numbers(int(parts["a"]), int(parts["b"]), parts["y"], parts["mark"])
    month = parts["m"]
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
    return _iso_day(int(parts["y"]), number, int(parts["d"])) if number else None


def _from_numbers(first: int, second: int, year: str, mark: str) -> str | None:
    if len(year) == 2:
        return None
    if mark == "." or first > 12:
        return _iso_day(int(year), second, first)
    if second > 12 or first == second:
        return _iso_day(int(year), first, second)
    return None


def _iso_day(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_iso(found: re.Match[str]) -> FoundDate | None:
    day = _iso_day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    clock = ""
    if found["h"] and int(found["h"]) < 24 and int(found["n"]) < 60:
        zone = found["z"] or ""
        if zone in ("Z", "UTC", "GMT"):
            zone = "+00:00"
        elif zone and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:]}"
        seconds = f":{found['s']}" if found["s"] else ""
        clock = f"T{int(found['h']):02}:{found['n']}{seconds}{zone}"
    return FoundDate(day + clock, found.start(), found.end())


def _time_beside(text: str, start: int, end: int) -> str:
    """The clock time within a few characters of ``text[start:end]``, as the tail of an ISO time."""
    before = list(_CLOCK.finditer(text, max(0, start - 16), start))[-1:]
    after = list(_CLOCK.finditer(text, end, min(len(text), end + 24)))[:1]
    for clock in (*after, *before):
        if _ANOTHER.search(text, min(end, clock.end()), max(start, clock.start())):
            continue
        hour, minute, half = int(clock["h"]), int(clock["n"]), (clock["half"] or "").lower().replace(".", "")
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return f"T{hour:02}:{minute:02}"
    return ""


def _from_epoch(value: float) -> str | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return moment.isoformat(timespec="seconds") if 1970 < moment.year <= _LATEST else None
