"""Words as they are written, in the postings of their stems.

A text field has its postings by stems; beside each position of a stem that has several words is which of them is
written there. So the articles of a word are those of its stem at whose positions it is. A word can have several
stems, one in each language; a field that is no text field has its postings by words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.query.limits import Budget
from index.search.whoosh_engine.segments.layout import TEXTS, encoded, ragged
from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment
from index.search.whoosh_engine.snapshot.many_terms import (
    NO_TERMS,
    ManyTerms,
    Term,
    Terms,
    each_once,
    terms,
    terms_with,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_AT_ONCE = 1 << 18
"""Postings that are looked at between two checks of the budget."""

_FEW = 8
"""Positions are counted one by one where fewer than one in so many has a word, or lacks it."""

_MANY = 8
"""Terms from which on all are read at once and not one after the other."""

_NONE = np.zeros(0, np.int64)


def terms_of(segment: Segment, field: str, words: Iterable[str]) -> Terms:
    """The terms that have ``words``, in order."""
    strings = segment.strings("words") if field in TEXTS else segment.terms(field)
    places = []
    for word in set(words):
        text = encoded(word)
        at = strings.at(text)
        while at < len(strings) and strings[at] == text:
            places.append(at)
            at += 1
    chosen = np.array(sorted(places), np.int64)
    return terms_at(segment, chosen) if field in TEXTS else terms(chosen)


def terms_at(segment: Segment, places: Numbers) -> Terms:
    """The terms of text fields that have the words at ``places``, in order."""
    return terms_with(segment, segment.array("words.stem")[places], segment.array("words.form")[places])


def terms_beginning(segment: Segment, field: str, prefix: str) -> Terms:
    """The terms that have words which begin with ``prefix``, in order."""
    if field not in TEXTS:
        return terms(np.arange(*segment.terms(field).beginning(encoded(prefix))))
    first, last = segment.strings("words").beginning(encoded(prefix))
    return terms_with(segment, segment.array("words.stem")[first:last], segment.array("words.form")[first:last])


def counted(item: NumberedSegment, field: str, term: Term) -> tuple[Array, Array]:
    """The articles of a segment that have ``term`` in ``field``, and how often each; with those that are gone."""
    segment = item.segment
    documents = segment.documents(field, term.number, term.number + 1)
    often = segment.often(field, term.number, term.number + 1)
    if term.forms is None or not len(documents):
        return documents, often
    written = _written(segment, field, term)
    counts = _per_posting(written, often)
    there = counts > 0
    return documents[there], counts[there]


def _written(segment: Segment, field: str, term: Term) -> Mask:
    """For each position of a stem, whether one of the words that are meant is there."""
    forms = segment.forms(field, term.number)
    assert forms is not None and term.forms
    first, *others = term.forms
    written: Mask = forms == first
    for other in others:
        written |= forms == other
    return written


def _per_posting(written: Mask, often: Array) -> Array:
    """How many of each posting's positions are ``written``."""
    many = int(np.count_nonzero(written))
    ends = np.cumsum(often, dtype=np.int64)
    if many * _FEW < len(written):
        return np.bincount(np.searchsorted(ends, np.flatnonzero(written), side="right"), minlength=len(often))
    if (len(written) - many) * _FEW < len(written):
        others = np.searchsorted(ends, np.flatnonzero(~written), side="right")
        return often - np.bincount(others, minlength=len(often))
    # A count is at most as large as how often the stem is there: it fits in the type of that.
    counts: Array = np.add.reduceat(written.view(np.uint8), ends - often, dtype=often.dtype)
    return counts


def positions(item: NumberedSegment, field: str, term: Term, among: Numbers) -> tuple[Numbers, Array]:
    """How many positions ``term`` has in each article of ``among``, which are in order; and the positions."""
    segment = item.segment
    counts = np.zeros(len(among), np.int64)
    documents = segment.documents(field, term.number, term.number + 1)
    if not len(documents) or not len(among):
        return counts, _NONE
    often = segment.often(field, term.number, term.number + 1)
    # Of one type with the others: else all of them would be copied.
    local = among.astype(documents.dtype)
    place = documents.searchsorted(local)
    place[place == len(documents)] -= 1
    having = documents[place] == local
    chosen = place[having]
    runs = often[chosen].astype(np.int64)
    counts[having] = runs
    at = ragged(np.cumsum(often, dtype=np.int64)[chosen] - runs, runs)
    found = segment.places(field, term.number)[at]
    if term.forms is not None:
        forms = segment.forms(field, term.number)
        assert forms is not None
        written = np.isin(forms[at], list(term.forms))
        counts = np.bincount(np.repeat(np.arange(len(among)), counts)[written], minlength=len(among))
        found = found[written]
    return counts, found


def united(found: Sequence[tuple[Numbers, Array]]) -> tuple[Numbers, Array]:
    """Positions of several terms in the same articles, in order, each once."""
    keys = [np.repeat(np.arange(len(counts)), counts) << 32 | places for counts, places in found]
    every = each_once(np.concatenate(keys))
    return np.bincount(every >> 32, minlength=len(found[0][0])), every & 0xFFFFFFFF


def postings(
    segments: Sequence[NumberedSegment],
    field: str,
    terms_in: Callable[[Segment], Terms],
    budget: Budget,
) -> tuple[Numbers, NDArray[np.float64]]:
    """The documents that have any of the ``terms`` of their segment, in order, and how often all of them together."""
    documents, weights = [_NONE], [np.zeros(0)]
    for item in segments:
        budget.check()
        found = terms_in(item.segment) if item.segment.has_postings(field) else NO_TERMS
        if not found.many:
            continue
        if found.many == 1:
            its, counts = counted(item, field, found.listed()[0])
            budget.check(item.segment.occurrences(field, int(found.numbers[0])) if found.partial[0] else len(its))
        else:
            its, counts = _summed(item, field, found, budget)
        if item.live is not None:
            there = item.live[its]
            its, counts = its[there], counts[there]
        documents.append(its.astype(np.int64) + item.offset)
        weights.append(counts.astype(np.float64))
    return np.concatenate(documents), np.concatenate(weights)


def _summed(item: NumberedSegment, field: str, terms: Terms, budget: Budget) -> tuple[Array, Array]:
    if terms.many >= _MANY:
        many = ManyTerms(item.segment, field, terms)
        budget.check(len(many.documents))
        totals = np.bincount(many.documents, many.weights(), item.segment.articles).astype(np.float64, copy=False)
        found = np.flatnonzero(totals > 0)
        return found, totals[found]
    totals = np.zeros(item.segment.articles)
    done = 0
    for term in terms.listed():
        documents, counts = counted(item, field, term)
        # An article has a term only once.
        totals[documents] += counts
        done += len(documents)
        if done > _AT_ONCE:
            budget.check(done)
            done = 0
    budget.check(done)
    found = np.flatnonzero(totals > 0)
    return found, totals[found]


def places(
    segments: Sequence[NumberedSegment],
    field: str,
    terms_in: Callable[[Segment], Terms],
    among: Numbers,
    budget: Budget,
) -> tuple[Numbers, Numbers]:
    """Where any of the ``terms`` of their segment are in ``field`` of the documents ``among``, which are in order.

    How many places each of them has, and the positions, in order, one document after the other.
    """
    counts = np.zeros(len(among), np.int64)
    parts: list[Array] = [_NONE]
    for item in segments:
        budget.check()
        start, end = np.searchsorted(among, [item.offset, item.offset + item.segment.articles]).tolist()
        if start == end:
            continue
        chosen = terms_in(item.segment)
        if chosen.many >= _MANY:
            many = ManyTerms(item.segment, field, chosen)
            budget.check(len(many.documents))
            counts[start:end], places = many.positions(among[start:end] - item.offset, budget)
            parts.append(places)
            continue
        budget.check(sum(item.segment.occurrences(field, number) for number in chosen.numbers.tolist()))
        found = [positions(item, field, term, among[start:end] - item.offset) for term in chosen.listed()]
        if not found:
            continue
        is_one = len(found) == 1 and not (field in TEXTS and int(chosen.numbers[0]) in item.segment.doubled(field))
        counts[start:end], places = found[0] if is_one else united(found)
        parts.append(places)
    return counts, np.concatenate(parts)
