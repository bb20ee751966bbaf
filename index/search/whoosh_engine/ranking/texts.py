"""A result with one row a text: articles that have one, by ``Columns.texts``, share the row of the best of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.query.dates import UNDATED
from index.search.whoosh_engine.evaluation.evaluator import Found
from index.search.whoosh_engine.evaluation.matchers import NONE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence, Set

    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.ranking.ranking import Ranking
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

    Documents = NDArray[np.int64]
    Numbers = NDArray[np.int32]
    """Of texts, as ``Columns.texts`` has them."""


_NOTHING: frozenset[int] = frozenset()


class Texts:
    """Which documents of the two parts of a result have the same text. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, every: Documents, further: Documents) -> None:
        self._columns = snapshot.columns
        self._parts = every, further
        first, self._listed = self._shared(every)
        second, new = self._shared(further)
        self.total = len(every) - first + len(self._listed)
        """Different texts of the first part."""
        self.more = len(further) - second + len(new - self._listed)
        """Different texts of the second part that the first does not have."""

    def _shared(self, documents: Documents) -> tuple[int, Set[int]]:
        """How many documents have a text that others of the archive have, and these texts."""
        shared = self._columns.texts[self._columns.with_copies(documents)]
        return len(shared), set(shared.tolist()) if len(shared) else _NOTHING

    def rows(self, ranking: Ranking, *, after: bool) -> Rows:
        """The rows of a part; with ``after`` without those of the texts of the first part."""
        return Rows(ranking, self._columns.texts, self._listed if after else _NOTHING)

    def having(self, document: int) -> Sequence[int]:
        """The documents of both parts with the text of ``document``, the earliest known first, then by id."""
        text = int(self._columns.texts[document])
        if text < 0:
            return (document,)
        codes, documents = self._by_text
        start, end = np.searchsorted(codes, [text, text + 1]).tolist()
        ids, published = self._columns.ids, self._columns.published
        moments = {each: int(published[each]) for each in documents[start:end].tolist()}
        return sorted(moments, key=lambda each: (moments[each] == UNDATED, moments[each], ids[each]))

    @cached_property
    def _by_text(self) -> tuple[Numbers, Documents]:
        documents = np.concatenate(self._parts)
        codes = self._columns.texts[documents]
        several = np.flatnonzero(codes >= 0)
        order = several[np.argsort(codes[several], kind="stable")]
        return codes[order], documents[order]


class Rows:
    """One part of a result, one row a text. No more of it is ranked than the rows that are asked for need."""

    def __init__(self, ranking: Ranking, texts: Numbers, listed: Collection[int]) -> None:
        self._ranking = ranking
        self._texts = texts
        self._listed = listed
        self._rows: Documents = NONE
        self._taken = 0

    def page(self, offset: int, limit: int, texts: Texts, budget: Budget) -> tuple[Found, list[Sequence[int]]]:
        """The rows from ``offset`` on, and the other documents with the text of each, of both parts.

        A row is where the best of its documents is; of those that are as good as that one it has the earliest.
        """
        self._take(offset + max(limit, 0), budget)
        rows: list[int] = self._rows[offset : offset + max(limit, 0)].tolist()
        others: list[Sequence[int]] = []
        for at, document in enumerate(rows):
            having = texts.having(document)
            if len(having) > 1:
                rows[at] = document = self._ranking.earliest(document, having)
            others.append([each for each in having if each != document])
        chosen = np.array(rows, np.int64)
        return Found(chosen, self._ranking.scores_of(chosen, budget)), others

    def _take(self, last: int, budget: Budget) -> None:
        """Rank so much that there are rows up to ``last``."""
        while len(self._rows) < last and self._taken < len(self._ranking):
            taken = min(max(last, 2 * self._taken), len(self._ranking))
            budget.check(taken)
            documents = self._ranking.page(0, taken, budget).documents
            self._rows = documents[_firsts(self._texts[documents], self._listed)]
            self._taken = taken


def _firsts(texts: Numbers, listed: Collection[int]) -> Documents:
    """The places of the first of each text, but of those that are ``listed``."""
    several = np.flatnonzero(texts >= 0)
    if not len(several):
        return np.arange(len(texts))
    found, at = np.unique(texts[several], return_index=True)
    kept = several[at[~np.isin(found, list(listed))]] if listed else several[at]
    return np.sort(np.concatenate([np.flatnonzero(texts < 0), kept]))
