"""Postings and positions of many terms of one segment, all read at once: the words of a prefix or a pattern."""

from __future__ import annotations

from collections.abc import Sequence
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


class Term(NamedTuple):
    """A term of a segment, and which of its words are meant; None for all of them."""

    number: int
    forms: frozenset[int] | None


class ManyTerms:
    """The postings of ``terms``, term by term."""

    def __init__(self, segment: Segment, field: str, terms: Sequence[Term]) -> None:
        self._segment = segment
        self._field = field
        self._terms = terms
        self._numbers = np.array([term.number for term in terms], np.int64)
        starts = segment.array(f"{field}.starts")
        first, last = starts[self._numbers].astype(np.int64), starts[self._numbers + 1].astype(np.int64)
        index = ragged(first, last - first)
        self._term_of = np.repeat(np.arange(len(terms)), last - first)
        """For each posting the place of its term."""
        self.documents: Numbers = segment.array(f"{field}.documents")[index].astype(np.int64)
        self.often = gathered(segment, f"{field}.often", index)
        begins = sums(self.often)[:-1]
        starts_of = sums(last - first)[:-1]
        bases = np.append(begins, 0)[np.minimum(starts_of, len(begins))]
        self._before = begins - bases[self._term_of]
        """For each posting how many positions its term has before."""

    def weights(self) -> Numbers:
        """How often each posting's article has the words that are meant."""
        partial = np.array([term.forms is not None for term in self._terms], np.bool_)[self._term_of]
        if not partial.any():
            return self.often
        chosen = np.flatnonzero(partial)
        runs = self.often[chosen]
        written = self._written(chosen, ragged(self._before[chosen], runs), runs)
        found = self.often.copy()
        found[chosen] = np.bincount(np.repeat(np.arange(len(chosen)), runs)[written], minlength=len(chosen))
        return found

    def positions(self, among: Numbers) -> tuple[Numbers, Numbers]:
        """How many positions the words have in each article of ``among``, which are in order; and the positions."""
        there = np.zeros(self._segment.articles, np.bool_)
        there[among] = True
        chosen = np.flatnonzero(there[self.documents])
        runs = self.often[chosen]
        offsets = ragged(self._before[chosen], runs)
        firsts = self._segment.array(f"{self._field}.firsts")[self._numbers].astype(np.int64)
        at = offsets + np.repeat(firsts[self._term_of[chosen]], runs)
        keys = np.repeat(np.searchsorted(among, self.documents[chosen]), runs) << _SHIFT
        keys |= gathered(self._segment, f"{self._field}.places", at)
        every = np.unique(keys[self._written(chosen, offsets, runs)])
        return np.bincount(every >> _SHIFT, minlength=len(among)), every & ((1 << _SHIFT) - 1)

    def _written(self, chosen: Numbers, offsets: Numbers, runs: Numbers) -> NDArray[np.bool_]:
        """For the positions of the postings ``chosen``, by their offsets in a term, whether the words are there."""
        written = np.ones(len(offsets), np.bool_)
        asked = {at: term.forms for at, term in enumerate(self._terms) if term.forms is not None}
        if not asked or self._field not in TEXTS:
            return written
        partial = np.zeros(len(self._terms), np.bool_)
        partial[list(asked)] = True
        term_of = np.repeat(self._term_of[chosen], runs)
        places = np.flatnonzero(partial[term_of])
        firsts = np.asarray(self._segment.forms_firsts(self._field))[self._numbers].astype(np.int64)
        forms = gathered(self._segment, f"{self._field}.forms", firsts[term_of[places]] + offsets[places])
        allowed = np.array(sorted(at << _SHIFT | form for at, its in asked.items() for form in its), np.int64)
        keys = term_of[places] << _SHIFT | forms
        found = np.minimum(np.searchsorted(allowed, keys), len(allowed) - 1)
        written[places] = allowed[found] == keys
        return written


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
