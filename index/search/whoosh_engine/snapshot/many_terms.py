"""Postings and positions of many terms of one segment, all read at once: the words of a prefix or a pattern."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import HALF, NARROW, TEXTS, ragged, sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]

_SHIFT = 32
"""Bits of a position, or of a word's number, in a number that holds an article or a term too."""

_LOW = (1 << _SHIFT) - 1

_MOST_RUNS = 64
"""Runs of postings that are read one after the other; more of them are gathered one by one."""


class Term(NamedTuple):
    """A term of a segment, and which of its words are meant; None for all of them."""

    number: int
    forms: frozenset[int] | None


class Terms(NamedTuple):
    """Terms of a segment, in order, and which of their words are meant; as arrays, since a prefix has thousands."""

    numbers: Numbers
    partial: NDArray[np.bool_]
    """Of which terms not all words are meant."""
    allowed: Numbers
    """For these, the place of the term times 2 ** 32 and the number of a word that is meant, in order."""

    @property
    def many(self) -> int:
        """How many terms they are."""
        return len(self.numbers)

    def listed(self) -> list[Term]:
        """The terms one by one."""
        forms: dict[int, set[int]] = {}
        for key in self.allowed.tolist():
            forms.setdefault(key >> _SHIFT, set()).add(key & _LOW)
        return [
            Term(number, frozenset(forms[at]) if at in forms else None) for at, number in enumerate(self.numbers.tolist())
        ]


def terms(numbers: Numbers) -> Terms:
    """All words of the terms ``numbers``, which are in order."""
    return Terms(numbers, np.zeros(len(numbers), np.bool_), np.zeros(0, np.int64))


def terms_with(segment: Segment, stems: Array, forms: Array) -> Terms:
    """The terms of words, given by the stem and the form of each, no word twice."""
    numbers, index, counts = np.unique(stems.astype(np.int64), return_inverse=True, return_counts=True)
    partial = counts != segment.words_of_stems[numbers]
    index = index.reshape(-1)
    chosen = np.flatnonzero(partial[index])
    return Terms(numbers, partial, np.sort(index[chosen] << _SHIFT | forms[chosen].astype(np.int64)))


class ManyTerms:
    """The postings of ``terms``, term by term."""

    def __init__(self, segment: Segment, field: str, terms: Terms) -> None:
        self._segment = segment
        self._field = field
        self._terms = terms
        self._numbers = terms.numbers
        starts = segment.array(f"{field}.starts")
        first, last = starts[self._numbers].astype(np.int64), starts[self._numbers + 1].astype(np.int64)
        self._counts = last - first
        self.documents: Array
        self.documents, self.often = _read(segment, field, first, last)

    @cached_property
    def _term_of(self) -> Numbers:
        """For each posting the place of its term."""
        return np.repeat(np.arange(self._terms.many), self._counts)

    @cached_property
    def _before(self) -> Numbers:
        """For each posting how many positions its term has before."""
        begins = sums(self.often)[:-1]
        starts_of = sums(self._counts)[:-1]
        bases = np.append(begins, 0)[np.minimum(starts_of, len(begins))]
        found: Numbers = begins - bases[self._term_of]
        return found

    def weights(self) -> Numbers:
        """How often each posting's article has the words that are meant."""
        if not self._terms.partial.any():
            return self.often
        chosen = np.flatnonzero(np.repeat(self._terms.partial, self._counts))
        runs = self.often[chosen].astype(np.int64)
        written = self._written(chosen, ragged(self._before[chosen], runs), runs)
        found = self.often.astype(np.int64)
        found[chosen] = np.bincount(np.repeat(np.arange(len(chosen)), runs)[written], minlength=len(chosen))
        return found

    def positions(self, among: Numbers) -> tuple[Numbers, Numbers]:
        """How many positions the words have in each article of ``among``, which are in order; and the positions."""
        there = np.zeros(self._segment.articles, np.bool_)
        there[among] = True
        chosen = np.flatnonzero(there[self.documents])
        runs = self.often[chosen].astype(np.int64)
        offsets = ragged(self._before[chosen], runs)
        firsts = self._segment.array(f"{self._field}.firsts")[self._numbers].astype(np.int64)
        at = offsets + np.repeat(firsts[self._term_of[chosen]], runs)
        keys = np.repeat(np.searchsorted(among, self.documents[chosen]), runs) << _SHIFT
        keys |= gathered(self._segment, f"{self._field}.places", at)
        every = np.unique(keys[self._written(chosen, offsets, runs)])
        return np.bincount(every >> _SHIFT, minlength=len(among)), every & _LOW

    def _written(self, chosen: Numbers, offsets: Numbers, runs: Numbers) -> NDArray[np.bool_]:
        """For the positions of the postings ``chosen``, by their offsets in a term, whether the words are there."""
        written = np.ones(len(offsets), np.bool_)
        partial, allowed = self._terms.partial, self._terms.allowed
        if not len(allowed) or self._field not in TEXTS:
            return written
        term_of = np.repeat(self._term_of[chosen], runs)
        places = np.flatnonzero(partial[term_of])
        firsts = np.asarray(self._segment.forms_firsts(self._field))[self._numbers].astype(np.int64)
        forms = gathered(self._segment, f"{self._field}.forms", firsts[term_of[places]] + offsets[places])
        keys = term_of[places] << _SHIFT | forms
        found = np.minimum(np.searchsorted(allowed, keys), len(allowed) - 1)
        written[places] = allowed[found] == keys
        return written


def _read(segment: Segment, field: str, first: Numbers, last: Numbers) -> tuple[Array, Array]:
    """The articles of the postings from each of ``first`` up to ``last``, and how often each has its term.

    Nearly all terms of a prefix follow one another, and so do their postings: these are read in one.
    """
    there = last > first
    first, last = first[there], last[there]
    if not len(first):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    cuts = np.flatnonzero(first[1:] != last[:-1])
    begins, ends = first[np.append(0, cuts + 1)].tolist(), last[np.append(cuts, len(last) - 1)].tolist()
    if len(begins) > _MOST_RUNS:
        index = ragged(first, last - first)
        return segment.array(f"{field}.documents")[index], gathered(segment, f"{field}.often", index)
    parts = list(zip(begins, ends, strict=True))
    documents = [segment.part(f"{field}.documents", *part) for part in parts]
    often = [segment.often_of(field, *part) for part in parts]
    if len(parts) == 1:
        return documents[0], often[0]
    return np.concatenate(documents), np.concatenate(often)


def gathered(segment: Segment, name: str, index: Numbers) -> Numbers:
    """Values of an array of narrow numbers at any places."""
    low: Array = segment.array(name)
    found: Numbers
    if NARROW[name.rpartition(".")[2]] == HALF:
        # Two numbers to a byte, the first one in its lower half.
        found = low[index >> 1].astype(np.int64) >> (HALF * (index & 1)) & ((1 << HALF) - 1)
    else:
        found = low[index].astype(np.int64)
    at = segment.array(f"{name}.at")
    if len(at) and len(index):
        more = np.minimum(np.searchsorted(at, index), len(at) - 1)
        wide = np.flatnonzero(at[more] == index)
        found[wide] += segment.array(f"{name}.more")[more[wide]].astype(np.int64)
    return found
