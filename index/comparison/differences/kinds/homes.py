"""Where somebody is from: an Ashby man, Ada Kolb of Lindow.

A lede often leaves out the name ("an Ashby man"): the first person named after it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading, Sentence
from index.comparison.facts.events.locations import Location, locations, one_name
from index.comparison.facts.name_conflicts import Name
from index.comparison.facts.name_forms.regions import region_level
from index.comparison.facts.name_forms.tables import given_forms
from index.comparison.facts.names import parts, same_name
from index.comparison.facts.statements import Statement
from index.text import fold

_INTRODUCED = 2
"""Sentences after ``an Ashby man`` in which that person is named at the latest."""
_FULL = 2
"""Parts of a full name: a given name and a surname."""
_AGE_BEFORE, _AGE_AFTER = re.compile(r"\b\d{1,2}[^\W\d]?[^.,;\d]{0,12}$"), re.compile(r",? \(?\d{1,2}\b")
"""An age beside a name: what has one is a person."""
_UNNAMED = "who is meant is named in another sentence"
"""The doubt about a home of somebody without a name."""


@dataclass(frozen=True, slots=True)
class _Home:
    mark: Mark
    place: str
    bearer: str
    named: bool
    """Whether the sentence names the bearer right beside the home."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two places that one person is from, of one level, that neither article has together."""
    mine, theirs = pair.left.kept(_homes), pair.right.kept(_homes)
    for x in mine:
        for y in theirs:
            if not same_name(x.bearer, y.bearer) or region_level(x.place) != region_level(y.place):
                continue
            if _is_home(x, theirs) or _is_home(y, mine) or _together(pair, x, y):
                continue
            features = {**evidence(pair, x.mark, y.mark), "attribute: bearer": 1.0, "attribute: near": 1.0}
            reasons = (f"both are the home of {x.bearer}",)
            doubts = () if x.named and y.named else (_UNNAMED,)
            subject = f"home of {x.bearer}"
            yield Candidate("other", x.mark, y.mark, subject, features, reasons, doubts=doubts)


def _is_home(x: _Home, others: Sequence[_Home]) -> bool:
    return any(same_name(x.bearer, other.bearer) and one_name(x.place, other.place) for other in others)


def _together(pair: Pair, x: _Home, y: _Home) -> bool:
    """Whether one sentence names both places: one may contain the other, or both are known to it."""
    both = fold(x.place), fold(y.place)
    return any(
        all(name in fold(sentence.text) for name in both)
        for side in (pair.left, pair.right)
        for sentence in side.sentences
    )


def _homes(reading: Reading) -> list[_Home]:
    found = []
    for sentence in reading.sentences:
        for place in locations(sentence.text, reading.language):
            if place.relation != "home":
                continue
            named = bool(place.bearer)
            bearer = (
                _beside(reading.statement(sentence.number), place) if named else _introduced(reading, sentence, place)
            )
            if bearer:
                mark = Mark(sentence.number, place.span, place.names[0])
                found.append(_Home(mark, place.names[0], bearer, named))
    return found


def _beside(statement: Statement, place: Location) -> str:
    """The name right before a home, without a capital that only begins the sentence; empty where it is no person's."""
    before = [name for name in statement.names if name.span[1] <= place.span[0] and place.bearer.endswith(name.text)]
    return before[-1].text if before and _is_person(statement.text, before[-1]) else ""


def _introduced(reading: Reading, sentence: Sentence, place: Location) -> str:
    """The first person named after a home of somebody without a name; empty where none soon is."""
    first = sentence.number
    for number in range(first, min(len(reading.sentences), first + 1 + _INTRODUCED)):
        statement = reading.statement(number)
        for name in statement.names:
            if (number > first or name.span[0] >= place.span[1]) and _is_person(statement.text, name):
                return name.text
    return ""


def _is_person(text: str, name: Name) -> bool:
    """Whether a full name is one of a person: it has a known given name, or an age beside it."""
    own = parts(name.text)
    if len(own) < _FULL:
        return False
    aged = _AGE_BEFORE.search(text, 0, name.span[0]) or _AGE_AFTER.match(text, name.span[1])
    return bool(given_forms(fold(own[0]))) or aged is not None
