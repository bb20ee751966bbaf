"""From what matches to a ranked result: orders, ties, and the relaxed form of a query that nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees

from index.fulltext.evaluation import Evaluated, Evaluator
from index.fulltext.schema import UNDATED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.snapshot import Snapshot
    from index.model import Sort

    Order = NDArray[np.int64]

COVERAGE = 0.5
"""How strongly a relaxed query prefers articles that have more of its words: the power of their share of its score."""


def ranked(snapshot: Snapshot, found: Evaluated, sort: Sort) -> Order:
    """The documents that match, in order. Equal ones: the later published first, then by id."""
    by_sort = snapshot.orders.get(sort)
    if by_sort is None:
        by_sort = snapshot.orders[sort] = order(snapshot, sort)
    matching = by_sort[found.mask[by_sort]]
    if sort != "relevance":
        return matching
    best_first: Order = matching[np.argsort(-found.scores[matching], kind="stable")]
    return best_first


def order(snapshot: Snapshot, sort: Sort) -> Order:
    """All documents of a snapshot by ``sort``; by relevance, this is the order of equal scores."""
    id_rank = snapshot.id_rank
    published = snapshot.published
    newest = -published
    if sort == "oldest":
        return np.lexsort((id_rank, np.where(published == UNDATED, 2**31, published)))
    if sort == "length":
        return np.lexsort((id_rank, newest, -snapshot.word_counts))
    if sort == "outlet":
        codes, names = snapshot.outlets
        by_name = sorted(range(len(names)), key=lambda code: (not names[code], names[code].casefold(), names[code]))
        rank = np.empty(len(names), np.int64)
        rank[by_name] = np.arange(len(names))
        return np.lexsort((id_rank, newest, rank[codes] if len(names) else codes))
    return np.lexsort((id_rank, newest))


def relaxed(evaluator: Evaluator, words: Sequence[trees.Query], filters: Sequence[trees.Query]) -> Evaluated:
    """What has any of ``words`` and passes ``filters``: those with the most and rarest of the words score highest.

    A word's worth is the best score that any article has for it; an article's sum of scores is weighed by the share of
    all worth that its words have (a soft form of coordination level matching, as in Lucene's classic similarity).
    """
    allowed = evaluator.evaluate(trees.And(list(filters)) if filters else trees.Every())
    found = [evaluator.evaluate(word) for word in dict.fromkeys(words)]
    if not found:
        return Evaluated(np.zeros_like(allowed.mask), allowed.scores)
    mask = np.logical_or.reduce([each.mask for each in found]) & allowed.mask
    worths = [float(each.scores.max(initial=0.0)) for each in found]
    scores = np.sum([each.scores for each in found], axis=0)
    covered = np.sum([each.mask * worth for each, worth in zip(found, worths, strict=True)], axis=0)
    share = covered / (sum(worths) or 1.0)
    return Evaluated(mask, np.where(mask, scores * share**COVERAGE, 0.0))
