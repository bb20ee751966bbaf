"""Compiled query trees: each matcher knows which documents it matches, and scores those that it is asked for.

A matcher's ``documents`` are numbers in order, without deleted ones. Scores are only made for documents that the whole
query matches, so that a rare word makes a frequent one cheap. Lists that are short beside the archive are searched by
bisection; long ones go through a table of all documents, which at that length is faster.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.evaluation.sorted_arrays import LONG
from index.search.whoosh_engine.snapshot.snapshot import Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Documents = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

NONE = np.zeros(0, np.int64)


class Matcher:
    """A compiled part of a query; ``size`` counts the documents of the archive, the deleted ones too."""

    scoring = True
    """Whether it adds to scores at all; what does not is a filter."""

    work = 0
    """What was read to make it, as :class:`index.query.limits.Budget` counts that."""

    def __init__(self, size: int) -> None:
        self.size = size

    @property
    def documents(self) -> Documents:
        """All documents that match, in order."""
        raise NotImplementedError

    @property
    def most(self) -> int:
        """An upper bound of the documents that match, known without finding them."""
        return len(self.documents)

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents``, which are in order, match."""
        return contained(documents, self.documents, self.size)

    def scores(self, documents: Documents) -> Numbers:
        """The scores of ``documents``, which are in order; 0 where one does not match."""
        return np.zeros(len(documents))

    def scoring_parts(self, document: Documents) -> Sequence[Matcher]:
        """The matchers that the score of a document, given as an array of one, is made of."""
        return ()


def contained(documents: Documents, among: Documents, size: int) -> Mask:
    """Which of ``documents`` are ``among`` others; both are in order."""
    if documents is among:
        return np.ones(len(documents), np.bool_)
    if not len(among) or not len(documents):
        return np.zeros(len(documents), np.bool_)
    if len(documents) * LONG > size:
        table = np.zeros(size, np.bool_)
        table[among] = True
        return table[documents]
    found: Mask = among[np.minimum(np.searchsorted(among, documents), len(among) - 1)] == documents
    return found


class Asked(NamedTuple):
    """What a list of postings is for: a word, phrase or prefix in a field, and its weight there."""

    text: str
    field: str
    idf: float
    boost: float


class Listed(Matcher):
    """Postings of a word, scored by ``score`` where it is given."""

    def __init__(
        self,
        size: int,
        postings: Postings,
        score: Callable[[Postings], Numbers] | None,
        asked: Asked | None = None,
    ) -> None:
        super().__init__(size)
        self.asked = asked
        self.postings = postings
        self.scoring = score is not None
        self._score = score

    @property
    def documents(self) -> Documents:
        """The documents of the postings."""
        return self.postings.documents

    @cached_property
    def all_scores(self) -> Numbers:
        """The scores of all documents that have the word."""
        return self._score(self.postings) if self._score is not None else np.zeros(len(self.postings.documents))

    def scores(self, documents: Documents) -> Numbers:
        """The scores of those ``documents`` that have the word."""
        own = self.postings.documents
        if self._score is None or not len(own) or not len(documents):
            return np.zeros(len(documents))
        if documents is own:
            return self.all_scores
        if len(documents) * LONG > self.size:
            table = np.zeros(self.size)
            table[own] = self.all_scores
            return table[documents]
        found = np.zeros(len(documents))
        places = np.minimum(np.searchsorted(own, documents), len(own) - 1)
        there = own[places] == documents
        chosen = places[there]
        if "all_scores" in self.__dict__:
            found[there] = self.all_scores[chosen]
        else:
            found[there] = self._score(Postings(own[chosen], self.postings.weights[chosen]))
        return found


class Where(Matcher):
    """The documents for which a condition on columns holds; a filter."""

    scoring = False

    def __init__(self, size: int, holds: Callable[[Documents], Mask], live: Callable[[], Documents]) -> None:
        super().__init__(size)
        self._holds = holds
        self._live = live

    @property
    def most(self) -> int:
        """All documents: nothing better is known."""
        return self.size

    @cached_property
    def documents(self) -> Documents:
        """The live documents that it holds for."""
        live = self._live()
        return live[self._holds(live)]

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents`` it holds for."""
        return self._holds(documents)
