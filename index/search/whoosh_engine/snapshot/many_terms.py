"""Postings and positions of many terms of one segment, all read at once: the words of a prefix or a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import HALF, NARROW, TEXTS, ragged, sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]

SHIFT = 32
"""Bits of a position, or of a word's number, in a number that holds an article or a term too."""

LOW = (1 << SHIFT) - 1
"""Those bits."""

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
            forms.setdefault(key >> SHIFT, set()).add(key & LOW)
        return [
            Term(number, frozenset(forms[at]) if at in forms else None)
            for at, number in enumerate(self.numbers.tolist())
        ]


def terms(numbers: Numbers) -> Terms:
    """All words of the terms ``numbers``, which are in order."""
    return Terms(numbers, np.zeros(len(numbers), np.bool_), np.zeros(0, np.int64))


NO_TERMS = terms(np.zeros(0, np.int64))
"""Those of a field that is empty."""


def terms_with(segments: Sequence[Segment], stems: Sequence[Array], forms: Sequence[Array]) -> list[Terms]:
    """For each segment the terms of words, given by the stem and the form of each, no word twice."""
    begins = [0, *accumulate(len(segment.strings("stems")) for segment in segments)]
    numbered = [each.astype(np.int64) + begin for each, begin in zip(stems, begins, strict=False)]
    keys = np.concatenate([_NONE, *numbered]) << SHIFT | np.concatenate([_NONE, *forms])
    if not len(keys):
        return [NO_TERMS] * len(segments)
    keys.sort(kind="stable")
    every = keys >> SHIFT
    firsts = np.flatnonzero(np.diff(every, prepend=-1))
    numbers, counts = every[firsts], np.diff(firsts, append=len(every))
    bounds = np.searchsorted(numbers, begins).tolist()
    parts = list(zip(segments, begins, pairwise(bounds), strict=False))
    own = [numbers[start:end] - begin for _, begin, (start, end) in parts]
    whole = [segment.words_of_stems[its] for (segment, *_), its in zip(parts, own, strict=True)]
    partial = counts != np.concatenate(whole)
    if not partial.any():
        return list(map(terms, own))
    index = np.repeat(np.arange(len(numbers)), counts)
    chosen = partial[index]
    allowed = index[chosen] << SHIFT | keys[chosen] & LOW
    cuts = np.searchsorted(allowed, np.array(bounds, np.int64) << SHIFT).tolist()
    return [
        Terms(its, partial[start:end], allowed[first:last] - (start << SHIFT))
        for its, (start, end), (first, last) in zip(own, pairwise(bounds), pairwise(cuts), strict=True)
    ]


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
        parts = runs_of(first, last)
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
        others: Numbers = ragged(sums(runs)[:-1][some], its)[
            ~are_meant(self._segment, self._field, self._terms, term_of, at)
        ]
        return others


def are_meant(
    segment: Segment,
    field: str,
    terms: Terms,
    places: Numbers,
    at: Numbers,
    runs: tuple[Numbers, Numbers] | None = None,
) -> NDArray[np.bool_]:
    """Whether the words ``at`` some places of the forms, of the terms at ``places`` of ``terms``, are meant.

    ``runs`` are as in :func:`gathered`.
    """
    forms = gathered(segment, f"{field}.forms", at, runs)
    width = 1 + max(int(forms.max(initial=0)), int((terms.allowed & LOW).max(initial=0)))
    if width * terms.many > _LARGEST_TABLE:
        keys = places << SHIFT | forms
        found = np.minimum(np.searchsorted(terms.allowed, keys), len(terms.allowed) - 1)
        return np.asarray(terms.allowed[found] == keys)
    table = np.zeros(width * terms.many, np.bool_)
    table[(terms.allowed >> SHIFT) * width + (terms.allowed & LOW)] = True
    forms += places * width
    return table[forms]


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
    every = each_once(owners << SHIFT | positions)
    return np.bincount(every >> SHIFT, minlength=size), every & LOW


def each_once(numbers: Numbers) -> Numbers:
    """The different numbers, in order. Sorting is faster here than what numpy has for it."""
    numbers = np.sort(numbers, kind="stable")
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def runs_of(first: Numbers, last: Numbers) -> list[tuple[int, int]]:
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
    parts = runs_of(first, last)
    if len(parts) > _MOST_RUNS:
        index = ragged(first, last - first)
        return segment.array(f"{field}.documents")[index], gathered(segment, f"{field}.often", index)
    documents = [segment.part(f"{field}.documents", *part) for part in parts]
    often = [segment.often_of(field, *part) for part in parts]
    if len(parts) == 1:
        return documents[0], often[0]
    return np.concatenate([_NONE, *documents]), np.concatenate([_NONE, *often])


def gathered(segment: Segment, name: str, index: Numbers, runs: tuple[Numbers, Numbers] | None = None) -> Numbers:
    """Values of an array of narrow numbers at places in order.

    Where ``runs``, none of them empty, say where these places begin and end, no others are looked at.
    """
    is_half = NARROW[name.rpartition(".")[2]] == HALF
    low: Array
    if runs is None:
        low = segment.array(name)
    else:
        first, last = runs
        low = segment.among(name, *((first >> 1, (last + 1) >> 1) if is_half else runs))
    if is_half:
        # Two numbers to a byte, the first one in its lower half.
        low = low[index >> 1] >> ((index & 1).astype(np.uint8) * np.uint8(HALF)) & np.uint8((1 << HALF) - 1)
    else:
        low = low[index]
    found: Numbers = low.astype(np.int64)
    at = segment.array(f"{name}.at").astype(np.int64)
    if len(at) and len(index):
        places = np.minimum(np.searchsorted(index, at), len(index) - 1)
        wide = np.flatnonzero(index[places] == at)
        found[places[wide]] += segment.array(f"{name}.more")[wide].astype(np.int64)
    return found
