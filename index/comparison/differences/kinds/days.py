"""Days and longer periods on which something is, compared by the events that they date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds.bound import Bound, BoundPair, bound, bound_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.events.period_conflicts import comparable_periods, near_miss, open_periods, periods_agree
from index.comparison.facts.events.period_reader import is_stamp, own_date, periods
from index.comparison.facts.events.periods import Period

_OPENING = 4
"""Sentences at the top of an article among which its date may be printed."""
_OPEN = 0.8
"""Likeness of events from which days are shown that cannot be compared without the date of an article."""
_CLOSE = {"day": 1.0, "week": 7.0, "month": 31.0, "season": 92.0, "year": 366.0, "decade": 3660.0}
"""Days by which two periods of that grain are near each other."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two days, months, years or decades of events that may be one, and that cannot both be right."""
    for found in bound_pairs(pair, _dated, comparable_periods, periods_agree):
        missing = open_periods(found.x.fact, found.y.fact)
        if missing and not (found.features["event: verb"] == 1 and found.likeness >= _OPEN):
            continue
        if found.x.fact.recent != found.y.fact.recent and not found.features["event: verb"]:
            # The day of the news, and a day of what led to it.
            continue
        features = found.features | _features(found)
        subject, reasons, doubts = found.x.event.subject, found.reasons, found.doubts
        yield Candidate("day", found.x.mark, found.y.mark, subject, features, reasons, doubts=doubts, missing=missing)


def _dated(reading: Reading) -> list[Bound[Period]]:
    issued = issue(reading)
    stated = [
        [] if is_stamp(sentence.text, reading.language) else periods(sentence.text, issued, reading.language)
        for sentence in reading.sentences
    ]
    return bound(reading, stated, lambda sentence, period: period.value)


def issue(reading: Reading) -> date | None:
    """The day of an article: its own, or else the one that is printed at its top."""
    if reading.article.day is not None:
        return reading.article.day
    for sentence in reading.sentences[:_OPENING]:
        if found := own_date(sentence.text, reading.language):
            try:
                return date(found.year or 0, found.month or 0, found.day or 0)
            except ValueError:
                return None
    return None


def _features(found: BoundPair[Period]) -> dict[str, float]:
    x, y = found.x.fact, found.y.fact
    apart = abs((x.first - y.first).days) if x.first and y.first else None
    return {
        "event: grains apart": float(x.grain != y.grain),
        "event: weekdays": float(x.weekday is not None and y.weekday is not None),
        "event: weekday one": float((x.weekday is None) != (y.weekday is None)),
        "event: years": float(x.grain == y.grain == "year"),
        "event: open": float(x.shift is not None or y.shift is not None),
        "event: near": float(apart is not None and apart <= _CLOSE[x.grain]),
        "event: near miss": float(near_miss(x, y)),
    }
