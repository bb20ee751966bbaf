"""Who did something: found by the coastguard, found by two anglers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.assertions.clauses import joined
from index.comparison.facts.assertions.oppositions import oppositions
from index.comparison.facts.name_conflicts import one_name
from index.comparison.facts.names import TITLES
from index.comparison.facts.statements import Statement
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import Span
from index.text import stem

_AGENT = 8
"""Words after the cue among which is who did it."""
_DONE = 6
"""Words before the verb that say to what it was done."""
_OBJECT = 2.0
"""Weight of the words in which two sentences agree on what it was done to."""
_ONE_AGENT = "both may be one, in other words"
"""The doubt about two that did something: a body has several names, and one may act for the other."""


@dataclass(frozen=True, slots=True)
class _Agent:
    text: str
    span: Span
    verb: str
    agent: frozenset[str]
    object: frozenset[str]
    all: frozenset[str]
    """The content of the sentence, apart from verb and object."""
    names: tuple[str, ...]
    """The names in the agent, in all forms."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two that one thing was done by, with no word in common."""
    known = oppositions(pair.left.language)

    def object_(x: _Agent, y: _Agent) -> float:
        return sum(map(pair.weights, x.object & y.object))

    def comparable(x: _Agent, y: _Agent) -> bool:
        return known.alike(x.verb, y.verb) and object_(x, y) >= _OBJECT

    for found in value_pairs(pair, _agents, comparable, _agree):
        features = {
            **evidence(pair, found.left, found.right),
            **found.features,
            "actor: object": 1 - math.exp(-object_(found.x, found.y) / (2 * _OBJECT)),
        }
        doubts = (*found.doubts, _ONE_AGENT)
        yield Candidate("actor", found.left, found.right, features=features, doubts=doubts)


def _agree(x: _Agent, y: _Agent) -> bool:
    """Whether one of the sentences names the agent of the other in any place, or both agents have forms of a name."""
    if not x.agent.isdisjoint(y.all) or not y.agent.isdisjoint(x.all):
        return True
    return one_name(x.names, y.names)


def _agents(statement: Statement) -> tuple[_Agent, ...]:
    text, language, row = statement.text, statement.language, words(statement.text)
    stems = [stem(word.word, language) for word in row]
    ends = vocabulary(language).words.end_nouns - {"and"}
    found = []
    for n in range(1, len(row) - 1):
        if not _cue(language).fullmatch(row[n].word) or text[row[n - 1].end : row[n].start] != " ":
            continue
        if stems[n - 1] not in statement.content:
            continue
        last = n
        while last + 1 < min(len(row), n + 1 + _AGENT) and joined(text, row[last], row[last + 1]):
            if last > n + 1 and row[last + 1].word in ends:
                break
            last += 1
        agent = frozenset(stems[n + 1 : last + 1]) & statement.content
        if (
            any(word.word not in TITLES for word in row[n + 1 : last + 1])
            and agent
            and not row[n + 1].word[0].isdigit()
        ):
            span = (row[n + 1].start, row[last].end)
            done = frozenset(stems[max(0, n - 1 - _DONE) : n - 1]) & statement.content
            rest = statement.content - done - {stems[n - 1]}
            named = tuple(form for name in statement.names if span[0] <= name.span[0] < span[1] for form in name.forms)
            found.append(_Agent(text[slice(*span)], span, stems[n - 1], agent, done, rest, named))
    return tuple(found)


@cache
def _cue(language: str) -> re.Pattern[str]:
    return re.compile(vocabulary(language).ranks.agents)
