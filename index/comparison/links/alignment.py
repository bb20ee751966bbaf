"""Which sentences of two articles report the same thing: many to many, in any order.

One order for both articles, or one partner for each sentence, would fail on news: outlets reorder and merge. A strong
link is the best of both its sentences, and their words alone are well above chance; a weak link is above a threshold
by its words and their context together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from index.comparison.background import TermWeights
from index.comparison.facts.conflicts import disagree, statement
from index.comparison.links.candidates import LEAST, pairs
from index.comparison.links.similarity import Similarities, Terms, anchors, telling, terms
from index.comparison.same_words import same_words
from index.model import ChangedWords, LinkKind, Strength, TermStatistics

STRONG = 0.39
"""Similarity from which the best partners are strongly linked."""
WEAK = 0.365
"""Support, similarity and context together, from which sentences are weakly linked."""
_WORDS_AT_LEAST, _ONE_WORD_AT_LEAST = LEAST, 0.25
"""Similarity of the words alone that a weak link needs: with several content words in common, and with one."""
_TWINS = 0.08
"""Extra support that a weak link needs if figures or days disagree."""
_NAME_AND_WORD = 0.03
"""Extra support that a weak link needs if the sentences share no more than a name and a word that both recur."""
MOST_SENTENCES = 10_000
"""Sentences of an article that are aligned, from its beginning: the work grows with their square."""
_ANCHOR, _MOST_ANCHORS = 0.05, 3
"""What each word adds to the support that occurs only once in each article, and the words that count at most."""
_PREDICATES = 0.25
"""Share of what the shorter sentence says, by the weight of its predicates, that two reworded sentences have in common.

Sentences that share a name, and little of what they say of it, are only related.
"""
_CLOSE = 0.8
"""Similarity from which sentences are reworded whatever they share: hardly a word of them differs."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A link between sentence ``i`` of the left and ``j`` of the right article."""

    i: int
    j: int
    similarity: float
    strength: Strength
    kind: LinkKind
    moved: bool = False
    """Whether it crosses the heaviest set of links that do not cross each other."""
    differs: tuple[ChangedWords, ...] = ()
    """Where single words of a reworded sentence change what it says."""


def align(left: Sequence[str], right: Sequence[str], statistics: TermStatistics) -> list[Aligned]:
    """All links between two articles, given as their sentences; in the order of the left, then of the right."""
    facts = cache(statement)

    def twins(i: int, j: int) -> bool:
        return disagree(facts(left[i]), facts(right[j]))

    return aligned([terms(s) for s in left], [terms(s) for s in right], TermWeights(statistics), twins)


def aligned(
    left: Sequence[Terms],
    right: Sequence[Terms],
    weights: TermWeights,
    twins: Callable[[int, int], bool] = lambda i, j: False,
    check: Callable[[], None] = lambda: None,
) -> list[Aligned]:
    """Like :func:`align`, for sentences whose terms are known.

    ``twins`` says whether two sentences disagree on figures or days, so that they may be about similar but different
    events: a weak link then needs more support. ``check`` is called often and raises to stop the work.
    """
    left, right = left[:MOST_SENTENCES], right[:MOST_SENTENCES]
    if not left or not right:
        return []
    weights.learn(stem for sentence in (*left, *right) for stem in sentence.stems)
    anchored = anchors(left, right, weights)
    named = frozenset[str]().union(*(sentence.names for sentence in (*left, *right)))
    words = cache(lambda i: telling(left[i], weights))
    other = cache(lambda j: telling(right[j], weights))
    links = []
    for found in pairs(Similarities(left, right, weights), check):
        i, j, value = found.i, found.j, found.similarity
        if found.support + _ANCHOR * _MOST_ANCHORS < WEAK:
            continue
        common = words(i) & other(j)
        found_once = sum(anchored.get(stem, 0.0) for stem in common)
        support = found.support + _ANCHOR * min(found_once, _MOST_ANCHORS)
        recurring = not found_once and len(common) == 2 and len(common & named) == 1
        needed = WEAK + _NAME_AND_WORD if recurring else WEAK
        if support < needed or value < (_WORDS_AT_LEAST if len(common) > 1 else _ONE_WORD_AT_LEAST):
            continue
        if same_words(left[i].text, right[j].text):
            links.append(Aligned(i, j, value, "strong" if found.mutual else "weak", "verbatim"))
        elif found.mutual and value >= STRONG and _say_the_same(left[i], right[j], value, named, weights):
            links.append(Aligned(i, j, value, "strong", "reworded"))
        elif support >= WEAK + _TWINS or not twins(i, j):
            links.append(Aligned(i, j, value, "weak", "related"))
    return with_moved(links, len(right))


def heaviest_in_order(links: Sequence[tuple[int, int, float]], width: int) -> set[int]:
    """The positions in ``links`` of the heaviest set of which no two cross.

    ``links`` are (left, right, weight), ordered by left, then right; ``width`` is the number of right sentences. A
    heaviest increasing subsequence, with a Fenwick tree of best ends (links that share a sentence do not cross).
    """
    best: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    totals: list[tuple[float, int]] = []
    for n, (_, right, weight) in enumerate(links):
        before, at = (0.0, -1), right + 1
        while at:
            before = max(before, best[at])
            at -= at & -at
        total = before[0] + weight
        totals.append((total, before[1]))
        at = right + 1
        while at <= width:
            best[at] = max(best[at], (total, n))
            at += at & -at
    chosen: set[int] = set()
    last = max(range(len(totals)), key=lambda n: totals[n][0], default=-1)
    while last >= 0:
        chosen.add(last)
        last = totals[last][1]
    return chosen


def with_moved(links: Sequence[Aligned], width: int) -> list[Aligned]:
    """The links, in the order of the left, then of the right, with whether they were moved.

    ``width`` is the number of right sentences.
    """
    in_order = heaviest_in_order([(link.i, link.j, link.similarity) for link in links], width)
    return [replace(link, moved=n not in in_order) for n, link in enumerate(links)]


def _say_the_same(left: Terms, right: Terms, similarity: float, named: Set[str], weights: TermWeights) -> bool:
    """Whether the sentences share enough of what they say, beside the names; ``named`` are all names."""
    if similarity >= _CLOSE:
        return True
    mine, theirs = left.predicates - named, right.predicates - named
    least = min(sum(map(weights, mine)), sum(map(weights, theirs)))
    return least > 0 and sum(map(weights, mine & theirs)) >= _PREDICATES * least
