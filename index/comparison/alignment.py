"""Which sentences of two articles report the same thing: many to many, in any order.

Forcing the order of one article on the other, or one partner for each sentence, fails on news: outlets reorder and
merge. A strong link is the best of both its sentences and well over chance, by their own words; a weak one is over a
threshold by its words and what surrounds them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights
from index.comparison.facts import disagree, statement
from index.comparison.similarity import Terms, similarities, supported, telling_in_common, terms
from index.model import LinkKind, Strength, TermStatistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.comparison.similarity import Matrix

STRONG = 0.39
WEAK = 0.365
_WORDS_AT_LEAST, _ONE_WORD_AT_LEAST = 0.14, 0.25
"""Similarity of the words alone that a weak link needs; more when one word that tells something is all they share."""
_TWINS = 0.08
_MOST_SENTENCES = 3000
"""Of an article that are aligned, from its beginning; the work grows with their square."""
_MOST_PARTNERS = 6
_VERBATIM = 0.8
"""Share of word pairs in common from which a sentence counts as copied."""


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
) -> list[Aligned]:
    """:func:`align` for sentences that were taken apart before.

    ``twins`` tells whether two sentences disagree on figures or days, and so may be of like but different events: a
    weak link then needs more to stand.
    """
    left, right = left[:_MOST_SENTENCES], right[:_MOST_SENTENCES]
    if not left or not right:
        return []
    import numpy as np

    similarity = similarities(left, right, weights)
    support = supported(similarity, left, right, weights)
    # Among equals, such as lines that recur, the partner at the like place.
    places = np.abs(np.linspace(0, 1, len(left))[:, None] - np.linspace(0, 1, len(right))[None, :])
    ranked = similarity - np.float32(1e-4) * places.astype(np.float32)
    best_of_left, best_of_right = ranked.max(axis=1), ranked.max(axis=0)
    needed = np.where(telling_in_common(left, right, weights) > 1, _WORDS_AT_LEAST, _ONE_WORD_AT_LEAST)
    possible = (support >= WEAK) & (similarity >= needed) & _foremost(ranked, 1) & _foremost(ranked, 0)
    links = []
    for i, j in np.argwhere(possible).tolist():
        value = float(similarity[i, j])
        mutual = ranked[i, j] >= best_of_left[i] and ranked[i, j] >= best_of_right[j]
        if mutual and value >= STRONG:
            links.append(Aligned(i, j, value, "strong", "verbatim" if _copied(left[i], right[j]) else "reworded"))
        elif support[i, j] >= WEAK + _TWINS or not twins(i, j):
            links.append(Aligned(i, j, value, "weak", "related"))
    return _with_moved(links, len(right))


def _foremost(ranked: Matrix, axis: int) -> NDArray[np.bool_]:
    """Which cells are among the best few along ``axis``."""
    import numpy as np

    if ranked.shape[axis] <= _MOST_PARTNERS:
        return np.ones(ranked.shape, dtype=np.bool_)
    least = np.partition(ranked, -_MOST_PARTNERS, axis=axis).take([-_MOST_PARTNERS], axis=axis)
    return np.asarray(ranked >= least)


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


def _with_moved(links: Sequence[Aligned], width: int) -> list[Aligned]:
    in_order = heaviest_in_order([(link.i, link.j, link.similarity) for link in links], width)
    return [link if n in in_order else replace(link, moved=True) for n, link in enumerate(links)]


def _copied(left: Terms, right: Terms) -> bool:
    mine, theirs = set(left.pairs()), set(right.pairs())
    if not mine or not theirs:
        return left.stems == right.stems
    return 2 * len(mine & theirs) >= _VERBATIM * (len(mine) + len(theirs))
