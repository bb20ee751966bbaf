"""Matchers of several parts: any of them, all of them, a whole word before its expansions, weighted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.evaluation.matchers import NONE, Listed, Matcher
from index.search.whoosh_engine.evaluation.sorted_arrays import LONG, union

if TYPE_CHECKING:
    from index.search.whoosh_engine.evaluation.matchers import Documents, Mask, Numbers


class Either(Matcher):
    """What matches any of its parts; scores add up."""

    def __init__(self, size: int, parts: Sequence[Matcher]) -> None:
        super().__init__(size)
        # What matches any of several words is not asked which of them: their lists are gone through once.
        flat = [each for part in parts for each in (part._parts if isinstance(part, Either) else (part,))]
        self._parts: list[Matcher] = [
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

    def scoring_parts(self, document: Documents) -> Sequence[Matcher]:
        """The parts that are not filters."""
        return [part for part in self._parts if part.scoring]


class Every(Matcher):
    """What matches all of its parts and none of ``but``; scores of ``parts`` and ``maybe`` add up."""

    def __init__(
        self, size: int, parts: Sequence[Matcher], but: Sequence[Matcher] = (), maybe: Sequence[Matcher] = ()
    ) -> None:
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
        """The documents of the rarest part that match the others too."""
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

    def scoring_parts(self, document: Documents) -> Sequence[Matcher]:
        """The parts that are not filters, including those that may be missing."""
        return self._scored


class Ranked(Matcher):
    """Expansions of a word; documents with the whole word score above all others."""

    def __init__(self, size: int, whole: Matcher, expansions: Matcher) -> None:
        super().__init__(size)
        self._whole = whole
        self._expansions = expansions
        self._either = Either(size, [whole, expansions])
        self._highest: float | None = None
        """Of the scores of what only has an expansion; None as long as nobody asked."""

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

    def scores(self, documents: Documents) -> Numbers:
        """The word's scores raised above those of the expansions."""
        whole, expanded = self._whole.contains(documents), self._expansions.scores(documents)
        if not whole.any():
            return expanded
        if self._highest is None:
            if documents is self.documents:
                others = expanded[~whole]
            else:
                every = self.documents
                others = self._expansions.scores(every[~self._whole.contains(every)])
            self._highest = float(others.max(initial=0.0))
        return np.where(whole, self._whole.scores(documents) + self._highest, expanded)

    def scoring_parts(self, document: Documents) -> Sequence[Matcher]:
        """The whole word where the document has it, else the expansions."""
        return [self._whole if self._whole.contains(document).any() else self._expansions]


class Weighted(Matcher):
    """Another matcher, its scores multiplied, or all of them the same where ``constant``."""

    def __init__(self, matcher: Matcher, boost: float, *, constant: bool = False) -> None:
        super().__init__(matcher.size)
        self._node = matcher
        self._boost = boost
        self._constant = constant
        self.scoring = constant or matcher.scoring

    @property
    def most(self) -> int:
        """What the other matcher says."""
        return self._node.most

    @property
    def documents(self) -> Documents:
        """Those of the other matcher."""
        return self._node.documents

    def contains(self, documents: Documents) -> Mask:
        """What the other matcher says."""
        return self._node.contains(documents)

    def scores(self, documents: Documents) -> Numbers:
        """The scores of the other matcher, multiplied."""
        if self._constant:
            return np.where(self.contains(documents), self._boost, 0.0)
        return self._boost * self._node.scores(documents)

    def scoring_parts(self, document: Documents) -> Sequence[Matcher]:
        """The other matcher."""
        return [self._node]
