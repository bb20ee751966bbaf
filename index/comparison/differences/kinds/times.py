"""Times of day, and times of a match, compared by the events that they time."""

from __future__ import annotations

from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds.bound import Bound, bound, bound_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.day_conflicts import comparable_times, times_agree
from index.comparison.facts.days import Time
from index.comparison.facts.events.match_times import MatchTime, comparable_match_times, match_times, match_times_agree
from index.comparison.facts.events.period_reader import is_stamp

_MISS = 5
"""Seconds by which two readings of one clock may differ."""
_NEAR = 60
"""Minutes of a day, and seconds of a match, by which two times are near each other."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two times of events that may be one, and that cannot both be right."""
    for found in bound_pairs(pair, _timed, comparable_times, times_agree):
        near = float(abs(found.x.fact.minutes - found.y.fact.minutes) <= _NEAR)
        features, subject = {**found.features, "event: near": near}, found.x.event.subject
        yield Candidate("time", found.x.mark, found.y.mark, subject, features, found.reasons, doubts=found.doubts)
    for match in bound_pairs(pair, _clocked, comparable_match_times, match_times_agree):
        x, y = match.x.fact, match.y.fact
        near = float(abs(x.low - y.low) <= _NEAR and abs(x.minute - y.minute) <= 1 and x.clock == y.clock)
        miss = _near_miss(x, y)
        features = {**match.features, "event: near": near, "event: near miss": float(miss)}
        # Two events seldom have nearly one time, so that the words around it need not be alike.
        doubts = () if miss else match.doubts
        yield Candidate(
            "time", match.x.mark, match.y.mark, match.x.event.subject, features, match.reasons, doubts=doubts
        )


def _timed(reading: Reading) -> list[Bound[Time]]:
    stated = [
        () if is_stamp(sentence.text, reading.language) else reading.statement(sentence.number).times
        for sentence in reading.sentences
    ]
    return bound(reading, stated, lambda _, time: time.value)


def _clocked(reading: Reading) -> list[Bound[MatchTime]]:
    stated = [match_times(sentence.text, reading.language) for sentence in reading.sentences]
    return bound(reading, stated, lambda _, time: time.value)


def _near_miss(x: MatchTime, y: MatchTime) -> bool:
    """Whether two clocks are nearly at one time."""
    return x.clock and y.clock and not x.minute and abs(x.low - y.low) <= _MISS
