"""What kinds with values have in common: all that both articles state, what agrees, and what is settled."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from index.comparison.differences.candidates import Mark
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.statements import Statement
from index.model import Span

MOST_PAIRS = 20_000
"""Pairs of values of two articles that are compared; lists and tables of more are no accounts of one event."""
_NEAREST = 3
"""Values of the other article that each one is compared with in full: those whose surroundings are most alike."""
_RIVALS = 4.0
"""Logarithm of the number of other values that counts 1: 55 of them."""
SETTLED = "the other value is stated too"
"""The doubt about two values of which an article states both."""


class Stated(Protocol):
    """A fact with its words and their span in the sentence."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def span(self) -> Span:
        """Into the sentence."""


Fact = TypeVar("Fact", bound=Stated)
Place = tuple[str, int]
"""A side, and the number of a value of its article."""


@dataclass(frozen=True, slots=True)
class ValuePair(Generic[Fact]):
    """Two comparable values that do not agree, with what the rest of both articles says of them."""

    left: Mark
    right: Mark
    x: Fact
    y: Fact
    features: dict[str, float]

    @property
    def doubts(self) -> tuple[str, ...]:
        """That one of the sentences, or each article, states the value of the other too."""
        return (SETTLED,) if self.features["settled here"] or self.features["settled both"] else ()


def value_pairs(
    pair: Pair,
    read: Callable[[Statement], Sequence[Fact]],
    comparable: Callable[[Fact, Fact], bool],
    agree: Callable[[Fact, Fact], bool],
    sort: Callable[[Fact], str] = lambda fact: "",
) -> Iterator[ValuePair[Fact]]:
    """Every two comparable values that do not agree; values of different ``sort`` are never comparable.

    Features: whether the other article states either value elsewhere (``settled``), in the other sentence itself
    (``settled here``), how much nearer it does so than here, how many other values each could be compared with, and
    whether each is nearer to the other than to all of these.
    """
    reader = _Reader(read)
    mine, theirs = pair.left.kept(reader), pair.right.kept(reader)
    if len(mine) * len(theirs) > MOST_PAIRS:
        return
    of_sort: defaultdict[str, list[int]] = defaultdict(list)
    for t, (_, fact) in enumerate(theirs):
        of_sort[sort(fact)].append(t)
    like = [(m, t) for m, (_, x) in enumerate(mine) for t in of_sort.get(sort(x), ()) if comparable(x, theirs[t][1])]
    near = {(m, t): pair.closeness(mine[m][0], theirs[t][0]) for m, t in like}
    agreed = {(m, t) for m, t in like if agree(mine[m][1], theirs[t][1])}
    settled: defaultdict[Place, float] = defaultdict(float)
    settled_in: defaultdict[Place, set[int]] = defaultdict(set)
    rivals: defaultdict[Place, list[float]] = defaultdict(list)
    for m, t in like:
        for place, sentence in ((("left", m), theirs[t][0].sentence), (("right", t), mine[m][0].sentence)):
            if (m, t) in agreed:
                settled[place] = max(settled[place], near[m, t])
                settled_in[place].add(sentence)
            else:
                rivals[place].append(near[m, t])
    least = {place: sorted(found)[-_NEAREST:][0] for place, found in rivals.items()}
    for m, t in like:
        here, left, right = near[m, t], ("left", m), ("right", t)
        if (m, t) in agreed or here < min(least[left], least[right]):
            continue
        both, others = (settled[left], settled[right]), (rivals[left], rivals[right])
        in_sentence = theirs[t][0].sentence in settled_in[left] or mine[m][0].sentence in settled_in[right]
        features = {
            "settled here": float(in_sentence),
            "settled left": float(both[0] > 0),
            "settled right": float(both[1] > 0),
            "settled both": float(min(both) > 0),
            "settled nearer": max(both) - here,
            "best left": float(here >= max(others[0])),
            "best right": float(here >= max(others[1])),
            "best both": float(here >= max(*others[0], *others[1])),
            "rivals": among(*others),
        }
        yield ValuePair(mine[m][0], theirs[t][0], mine[m][1], theirs[t][1], features)


def among(*rivals: Sequence[float]) -> float:
    """How many values there are that two could be compared with instead: 0 for one, 1 for 55."""
    return math.log(sum(map(len, rivals))) / _RIVALS


@dataclass(frozen=True, slots=True)
class _Reader(Generic[Fact]):
    """Reads the facts of one sort out of an article."""

    read: Callable[[Statement], Sequence[Fact]]

    def __call__(self, reading: Reading) -> list[tuple[Mark, Fact]]:
        return [
            (Mark(sentence.number, fact.span), fact)
            for sentence in reading.sentences
            for fact in self.read(reading.statement(sentence.number))
        ]
