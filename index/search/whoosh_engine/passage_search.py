"""Which articles may report a passage: those in which many of its words stand close together.

Articles that have the rarest of the words are taken first; then the positions of all words tell in which of them they
are found near each other, so that only a few have to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.query.limits import Budget
from index.search.whoosh_engine.scoring import idf
from index.text.terms import stem_term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.snapshot import Snapshot

    Numbers = NDArray[np.int64]
    Scores = NDArray[np.float64]

_FIELD = "body"
_ADDED_UP = 60_000
"""Postings after which common words no longer propose articles."""
_CONSIDERED = 200
"""Articles of which positions are read."""
_AT_LEAST, _COMMON = 8, 1.5
"""Terms that are looked for if they are no rarer than this: the positions of common words are read for little."""
_HALF_WINDOW = 20
"""Words; a window is twice as many."""
_READ_WORDS = 50_000
"""Of each article: a book among them shall not take the memory."""
_ARTICLE = 0.3
"""What a word counts that an article has, but not near the others."""


def articles_reporting(snapshot: Snapshot, terms: Sequence[str], limit: int, budget: Budget) -> list[str]:
    """Ids of at most ``limit`` articles that may report the passage with the stems ``terms``, best first."""
    weight = {term: idf(snapshot.count, snapshot.frequency(term, budget)) for term in terms}
    rarest = sorted(weight, key=lambda term: -weight[term])
    told = [term for place, term in enumerate(rarest) if place < _AT_LEAST or weight[term] > _COMMON]
    weighted = [(_forms(snapshot, term), weight[term]) for term in told]
    among = _proposed(snapshot, weighted, budget)
    if not len(among):
        return []
    scores = _closeness(snapshot, among, weighted, budget)
    best = among[np.lexsort((among, -scores))][: max(limit, 0)]
    return [snapshot.ids[number] for number in best.tolist()]


def _forms(snapshot: Snapshot, term: str) -> list[str]:
    """``term`` in each language of the archive."""
    return list(dict.fromkeys([term, *(stem_term(term, tongue) for tongue in snapshot.tongues[1:])]))


def _proposed(snapshot: Snapshot, terms: Sequence[tuple[list[str], float]], budget: Budget) -> Numbers:
    """The articles that have the most of the rarer terms, in the order of their numbers."""
    scores = np.zeros(snapshot.size)
    seen = 0
    for forms, weight in terms:
        if seen > _ADDED_UP:
            break
        for form in forms:
            documents = snapshot.postings(_FIELD, form, budget).documents
            scores[documents] += weight
            seen += len(documents)
    found = np.flatnonzero(scores > 0)
    if len(found) > _CONSIDERED:
        # Of those that score alike, the first.
        found = found[np.argsort(-scores[found], kind="stable")[:_CONSIDERED]]
    return np.sort(found)


def _closeness(snapshot: Snapshot, among: Numbers, terms: Sequence[tuple[list[str], float]], budget: Budget) -> Scores:
    """The weight of the terms in the best window of each article of ``among``."""
    lengths = np.minimum(snapshot.word_counts[among], _READ_WORDS)
    slots = lengths // _HALF_WINDOW + 2
    starts = np.cumsum(slots) - slots
    rows = np.arange(len(among))
    near = np.zeros(int(slots.sum()))
    anywhere = np.zeros(len(among))
    for forms, weight in terms:
        here = np.zeros(len(near), np.bool_)
        for form in forms:
            counts, positions = snapshot.places(_FIELD, form, among, budget)
            if len(positions):
                of = np.repeat(rows, counts)
                here[starts[of] + np.minimum(positions // _HALF_WINDOW, slots[of] - 2)] = True
        if here.any():
            # The last slot of each article stays empty, so that no window reaches into the next one.
            here[:-1] |= here[1:]
            near += weight * here
            anywhere += weight * np.logical_or.reduceat(here, starts)
    best: Scores = np.maximum.reduceat(near, starts) + _ARTICLE * anywhere
    return best


def most_alike(snapshot: Snapshot, ids: Sequence[str], terms: Sequence[str], limit: int, budget: Budget) -> list[str]:
    """Of the articles ``ids`` at most ``limit``, those that have the most and rarest of ``terms``, best first."""
    among = snapshot.having_id(ids)
    scores = np.zeros(len(among))
    for term in dict.fromkeys(terms):
        weight = idf(snapshot.count, snapshot.frequency(term, budget))
        for form in _forms(snapshot, term):
            counts, _ = snapshot.places(_FIELD, form, among, budget)
            scores += weight * (counts > 0)
    return [snapshot.ids[number] for number in among[np.lexsort((among, -scores))][: max(limit, 0)].tolist()]
