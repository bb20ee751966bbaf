"""Postings and positions of many terms of one segment, all read at once: the words of a prefix or a pattern."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import HALF, NARROW, TEXTS, ragged, sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]

_SHIFT = 32
"""Bits of a position, or of a word's number, in a number that holds an article or a term too."""

_LOW = (1 << _SHIFT) - 1

_NONE = np.zeros(0, np.int64)

_FEW = 4
"""If more than one posting in so many is asked for, all positions are read and not those of each one by one."""

_SPARSE = 32
"""If there is fewer than one position for so many words, positions are sorted."""

_LARGEST_TABLE = 1 << 27
"""Words of the largest table in which positions are marked: as many bytes of memory."""

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
            Term(number, frozenset(forms[at]) if at in forms else None)
            for at, number in enumerate(self.numbers.tolist())
        ]


def terms(numbers: Numbers) -> Terms:
    """All words of the terms ``numbers``, which are in order."""
    return Terms(numbers, np.zeros(len(numbers), np.bool_), np.zeros(0, np.int64))


NO_TERMS = terms(np.zeros(0, np.int64))
"""Those of a field that is empty."""


def terms_with(segment: Segment, stems: Array, forms: Array) -> Terms:
    """The terms of words, given by the stem and the form of each, no word twice."""
    keys = np.sort(stems.astype(np.int64) << _SHIFT | forms)
    every = keys >> _SHIFT
    firsts = np.flatnonzero(np.diff(every, prepend=-1))
    numbers, counts = every[firsts], np.diff(firsts, append=len(every))
    partial = counts != segment.words_of_stems[numbers]
    if not partial.any():
        return terms(numbers)
    index = np.repeat(np.arange(len(numbers)), counts)
    chosen = partial[index]
    return Terms(numbers, partial, index[chosen] << _SHIFT | keys[chosen] & _LOW)


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
        partial = np.flatnonzero(self._terms.partial)
        if not len(partial):
            return self.often
        # Of all positions of these terms, and of no others: a short prefix has thousands of terms, of which few are so.
        chosen = ragged(sums(self._counts)[:-1][partial], self._counts[partial])
        runs = self.often[chosen].astype(np.int64)
        firsts = np.asarray(self._segment.forms_firsts(self._field))
        first = firsts[self._numbers[partial]].astype(np.int64)
        many = firsts[self._numbers[partial] + 1].astype(np.int64) - first
        written = self._is_meant(np.repeat(partial, many), ragged(first, many))
        found = self.often.astype(np.int64)
        found[chosen] = np.bincount(np.repeat(np.arange(len(chosen)), runs)[written], minlength=len(chosen))
        return found

    def positions(self, among: Numbers, budget: Budget) -> tuple[Numbers, Numbers]:
        """How many positions the words have in each article of ``among``, which are in order; and the positions."""
        place = np.full(self._segment.articles, -1, np.int64)
        place[among] = np.arange(len(among))
        owners = place[self.documents]
        chosen = np.flatnonzero(owners >= 0)
        runs = self.often[chosen].astype(np.int64)
        budget.check(int(runs.sum()))
        positions = self._positions(chosen, runs)
        owners = np.repeat(owners[chosen], runs)
        others = self._others(chosen, runs)
        if len(others):
            written = np.ones(len(positions), np.bool_)
            written[others] = False
            positions, owners = positions[written], owners[written]
        return _in_order(positions, owners, self._segment.array(f"{self._field}.length")[among])

    def _positions(self, chosen: Numbers, runs: Numbers) -> Numbers:
        """The positions of the postings ``chosen``, in their order."""
        name = f"{self._field}.places"
        firsts = self._segment.array(f"{self._field}.firsts")
        first, last = firsts[self._numbers].astype(np.int64), firsts[self._numbers + 1].astype(np.int64)
        parts = _runs(first, last)
        if len(chosen) * _FEW < len(self.documents) or len(parts) > _MOST_RUNS:
            at = ragged(self._before[chosen], runs) + np.repeat(first[self._term_of[chosen]], runs)
            return gathered(self._segment, name, at)
        every = np.concatenate([_NONE, *(self._segment.narrow(name, *part) for part in parts)])
        if len(chosen) == len(self.documents):
            return every
        there = np.zeros(len(self.documents), np.bool_)
        there[chosen] = True
        return every[np.repeat(there, self.often)]

    def _others(self, chosen: Numbers, runs: Numbers) -> Numbers:
        """Of the positions of the postings ``chosen``, one after the other, those of words that are not meant."""
        partial = self._terms.partial
        if not len(self._terms.allowed) or self._field not in TEXTS:
            return _NONE
        some = np.flatnonzero(partial[self._term_of[chosen]])
        its = runs[some]
        term_of = np.repeat(self._term_of[chosen[some]], its)
        firsts = np.asarray(self._segment.forms_firsts(self._field))[self._numbers].astype(np.int64)
        at = firsts[term_of] + ragged(self._before[chosen[some]], its)
        others: Numbers = ragged(sums(runs)[:-1][some], its)[~self._is_meant(term_of, at)]
        return others

    def _is_meant(self, term_of: Numbers, at: Numbers) -> NDArray[np.bool_]:
        """Whether the words at places ``at`` of the forms, of the terms at the places ``term_of``, are meant."""
        allowed = self._terms.allowed
        keys = term_of << _SHIFT | gathered(self._segment, f"{self._field}.forms", at)
        meant: NDArray[np.bool_] = allowed[np.minimum(np.searchsorted(allowed, keys), len(allowed) - 1)] == keys
        return meant


def _in_order(positions: Numbers, owners: Numbers, lengths: Array) -> tuple[Numbers, Numbers]:
    """How many ``positions`` each owner has, and these, in order, each once; ``lengths`` are the words of each owner.

    Many of them are marked in a table of all words, which takes less time than to sort them.
    """
    size, starts = len(lengths), sums(lengths)
    is_dense = len(positions) * _SPARSE > starts[-1] and int(starts[-1]) <= _LARGEST_TABLE
    if is_dense and bool((positions < lengths[owners]).all()):
        table = np.zeros(int(starts[-1]), np.bool_)
        table[starts[owners] + positions] = True
        there = np.flatnonzero(table)
        counts = np.diff(np.searchsorted(there, starts))
        return counts, there - np.repeat(starts[:-1], counts)
    every = each_once(owners << _SHIFT | positions)
    return np.bincount(every >> _SHIFT, minlength=size), every & _LOW


def each_once(numbers: Numbers) -> Numbers:
    """The different numbers, in order. Sorting is faster here than what numpy has for it."""
    numbers = np.sort(numbers, kind="stable")
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def _runs(first: Numbers, last: Numbers) -> list[tuple[int, int]]:
    """What is from each of ``first`` up to ``last``, in order: neighbours as one."""
    there = last > first
    first, last = first[there], last[there]
    if not len(first):
        return []
    cuts = np.flatnonzero(first[1:] != last[:-1])
    begins, ends = first[np.append(0, cuts + 1)].tolist(), last[np.append(cuts, len(last) - 1)].tolist()
    return list(zip(begins, ends, strict=True))


def _read(segment: Segment, field: str, first: Numbers, last: Numbers) -> tuple[Array, Array]:
    """The articles of the postings from each of ``first`` up to ``last``, and how often each has its term.

    Nearly all terms of a prefix follow one another, and so do their postings: these are read in one.
    """
    parts = _runs(first, last)
    if len(parts) > _MOST_RUNS:
        index = ragged(first, last - first)
        return segment.array(f"{field}.documents")[index], gathered(segment, f"{field}.often", index)
    documents = [segment.part(f"{field}.documents", *part) for part in parts]
    often = [segment.often_of(field, *part) for part in parts]
    if len(parts) == 1:
        return documents[0], often[0]
    return np.concatenate([_NONE, *documents]), np.concatenate([_NONE, *often])


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
