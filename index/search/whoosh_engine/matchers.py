"""What a query tree is compiled to: nodes that know which documents they match, and score those that are asked for.

A node's ``documents`` are numbers in order, without deleted ones. Scores are only made for documents that the whole
query matches, so that a rare word makes a frequent one cheap. Lists that are short beside the archive are searched by
bisection; long ones go through a table of all documents, which at that length is faster.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.snapshot import Postings
from index.search.whoosh_engine.sorted_arrays import LONG, union

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Documents = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

NONE = np.zeros(0, np.int64)


class Node:
    """A compiled part of a query; ``size`` counts the documents of the archive, the deleted ones too."""

    scoring = True
    """Whether it adds to scores at all; what does not is a filter."""

    def __init__(self, size: int) -> None:
        self.size = size

    @property
    def documents(self) -> Documents:
        """All documents that match, in order."""
        raise NotImplementedError

    @property
    def most(self) -> int:
        """No more documents than this match; known without looking for them."""
        return len(self.documents)

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents``, which are in order, match."""
        return contained(documents, self.documents, self.size)

    def scores(self, documents: Documents) -> Numbers:
        """The scores of ``documents``, which are in order; 0 where one does not match."""
        return np.zeros(len(documents))

    def scoring_parts(self, document: Documents) -> Sequence[Node]:
        """The nodes that the score of a document, given as an array of one, is made of."""
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
    """What a list was made for: a word, phrase or beginning in a field, and what it weighs there."""

    text: str
    field: str
    idf: float
    boost: float


class Listed(Node):
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


class Either(Node):
    """What matches any of its parts; scores add up."""

    def __init__(self, size: int, parts: Sequence[Node]) -> None:
        super().__init__(size)
        # What matches any of several words is not asked which of them: their lists are gone through once.
        flat = [each for part in parts for each in (part._parts if isinstance(part, Either) else (part,))]
        self._parts: list[Node] = [
            part for part in flat if not isinstance(part, Listed) or len(part.postings.documents)
        ]
        self.scoring = any(part.scoring for part in self._parts)

    @property
    def most(self) -> int:
        """The sum of the parts' documents."""
        return min(self.size, sum(part.most for part in self._parts))

    @cached_property
    def documents(self) -> Documents:
        """The documents of all parts."""
        if len(self._parts) < 2:
            return self._parts[0].documents if self._parts else NONE
        lists = [part.documents for part in self._parts]
        if sum(map(len, lists)) * LONG < self.size:
            return union(lists)
        table = np.zeros(self.size, np.bool_)
        for documents in lists:
            table[documents] = True
        return np.flatnonzero(table)

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents`` match any part."""
        if "documents" in self.__dict__ or not self._parts:
            return super().contains(documents)
        found = self._parts[0].contains(documents)
        for part in self._parts[1:]:
            found = found | part.contains(documents)
        return found

    def scores(self, documents: Documents) -> Numbers:
        """The sums of the parts' scores."""
        scoring = self.scoring_parts(documents)
        if len(scoring) == 1:
            return scoring[0].scores(documents)
        if len(documents) * LONG < self.size:
            return sum((part.scores(documents) for part in scoring), np.zeros(len(documents)))
        table = np.zeros(self.size)
        for at, part in enumerate(scoring):
            if at:
                table[part.documents] += part.scores(part.documents)
            else:
                table[part.documents] = part.scores(part.documents)
        return table[documents]

    def scoring_parts(self, document: Documents) -> Sequence[Node]:
        """The parts that are no filters."""
        return [part for part in self._parts if part.scoring]


class Every(Node):
    """What matches all of its parts and none of ``but``; scores of ``parts`` and ``maybe`` add up."""

    def __init__(self, size: int, parts: Sequence[Node], but: Sequence[Node] = (), maybe: Sequence[Node] = ()) -> None:
        super().__init__(size)
        self._parts = sorted(parts, key=lambda part: part.most)
        self._but = but
        self._scored = [part for part in (*parts, *maybe) if part.scoring]
        self.scoring = bool(self._scored)

    @property
    def most(self) -> int:
        """The documents of the rarest part."""
        return self._parts[0].most

    @cached_property
    def documents(self) -> Documents:
        """The documents of the rarest part that the others do not refuse."""
        found = self._parts[0].documents
        for part in self._parts[1:]:
            if not len(found):
                return found
            found = found[part.contains(found)]
        for part in self._but:
            found = found[~part.contains(found)]
        return found

    def scores(self, documents: Documents) -> Numbers:
        """The sums of the parts' scores."""
        total = sum((part.scores(documents) for part in self._scored), np.zeros(len(documents)))
        return total if documents is self.documents else np.where(self.contains(documents), total, 0.0)

    def scoring_parts(self, document: Documents) -> Sequence[Node]:
        """The parts that are no filters, those that may be missing among them."""
        return self._scored


class Where(Node):
    """What a condition on columns holds for; a filter."""

    scoring = False

    def __init__(self, size: int, holds: Callable[[Documents], Mask], live: Callable[[], Documents]) -> None:
        super().__init__(size)
        self._holds = holds
        self._live = live

    @property
    def most(self) -> int:
        """All of them, as far as is known."""
        return self.size

    @cached_property
    def documents(self) -> Documents:
        """The live documents that it holds for."""
        live = self._live()
        return live[self._holds(live)]

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents`` it holds for."""
        return self._holds(documents)


class Ranked(Node):
    """Expansions of a word, of which those that have the word itself come before all others."""

    def __init__(self, size: int, whole: Node, expansions: Node) -> None:
        super().__init__(size)
        self._whole = whole
        self._expansions = expansions
        self._either = Either(size, [whole, expansions])

    @property
    def most(self) -> int:
        """The sum of both."""
        return self._either.most

    @property
    def documents(self) -> Documents:
        """The documents of both."""
        return self._either.documents

    def contains(self, documents: Documents) -> Mask:
        """Which of ``documents`` have either."""
        return self._either.contains(documents)

    @cached_property
    def _best(self) -> float:
        """The highest score of what only has an expansion."""
        documents = self._expansions.documents
        others = documents[~self._whole.contains(documents)]
        return float(self._expansions.scores(others).max(initial=0.0))

    def scores(self, documents: Documents) -> Numbers:
        """The word's scores raised above those of the expansions."""
        whole = self._whole.contains(documents)
        if not whole.any():
            return self._expansions.scores(documents)
        raised = self._whole.scores(documents) + self._best
        return np.where(whole, raised, self._expansions.scores(documents))

    def scoring_parts(self, document: Documents) -> Sequence[Node]:
        """The whole word where the document has it, else the expansions."""
        return [self._whole if self._whole.contains(document).any() else self._expansions]


class Weighted(Node):
    """Another node, its scores multiplied, or all of them the same where ``constant``."""

    def __init__(self, node: Node, boost: float, *, constant: bool = False) -> None:
        super().__init__(node.size)
        self._node = node
        self._boost = boost
        self._constant = constant
        self.scoring = constant or node.scoring

    @property
    def most(self) -> int:
        """As the node has it."""
        return self._node.most

    @property
    def documents(self) -> Documents:
        """As the node has them."""
        return self._node.documents

    def contains(self, documents: Documents) -> Mask:
        """As the node has it."""
        return self._node.contains(documents)

    def scores(self, documents: Documents) -> Numbers:
        """The node's scores, multiplied."""
        if self._constant:
            return np.where(self.contains(documents), self._boost, 0.0)
        return self._boost * self._node.scores(documents)

    def scoring_parts(self, document: Documents) -> Sequence[Node]:
        """The node."""
        return [self._node]
