"""Names: one role that two people of one surname have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.assertions.attributes import attributes
from index.comparison.facts.name_conflicts import Name, names_agree
from index.comparison.facts.names import parts
from index.comparison.facts.spelling import same_spelling
from index.comparison.facts.statements import Statement
from index.model import Span

_ROLES = frozenset(("family", "post", "trade"))
"""Sorts of attributes that are roles."""
_FULL = 2
"""Parts of a full name: a given name and a surname."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    text: str
    span: Span
    roles: frozenset[str]


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two full names with one surname, two given names and one role.

    Neither article may have the other name too: then it tells of two people.
    """
    texts = [side.kept(_text) for side in (pair.left, pair.right)]

    def comparable(x: _Bearer, y: _Bearer) -> bool:
        return same_spelling(parts(x.text)[-1], parts(y.text)[-1])

    def agree(x: _Bearer, y: _Bearer) -> bool:
        return names_agree(Name(x.text, x.span, ""), Name(y.text, y.span, ""))

    for found in value_pairs(pair, _bearers, comparable, agree):
        if not found.x.roles & found.y.roles or found.x.text in texts[1] or found.y.text in texts[0]:
            continue
        features = {**evidence(pair, found.left, found.right), **found.features}
        yield Candidate(
            "name",
            found.left,
            found.right,
            subject=min(found.x.roles & found.y.roles),
            features=features,
            doubts=found.doubts,
        )


def _text(reading: Reading) -> str:
    return " ".join(sentence.text for sentence in reading.sentences)


def _bearers(statement: Statement) -> tuple[_Bearer, ...]:
    full = [name for name in statement.names if len(parts(name.text)) == _FULL]
    roles = [each for each in attributes(statement) if each.sort in _ROLES] if full else []
    found = []
    for name in full:
        mine = {each.value for each in roles if name.text in each.bearers}
        if mine:
            found.append(_Bearer(name.text, name.span, frozenset(mine)))
    return tuple(found)
