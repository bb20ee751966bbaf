"""The words around a value, the nearer the heavier; its clause; and whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.comparison.facts.statements import Statement
from index.comparison.facts.synonyms import canonical
from index.model import Span
from index.text import fold

_HALF = 3.0
"""Words from a value at which a word counts half of one next to it."""
_BREAK = re.compile(
    r"[;:()\u201c\u201d\u2018\"]|(?<=[,.!?])\u2019(?!\w)|,\s|\s(?:while|but|whereas|and|after|when|where|which|who|as|with)\s|\s[-\u2013\u2014]+\s"
)
"""What ends a clause, or a part of one that has its own verb."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around a value in its sentence; words are canonical stems."""

    words: tuple[tuple[str, str, float], ...]
    """Content words: the canonical stem, the stem, and the share that it counts at its distance."""
    clause: frozenset[str]
    after: str
    """The first content word after the value in its clause; or empty."""
    owner: str
    """The last part, folded, of the name that is nearest in the clause, else of the last name before; or empty."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is around a value, weighed for a pair of articles."""

    near: Mapping[str, float]
    """Content words by weight, which falls with the distance from the value."""
    clause: frozenset[str]
    after: str
    owner: str


def surroundings(statement: Statement, span: Span) -> Surroundings:
    """What is around ``span``."""
    start, end = clause_of(statement.text, span)
    at = sum(word.start < span[0] for word in statement.words)
    until = sum(word.start < span[1] for word in statement.words)
    position = {word.start: n for n, word in enumerate(statement.words)}
    found: list[tuple[str, str, float]] = []
    clause: set[str] = set()
    after = ""
    for word, root in statement.telling:
        if span[0] <= word.start < span[1]:
            continue
        place, name = position[word.start], canonical(root)
        distance = at - place - 1 if place < at else place - until
        found.append((name, root, _HALF / (_HALF + distance)))
        if start <= word.start < end:
            clause.add(name)
            after = after or (name if word.start >= span[1] else "")
    return Surroundings(tuple(found), frozenset(clause), after, _owner(statement, span, (start, end)))


def context(around: Surroundings, weights: Callable[[str], float]) -> Context:
    """The context of a value, with the words weighed."""
    near: dict[str, float] = {}
    for name, root, share in around.words:
        near[name] = max(near.get(name, 0.0), weights(root) * share)
    return Context(near, around.clause, around.after, around.owner)


def clause_of(text: str, span: Span) -> Span:
    """The part of the sentence between commas, conjunctions and the like that has ``span``."""
    start = 0
    for found in _BREAK.finditer(text):
        if found.end() <= span[0]:
            start = found.end()
        elif found.start() >= span[1]:
            return start, found.start()
    return start, len(text)


def alike(mine: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[float, float]:
    """Dice coefficient of two weighted bags, and the weight that they share."""
    shared = sum(min(weight, theirs[word]) for word, weight in mine.items() if word in theirs)
    total = sum(mine.values()) + sum(theirs.values())
    return (2 * shared / total if total else 0.0), shared


def _owner(statement: Statement, span: Span, clause: Span) -> str:
    within = [name for name in statement.names if clause[0] <= name.span[0] and name.span[1] <= clause[1]]
    if within:
        nearest = min(within, key=lambda name: max(span[0] - name.span[1], name.span[0] - span[1]))
    else:
        earlier = [name for name in statement.names if name.span[1] <= span[0]]
        if not earlier:
            return ""
        nearest = earlier[-1]
    return fold(nearest.text.split()[-1])


def named_by(statement: Statement, owner: str) -> tuple[str, ...]:
    """All forms of the names in a sentence that end with ``owner``, the last part of a name."""
    return tuple(form for name in statement.names if fold(name.text.split()[-1]) == owner for form in name.forms)


def surnames(statement: Statement) -> frozenset[frozenset[str]]:
    """Of each name the last part, folded, of all its forms."""
    return frozenset(frozenset(fold(form.split()[-1]) for form in name.forms) for name in statement.names)
