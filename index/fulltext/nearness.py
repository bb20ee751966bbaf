"""How near each other the words of a query stand.

Two words that follow one another in a sentence often mean something together that neither means alone. An article that
has them near each other gets more, after S. Büttcher, C. Clarke and B. Lushman: Term Proximity Scoring for Ad-Hoc
Retrieval on Very Large Text Collections (2006); only neighbours of the query count, as in the sequential dependence
model of D. Metzler and W. B. Croft (2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees

from index.fulltext.phrases import spans_near
from index.fulltext.schema import TEXT_FIELDS
from index.fulltext.scoring import FIELD_BOOST, bm25, idf

if TYPE_CHECKING:
    from index.fulltext.bounds import Budget
    from index.fulltext.nodes import Documents, Numbers
    from index.fulltext.snapshot import Snapshot

WINDOW = 8
"""How many words two words may be apart, in either order."""

WEIGHT = 0.3
"""What two words near each other count, beside what the rarer of them counts for itself."""


def nearness(snapshot: Snapshot, words: Sequence[trees.Query], documents: Documents, budget: Budget) -> Numbers:
    """What ``documents``, which are in order, get for words of a query that stand near each other."""
    total = np.zeros(len(documents))
    for field, left, right in _pairs(words):
        budget.check()
        places, counts = spans_near(snapshot, field, left, right, documents, WINDOW, budget)
        if len(places):
            weight = min(idf(snapshot.count, snapshot.frequency(term, budget)) for term in (left, right))
            lengths = snapshot.lengths(field)[documents[places]]
            scores = bm25(counts, lengths, snapshot.average_length(field), weight, field)
            total[places] += WEIGHT * FIELD_BOOST[field] * scores
    return total


def _pairs(words: Sequence[trees.Query]) -> Iterator[tuple[str, str, str]]:
    """Words of a query that follow one another: the field, and the term of each."""
    for first, second in pairwise(words):
        if first != second and isinstance(first, trees.Or) and isinstance(second, trees.Or):
            for left, right in zip(first.subqueries, second.subqueries, strict=False):
                if isinstance(left, trees.Term) and isinstance(right, trees.Term) and left.fieldname in TEXT_FIELDS:
                    yield left.fieldname, left.text, right.text
