"""Proximity: how near each other the words of a query are in an article.

Two words that follow one another in a sentence often mean something together that neither means alone. An article that
has them near each other gets more, after S. Büttcher, C. Clarke and B. Lushman: Term Proximity Scoring for Ad-Hoc
Retrieval on Very Large Text Collections (2006); only neighbours of the query count, as in the sequential dependence
model of D. Metzler and W. B. Croft (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh import query as trees

from index.query.fields import TEXT_FIELDS
from index.search.statistics import idf
from index.search.whoosh_engine.evaluation.matchers import NONE
from index.search.whoosh_engine.evaluation.phrases import having_all, phrase, spans_near
from index.search.whoosh_engine.evaluation.sorted_arrays import shared, union
from index.search.whoosh_engine.query_nodes import TypedPrefix, itself
from index.search.whoosh_engine.ranking.passages import Passages
from index.search.whoosh_engine.ranking.spots import Spots
from index.search.whoosh_engine.schema import WRITTEN
from index.search.whoosh_engine.scoring import FIELD_BOOST, saturated
from index.text.terms import bare, stem_term

if TYPE_CHECKING:
    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Documents, Numbers
    from index.search.whoosh_engine.snapshot.snapshot import Postings, Snapshot

WINDOW = 8
"""How many words two words may be apart, in either order."""

HEADLINE = "headline"
"""The field that a query may be the whole of."""

BODY = "body"
"""The field that has passages."""

WEIGHT = 0.3
"""The weight of two words near each other, as a share of the weight of the commoner one by itself."""


class _Pair(NamedTuple):
    """Two words in a field, and the documents that have both there, by their places."""

    field: str
    left: str
    right: str
    places: Documents
    factor: float
    """What the saturated count of the two is multiplied by."""
    most: Numbers
    """What these documents get at most: each place of the one word is right before the other."""


class Nearness:
    """The scores that ``documents``, which are in order, get for words of a query that are near each other.

    The highest possible score is known from how often they have the words; the positions of these are only read for
    the documents that are asked for.
    """

    def __init__(self, snapshot: Snapshot, words: Sequence[trees.Query], documents: Documents, budget: Budget) -> None:
        self._snapshot = snapshot
        self._documents = documents
        self.most = np.zeros(len(documents))
        """No document gets more."""
        terms = [_terms(snapshot, word) for word in words]
        self._pairs = [
            pair for field, left, right in _pairs(terms) if len((pair := self._pair(field, left, right, budget)).places)
        ]
        for pair in self._pairs:
            self.most[pair.places] += pair.most
        self._passages = [Passages(snapshot, BODY, row, documents, budget) for row in _rows(terms)]
        for passages in self._passages:
            self.most += passages.most

    def of(self, places: Documents, budget: Budget) -> Numbers:
        """The scores of the documents at ``places``, which are in order."""
        spots = Spots(self._snapshot, self._documents[places], budget)
        total = np.zeros(len(places))
        for pair in self._pairs:
            near, counts = spans_near(spots.of(pair.field, pair.left), spots.of(pair.field, pair.right), WINDOW)
            norms = self._snapshot.norms(pair.field)[spots.documents[near]]
            total[near] += saturated(counts, norms, pair.factor)
        for passages in self._passages:
            total += passages.of(spots)
        return total

    def _pair(self, field: str, left: str, right: str, budget: Budget) -> _Pair:
        snapshot = self._snapshot
        first, second = (snapshot.postings(field, term, budget) for term in (left, right))
        places, often = _often(self._documents, first)
        there, _ = _often(self._documents[places], second)
        places, often = places[there], often[there]
        norms = snapshot.norms(field)[self._documents[places]]
        weight = min(idf(snapshot.count, snapshot.frequency(term, budget)) for term in (left, right))
        factor = WEIGHT * FIELD_BOOST[field] * weight
        # Each occurrence counts twice at most.
        return _Pair(field, left, right, places, factor, saturated(2 * often, norms, factor))


def _often(documents: Documents, postings: Postings) -> tuple[Documents, Numbers]:
    """The places of the ``documents`` that have a word, and how often these have it."""
    own = postings.documents
    if not len(own) or not len(documents):
        return NONE, np.zeros(0)
    at = own.searchsorted(documents)
    at[at == len(own)] = 0
    places = np.flatnonzero(own[at] == documents)
    return places, postings.weights[at[places]]


def headlined(snapshot: Snapshot, words: Sequence[trees.Query], budget: Budget) -> Documents:
    """The documents whose headline is ``words`` in a row, and nothing else; in order."""
    each = [_terms(snapshot, word) for word in words]
    found = [NONE]
    for field, language in each[0]:
        row = [terms.get((field, language)) for terms in each]
        terms = [term for term in row if term is not None]
        if field == HEADLINE and len(terms) == len(row):
            having = having_all(snapshot, field, terms, budget)
            having = having[snapshot.lengths(field)[having] == len(row)]
            if len(having):
                found.append(shared(having, phrase(snapshot, field, terms, budget).documents))
    return union(found)


_Terms = Mapping[tuple[str, str], str]
"""The terms of a word, by field and language."""


def _terms(snapshot: Snapshot, word: trees.Query) -> _Terms:
    """What ``word`` is in the text fields; one that is being typed is taken for a whole word."""
    terms: Iterable[tuple[str, str]]
    word = itself(word)
    if isinstance(word, trees.Or):
        word = next((part for part in word.subqueries if isinstance(part, TypedPrefix)), word)
    if isinstance(word, trees.Prefix) and word.fieldname == WRITTEN:
        forms = [stem_term(word.text, language) for language in snapshot.languages_of(word.text)]
        terms = product(TEXT_FIELDS, forms)
    elif isinstance(word, trees.Or):
        parts = (part for part in word.subqueries if isinstance(part, trees.Term))
        terms = ((part.fieldname, part.text) for part in parts if part.fieldname in TEXT_FIELDS)
    else:
        return {}
    return {(field, term.removeprefix(bare(term))): term for field, term in terms}


def _rows(words: Sequence[_Terms]) -> Iterator[Sequence[str]]:
    """The terms of all words in one language, where there are two or more."""
    for field, language in dict.fromkeys(key for terms in words for key in terms):
        row = [terms[field, language] for terms in words if (field, language) in terms]
        if field == BODY and len(set(row)) > 1:
            yield row


def _pairs(words: Sequence[_Terms]) -> Iterator[tuple[str, str, str]]:
    """Words of a query that follow one another, each pair once: the field, and the term of each in one language."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for first, second in pairwise(words):
        for (field, language), left in first.items():
            right = second.get((field, language), left)
            pair = (field, frozenset((left, right)))
            if right != left and pair not in seen:
                seen.add(pair)
                yield field, left, right
