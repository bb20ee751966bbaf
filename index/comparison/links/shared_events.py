"""Sentences that report one event in other words: *the assault has begun* and *the battle started*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.comparison.facts.events.kinds import EventKinds

_KINDS = 2
"""Kinds of events, such as a beginning and an attack, that two sentences have in different words.

A kind for which both have one word tells no more than that word, by which they were compared before.
"""
_COMMON = 2
"""Names and other words that they have in common, at least one of them a name."""
_MOST = 4
"""Sentences of an article with the same two kinds of events; if more have them, they do not tell which is meant."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a sentence says of events."""

    kinds: EventKinds
    names: frozenset[str] = frozenset()
    """The names in it, each in one of the forms that it has in the articles."""
    words: frozenset[str] = frozenset()
    """The stems of its other content words."""


def of_one_event(left: Sequence[Reported], right: Sequence[Reported]) -> Iterator[tuple[int, int]]:
    """The pairs of sentences of two articles that report one event in other words, in order."""
    mine, theirs = _by_kinds(left), _by_kinds(right)
    found = {(i, j) for kinds in mine.keys() & theirs.keys() for i in mine[kinds] for j in theirs[kinds]}
    return (pair for pair in sorted(found) if _in_other_words(left[pair[0]], right[pair[1]]))


def _by_kinds(side: Sequence[Reported]) -> Mapping[tuple[str, ...], list[int]]:
    """The sentences with each two kinds of events, unless too many have them."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(side):
        for kinds in combinations(sorted(sentence.kinds), _KINDS):
            found[kinds].append(number)
    return {kinds: numbers for kinds, numbers in found.items() if len(numbers) <= _MOST}


def _in_other_words(left: Reported, right: Reported) -> bool:
    kinds = sum(left.kinds[kind].isdisjoint(right.kinds[kind]) for kind in left.kinds.keys() & right.kinds.keys())
    names, words = left.names & right.names, left.words & right.words
    return kinds >= _KINDS and bool(names) and len(names) + len(words) >= _COMMON
