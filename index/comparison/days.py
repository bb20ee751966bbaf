"""Days, months, years and times of day as a text states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.model import Span

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_NAMES = frozenset(_MONTHS)
WEEKDAY_NAMES = frozenset(_WEEKDAYS)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?|" + "|".join(_ORDINALS) + r")"
_YEAR = r"(?:1[89]|20)\d\d"
_OLD_YEAR = r"(?:(?<=\bin )|(?<=\bsince )|(?<=\bfrom )|(?<=\buntil ))1[0-7]\d\d"
_DATE = re.compile(
    rf"(?<![\w.,/$£€])(?<!(?<!mid)-)(?:(?<!-)(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)"
    rf"|(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})\b)?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:\d]|,\d|\.\d|\s*percent|%)(?:,?\s+(?P<year2>{_YEAR})\b)?"
    rf"|(?P<month3>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year3>{_YEAR})\b)?"
    rf"|(?P<year4>{_YEAR}|{_OLD_YEAR})(?![\w%]|[.,]\d|-\w)"
    r")",
    re.IGNORECASE,
)
_CLUES = re.compile(
    r"\d|day\b|Mon\.|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JA|FE|MA|AP|JU|AU|SE|OC|NO|DE|DAY"
)
_WEEKDAY = re.compile(r"\b(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(day\b|\.)", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:today|yesterday|tomorrow)\b", re.IGNORECASE)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_TIME = re.compile(
    r"(?<![\d:.,$£€-])(?:(?P<hour>[01]?\d|2[0-3])(?::\s?|\.(?=\d\d\s*[ap]\.?m))(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<hour2>1[0-2]|[1-9])(?=\s*[ap]\.?\s?m\b))(?![\d:])"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?P<zone>\s*\(?(?:GMT|UTC|BST|CET|EST|EDT|PST|PDT|CST|CDT|local time))?"
    rf"|\b(?P<named>noon|midnight)\b|\bat (?P<spoken>{'|'.join(_HOURS)})\b(?=\s?[.,;)]|$|\so.clock|\son\s|\sin the\s)",
    re.IGNORECASE,
)
_CLOCK_CUE = re.compile(r"\b(?:at|around|about|by|until|till|from|since|before|after)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year as far as it is stated; None for what is not."""

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day."""

    text: str
    span: Span
    minutes: int
    """After midnight."""
    half_known: bool
    """False for ``4:10`` without a.m. or p.m., which may be either."""
    zone: str


def days(text: str, published: str | None = None) -> list[Day]:
    """The days stated in ``text``; weekdays, today and yesterday are resolved against ``published``, where it is given.

    A bare weekday is the last one up to the day of publication, as news use it.
    """
    if not _CLUES.search(text):
        return []
    found = [day for m in _DATE.finditer(text) if (day := _stated(m)) is not None]
    day_of_issue = _iso_day(published)
    for m in _WEEKDAY.finditer(text):
        if m.group()[0].isupper():
            weekday = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(m.group(1)[:3].lower()))
            found.append(_weekday(m, weekday, day_of_issue, text))
    if day_of_issue is not None:
        for m in _RELATIVE.finditer(text):
            shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[m.group().lower()]
            found.append(_exactly(m, day_of_issue + timedelta(days=shift)))
    return sorted(found, key=lambda day: day.span)


def times(text: str) -> Iterator[Time]:
    """The times of day stated in ``text``."""
    for m in _TIME.finditer(text):
        if m["named"]:
            yield Time(m.group(), m.span(), 0 if m["named"].lower() == "midnight" else 12 * 60, True, "")
            continue
        if m["spoken"]:
            yield Time(m.group(), m.span(), 60 * (_HOURS.index(m["spoken"].lower()) + 1), False, "")
            continue
        hour, half = int(m["hour"] or m["hour2"]), (m["half"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        written_24 = hour > 12 or (m["hour"] or "").startswith("0")
        if not (half or m["zone"] or written_24 or _CLOCK_CUE.search(text, max(0, m.start() - 8), m.start())):
            # Rather the clock of a match, or a ratio.
            continue
        zone = (m["zone"] or "").strip(" (").lower()
        yield Time(m.group(), m.span(), 60 * hour + int(m["minute"] or 0), bool(half) or written_24, zone)


def _stated(m: re.Match[str]) -> Day | None:
    if m["iso"]:
        return Day(m.group(), m.span(), *(int(part) for part in m["iso"].split("-")))
    named = m["month"] or m["month2"] or m["month3"]
    if named is None:
        return Day(m.group(), m.span(), year=int(m["year4"]))
    written = (m["day"] or m["day2"] or "").lower()
    if not named[0].isupper() or (not written and m["year3"] is None and _is_word(m, named)):
        return None
    number = _ORDINALS.index(written) + 1 if written in _ORDINALS else int(re.sub(r"\D", "", written) or 0)
    year = m["year"] or m["year2"] or m["year3"]
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(named[:3].lower()))
    return Day(m.group(), m.span(), int(year) if year else None, month, number or None)


def _is_word(m: re.Match[str], named: str) -> bool:
    """Whether a lone ``May`` or ``March`` is rather a verb or a name than a month."""
    if named.rstrip(".").lower() not in ("may", "march", "mar", "jan", "dec", "sun"):
        return False
    before = re.search(r"(\w+)\W+$", m.string[max(0, m.start() - 15) : m.start()])
    return before is None or before.group(1).lower() not in (
        "in", "since", "last", "next", "by", "until", "till", "of", "early", "late", "mid", "this", "from", "to", "and"
    )  # fmt: skip


def _weekday(m: re.Match[str], weekday: int, issued: date | None, text: str) -> Day:
    if issued is None:
        return Day(m.group(), m.span(), weekday=weekday)
    before = text[max(0, m.start() - 6) : m.start()].lower()
    ahead = before.endswith(("next ", "until "))
    back = (issued.weekday() - weekday) % 7
    return _exactly(m, issued + timedelta(days=7 - back if ahead else -back))


def _exactly(m: re.Match[str], day: date) -> Day:
    return Day(m.group(), m.span(), day.year, day.month, day.day, day.weekday())


def _iso_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
