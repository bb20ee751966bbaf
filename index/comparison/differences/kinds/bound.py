"""What days, times and places have in common: values that are bound to an event, compared by that event.

Two values are of one thing where the events that they belong to are alike; the likeness of the sentences counts too,
but half of what differs is in sentences that have little else in common.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Mark
from index.comparison.differences.kinds.stated import MOST_PAIRS, Fact, among
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading, Sentence
from index.comparison.facts.events.clauses import Event, Surroundings, event, is_kind, named
from index.text import fold

_HEAVIEST = 6.5
"""Highest weight of a word, so that one very rare name does not outweigh the rest."""
_OF_VERB = 5.0
"""Weight of the verb, whatever it is: it tells most of an event."""
_OF_REPORT = 1.0
"""Weight of a verb that only says that somebody says something."""
_OF_NAME = 3.0
"""Lowest weight of a name."""
_ENOUGH = 8.0
"""Shared weight at which the words of two events count for 63 %."""
_ONE_EVENT = 0.7
"""Likeness from which two events are one, even if other people were named in the sentences before them."""


@dataclass(frozen=True, slots=True)
class Bound(Generic[Fact]):
    """A value, where it is stated, and its event."""

    mark: Mark
    fact: Fact
    event: Event


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An event with the weights of its words."""

    event: Event
    words: Mapping[str, float]
    """The weights of its words, names and verb."""
    total: float
    """Their sum."""
    named: frozenset[str]
    """The names in its clause and nearby."""
    is_kind: bool
    """Whether its verb is the name of a common kind of event."""


@dataclass(frozen=True, slots=True)
class _WeighedEvents(Generic[Fact]):
    """Weighs the events of the values of an article."""

    read: Callable[[Reading], Sequence[Bound[Fact]]]
    weights: TermWeights

    def __call__(self, reading: Reading) -> list[_Weighed]:
        found = []
        for each in reading.kept(self.read):
            event, weighed = each.event, _weighted(self.weights, each.event)
            kind = is_kind(event.verb, reading.language)
            found.append(_Weighed(event, weighed, sum(weighed.values()), event.names | event.context, kind))
        return found


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike two events are."""

    of_all: float
    """0 to 1."""
    shared: float
    """The weight that they share."""


@dataclass(frozen=True, slots=True)
class BoundPair(Generic[Fact]):
    """Two comparable values that do not agree, of events that may be one."""

    x: Bound[Fact]
    y: Bound[Fact]
    likeness: float
    """Of their events, 0 to 1."""
    features: dict[str, float]
    reasons: tuple[str, ...]
    """What speaks for one event, for a reader."""
    doubts: tuple[str, ...]
    """What speaks against it."""


def bound(
    reading: Reading,
    stated: Sequence[Sequence[Fact]],
    value: Callable[[Sentence, Fact], str],
    *,
    of_event: bool = False,
) -> list[Bound[Fact]]:
    """The values of each sentence with their events; ``value`` writes a value one way.

    ``of_event`` says that the other values of a sentence tell something of an event: places do, days do not.
    """
    known, named_in = reading.kept(_names), reading.kept(_named)
    found: list[Bound[Fact]] = []
    carried: frozenset[str] = frozenset()
    for sentence, facts in zip(reading.sentences, stated, strict=True):
        if not facts:
            carried = named_in[sentence.number] or carried
            continue
        dated = () if of_event else tuple(fact.span for fact in facts)
        around = Surroundings(reading.statement(sentence.number), dated, known, carried, describes=not of_event)
        for fact in facts:
            mark = Mark(sentence.number, fact.span, value(sentence, fact))
            found.append(Bound(mark, fact, event(around, fact.span)))
        carried = named(around) or carried
    return found


def _names(reading: Reading) -> frozenset[str]:
    """All words of the names of an article, folded."""
    return frozenset(
        fold(word)
        for sentence in reading.sentences
        for name in reading.statement(sentence.number).names
        for word in re.sub(r"['\u2019]s\b", "", name.text).split()
        if word[:1].isupper()
    )


def _named(reading: Reading) -> list[frozenset[str]]:
    """The names in each sentence, folded, word by word."""
    known, numbers = reading.kept(_names), range(len(reading.sentences))
    return [named(Surroundings(reading.statement(number), known=known)) for number in numbers]


def bound_pairs(
    pair: Pair,
    read: Callable[[Reading], Sequence[Bound[Fact]]],
    comparable: Callable[[Fact, Fact], bool],
    agree: Callable[[Fact, Fact], bool],
) -> Iterator[BoundPair[Fact]]:
    """Every two comparable values that do not agree, with what speaks for one event and what settles it elsewhere.

    ``read`` reads the values of an article.
    """
    mine, theirs = pair.left.kept(read), pair.right.kept(read)
    if not mine or not theirs or len(mine) * len(theirs) > MOST_PAIRS:
        return
    compared = [
        (m, t) for m in range(len(mine)) for t in range(len(theirs)) if comparable(mine[m].fact, theirs[t].fact)
    ]
    weigh = _WeighedEvents(read, pair.weights)
    events, others = pair.left.kept(weigh), pair.right.kept(weigh)
    likeness = {(m, t): _likeness(events[m], others[t]) for m, t in compared}
    agreed = {(m, t) for m, t in compared if agree(mine[m].fact, theirs[t].fact)}
    settled: defaultdict[tuple[str, int], float] = defaultdict(float)
    rivals: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for m, t in compared:
        for place in (("left", m), ("right", t)):
            if (m, t) in agreed:
                settled[place] = max(settled[place], likeness[m, t].of_all)
            else:
                rivals[place].append(likeness[m, t].of_all)
    best = {place: max(found) for place, found in rivals.items()}
    for m, t in compared:
        if (m, t) in agreed or (agreed and _listed(m, t, mine, theirs, agreed, likeness)):
            continue
        left, right = ("left", m), ("right", t)
        here, both = likeness[m, t].of_all, (settled[left], settled[right])
        features = {
            **_features(pair, (mine[m].mark, theirs[t].mark), events[m], others[t], likeness[m, t].shared),
            "event: likeness": here,
            "event: settled": max(both),
            "event: settled nearer": max(0.0, max(both) - here),
            "event: settled both": min(both),
            "event: best": float(here >= max(best[left], best[right])),
            "event: rivals": among(rivals[left], rivals[right]),
        }
        reasons = _reasons(events[m], others[t], features)
        yield BoundPair(mine[m], theirs[t], here, features, reasons, _doubts(features))


def _listed(
    m: int,
    t: int,
    mine: Sequence[Bound[Fact]],
    theirs: Sequence[Bound[Fact]],
    agreed: Set[tuple[int, int]],
    likeness: Mapping[tuple[int, int], _Likeness],
) -> bool:
    """Whether the sentence of one has, of the same event, a value that agrees with the other: a list or a range."""
    here = likeness[m, t].of_all
    return any(
        likeness[one, other].of_all >= here
        for one, other in agreed
        if (one == m and theirs[other].mark.sentence == theirs[t].mark.sentence)
        or (other == t and mine[one].mark.sentence == mine[m].mark.sentence)
    )


def _likeness(x: _Weighed, y: _Weighed) -> _Likeness:
    both, nearby = _shared(x.event, x.words, y.event, y.words)
    total = x.total + y.total
    return _Likeness(min(1.0, (2 * both + nearby) / total) if total else 0.0, both + nearby)


def _weighted(weights: TermWeights, event: Event) -> dict[str, float]:
    found = {word: min(_HEAVIEST, weights(word)) for word in event.words}
    for name in event.names:
        found[name] = max(_OF_NAME, min(_HEAVIEST, weights(name)))
    if event.verb:
        found[event.verb] = _OF_REPORT if event.reports else _OF_VERB
    return found


def _shared(one: Event, left: Mapping[str, float], other: Event, right: Mapping[str, float]) -> tuple[float, float]:
    """The weight of what both have, and of the names that one of them has only nearby."""
    both = sum(min(weight, right[word]) for word, weight in left.items() if word in right)
    nearby = [left[name] for name in one.names & other.context] + [right[name] for name in other.names & one.context]
    if not nearby and not one.names & other.names and one.context & other.context:
        nearby = [_OF_NAME]
    return both, sum(nearby)


def _features(pair: Pair, marks: tuple[Mark, Mark], x: _Weighed, y: _Weighed, shared: float) -> dict[str, float]:
    left, right = marks[0].sentence, marks[1].sentence
    one, other, mine, theirs = x.event, y.event, x.named, y.named
    same = one.verb == other.verb != ""
    within = one.verb in other.words, other.verb in one.words
    # Two words for common events, such as charge and acquit, are one event only if both clauses have both.
    kinds = x.is_kind and y.is_kind
    nearly = not same and (all if kinds else any)(within)
    telling = not (one.reports or other.reports)
    return {
        "event: sentences": pair.similarity(left, right),
        "event: shared": 1 - math.exp(-shared / _ENOUGH),
        "event: verb": (1.0 if same else 0.5 if nearly else 0.0) * telling,
        "event: verb apart": float(bool(one.verb and other.verb) and telling and not same and not nearly),
        "event: kinds apart": float(kinds and not same and not all(within)),
        "event: reports": float(one.reports and other.reports),
        "event: reports one": float(one.reports != other.reports),
        "event: names": float(not (one.names.isdisjoint(theirs) and other.names.isdisjoint(mine))),
        "event: names apart": float(bool(mine and theirs) and mine.isdisjoint(theirs)),
        "event: planned one": float(one.planned != other.planned),
        "event: quoted": float(one.quoted or other.quoted),
        "event: lead": 1 / math.sqrt((1 + left) * (1 + right)),
    }


_APART_NEARBY = "event: names apart"
"""Names that differ, be it only in the sentences before: a weak sign for clauses that are alike."""
_AGAINST: Mapping[str, str] = {
    "event: kinds apart": "of two kinds of events",
    _APART_NEARBY: "of other people",
    "event: planned one": "one is still to come",
    "event: reports one": "one may be the day of the report",
    "event: quoted": "in a quotation",
}
"""The features that keep two values from being a conflict, in words for a reader."""


def _doubts(features: Mapping[str, float]) -> tuple[str, ...]:
    alike = features["event: likeness"] >= _ONE_EVENT
    found = [words for name, words in _AGAINST.items() if features[name] and not (alike and name == _APART_NEARBY)]
    if features["event: verb"] == 0 and not features["event: reports"]:
        found.append("of two verbs")
    if 0 < features["event: settled"] >= features["event: likeness"]:
        found.append("the other article has the value too")
    return tuple(found)


def _reasons(x: _Weighed, y: _Weighed, features: Mapping[str, float]) -> tuple[str, ...]:
    one, other, found = x.event, y.event, []
    if one.verb == other.verb != "" and not one.reports:
        found.append(f"both of “{one.said}”" if one.said == other.said else f"“{one.said}” and “{other.said}”")
    if features["event: names"]:
        both = (one.names & y.named) | (other.names & x.named)
        found.append("both name " + ", ".join(sorted(name.capitalize() for name in both)))
    if features["event: best"]:
        found.append("no other value is of a more similar event")
    if features["event: settled"] == 0:
        found.append("neither article has the value of the other elsewhere")
    return tuple(found)
