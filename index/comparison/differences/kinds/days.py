"""Days and longer periods on which something is, compared by the events that they date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds.bound import Bound, BoundPair, bound, bound_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.events.kinds import event_kinds
from index.comparison.facts.events.period_conflicts import comparable_periods, near_miss, open_periods, periods_agree
from index.comparison.facts.events.period_reader import is_stamp, own_date, periods
from index.comparison.facts.events.periods import Period
from index.comparison.facts.figure_conflicts import figures_agree, same_measure
from index.comparison.facts.names import parts, same_name

_OPENING = 4
"""Sentences at the top of an article among which its date may be printed."""
_OPEN = 0.8
"""Likeness of events from which days are shown that cannot be compared without the date of an article."""
_LIKE_SENTENCES = 0.15
"""Likeness of two sentences from which the days on which one person says something in them are shown as open."""
_ONE_STATEMENT = 0.5
"""Likeness of two sentences from which what somebody says in them on two days may be one statement."""
_IN_TURN = "each may say it on the day of its article"
_OLDEST_NEWS = 1
"""Days before an article on which somebody says what it reports as news."""
_CLOSE = {"day": 1.0, "week": 7.0, "month": 31.0, "season": 92.0, "year": 366.0, "decade": 3660.0}
"""Days by which two periods of that grain are near each other."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two days, months, years or decades of events that may be one, and that cannot both be right."""
    for found in bound_pairs(pair, _dated, comparable_periods, periods_agree):
        missing = open_periods(found.x.fact, found.y.fact)
        if missing and not (_is_one_event(found) or _said_by_one(pair, found)):
            continue
        if found.x.fact.recent != found.y.fact.recent and not found.features["event: verb"]:
            # The day of the news, and a day of what led to it.
            continue
        in_turn = _reported_in_turn(pair, found)
        of_a_report = found.features["event: reports one"] and not missing
        if of_a_report or (in_turn and not _says_the_same(pair, found)):
            # The day of an event and the day of a report on it; or two reports, each of the day of its article. Of days
            # that may be one, one body says both, and nothing is claimed.
            continue
        features = found.features | _features(found)
        subject, reasons = found.x.event.subject, found.reasons
        doubts = (*found.doubts, _IN_TURN) if in_turn else found.doubts
        yield Candidate("day", found.x.mark, found.y.mark, subject, features, reasons, doubts=doubts, missing=missing)


def _reported_in_turn(pair: Pair, found: BoundPair[Period]) -> bool:
    """Whether somebody says something on the day of one article, and something on the day of the other."""
    if not found.features["event: reports"]:
        return False
    issued, also = issue(pair.left), issue(pair.right)
    if issued is None or also is None or issued == also:
        return False
    return _is_news(found.x.fact, issued) and _is_news(found.y.fact, also)


def _says_the_same(pair: Pair, found: BoundPair[Period]) -> bool:
    """Whether two reports are of one statement: a toll that has another figure every day is given every day."""
    if found.features["event: sentences"] < _ONE_STATEMENT:
        return False
    left, right = (side.statement(one.mark.sentence) for side, one in ((pair.left, found.x), (pair.right, found.y)))
    return not any(
        not any(figures_agree(x, y) for y in others)
        for x in left.figures
        if (others := [y for y in right.figures if same_measure(x, y)])
    )


def _is_news(period: Period, issued: date) -> bool:
    """Whether it is the day of an article or the one before."""
    return period.grain == "day" and period.first is not None and 0 <= (issued - period.first).days <= _OLDEST_NEWS


def _is_one_event(found: BoundPair[Period]) -> bool:
    return found.features["event: verb"] == 1 and found.likeness >= _OPEN


def _said_by_one(pair: Pair, found: BoundPair[Period]) -> bool:
    """Whether one person, named in full, says something of one kind of event in two sentences that are alike."""
    if found.features["event: sentences"] < _LIKE_SENTENCES:
        return False
    left, right = (side.statement(one.mark.sentence) for side, one in ((pair.left, found.x), (pair.right, found.y)))
    kinds, others = event_kinds(left.words, left.language), event_kinds(right.words, right.language)
    if kinds.keys().isdisjoint(others):
        return False
    mine, theirs = _who_says(pair.left, found.x.mark.sentence), _who_says(pair.right, found.y.mark.sentence)
    return any(same_name(one, other) for one in mine for other in theirs)


def _who_says(reading: Reading, sentence: int) -> list[str]:
    """The people with given name and surname who say something in a sentence."""
    said = reading.speakers.named(sentence)
    names = [name.text for name in reading.statement(sentence).names if len(parts(name.text)) > 1]
    return [name for name in names if any(who.endswith(name) for who in said)]


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
