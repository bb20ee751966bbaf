"""Words as they are written, in the postings of their stems.

A text field has its postings by stems; beside each position of a stem that has several words is which of them is
written there. So the articles of a word are those of its stem at whose positions it is. A word can have several
stems, one in each language; a field that is no text field has its postings by words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.query.limits import Budget
from index.search.whoosh_engine.segments.layout import TEXTS, encoded, ragged
from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment
from index.search.whoosh_engine.snapshot.many_terms import (
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

_MANY = 8
"""Terms from which on all are read at once and not one after the other."""

_NONE = np.zeros(0, np.int64)


def terms_of(segments: Sequence[Segment], field: str, words: Iterable[str]) -> list[Terms]:
    """For each segment the terms that have ``words``, in order."""
    asked = set(words)
    found = []
    for segment in segments:
        strings = segment.strings("words") if field in TEXTS else segment.terms(field)
        places = []
        for word in asked:
            text = encoded(word)
            at = strings.at(text)
            while at < len(strings) and strings[at] == text:
                places.append(at)
                at += 1
        found.append(np.array(sorted(places), np.int64))
    return terms_at(segments, found) if field in TEXTS else list(map(terms, found))


def terms_at(segments: Sequence[Segment], places: Sequence[Numbers]) -> list[Terms]:
    """For each segment the terms of text fields that have the words at its ``places``, in order."""
    each = list(zip(segments, places, strict=True))
    return terms_with(
        segments,
        [segment.array("words.stem")[its] for segment, its in each],
        [segment.array("words.form")[its] for segment, its in each],
    )


def terms_beginning(segments: Sequence[Segment], field: str, prefix: str) -> list[Terms]:
    """For each segment the terms that have words which begin with ``prefix``, in order."""
    text = encoded(prefix)
    if field not in TEXTS:
        return [terms(np.arange(*segment.terms(field).beginning(text))) for segment in segments]
    spans = [slice(*segment.strings("words").beginning(text)) for segment in segments]
    each = list(zip(segments, spans, strict=True))
    return terms_with(
        segments,
        [segment.array("words.stem")[its] for segment, its in each],
        [segment.array("words.form")[its] for segment, its in each],
    )


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


def places(
    segments: Sequence[NumberedSegment],
    field: str,
    terms_in: Sequence[Terms],
    among: Numbers,
    budget: Budget,
) -> tuple[Numbers, Numbers]:
    """Where any of the terms of their segment are in ``field`` of the documents ``among``, which are in order.

    How many places each of them has, and the positions, in order, one document after the other. ``terms_in`` are the
    terms of each segment.
    """
    counts = np.zeros(len(among), np.int64)
    parts: list[Array] = [_NONE]
    for item, chosen in zip(segments, terms_in, strict=True):
        budget.check()
        start, end = np.searchsorted(among, [item.offset, item.offset + item.segment.articles]).tolist()
        if start == end:
            continue
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
