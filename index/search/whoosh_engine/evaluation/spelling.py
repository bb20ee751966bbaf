"""Words as written in postings of stems: what the snapshot offers of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from index.query.fields import TEXT_FIELDS
from index.search.whoosh_engine.evaluation.sorted_arrays import added
from index.search.whoosh_engine.snapshot.snapshot import Postings
from index.text.terms import stem_term

if TYPE_CHECKING:
    from index.query.limits import Budget
    from index.query.syntax import Within
    from index.search.whoosh_engine.evaluation.matchers import Documents
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

Places = tuple["Documents", "Documents"]


def written(snapshot: Snapshot, field: str, word: str, budget: Budget) -> Postings:
    """The documents that have ``word``, and how often."""
    return spelled(snapshot, field, {word}, budget)


def spelled(snapshot: Snapshot, field: str, words: Collection[str], budget: Budget) -> Postings:
    """The documents that have any of ``words``, and how often."""
    terms = {stem_term(word, language) for word in words for language in snapshot.languages}
    lists = [each for term in terms if len((each := snapshot.postings(field, term, budget)).documents)]
    return Postings(*added([each.documents for each in lists], [each.weights for each in lists], snapshot.size))


def beginning(snapshot: Snapshot, field: str, prefix: str, budget: Budget) -> Postings:
    """The documents that have any word that begins so, and how often."""
    return snapshot.beginning(field, prefix, budget)


def spelled_places(snapshot: Snapshot, field: str, words: Collection[str], among: Documents, budget: Budget) -> Places:
    """How often any of ``words`` is in each of the documents ``among``, and where."""
    terms = {stem_term(word, language) for word in words for language in snapshot.languages}
    return _places(snapshot, field, terms, among, budget)


def beginning_places(snapshot: Snapshot, field: str, prefix: str, among: Documents, budget: Budget) -> Places:
    """How often any word that begins so is in each of the documents ``among``, and where."""
    if field in TEXT_FIELDS:
        return spelled_places(snapshot, field, snapshot.words.beginning(prefix), among, budget)
    runs = snapshot._expander.terms(field, prefix)
    terms = {
        item.segment.terms(field)[at].decode()
        for item, slices in zip(snapshot.segments, runs, strict=True)
        for first, last in slices
        for at in range(first, last)
    }
    return _places(snapshot, field, terms, among, budget)


def passages(snapshot: Snapshot, field: str, within: Within, among: Documents, budget: Budget) -> Places:
    """How many passages each of the documents ``among`` has, and where they begin."""
    return np.ones(len(among), np.int64), np.zeros(len(among), np.int64)


def _places(snapshot: Snapshot, field: str, terms: Collection[str], among: Documents, budget: Budget) -> Places:
    none = np.zeros(0, np.int64)
    found = [none]
    for term in terms:
        counts, positions = snapshot.places(field, term, among, budget)
        found.append((np.repeat(np.arange(len(among)), counts) << 32) + positions)
    keys = np.unique(np.concatenate(found))
    return np.bincount(keys >> 32, minlength=len(among)), keys & 0xFFFFFFFF
