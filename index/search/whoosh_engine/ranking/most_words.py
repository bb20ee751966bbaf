"""Articles that lack some words of a query, ranked by how many of the words they have, and how rare these are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees

from index.search.statistics import has_most, idf, least_of
from index.search.whoosh_engine.evaluation.compound_matchers import Either
from index.search.whoosh_engine.evaluation.evaluator import NOTHING, Evaluator, Found
from index.search.whoosh_engine.evaluation.matchers import NONE, contained
from index.search.whoosh_engine.ranking.function_words import weights

if TYPE_CHECKING:
    from index.search.whoosh_engine.evaluation.matchers import Documents, Matcher

COVERAGE = 0.5
"""How strongly articles that have more of the words are preferred: the power of their share of the score."""


def lacking(evaluator: Evaluator, words: Sequence[trees.Query], every: Documents) -> Documents:
    """The documents that have most of ``words`` (:func:`index.search.statistics.has_most`), without ``every``."""
    compiled = _compiled(evaluator, words)
    rarity = {matcher: idf(evaluator.snapshot.count, len(matcher.documents)) for matcher in compiled}
    rarest = sorted(compiled, key=lambda matcher: -rarity[matcher])
    whole = sum(rarity.values())
    # Words that are not enough all together, such as "of" and "the", are only looked for where there is another.
    needed = len(rarest)
    left = 0.0
    while needed and left + rarity[rarest[needed - 1]] < least_of(whole):
        needed -= 1
        left += rarity[rarest[needed]]
    if not needed:
        return NONE
    documents = Either(evaluator.snapshot.size, rarest[:needed]).documents
    evaluator.budget.check(len(documents) * len(rarest))
    found = np.zeros(len(documents))
    for matcher in rarest:
        found[matcher.contains(documents)] += rarity[matcher]
    chosen: Documents = documents[has_most(found, whole) & ~contained(documents, every, evaluator.snapshot.size)]
    return chosen


def any_of(evaluator: Evaluator, words: Sequence[trees.Query], filters: Sequence[trees.Query]) -> Found:
    """What has any of ``words`` and passes ``filters``: those with the most and rarest of the words score highest."""
    compiled = _compiled(evaluator, words)
    if not compiled:
        return NOTHING
    documents = Either(compiled[0].size, compiled).documents
    if filters:
        documents = documents[evaluator.compile(trees.And(list(filters))).contains(documents)]
    return scored(evaluator, words, documents)


def scored(evaluator: Evaluator, words: Sequence[trees.Query], documents: Documents) -> Found:
    """``documents`` with their scores for ``words``.

    A word's worth is the best score that any article has for it; an article's sum of scores is weighed by the share of
    all worth that its words have (a soft form of coordination level matching, as in Lucene's classic similarity).
    """
    words = list(dict.fromkeys(words))
    scores = np.zeros(len(documents))
    covered = np.zeros(len(documents))
    whole = 0.0
    for matcher, weight in zip(_compiled(evaluator, words), weights(words), strict=True):
        worth = weight * float(matcher.scores(matcher.documents).max(initial=0.0))
        whole += worth
        covered += np.where(matcher.contains(documents), worth, 0.0)
        scores += weight * matcher.scores(documents)
    scores *= (covered / (whole or 1.0)) ** COVERAGE
    return Found(documents, scores)


def _compiled(evaluator: Evaluator, words: Sequence[trees.Query]) -> list[Matcher]:
    return [evaluator.compile(word) for word in dict.fromkeys(words)]
