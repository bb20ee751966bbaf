"""Reads when things are: dates, weekdays, ``last month``, ``in the fall``, ``early 1990s``, ``three years ago``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from index.comparison.facts.days import Day, days, times
from index.comparison.facts.events.periods import Grain, Period, bounds, narrowed, of_day, shifted
from index.comparison.facts.events.vocabulary import event_words
from index.comparison.facts.vocabulary import NOTHING, alternatives, ignoring_case, vocabulary
from index.model import Span

_GAP = 24
"""Characters before or after a period that may hold what narrows it."""

_LONGEST_AGO = 150
"""Units of time that an article counts back from its day; larger numbers are of other eras, or no count of units."""
_LONGEST_STAMP = 120
"""Characters of the longest line that is only a date."""
_ZONED = re.compile(r"\b(?:GMT|UTC)\s$")
"""Before the day of a time that is given again in another zone: ``(0241 GMT Friday)``."""
_GENITIVE = re.compile(r"['\u2019]s\b")
_DATELINE = re.compile(r"\W*(?:[^\W\d_a-z]+(?:[\s-][^\W\d_a-z]+){0,3}[\s,(]+|[^\W\d_a-z][^\d.!?\n]{1,50}?,\s)")
"""The place of a dateline: in capitals, or with a comma after it."""
_AFTER_DATELINE = re.compile(r",?\s*(?:(?:19|20)\d\d)?\W?\s*(?:\([^\W\d_a-z][\w /.-]{1,24}\)|[\u2013\u2014:-])")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days of a unit, about."""
_GRAINS: Mapping[str, Grain] = {"day": "day", "week": "week", "month": "month", "year": "year"}


def periods(text: str, issued: date | None = None, language: str = "en") -> list[Period]:
    """When things are, as one passage states it, in order; relative ones are resolved if ``issued`` is given."""
    return _reader(language).periods(text, issued)


def own_date(text: str, language: str = "en") -> Day | None:
    """The date of an article in ``text``: it is alone there, as in a line ``Posted: May 3, 2019``, or in a dateline.

    A dateline has a place, a date, and a dash, a colon or an agency in brackets.
    """
    return _reader(language).own_date(text)


@lru_cache(maxsize=4096)
def is_stamp(text: str, language: str = "en") -> bool:
    """Whether ``text`` is only the date or the time at which an article was published: ``Updated 5:40 p.m. ET``."""
    return _reader(language).is_stamp(text)


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language)


class _Reader:
    def __init__(self, language: str) -> None:
        known = vocabulary(language)
        words, cues = event_words(language).periods, known.days
        self._language, self._numbers = language, known.figures.numbers
        self._units = {name.lower(): unit for name, unit in words.units.items()}
        self._seasons = {name.lower(): months for name, months in words.seasons.items()}
        self._shifted = [(ignoring_case(rf"\b(?:{pattern})\b"), meant) for pattern, meant in words.shifted.items()]
        self._that_day = [(ignoring_case(rf"\b(?:{pattern})\b"), shift) for pattern, shift in words.that_day.items()]
        # Most sentences have none of them, and one search is faster than one for each.
        self._any = ignoring_case(rf"\b(?:{'|'.join((NOTHING, *words.shifted, *words.that_day))})")
        self._season = ignoring_case(
            rf"\b(?P<season>{alternatives(words.seasons)})\b(?:\s(?:of\s)?(?P<year>(?:1[89]|20)\d\d)\b|(?!\sof\b))"
        )
        self._before_season = (
            ignoring_case(rf"\b(?:{words.before_season})\s?$") if words.before_season else re.compile("")
        )
        self._decade = ignoring_case(
            rf"(?<![\w$£€.,])(?P<year>(?:1[5-9]|20)\d0)(?:{words.decade})(?!\w)"
            rf"|\b(?:nineteen[\s-]|(?<=\bthe\s)|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid-))(?P<spelled>{alternatives(words.decades)})\b"
        )
        self._tens = words.decades
        number = rf"\d{{1,3}}|an?|{alternatives(self._numbers)}"
        count = rf"(?P<number>{number})\s(?P<unit>{alternatives(words.units)})"
        self._ago = ignoring_case(rf"\b(?:{count}(?:{words.ago})|{words.before_ago}{count.replace('?P<', '?P<b')})\b")
        # Most texts do not count back from their day.
        self._ago_word = ignoring_case(rf"(?:{words.ago})|(?:{words.before_ago})")
        self._quarter = ignoring_case(rf"\b(?:{words.quarter}){words.of_quarter}(?P<year>(?:1[89]|20)\d\d)\b")
        self._relative = ignoring_case(rf"\b(?<!-)(?:{alternatives(cues.relative)})\b(?!-)")
        self._days_from = cues.relative
        self._start = ignoring_case(rf"\b(?:{words.start})\s$")
        self._end = ignoring_case(rf"\b(?:{words.end})\s$")
        self._every = ignoring_case(rf"\b(?:{words.every})(?:\s\w+)?\s$")
        self._thirds = [ignoring_case(rf"\b(?:{part})[\s-]$") for part in (words.early, words.mid, words.late)]
        self._last, self._next = (ignoring_case(rf"\b(?:{word})\s$") for word in (words.last, words.next))
        self._last_after, self._next_after = (ignoring_case(rf"\s(?:{word})\b") for word in (words.last, words.next))
        names = alternatives({*cues.weekdays, *(name[:3] for name in cues.weekdays)})
        self._own = ignoring_case(rf"(?:\W|\d|\b(?:{words.own}|{names})\b)*")

    def periods(self, text: str, issued: date | None) -> list[Period]:
        found = [self._certain(of_day(day)) for day in days(text, issued, self._language)]
        found += self._others(text, issued)
        found.sort(key=lambda period: (period.span[0], -period.span[1]))
        joined: list[Period] = []
        for period in found:
            last = joined[-1] if joined else None
            if last is not None and last.months and period.grain == "year" and _adjoin(text, last.span, period.span):
                joined[-1] = _in_year(last, period, text)
            elif last is not None and _is_weekday_of(last, period) and _adjoin(text, last.span, period.span):
                start, end = last.span[0], period.span[1]
                joined[-1] = replace(period, text=text[start:end], span=(start, end))
            elif last is None or period.span[0] >= last.span[1]:
                joined.append(period)
        return [
            self._modified(text, self._bare(text, period, issued)) for period in joined if self._counts(text, period)
        ]

    def _certain(self, period: Period) -> Period:
        """A day such as yesterday may not be a week off, as a bare weekday may."""
        return replace(period, weekday=None) if self._relative.fullmatch(period.text) else period

    def _counts(self, text: str, period: Period) -> bool:
        """Not the date of the report; not today's readers; and no day that is given again for another time zone."""
        start, end = period.span
        if _is_of_dateline(text, period.span):
            return False
        if self._relative.match(period.text) and _GENITIVE.match(text, end):
            return False
        return _ZONED.search(text, max(0, start - _GAP), start) is None

    def _bare(self, text: str, period: Period, issued: date | None) -> Period:
        """Resolves ``last April``, ``next spring`` and the like."""
        if issued is None or not period.months or period.day is not None:
            return period
        start, end = period.span
        month = period.months[0]
        if self._last.search(text, max(0, start - _GAP), start) or self._last_after.match(text, end):
            year = issued.year if month < issued.month else issued.year - 1
        elif self._next.search(text, max(0, start - _GAP), start) or self._next_after.match(text, end):
            year = issued.year if month > issued.month else issued.year + 1
        else:
            return period
        first, last = _season(year, period.months)
        return replace(period, first=first, last=last, months=())

    def _others(self, text: str, issued: date | None) -> Iterator[Period]:
        if issued is None:
            for m in self._relative.finditer(text):
                yield Period(m.group(), m.span(), "day", recent=True, shift=self._days_from[m.group().lower()])
        if self._any.search(text):
            for pattern, (count, unit) in self._shifted:
                yield from (_from(m, issued, count, unit) for m in pattern.finditer(text))
            for pattern, shift in self._that_day:
                for m in pattern.finditer(text):
                    yield Period(m.group(), m.span(), "day", shift=shift, anaphoric=True)
        for m in self._ago.finditer(text) if self._ago_word.search(text) else ():
            written = (m["number"] or m["bnumber"]).lower()
            number = int(written) if written.isdigit() else int(self._numbers.get(written, 1))
            unit = self._units.get((m["unit"] or m["bunit"]).lower(), "day")
            if number <= _LONGEST_AGO:
                yield _from(m, issued, -number, unit)
        yield from self._seasons_and_decades(text)

    def _seasons_and_decades(self, text: str) -> Iterator[Period]:
        for m in self._season.finditer(text):
            months = tuple(self._seasons[m["season"].lower()])
            if m["year"]:
                year = int(m["year"])
                yield Period(m.group(), m.span(), "season", *_season(year, months))
            elif self._before_season.search(text, 0, m.start()):
                yield Period(m.group(), m.span(), "season", months=months)
        for m in self._decade.finditer(text):
            year = int(m["year"]) if m["year"] else 1900 + self._tens[m["spelled"].lower()]
            yield Period(m.group(), m.span(), "decade", date(year, 1, 1), date(year + 9, 12, 31))
        for m in self._quarter.finditer(text):
            first = 3 * next(n for n, name in enumerate(("first", "second", "third", "fourth")) if m[name]) + 1
            yield Period(m.group(), m.span(), "season", *_season(int(m["year"]), (first, first + 2)))

    def _modified(self, text: str, period: Period) -> Period:
        start, end = period.span
        before = text[max(0, start - _GAP) : start]
        if self._every.search(before):
            return replace(period, recurs=True)
        if self._start.search(before):
            period = replace(period, end="start")
        elif self._end.search(before):
            period = replace(period, end="end")
        for third, pattern in enumerate(self._thirds):
            if (m := pattern.search(before)) and period.grain in {"month", "year", "decade"}:
                begun = start - len(before) + m.start()
                return replace(narrowed(period, third), span=(begun, end), text=text[begun:end])
        return period

    def own_date(self, text: str) -> Day | None:
        dated = [day for day in days(text, None, self._language) if day.month and day.day]
        if len(dated) == 1 and self.is_stamp(text):
            return dated[0]
        for day in dated[:2]:
            if _is_of_dateline(text, day.span):
                return day
        return None

    def is_stamp(self, text: str) -> bool:
        if len(text) > _LONGEST_STAMP or not any(map(str.isdigit, text)):
            return False
        stated = [day.span for day in days(text, None, self._language)]
        stated += [time.span for time in times(text, self._language)]
        if not stated:
            return False
        kept = text
        for start, end in stated:
            kept = f"{kept[:start]}{' ' * (end - start)}{kept[end:]}"
        return self._own.fullmatch(kept) is not None


def _is_of_dateline(text: str, span: Span) -> bool:
    return _DATELINE.fullmatch(text[: span[0]]) is not None and _AFTER_DATELINE.match(text, span[1]) is not None


def _from(m: re.Match[str], issued: date | None, count: int, unit: str) -> Period:
    if issued is None:
        return Period(m.group(), m.span(), "day" if unit == "day" else _GRAINS[unit], shift=count * _DAYS[unit])
    if unit == "week" and count < -1:
        # Two weeks ago is not the week before the last one: it is about a fortnight.
        around = issued + timedelta(weeks=count)
        return Period(m.group(), m.span(), "week", around - timedelta(days=3), around + timedelta(days=3))
    grain, first, last = shifted(issued, count, unit)
    return Period(m.group(), m.span(), grain, first, last)


def _season(year: int, months: Sequence[int]) -> tuple[date, date]:
    """From the first day of the first month to the last of the last, which may be of the next year."""
    return bounds(year, months[0])[0], bounds(year + (months[-1] < months[0]), months[-1])[1]


def _adjoin(text: str, one: Span, other: Span) -> bool:
    return re.fullmatch(r",?\s(?:\w{2,3}\s)?", text[one[1] : other[0]]) is not None


def _is_weekday_of(weekday: Period, other: Period) -> bool:
    """Whether they may be ``Tuesday`` and ``March 12``."""
    return weekday.weekday is not None and other.grain == "day" and not other.recent and other.shift is None


def _in_year(month: Period, year: Period, text: str) -> Period:
    """``April last year``."""
    start, end = month.span[0], year.span[1]
    joined = replace(month, text=text[start:end], span=(start, end))
    if year.first is None:
        return joined
    if month.day is not None:
        return replace(
            of_day(Day(joined.text, joined.span, year.first.year, month.months[0], month.day)), text=joined.text
        )
    first, last = _season(year.first.year, month.months)
    return replace(joined, first=first, last=last, months=())
