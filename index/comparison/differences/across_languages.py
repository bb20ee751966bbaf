"""The facts on which two articles in different languages differ: counts of people, days and times of day.

Words cannot be compared, so that little tells whether two values are of one thing: their class, and the names and
figures that the sentences share. Hence nothing is claimed but that the values differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.comparison.differences.candidates import Mark
from index.comparison.differences.kinds.days import issue
from index.comparison.differences.kinds.figures import agree, written
from index.comparison.differences.kinds.stated import Stated
from index.comparison.differences.pairwise import stated_value
from index.comparison.differences.reading import Reading
from index.comparison.differences.shared_classes import Count, counts
from index.comparison.facts.day_conflicts import comparable_times, times_agree
from index.comparison.facts.days import Time
from index.comparison.facts.events.clauses import Surroundings, event, is_kind
from index.comparison.facts.events.period_conflicts import comparable_periods, periods_agree
from index.comparison.facts.events.period_reader import is_stamp, periods
from index.comparison.facts.events.periods import Period
from index.comparison.facts.scope import counts_a_part, of_the_past
from index.comparison.links.languages import tells_enough
from index.comparison.links.link_finder import spellings
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.links.similarity import Terms
from index.model import Claim, Difference, DifferenceKind, Span

_BESIDE_NAMES, _AT_THE_TOP = 0.35, 0.2
"""Scores of values in sentences that share a name, and of those at the top of articles that share names."""
_TOP = 4
"""Sentences, headline and deck included, that are the top of an article."""
_NAMES = 2
"""Words of names that two articles share at least if values at their tops are to be compared."""
_HOUR = 60
"""Minutes of a time zone: times that are whole hours apart may be one time in two zones."""
_ZONES = "the time zones"
Fact = TypeVar("Fact", bound=Stated)


def differences_across(
    left: Reading, right: Reading, check: Callable[[], None] = lambda: None
) -> tuple[Difference, ...]:
    """The facts on which two articles in different languages differ, the likeliest first."""
    sides = _Sides(left, right)
    found: list[Difference] = []
    for kind in (_of_counts, _of_days, _of_times):
        check()
        found += kind(sides)
    return tuple(sorted(found, key=lambda each: (-each.score, each.left.place, each.right.place)))


class _Sides:
    """Two readings, and what their sentences share."""

    def __init__(self, left: Reading, right: Reading) -> None:
        self.left, self.right = left, right
        one, other = left.kept(_prepared), right.kept(_prepared)
        same = spellings(one, other)
        self._mine = _by_sentence(left, [each.renamed(same) for each in one.named_terms(other)])
        self._theirs = _by_sentence(right, [each.renamed(same) for each in other.named_terms(one)])
        every_name = (frozenset[str]().union(*(each.names for each in side)) for side in (self._mine, self._theirs))
        self._names = frozenset.intersection(*every_name)

    def linked(self, i: int, j: int) -> bool:
        """Whether two sentences share enough to be linked."""
        return tells_enough(self._mine[i], self._theirs[j])

    def score(self, i: int, j: int) -> float:
        """How much speaks for one thing of two values of one class; 0 for too little."""
        if self._mine[i].names & self._theirs[j].names:
            return _BESIDE_NAMES
        return _AT_THE_TOP if max(i, j) < _TOP and len(self._names) >= _NAMES else 0.0


def _prepared(reading: Reading) -> PreparedArticle:
    return PreparedArticle(reading.article, reading.language)


def _by_sentence(reading: Reading, terms: Sequence[Terms]) -> Sequence[Terms]:
    """The terms of the sentences of a reading; headline and deck, whose capitals tell no names, have none."""
    heads = len(reading.sentences) - len(terms)
    return [*[Terms((), frozenset(), frozenset())] * heads, *terms]


# --- Counts -----------------------------------------------------------------------------------------------------------


def _of_counts(sides: _Sides) -> Iterator[Difference]:
    """One difference for each class of which no value of the one article agrees with any of the other."""
    mine, theirs = sides.left.kept(_counted), sides.right.kept(_counted)
    for what in mine.keys() & theirs.keys():
        pairs = [(x, y) for x in mine[what] for y in theirs[what]]
        if any(agree(x.measured, y.measured) for (_, x), (_, y) in pairs):
            continue
        (i, x), (j, y) = max(pairs, key=lambda pair: (sides.score(pair[0][0], pair[1][0]), -pair[0][0] - pair[1][0]))
        if score := sides.score(i, j):
            marks = _mark(i, x.measured, written(x.measured)), _mark(j, y.measured, written(y.measured))
            yield _difference(sides, "figure", marks, x.subject, score, f"both of {x.subject}")


def _counted(reading: Reading) -> dict[tuple[str, str], list[tuple[int, Count]]]:
    """What is counted, by class, with the number of the sentence; not parts, nor what is of years gone by."""
    published = reading.article.day
    found: defaultdict[tuple[str, str], list[tuple[int, Count]]] = defaultdict(list)
    for sentence in reading.sentences:
        statement = reading.statement(sentence.number)
        if counts_a_part(statement) or of_the_past(statement, published.year if published else None):
            continue
        for each in counts(statement):
            found[each.who, each.fate].append((sentence.number, each))
    return found


# --- Days and times ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Dated:
    """The only day of a sentence, with the kind of event that it is of."""

    period: Period
    verb: str
    """Empty where the verb is of no common kind."""


def _of_days(sides: _Sides) -> Iterator[Difference]:
    mine, theirs = sides.left.kept(_dated), sides.right.kept(_dated)
    for i, x in mine.items():
        for j, y in theirs.items():
            if not sides.linked(i, j) or (x.verb and y.verb and x.verb != y.verb):
                continue
            if comparable_periods(x.period, y.period) and not _settled(x.period, y.period, mine, theirs):
                marks = _mark(i, x.period, x.period.value), _mark(j, y.period, y.period.value)
                yield _difference(sides, "day", marks, "", _BESIDE_NAMES, "the sentences share names or figures")


def _settled(x: Period, y: Period, mine: dict[int, _Dated], theirs: dict[int, _Dated]) -> bool:
    """Whether both agree, or an article has the day of the other too."""
    others = [(x, each.period) for each in theirs.values()] + [(each.period, y) for each in mine.values()]
    return any(comparable_periods(*pair) and periods_agree(*pair) for pair in others)


def _dated(reading: Reading) -> dict[int, _Dated]:
    """By the number of the sentence its day, if it has one alone that is known and the day of what happened."""
    issued, found = issue(reading), {}
    for sentence in reading.sentences:
        if is_stamp(sentence.text, reading.language):
            continue
        stated = periods(sentence.text, issued, reading.language)
        if len(stated) != 1 or stated[0].first is None or stated[0].grain != "day" or stated[0].recurs:
            continue
        of = event(Surroundings(reading.statement(sentence.number)), stated[0].span)
        if not (of.reports or of.planned or of.quoted):
            found[sentence.number] = _Dated(stated[0], of.verb if is_kind(of.verb, reading.language) else "")
    return found


def _of_times(sides: _Sides) -> Iterator[Difference]:
    mine, theirs = sides.left.kept(_timed), sides.right.kept(_timed)
    for i, x in mine.items():
        for j, y in theirs.items():
            if not sides.linked(i, j) or not comparable_times(x, y):
                continue
            if any(times_agree(x, each) for each in theirs.values()) or any(
                times_agree(each, y) for each in mine.values()
            ):
                continue
            missing = _ZONES if (x.minutes - y.minutes) % _HOUR == 0 else ""
            marks = _mark(i, x, x.value), _mark(j, y, y.value)
            yield _difference(
                sides, "time", marks, "", _BESIDE_NAMES, "the sentences share names or figures", missing=missing
            )


def _timed(reading: Reading) -> dict[int, Time]:
    """By the number of the sentence its time of day, if it has one alone."""
    found = {}
    for sentence in reading.sentences:
        stated = reading.statement(sentence.number).times
        if len(stated) == 1 and stated[0].half_known and not is_stamp(sentence.text, reading.language):
            found[sentence.number] = stated[0]
    return found


# --- One difference ---------------------------------------------------------------------------------------------------


def _mark(sentence: int, fact: Fact, value: str) -> Mark:
    span: Span = fact.span
    return Mark(sentence, span, value)


def _difference(
    sides: _Sides,
    kind: DifferenceKind,
    marks: tuple[Mark, Mark],
    subject: str,
    score: float,
    reason: str,
    *,
    missing: str = "",
) -> Difference:
    claim: Claim = "open" if missing else "differs"
    left, right = stated_value(sides.left, marks[0]), stated_value(sides.right, marks[1])
    return Difference(kind, claim, subject, left, right, score, (reason, "in two languages"), missing=missing)
