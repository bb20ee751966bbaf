"""Queries without a matcher of ours, answered by Whoosh's matchers: one document after the other.

Whoosh's matchers for ``AndNot`` and ``AndMaybe``, which it also uses for negations, lose documents. So our matchers
answer these parts of a query first, and Whoosh's tree has lists in their place.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees
from whoosh.matching import ListMatcher, Matcher, NullMatcher
from whoosh.reading import IndexReader, TermNotFound
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index.query.fields import TEXT_FIELDS
from index.search.statistics import idf
from index.search.whoosh_engine.query_nodes import Exact, InRow
from index.search.whoosh_engine.scoring import FIELD_B, K1, B
from index.search.whoosh_engine.snapshot.snapshot import Postings
from index.text.terms import bare, tagged

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

    Answer = Callable[[trees.Query], tuple[NDArray[np.int64], NDArray[np.float64]]]

_ONLY_OURS = (trees.AndNot, trees.AndMaybe, trees.Not, trees.Prefix, trees.Wildcard, trees.FuzzyTerm, Exact, InRow)
"""What Whoosh's matchers lose documents of, or find by the stems of words and not as they are written."""

_POLL = 256
"""Documents between two checks of the budget."""


class Weighting(BM25F):
    """The scores of ``scoring`` in Whoosh's own searcher."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1, **{f"{field}_B": value for field, value in FIELD_B.items()})

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """The inverse document frequency by all text fields of the whole archive, and all languages of a stem."""
        parent = searcher.get_parent()
        reader = parent.reader()
        stem = bare(text if isinstance(text, str) else text.decode())
        having: set[int] = set()
        for field in TEXT_FIELDS:
            for term in (stem, *reader.expand_prefix(field, tagged(stem))):
                with suppress(TermNotFound):
                    having.update(reader.postings(field, term).all_ids())
        return idf(parent.doc_count(), len(having))


class Answered(trees.Query):
    """A part of a tree whose documents in one segment are known, with their scores."""

    def __init__(self, documents: list[int], scores: list[float]) -> None:
        self._documents = documents
        self._scores = scores

    def matcher(self, searcher: Searcher, context: object = None) -> Matcher:
        """The list of them."""
        return ListMatcher(self._documents, self._scores) if self._documents else NullMatcher()

    def estimate_size(self, ixreader: IndexReader) -> int:
        """How many they are."""
        return len(self._documents)


def _is_lossy(tree: trees.Query) -> bool:
    return isinstance(tree, _ONLY_OURS) or any(map(_is_negating, tree.children()))


def _is_negating(part: trees.Query) -> bool:
    return isinstance(part, trees.Not)


def _holds_lossy(tree: trees.Query) -> bool:
    return _is_lossy(tree) or any(map(_holds_lossy, tree.children()))


def _safe(tree: trees.Query, answer: Answer, first: int, last: int) -> trees.Query:
    """``tree`` with lists in place of what Whoosh would lose, for the segment of documents ``first`` to ``last``."""
    if not _holds_lossy(tree):
        return tree
    if not _is_lossy(tree):
        return tree.apply(lambda part: _safe(part, answer, first, last))
    documents, scores = answer(tree)
    start, end = np.searchsorted(documents, [first, last]).tolist()
    return Answered((documents[start:end] - first).tolist(), scores[start:end].tolist())


def evaluate(snapshot: Snapshot, tree: trees.Query, budget: Budget, answer: Answer) -> Postings:
    """The live documents that match ``tree``, with their scores as weights; ``answer`` gives those of its parts.

    The matchers step from one document to the next: ``replace``, which loses some, is never called.
    """
    found: dict[int, float] = {}
    with Searcher(snapshot.reader(), weighting=Weighting()) as searcher:
        for part, offset in searcher.leaf_searchers():
            matcher = _safe(tree, answer, offset, offset + part.reader().doc_count_all()).matcher(part)
            while matcher.is_active():
                found[matcher.id() + offset] = matcher.score()
                if not len(found) % _POLL:
                    budget.check(_POLL)
                matcher.next()
    documents = np.array(sorted(found), np.int64)
    documents = documents[snapshot.columns.live[documents]]
    return Postings(documents, np.array([found[number] for number in documents.tolist()], np.float64))
