"""From what matches to a ranked result: nearness, orders, ties, and what is shown where nothing has all words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, assert_never

import numpy as np

from index.query.dates import UNDATED
from index.query.limits import Budget
from index.search.whoosh_engine.evaluation.evaluator import NOTHING, Evaluator, Found
from index.search.whoosh_engine.evaluation.matchers import NONE, contained
from index.search.whoosh_engine.ranking.exactness import as_written
from index.search.whoosh_engine.ranking.function_words import telling
from index.search.whoosh_engine.ranking.most_words import any_of, lacking, scored
from index.search.whoosh_engine.ranking.proximity import Nearness, headlined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.model import Sort
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot
    from index.search.whoosh_engine.translation import Translated

    Order = NDArray[np.int64]
    Numbers = NDArray[np.float64]

NEAR = 500
"""The best articles of a result, of which it is looked up how near each other the words stand."""

_FEW = 2_000
"""Documents that are compared by their ids alone, without an order of all ids of the archive."""


class Raised:
    """Scores of documents, the best raised by how near each other the words of the query stand.

    By how much is only found for those that are asked for. Safe to use from several threads.
    """

    def __init__(self, found: Found, best: Order, nearness: Nearness) -> None:
        self.scores = found.scores.copy()
        """Of what was not asked for, without what it is raised by."""
        self._base = found.scores
        self._best = best
        self._nearness = nearness
        self._most = found.scores[best] + nearness.most
        self._open = nearness.most > 0

    def settle(self, count: int, budget: Budget) -> None:
        """Find the scores of the first ``count``, and of whatever could be among them."""
        self._find(np.flatnonzero(self._open & (self._most >= self._least(count))), budget)

    def settle_these(self, places: Order, budget: Budget) -> None:
        """Find the scores of the documents at ``places``."""
        self._find(np.flatnonzero(self._open & np.isin(self._best, places)), budget)

    def _least(self, count: int) -> float:
        """What the last of the first ``count`` has at least."""
        size = len(self.scores)
        return float(np.partition(self.scores, size - count)[size - count]) if count < size else -np.inf

    def _find(self, chosen: Order, budget: Budget) -> None:
        if len(chosen):
            places = self._best[chosen]
            self.scores[places] = self._base[places] + self._nearness.of(chosen, budget)
            self._open[chosen] = False


class Answer:
    """What a query finds."""

    def __init__(
        self, base: Found, relaxed: bool, budget: Budget, raised: Raised | None, named: Order, plain: Numbers
    ) -> None:
        self._base = base
        self._plain = plain
        self._budget = budget
        self._raised = raised
        self._named = named
        self.relaxed = relaxed
        """Whether its articles lack some of the words."""

    @property
    def documents(self) -> Order:
        """All of them, by their numbers."""
        return self._base.documents

    def ranking(self, snapshot: Snapshot, sort: Sort) -> Ranking:
        """What was found, in order; no more of it is looked at than is asked for."""
        if len(self._named):
            return Ranking(snapshot, self.found, sort)
        return Ranking(snapshot, self._base, sort, self._raised)

    @cached_property
    def near(self) -> Numbers:
        """What of each score is for words as they are written, near each other, or the headline."""
        return self.found.scores - self._plain

    @cached_property
    def found(self) -> Found:
        """The documents, in order of their numbers, and their whole scores."""
        if self._raised is None:
            return self._base
        self._raised.settle(len(self._base.documents), self._budget)
        scores = self._raised.scores.copy()
        scores[self._named] += scores.max(initial=0.0)
        return Found(self._base.documents, scores)


class Ranking:
    """A result in order. Equal documents: the later published first, then by id. Only what is asked for is sorted."""

    def __init__(self, snapshot: Snapshot, found: Found, sort: Sort, raised: Raised | None = None) -> None:
        self._snapshot = snapshot
        self._found = found
        self._sort = sort
        self._raised = raised
        self._best: Order = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self._found.documents)

    @property
    def documents(self) -> Order:
        """All documents of the result, by their numbers."""
        return self._found.documents

    def page(self, offset: int, limit: int, budget: Budget | None = None) -> Found:
        """The documents from place ``offset`` on, the best first, with their scores."""
        last = min(offset + max(limit, 0), len(self))
        if offset >= last:
            return NOTHING
        best = self._best
        if last > len(best):
            self._settle(last, budget)
            best = self._best = self._first(last)
        chosen = best[offset:last]
        if self._raised is not None and self._sort != "relevance":
            self._raised.settle_these(chosen, budget or Budget())
        return Found(self._found.documents[chosen], self._scores[chosen])

    def _settle(self, count: int, budget: Budget | None = None) -> None:
        if self._raised is not None and self._sort == "relevance":
            self._raised.settle(count, budget or Budget())

    @property
    def _scores(self) -> Numbers:
        return self._found.scores if self._raised is None else self._raised.scores

    def scores_of(self, documents: Order, budget: Budget) -> Numbers:
        """The scores of documents of the result."""
        places = np.searchsorted(self._found.documents, documents)
        if self._raised is not None:
            self._raised.settle_these(places, budget)
        return self._scores[places]

    def earliest(self, document: int, others: Sequence[int]) -> int:
        """The first of ``others`` that is as good as ``document``, which is one of them and on a page that was given.

        ``others`` may have documents that are not in the result.
        """
        columns = self._snapshot.columns
        alike = np.array(others, np.int64)
        places = np.minimum(np.searchsorted(self._found.documents, alike), len(self) - 1)
        worth: NDArray[Any] = columns.published[alike]
        if self._sort == "relevance":
            worth = self._scores[places]
        elif self._sort == "length":
            worth = columns.word_counts[alike]
        elif self._sort == "outlet":
            worth = columns.values("outlet")[0][alike]
        own = worth[others.index(document)]
        # Without words all is equally relevant, and listed by date.
        if self._sort == "relevance" and not own:
            return document
        return int(alike[(self._found.documents[places] == alike) & (worth == own)][0])

    def place(self, number: int) -> tuple[int | None, float]:
        """The rank of a document, 1 for the best, and its score; None and 0 where it is not in the result."""
        at = int(np.searchsorted(self._found.documents, number))
        if at == len(self) or self._found.documents[at] != number:
            return None, 0.0
        self._settle(len(self))
        place = int(np.flatnonzero(self._first(len(self)) == at)[0])
        if self._raised is not None:
            self._raised.settle_these(np.array([at]), Budget())
        return place + 1, float(self._scores[at])

    def _first(self, count: int) -> Order:
        """The places of the first ``count`` of the result, in order."""
        if self._sort != "relevance":
            ranks = _ranks(self._snapshot, self._sort)[self._found.documents]
            return _smallest(ranks, count)
        scores = self._scores
        if count < len(scores):
            least = np.partition(scores, len(scores) - count)[len(scores) - count]
            places = np.flatnonzero(scores >= least)
        else:
            places = np.arange(len(scores))
        chosen = self._found.documents[places]
        if len(places) > _FEW:
            ranks = _ranks(self._snapshot, "relevance")[chosen]
            if len(places) > 2 * count:
                # Nearly all are equally good: what is better than the last ones, and the first of those.
                better = scores[places] > least
                tied = np.flatnonzero(~better)
                kept = np.concatenate([np.flatnonzero(better), tied[_smallest(ranks[tied], count - int(better.sum()))]])
                places, ranks = places[kept], ranks[kept]
            ties: tuple[Order, ...] = (ranks,)
        else:
            ids = self._snapshot.columns.ids
            by_id = sorted(range(len(chosen)), key=ids.of(chosen.tolist()).__getitem__)
            id_ranks = np.empty(len(chosen), np.int64)
            id_ranks[by_id] = np.arange(len(chosen))
            ties = (id_ranks, -self._snapshot.columns.published[chosen])
        first: Order = places[np.lexsort((*ties, -scores[places]))][:count]
        return first


def _smallest(values: Order, count: int) -> Order:
    """The places of the ``count`` smallest of distinct ``values``, the smallest first."""
    if 4 * count < len(values):
        places = np.argpartition(values, count - 1)[:count]
        return places[np.argsort(values[places])]
    return np.argsort(values)[:count]


def _ranks(snapshot: Snapshot, sort: Sort) -> Order:
    """The place of each document in :func:`order`."""
    known = snapshot.orders.get(sort)
    if known is None:
        known = np.empty(snapshot.size, np.int64)
        known[order(snapshot, sort)] = np.arange(snapshot.size)
        snapshot.orders[sort] = known
    return known


def order(snapshot: Snapshot, sort: Sort) -> Order:
    """All documents of a snapshot by ``sort``; by relevance, this is the order of equal scores."""
    columns = snapshot.columns
    id_rank, newest = columns.id_rank, -columns.published
    match sort:
        case "relevance" | "newest":
            return np.lexsort((id_rank, newest))
        case "oldest":
            return np.lexsort((id_rank, np.where(columns.published == UNDATED, 2**31, columns.published)))
        case "length":
            return np.lexsort((id_rank, newest, -columns.word_counts))
        case "outlet":
            return np.lexsort((id_rank, newest, _outlet_ranks(snapshot)))
        case _:
            assert_never(sort)


def _outlet_ranks(snapshot: Snapshot) -> NDArray[np.int64]:
    """The place of each document's outlet from A to Z; articles without one come last."""
    codes, values = snapshot.columns.values("outlet")
    names = [" ".join(several) for several in values]
    by_name = sorted(range(len(names)), key=lambda code: (not names[code], names[code].casefold(), names[code]))
    rank = np.empty(len(names), np.int64)
    rank[by_name] = np.arange(len(names))
    return rank[codes] if names else codes


def answer(evaluator: Evaluator, asked: Translated, *, all_words: bool = True, written: Sequence[str] = ()) -> Answer:
    """What answers a query; where nothing has all its words, or not ``all_words`` are asked for, what has any of them.

    Articles with the words as they are ``written`` score higher, and the best are raised by how near each other the
    words stand; first comes what has the query for its headline.
    """
    found = evaluator.evaluate(asked.tree) if all_words else NOTHING
    is_relaxed = not len(found.documents) and (len(asked.words) > 1 or not all_words)
    if is_relaxed:
        found = any_of(evaluator, asked.words, asked.filters)
    relaxed = is_relaxed and bool(len(found.documents))
    return _raised(evaluator, asked, found, written, relaxed=relaxed)


def further(evaluator: Evaluator, asked: Translated, every: Order) -> Order:
    """The documents that are listed after ``every``, those that have all that is asked for, in order of their numbers.

    There are none where something besides bare words is asked for.
    """
    if len(asked.words) < 2 or asked.filters or not len(every):
        return NONE
    return lacking(evaluator, asked.words, every)


def most_words(evaluator: Evaluator, asked: Translated, documents: Order, written: Sequence[str] = ()) -> Answer:
    """The answer whose documents, of :func:`further`, lack some of the words; ``written`` is as in :func:`answer`."""
    return _raised(evaluator, asked, scored(evaluator, asked.words, documents), written, relaxed=True)


def _raised(evaluator: Evaluator, asked: Translated, given: Found, written: Sequence[str], *, relaxed: bool) -> Answer:
    snapshot, budget = evaluator.snapshot, evaluator.budget
    plain, found = given.scores, as_written(snapshot, given, written, budget)
    if len(asked.words) < 2 or not len(found.documents):
        return Answer(found, relaxed, budget, None, NONE, plain)
    best = _best(found.scores)
    raised = Raised(found, best, Nearness(snapshot, telling(asked.words), found.documents[best], budget))
    named = contained(found.documents, headlined(snapshot, asked.words, budget), snapshot.size)
    return Answer(found, relaxed, budget, raised, np.flatnonzero(named), plain)


def _best(scores: Numbers) -> Order:
    """The places of the :data:`NEAR` highest scores, in order of place; of those that tie for the last, all or none."""
    if len(scores) <= NEAR:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - NEAR)[len(scores) - NEAR]
    best = np.flatnonzero(scores >= least)
    return best if len(best) <= 2 * NEAR else np.flatnonzero(scores > least)
