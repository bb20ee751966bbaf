"""Days, months, years and times of day as a text states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from index.comparison.facts.vocabulary import alternatives, ignoring_case, vocabulary
from index.comparison.facts.word_lists import DayWords
from index.model import Span
from index.text import fold

_YEAR = r"(?:1[89]|20)\d\d"
_OCLOCK = re.compile(r"\so.clock", re.IGNORECASE)
_ZONES = r"GMT|UTC|BST|CET|[ECMP][SD]?T\b|local time"


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
    about: bool
    """Whether the text says ``around``, so that it may be a little earlier or later."""
    half_known: bool
    """False for ``4:10`` without a.m. or p.m., which may be either."""
    zone: str

    @property
    def value(self) -> str:
        """The time written one way: ``16:10 GMT``; ``4:10`` if it may be before or after noon."""
        hour, minute = divmod(self.minutes, 60)
        clock = f"{hour:02}:{minute:02}" if self.half_known else f"{hour}:{minute:02}"
        return " ".join(part for part in ("about" if self.about else "", clock, self.zone.upper()) if part)


def days(text: str, published: date | None = None, language: str = "en") -> list[Day]:
    """The days stated in ``text``; weekdays, today and yesterday are resolved against ``published``, where it is given.

    A bare weekday is the last one up to the day of publication, as news use it.
    """
    reader = _reader(language)
    return sorted(reader.days(text, published), key=lambda day: day.span) if reader.may_date(text) else []


def times(text: str, language: str = "en") -> Iterator[Time]:
    """The times of day stated in ``text``."""
    return _reader(language).times(text)


@cache
def _reader(language: str) -> _Reader:
    return _Reader(vocabulary(language).days, vocabulary(language).figures.point_before_decimals)


class _Reader:
    """Reads days and times in one language."""

    def __init__(self, cues: DayWords, points: bool) -> None:
        self._cues = cues
        self._months = {fold(name): number for name, number in cues.months.items()}
        self._date = ignoring_case(_date_pattern(cues, points))
        weekdays = alternatives(cues.weekdays)
        self._weekday = ignoring_case(rf"\b(?P<name>{weekdays})(?:(?<=\.)|(?:{cues.weekday_ends})\b)")
        self._relative = ignoring_case(rf"\b(?<!-)(?:{alternatives(cues.relative)})\b(?!-)")
        self._not_relative = ignoring_case(rf"\b(?:{cues.not_relative})\s$")
        self._ahead = ignoring_case(rf"\b(?:{cues.ahead})\s$")
        self._ahead_after = ignoring_case(rf"\s(?:{cues.ahead_after})\b")
        self._time = ignoring_case(_time_pattern(cues, points))
        self._clock = ignoring_case(rf"\b(?:{cues.clock})\s$")
        between = r"(?:\so.clock)?(?:,?\s\w+day)?\s"
        self._morning = ignoring_case(rf"{between}(?:{cues.morning})\b")
        self._evening = ignoring_case(rf"{between}(?:{cues.evening})\b")
        self._about = ignoring_case(rf"\b(?:{cues.around})\s*$")
        # Names are sought as they are written in running text, since that is faster than in any case.
        self._clues = re.compile(_clues(cues))

    def may_date(self, text: str) -> bool:
        """Whether ``text`` may state a day; a quick test before the search for days."""
        return self._clues.search(text) is not None

    def days(self, text: str, issued: date | None) -> Iterator[Day]:
        """The days in ``text``, in no order; ``issued`` is the day of publication."""
        yield from (day for m in self._date.finditer(text) if (day := self._stated(m)) is not None)
        for m in self._weekday.finditer(text):
            if m.group()[0].isupper() or not self._cues.capitals:
                yield self._on_weekday(m, issued)
        if issued is not None:
            for m in self._relative.finditer(text):
                if not self._not_relative.search(text, max(0, m.start() - 16), m.start()):
                    yield _exactly(m, issued + timedelta(days=self._cues.relative[m.group().lower()]))

    def _stated(self, m: re.Match[str]) -> Day | None:
        found = m.groupdict()
        if found["iso"]:
            return Day(m.group(), m.span(), *(int(part) for part in found["iso"].split("-")))
        if found.get("dotted"):
            on, of, last = (int(part) for part in re.split(r"\D", found["dotted"]))
            return Day(m.group(), m.span(), last, of, on) if 1 <= of <= 12 else None
        named = found["month"] or found.get("month2") or found["month3"]
        if named is None:
            return Day(m.group(), m.span(), year=int(found["year4"]))
        written = (found["day"] or found.get("day2") or "").lower()
        year = found["year"] or found.get("year2") or found["year3"]
        if not written and found["year3"] is None and self._is_word(m, named):
            return None
        if self._cues.capitals and not named[0].isupper():
            return None
        spelled = self._cues.spelled
        number = spelled.index(written) + 1 if written in spelled else int(re.sub(r"\D", "", written) or 0)
        return Day(m.group(), m.span(), int(year) if year else None, self._months[fold(named)], number or None)

    def _is_word(self, m: re.Match[str], named: str) -> bool:
        """Whether a lone ``May`` or ``March`` is rather a verb or a name than a month."""
        if self._cues.capitals and fold(named) not in self._cues.doubtful:
            return False
        before = re.search(r"(\w+)\W+$", m.string[max(0, m.start() - 15) : m.start()])
        return before is None or fold(before.group(1)) not in self._cues.before_month

    def _on_weekday(self, m: re.Match[str], issued: date | None) -> Day:
        weekday = self._cues.weekdays[m["name"].lower()]
        if issued is None:
            return Day(m.group(), m.span(), weekday=weekday)
        text = m.string
        ahead = self._ahead.search(text, max(0, m.start() - 16), m.start()) or self._ahead_after.match(text, m.end())
        back = (issued.weekday() - weekday) % 7
        return _exactly(m, issued + timedelta(days=7 - back if ahead else -back))

    def times(self, text: str) -> Iterator[Time]:
        """The times of day in ``text``."""
        for m in self._time.finditer(text):
            about = self._about.search(text, max(0, m.start() - 24), m.start()) is not None
            if m["noon"] or m["midnight"]:
                yield Time(m.group(), m.span(), 0 if m["midnight"] else 12 * 60, about, True, "")
            elif spoken := m["spoken"] or m["spoken2"]:
                hour = self._cues.hours.index(spoken.lower()) + 1
                yield self._in_half(text, Time(m.group(), m.span(), 60 * hour, about, False, ""))
            elif (time := self._on_clock(m, about)) is not None:
                yield time if time.half_known else self._in_half(text, time)

    def _in_half(self, text: str, time: Time) -> Time:
        """``five o'clock in the evening`` is 17:00."""
        after = time.span[1]
        if self._morning.match(text, after):
            return replace(time, half_known=True)
        if self._evening.match(text, after):
            return replace(time, minutes=time.minutes % (12 * 60) + 12 * 60, half_known=True)
        return time

    def _on_clock(self, m: re.Match[str], about: bool) -> Time | None:
        found = m.groupdict()
        hour = int(found["hour"] or found["hour2"] or found.get("sure") or found.get("cued") or 0)
        half = (m["half"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        by_24 = hour > 12 or bool(found.get("sure") or found.get("cued")) or (m["hour"] or "").startswith("0")
        cued = self._clock.search(m.string, max(0, m.start() - 16), m.start())
        oclock = _OCLOCK.match(m.string, m.end())
        if not (half or m["zone"] or (by_24 and not found.get("cued")) or cued or oclock):
            # Rather the clock of a match, or a ratio.
            return None
        zone = (m["zone"] or "").strip(" (").lower()
        minutes = int(next((digits for at, digits in found.items() if at.startswith("minute") and digits), "0"))
        return Time(m.group(), m.span(), 60 * hour + minutes, about, bool(half) or by_24, zone)


def _date_pattern(cues: DayWords, points: bool) -> str:
    short = [name for name in cues.months if fold(name) not in cues.names]
    month = rf"(?:(?:{alternatives({*cues.months} - {*short})})\b|(?:{alternatives(short)})\b\.?)"
    spelled = "".join(f"|{word}" for word in cues.spelled)
    day = rf"(?:\d{{1,2}}{cues.day_ends}{spelled})"
    long_ago = "|".join(rf"(?<=\b{word} )" for word in cues.years)
    old = rf"|(?:{long_ago})1[0-7]\d\d" if cues.years else ""
    month_first = (
        rf"|(?P<month2>{month})\s+(?P<day2>\d{{1,2}}){cues.day_ends}\b(?![:\d]|,\d|\.\d|\s*percent|%)"
        rf"(?:,?\s+(?P<year2>{_YEAR})\b)?"
    )
    dotted = r"|(?P<dotted>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)(?![\w.,]\d)"
    return (
        rf"(?<![\w.,/$£€])(?<!(?<!mid)-)(?:(?<!-)(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d){'' if points else dotted}"
        rf"|(?P<day>{day}){cues.between}(?P<month>{month})(?:,?\s+{cues.before_year}(?P<year>{_YEAR})\b)?"
        rf"{month_first if cues.month_first else ''}"
        rf"|(?P<month3>{month})(?:,?\s+(?:of\s+)?{cues.before_year}(?P<year3>{_YEAR})\b)?"
        rf"|(?P<year4>{_YEAR}{old})(?![\w%]|[.,]\d|-\w)"
        r")"
    )


def _time_pattern(cues: DayWords, points: bool) -> str:
    hour, minute = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
    # 14.30 Uhr and 14 h 30, and what needs a word before it: om 14.30, om 14 uur.
    others = (
        rf"(?P<sure>{hour})(?:(?:[.:](?P<minute3>{minute}))?\s?(?:{cues.oclock})\b|\s?h\s?(?P<minute4>{minute}))"
        rf"|(?P<cued>{hour})(?:\.(?P<minute5>{minute})|\s?(?:{cues.hour})\b)|"
    )
    return (
        rf"(?<![\d:.,$£€-])(?:{'' if points else others}"
        rf"(?P<hour>{hour})(?::\s?|\.(?=\d\d\s*[ap]\.?m))(?P<minute>{minute})(?::[0-5]\d)?"
        r"|(?P<hour2>1[0-2]|[1-9])(?=\s*[ap]\.?\s?m\b|\so.clock))(?![\d:])"
        rf"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?P<zone>\s*\(?(?:{_ZONES}))?"
        rf"|\b(?:(?P<noon>{cues.noon})|(?P<midnight>{cues.midnight}))\b"
        rf"|\bat (?P<spoken>{alternatives(cues.hours)})\b(?=\s?[.,;)]|$|\son\s|\sin the\s)"
        rf"|\b(?P<spoken2>{alternatives(cues.hours)})(?=\so.clock)"
    )


def _clues(cues: DayWords) -> str:
    # Beginnings of names, as they are written in running text and in capitals.
    names = {name[:3].capitalize() if cues.capitals else name for name in (*cues.months, *cues.weekdays)}
    names |= {name.capitalize() for name in names}
    every = {*names, *(name.upper() for name in names), *cues.relative, *(word.capitalize() for word in cues.relative)}
    return rf"\d|{alternatives(every)}"


def _exactly(m: re.Match[str], day: date) -> Day:
    return Day(m.group(), m.span(), day.year, day.month, day.day, day.weekday())
