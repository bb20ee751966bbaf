"""How near each other the words of a query stand.

Two words that follow one another in a sentence often mean something together that neither means alone. An article that
has them near each other gets more, after S. Büttcher, C. Clarke and B. Lushman: Term Proximity Scoring for Ad-Hoc
Retrieval on Very Large Text Collections (2006); only neighbours of the query count, as in the sequential dependence
model of D. Metzler and W. B. Croft (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees

from index.fulltext.analysis import bare, stem_term
from index.fulltext.nodes import NONE, contained
from index.fulltext.ordered import union
from index.fulltext.phrases import phrase, spans_near
from index.fulltext.schema import TEXT_FIELDS, WRITTEN
from index.fulltext.scoring import FIELD_BOOST, bm25, idf

if TYPE_CHECKING:
    from index.fulltext.bounds import Budget
    from index.fulltext.nodes import Documents, Numbers
    from index.fulltext.snapshot import Snapshot

WINDOW = 8
"""How many words two words may be apart, in either order."""

HEADLINE = "headline"
"""The field that a query may be the whole of."""

WEIGHT = 0.3
"""What two words near each other count, beside what the commoner of them counts for itself."""


def nearness(snapshot: Snapshot, words: Sequence[trees.Query], documents: Documents, budget: Budget) -> Numbers:
    """What ``documents``, which are in order, get for words of a query that stand near each other."""
    total = np.zeros(len(documents))
    for field, left, right in _pairs([_terms(snapshot, word) for word in words]):
        budget.check()
        having = np.arange(len(documents))
        for term in (left, right):
            if len(having):
                found = snapshot.postings(field, term, budget).documents
                having = having[contained(documents[having], found, snapshot.size)]
        if not len(having):
            continue
        places, counts = spans_near(snapshot, field, left, right, documents[having], WINDOW, budget)
        places = having[places]
        if len(places):
            weight = min(idf(snapshot.count, snapshot.frequency(term, budget)) for term in (left, right))
            lengths = snapshot.lengths(field)[documents[places]]
            scores = bm25(counts, lengths, snapshot.average_length(field), weight, field)
            total[places] += WEIGHT * FIELD_BOOST[field] * scores
    return total


def headlined(snapshot: Snapshot, words: Sequence[trees.Query], budget: Budget) -> Documents:
    """The documents whose headline is ``words`` in a row, and nothing else; in order."""
    each = [_terms(snapshot, word) for word in words]
    found = [NONE]
    for field, tongue in each[0]:
        row = [terms.get((field, tongue)) for terms in each]
        terms = [term for term in row if term is not None]
        if field == HEADLINE and len(terms) == len(row):
            having = phrase(snapshot, field, terms, budget).documents
            found.append(having[snapshot.lengths(field)[having] == len(row)])
    return union(found)


_Terms = Mapping[tuple[str, str], str]
"""The terms of a word, by field and language."""


def _terms(snapshot: Snapshot, word: trees.Query) -> _Terms:
    """What ``word`` is in the text fields; one that is being typed is taken for a whole word."""
    terms: Iterable[tuple[str, str]]
    if isinstance(word, trees.Prefix) and word.fieldname == WRITTEN:
        forms = [stem_term(word.text, tongue) for tongue in snapshot.tongues_of(word.text)]
        terms = product(TEXT_FIELDS, forms)
    elif isinstance(word, trees.Or):
        parts = (part for part in word.subqueries if isinstance(part, trees.Term))
        terms = ((part.fieldname, part.text) for part in parts if part.fieldname in TEXT_FIELDS)
    else:
        return {}
    return {(field, term.removeprefix(bare(term))): term for field, term in terms}


def _pairs(words: Sequence[_Terms]) -> Iterator[tuple[str, str, str]]:
    """Words of a query that follow one another, each pair once: the field, and the term of each in one language."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for first, second in pairwise(words):
        for (field, tongue), left in first.items():
            right = second.get((field, tongue), left)
            pair = (field, frozenset((left, right)))
            if right != left and pair not in seen:
                seen.add(pair)
                yield field, left, right
