"""Articles that have the most of some weighted terms, anywhere or close together.

An article may report a passage if many of the passage's words are close together in it. Articles that have the rarest
of the words are taken first; then the positions of all words say in which of them they are near each other, so that
only a few have to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.query.limits import UNLIMITED, Budget
from index.text.terms import stem_term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

    Numbers = NDArray[np.int64]
    Scores = NDArray[np.float64]

_FIELD = "body"
_FIELDS = ("headline", "body")
_ADDED_UP = 60_000
"""Postings after which common words no longer propose articles."""
_CONSIDERED = 200
"""Articles of which positions are read."""
_AT_LEAST, _COMMON = 8, 1.5
"""So many of the rarest terms are looked for; of the others, those that weigh more than the second number.

The positions of common words are many, and tell little.
"""
_HALF_WINDOW = 20
"""Words; a window is twice as many."""
_READ_WORDS = 50_000
"""Of each article: a book among them shall not take the memory."""
_ARTICLE = 0.3
"""What a word counts that an article has, but not near the others."""


def nearest(snapshot: Snapshot, weights: Mapping[str, float], limit: int) -> list[str]:
    """Ids of at most ``limit`` articles whose headlines and bodies have the most of the weighted stems, best first."""
    scores = np.zeros(snapshot.size)
    for term, weight in weights.items():
        scores[snapshot.having(term, _FIELDS, UNLIMITED)] += weight
    return _best(snapshot, np.flatnonzero(scores > 0), scores[scores > 0], limit)


def nearest_among(snapshot: Snapshot, ids: Iterable[str], weights: Mapping[str, float], limit: int) -> list[str]:
    """Of the articles ``ids`` at most ``limit``, those whose bodies have the most of the weighted stems, best first."""
    among = snapshot.columns.having_id(ids)
    scores = np.zeros(len(among))
    for term, weight in weights.items():
        for form in _forms(snapshot, term):
            counts, _ = snapshot.places(_FIELD, form, among, UNLIMITED)
            scores += weight * (counts > 0)
    return _best(snapshot, among, scores, limit)


def nearest_passages(snapshot: Snapshot, weights: Mapping[str, float], limit: int) -> list[str]:
    """Ids of at most ``limit`` articles that may report a passage with the weighted stems, best first."""
    rarest = sorted(weights, key=lambda term: -weights[term])
    telling = [term for place, term in enumerate(rarest) if place < _AT_LEAST or weights[term] > _COMMON]
    weighted = [(_forms(snapshot, term), weights[term]) for term in telling]
    among = _proposed(snapshot, weighted, UNLIMITED)
    if not len(among):
        return []
    return _best(snapshot, among, _closeness(snapshot, among, weighted, UNLIMITED), limit)


def _best(snapshot: Snapshot, documents: Numbers, scores: Scores, limit: int) -> list[str]:
    best = documents[np.lexsort((documents, -scores))][: max(limit, 0)]
    return snapshot.columns.ids.of(best.tolist())


def _forms(snapshot: Snapshot, term: str) -> list[str]:
    """``term`` in each language of the archive."""
    return list(dict.fromkeys([term, *(stem_term(term, language) for language in snapshot.languages[1:])]))


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
    lengths = np.minimum(snapshot.columns.word_counts[among], _READ_WORDS)
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
            here[:-1] |= here[1:]
            # The last slot of an article has no words: what it got is of the next article.
            here[starts + slots - 1] = False
            near += weight * here
            anywhere += weight * np.logical_or.reduceat(here, starts)
    best: Scores = np.maximum.reduceat(near, starts) + _ARTICLE * anywhere
    return best
