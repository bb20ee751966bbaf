"""The postings of some terms in all segments, added up at once, and the positions of one.

An index has many segments, and a word, a prefix or a pattern has terms in each of them. Of each segment it is only
found where these postings are, and they are copied; all else is done once, for many segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import ragged, sums
from index.search.whoosh_engine.snapshot.many_terms import LOW, SHIFT, Terms, are_meant, gathered, runs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment

    Numbers = NDArray[np.int64]
    Weights = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_AT_ONCE = 1 << 16
"""Postings, more or less, that are added up at once, as many as a processor's cache holds."""

_MOST_RUNS = 64
"""Runs of postings of one segment that are read one after the other; more of them are gathered one by one."""

_FEW = 8
"""Terms of a segment, of which not all words are meant, that are looked at one after the other."""

_SPARSE = 4
"""If there is fewer than one posting for so many documents, postings are sorted and not added up in a table."""

_OFTEN = 24
"""Bits of how often an article has a term, in a number that holds the document too: a text has fewer words."""

_NONE = np.zeros(0, np.int64)


class _Part(NamedTuple):
    """The terms of a segment, and where the postings of each begin and end."""

    item: NumberedSegment
    terms: Terms
    first: Numbers
    last: Numbers


def postings(
    segments: Sequence[NumberedSegment], field: str, terms: Sequence[Terms], budget: Budget
) -> tuple[Numbers, Weights]:
    """The documents that have any of the ``terms`` of their segment, in order, and how often all of them together.

    Those that are gone are among them.
    """
    documents, weights = [_NONE], [np.zeros(0)]
    for parts in _batches(segments, field, terms):
        found, often = _added(parts, field, budget)
        documents.append(found)
        weights.append(often)
    if len(documents) == 2:
        return documents[1], weights[1]
    return np.concatenate(documents), np.concatenate(weights)


def places(
    segments: Sequence[NumberedSegment],
    field: str,
    numbers: Sequence[int],
    found: tuple[Numbers, Weights],
    among: Numbers,
    budget: Budget,
) -> tuple[Numbers, Numbers]:
    """Where a term is in ``field`` of the documents ``among``, which are in order.

    ``numbers`` are those of the term in each segment, none of which has articles that are gone, and ``found`` are its
    postings in all of them. How many places each document has, and the positions, one document after the other.
    """
    documents, often = found[0], found[1].astype(np.int64)
    counts = np.zeros(len(among), np.int64)
    if not len(documents) or not len(among):
        return counts, _NONE
    at = documents.searchsorted(among)
    at[at == len(documents)] = 0
    there = documents[at] == among
    chosen = at[there]
    runs = often[chosen]
    counts[there] = runs
    ends = np.cumsum(often)
    index, cuts = ragged(ends[chosen] - runs, runs), sums(runs)
    offsets = [*(item.offset for item in segments), segments[-1].offset + segments[-1].segment.articles]
    begins = np.append(0, ends)[documents.searchsorted(offsets)].tolist()
    bounds = cuts[documents[chosen].searchsorted(offsets)].tolist()
    parts = [_NONE]
    for item, number, begin, (start, end) in zip(segments, numbers, begins, pairwise(bounds), strict=False):
        if start < end:
            budget.check(item.segment.occurrences(field, number))
            parts.append(item.segment.places(field, number)[index[start:end] - begin])
    return counts, np.concatenate(parts)


def _batches(segments: Sequence[NumberedSegment], field: str, terms: Sequence[Terms]) -> Iterator[Sequence[_Part]]:
    batch: list[_Part] = []
    size = 0
    for item, its in zip(segments, terms, strict=True):
        if its.many and item.segment.has_postings(field):
            starts = item.segment.array(f"{field}.starts")
            first, last = starts[its.numbers].astype(np.int64), starts[its.numbers + 1].astype(np.int64)
            batch.append(_Part(item, its, first, last))
            size += int((last - first).sum())
            if size > _AT_ONCE:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _added(parts: Sequence[_Part], field: str, budget: Budget) -> tuple[Numbers, Weights]:
    counts = np.concatenate([part.last - part.first for part in parts])
    size = int(counts.sum())
    budget.check(size)
    begin, (last, *_) = parts[0].item.offset, parts[-1].item
    documents, often = np.empty(size, np.int64), np.empty(size)
    end = 0
    for part in parts:
        offset = part.item.offset - begin
        for its_documents, its_often in _read(part, field):
            start, end = end, end + len(its_documents)
            np.add(its_documents, offset, out=documents[start:end], dtype=np.int64)
            often[start:end] = its_often
    if any(len(part.terms.allowed) for part in parts):
        _count_what_is_meant(parts, field, counts, often, budget)
    if all(part.terms.many == 1 for part in parts):
        there = often > 0
        found, weights = documents[there], often[there]
    else:
        found, weights = _summed(documents, often, parts[-1].item.offset + last.articles - begin)
    found += begin
    return found, weights


def _read(part: _Part, field: str) -> Iterator[tuple[Array, Array]]:
    """The articles of the postings of a segment, and how often each has its term.

    Nearly all terms of a prefix follow one another, and so do their postings: these are read in one.
    """
    segment, numbers = part.item.segment, part.terms.numbers
    is_run = int(numbers[-1]) - int(numbers[0]) + 1 == len(numbers)
    runs = [(int(part.first[0]), int(part.last[-1]))] if is_run else runs_of(part.first, part.last)
    if len(runs) > _MOST_RUNS:
        first, last = (np.array(each, np.int64) for each in zip(*runs, strict=True))
        index = ragged(first, last - first)
        documents = segment.among(f"{field}.documents", first, last)[index]
        yield documents, gathered(segment, f"{field}.often", index, (first, last))
        return
    for start, end in runs:
        yield segment.part(f"{field}.documents", start, end), segment.often_of(field, start, end)


def _count_what_is_meant(parts: Sequence[_Part], field: str, counts: Numbers, often: Weights, budget: Budget) -> None:
    """Let ``often`` count the words that are meant alone, where these are not all of a term."""
    partial: list[Mask] = []
    meant: list[Mask] = []
    for part in parts:
        partial.append(part.terms.partial & (part.last > part.first))
        if len(part.terms.allowed):
            meant += _meant(part, field, np.flatnonzero(partial[-1]))
    if not meant:
        return
    written, chosen = np.concatenate(meant), np.concatenate(partial)
    budget.check(len(written))
    index = slice(None) if chosen.all() else np.repeat(chosen, counts)
    up_to = np.cumsum(written, dtype=np.int32)[np.cumsum(often[index]).astype(np.int64) - 1]
    often[index] = np.diff(up_to, prepend=0)


def _meant(part: _Part, field: str, partial: Numbers) -> Iterator[Mask]:
    """For each position of the terms at the places ``partial``, whether a word that is meant is there."""
    segment, terms = part.item.segment, part.terms
    if len(partial) > _FEW:
        firsts = np.asarray(segment.forms_firsts(field))
        first = firsts[terms.numbers[partial]].astype(np.int64)
        many = firsts[terms.numbers[partial] + 1].astype(np.int64) - first
        yield are_meant(segment, field, terms, np.repeat(partial, many), ragged(first, many), (first, first + many))
        return
    allowed: dict[int, list[int]] = {}
    for key in terms.allowed.tolist():
        allowed.setdefault(key >> SHIFT, []).append(key & LOW)
    for place in partial.tolist():
        forms = segment.forms(field, int(terms.numbers[place]))
        assert forms is not None
        one, *others = allowed[place]
        written: Mask = forms == one
        for other in others:
            written |= forms == other
        yield written


def _summed(documents: Numbers, often: Weights, size: int) -> tuple[Numbers, Weights]:
    """Each of ``documents``, all below ``size``, once, in order, and how often it has all of its terms together."""
    if len(documents) * _SPARSE < size:
        # Numbers are sorted in less time than places of numbers.
        keys = np.sort(documents << _OFTEN | often.astype(np.int64))
        every = keys >> _OFTEN
        firsts = np.flatnonzero(np.diff(every, prepend=-1))
        found = every[firsts]
        weights = np.add.reduceat(keys & ((1 << _OFTEN) - 1), firsts) if len(firsts) else firsts
        there = weights > 0
        return found[there], weights[there].astype(np.float64)
    totals = np.bincount(documents, often, size).astype(np.float64, copy=False)
    found = np.flatnonzero(totals)
    return found, totals[found]
