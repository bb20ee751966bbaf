"""Query trees evaluated by arrays: for every document at once, whether it matches and how well.

The trees are Whoosh's (``querylanguage``), the scores those of ``scoring.model``, the storage a ``Snapshot``. A word of
which any form will do is scored by its postings; a prefix as one word that stands wherever its expansions stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh import query as trees

from index.fulltext.bounds import Budget
from index.fulltext.edges import has_edge
from index.fulltext.schema import TEXT_FIELDS, WRITTEN
from index.fulltext.scoring import FIELD_BOOST, bm25, idf
from index.fulltext.snapshot import Postings
from index.text import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.snapshot import Numbers, Snapshot

_SCORED = (*TEXT_FIELDS, WRITTEN)
"""Fields in which a find adds to the score; the others only filter."""


_MANY = 256
"""Stems from which on they are not looked up one by one in a field that may have few of them."""


class Evaluated(NamedTuple):
    """For each document whether it matches, and its score, 0 where it does not."""

    mask: NDArray[np.bool_]
    scores: Numbers


class Evaluator:
    """Evaluates trees on one snapshot within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self._snapshot = snapshot
        self._budget = budget

    def evaluate(self, tree: trees.Query) -> Evaluated:
        """The live documents that match ``tree``, with their scores."""
        found = self._evaluate(tree)
        mask = found.mask & self._snapshot.live
        return Evaluated(mask, np.where(mask, found.scores, 0.0))

    def _evaluate(self, tree: trees.Query) -> Evaluated:
        self._budget.check()
        match tree:
            case trees.And():
                return self._all(tree.subqueries)
            case trees.Or():
                return self._any(self._evaluate(part) for part in tree.subqueries)
            case trees.Not():
                return self._filtered(~self._evaluate(tree.query).mask)
            case trees.Otherwise():
                first = self._evaluate(tree.a)
                return first if (first.mask & self._snapshot.live).any() else self._evaluate(tree.b)
            case trees.Every():
                return self._filtered(np.ones(self._snapshot.size, np.bool_))
            case trees.Prefix():
                return self._prefix(tree.fieldname, tree.text, tree.boost)
            case trees.Phrase():
                return self._phrase(tree.fieldname, tree.words, tree.boost)
            case trees.NumericRange():
                return self._filtered(self._between(tree.start or 0, tree.end or 0))
            case trees.Term():
                return self._term(tree.fieldname, tree.text, tree.boost)
            case trees.NullQuery:
                return self._filtered(np.zeros(self._snapshot.size, np.bool_))
        raise TypeError(f"no way to evaluate {type(tree).__name__}")

    def _between(self, first: float, last: float) -> NDArray[np.bool_]:
        published = self._snapshot.published
        return (published >= first) & (published <= last)

    def _filtered(self, mask: NDArray[np.bool_]) -> Evaluated:
        return Evaluated(mask, np.zeros(self._snapshot.size))

    def _all(self, parts: Sequence[trees.Query]) -> Evaluated:
        mask = np.ones(self._snapshot.size, np.bool_)
        scores = np.zeros(self._snapshot.size)
        for part in parts:
            found = self._evaluate(part)
            mask &= found.mask
            scores += found.scores
            if not mask.any():
                break
        return Evaluated(mask, scores)

    def _any(self, parts: Iterable[Evaluated]) -> Evaluated:
        mask = np.zeros(self._snapshot.size, np.bool_)
        scores = np.zeros(self._snapshot.size)
        for found in parts:
            mask |= found.mask
            scores += found.scores
        return Evaluated(mask, scores)

    def _term(self, field: str, term: str, boost: float) -> Evaluated:
        found = self._snapshot.postings(field, term, self._budget)
        frequency = self._snapshot.frequency(term, self._budget) if field in TEXT_FIELDS else len(found.documents)
        return self._scored(field, found, boost, frequency)

    def _scored(self, field: str, found: Postings, boost: float, frequency: int) -> Evaluated:
        evaluated = self._filtered(np.zeros(self._snapshot.size, np.bool_))
        if not len(found.documents):
            return evaluated
        evaluated.mask[found.documents] = True
        if field in _SCORED:
            weight = idf(self._snapshot.size, frequency)
            evaluated.scores[found.documents] = boost * self._bm25(field, found, weight)
        return evaluated

    def _bm25(self, field: str, found: Postings, weight: float) -> Numbers:
        lengths = self._snapshot.lengths(field)[found.documents]
        return bm25(found.weights, lengths, self._snapshot.average_length(field), weight, field)

    # --- Prefixes ---------------------------------------------------------------------------------------------------

    def _prefix(self, field: str, text: str, boost: float) -> Evaluated:
        if field == WRITTEN:
            return self._written(text)
        if field in TEXT_FIELDS:
            return self._ranked(self._expanded(field, self._stems(field, text), boost), (field,), text, boost)
        return self._expanded(field, self._snapshot.terms(field, text), boost)

    def _written(self, text: str) -> Evaluated:
        """The words of any text field that begin with ``text``; whole words before the others."""
        if has_edge(text):
            expansions = self._edge(text)
        else:
            expansions = self._any(
                self._expanded(field, self._stems(field, text), FIELD_BOOST[field]) for field in TEXT_FIELDS
            )
        return self._ranked(expansions, TEXT_FIELDS, text, None)

    def _stems(self, field: str, text: str) -> Iterable[str]:
        """The stems of all words that begin with ``text``; those that ``field`` does not have may be left out.

        Stemming never changes the first letter, so a long list is best compared with the terms that share it.
        """
        stems = self._snapshot.words.stems(text)
        return stems.intersection(self._snapshot.terms(field, text[0])) if len(stems) > _MANY else stems

    def _edge(self, text: str) -> Evaluated:
        documents, counts = self._snapshot.edges.having(text)
        live = self._snapshot.live[documents]
        found = Postings(documents[live], counts[live])
        return self._scored(WRITTEN, found, 1.0, len(found.documents))

    def _ranked(self, expansions: Evaluated, fields: Iterable[str], text: str, boost: float | None) -> Evaluated:
        """``expansions`` with the whole word ``text`` scored as if it had been asked for, above all of them."""
        whole = self._any(self._term(field, stem(text), boost or FIELD_BOOST[field]) for field in fields)
        others = np.where(whole.mask, 0.0, expansions.scores)
        best = float(others.max(initial=0.0))
        return Evaluated(expansions.mask | whole.mask, np.where(whole.mask, whole.scores + best, others))

    def _expanded(self, field: str, terms: Iterable[str], boost: float) -> Evaluated:
        """All ``terms`` of ``field`` as if they were one."""
        weights = np.zeros(self._snapshot.size)
        for term in terms:
            found = self._snapshot.postings(field, term, self._budget)
            weights[found.documents] += found.weights
        documents = np.flatnonzero(weights)
        return self._scored(field, Postings(documents, weights[documents]), boost, len(documents))

    # --- Phrases ----------------------------------------------------------------------------------------------------

    def _phrase(self, field: str, terms: Sequence[str], boost: float) -> Evaluated:
        """``terms`` side by side; scored as a word as rare as all of them together."""
        candidates: NDArray[np.int64] | None = None
        for term in terms:
            having = self._snapshot.postings(field, term, self._budget).documents
            candidates = having if candidates is None else np.intersect1d(candidates, having, assume_unique=True)
        counts = self._occurrences(field, terms, [] if candidates is None else candidates.tolist())
        documents = np.array(sorted(counts), np.int64)
        found = Postings(documents, np.array([counts[number] for number in documents.tolist()], np.float64))
        evaluated = self._filtered(np.zeros(self._snapshot.size, np.bool_))
        if len(documents):
            size = self._snapshot.size
            weight = sum(idf(size, self._snapshot.frequency(term, self._budget)) for term in dict.fromkeys(terms))
            evaluated.mask[documents] = True
            if field in _SCORED:
                evaluated.scores[documents] = boost * self._bm25(field, found, weight)
        return evaluated

    def _occurrences(self, field: str, terms: Sequence[str], among: list[int]) -> dict[int, int]:
        """How often ``terms`` stand side by side in each document that has them so."""
        starts: dict[int, set[int]] = {}
        for offset, term in enumerate(terms):
            if not among:
                break
            places = self._snapshot.positions(field, term, among, self._budget)
            for number in among:
                here = {place - offset for place in places.get(number, ())}
                starts[number] = here if offset == 0 else starts[number] & here
            among = [number for number in among if starts[number]]
        return {number: len(starts[number]) for number in among}
