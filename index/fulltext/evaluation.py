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
from index.fulltext.phrases import phrase
from index.fulltext.schema import TEXT_FIELDS, WRITTEN, has_initial
from index.fulltext.scoring import FIELD_BOOST, bm25, idf
from index.fulltext.snapshot import Postings
from index.text import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.snapshot import Numbers, Snapshot

_SCORED = (*TEXT_FIELDS, WRITTEN)
"""Fields in which a find adds to the score; the others only filter."""


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
            weight = idf(self._snapshot.count, frequency)
            evaluated.scores[found.documents] = boost * self._bm25(field, found, weight)
        return evaluated

    def _bm25(self, field: str, found: Postings, weight: float) -> Numbers:
        lengths = self._snapshot.lengths(field)[found.documents]
        return bm25(found.weights, lengths, self._snapshot.average_length(field), weight, field)

    # --- Prefixes and phrases ---------------------------------------------------------------------------------------

    def _prefix(self, field: str, text: str, boost: float) -> Evaluated:
        if field == WRITTEN:
            return self._written(text)
        expansions = self._expanded(field, text, boost)
        return self._ranked(expansions, (field,), text, boost) if field in TEXT_FIELDS else expansions

    def _written(self, text: str) -> Evaluated:
        """The words of any text field that begin with ``text``; whole words before the others."""
        if has_initial(text):
            found = self._snapshot.initial(text, self._budget)
            expansions = self._scored(WRITTEN, found, 1.0, len(found.documents))
        else:
            expansions = self._any(self._expanded(field, text, FIELD_BOOST[field]) for field in TEXT_FIELDS)
        return self._ranked(expansions, TEXT_FIELDS, text, None)

    def _ranked(self, expansions: Evaluated, fields: Iterable[str], text: str, boost: float | None) -> Evaluated:
        """``expansions`` with the whole word ``text`` scored as if it had been asked for, above all of them."""
        whole = self._any(self._term(field, stem(text), boost or FIELD_BOOST[field]) for field in fields)
        others = np.where(whole.mask, 0.0, expansions.scores)
        best = float(others.max(initial=0.0))
        return Evaluated(expansions.mask | whole.mask, np.where(whole.mask, whole.scores + best, others))

    def _expanded(self, field: str, prefix: str, boost: float) -> Evaluated:
        """All that ``prefix`` stands for in ``field``, as if it were one word."""
        found = self._snapshot.beginning(field, prefix, self._budget)
        return self._scored(field, found, boost, len(found.documents))

    def _phrase(self, field: str, terms: Sequence[str], boost: float) -> Evaluated:
        """``terms`` side by side; scored as a word as rare as all of them together."""
        found = phrase(self._snapshot, field, terms, self._budget)
        evaluated = self._filtered(np.zeros(self._snapshot.size, np.bool_))
        if len(found.documents):
            count = self._snapshot.count
            weight = sum(idf(count, self._snapshot.frequency(term, self._budget)) for term in dict.fromkeys(terms))
            evaluated.mask[found.documents] = True
            if field in _SCORED:
                evaluated.scores[found.documents] = boost * self._bm25(field, found, weight)
        return evaluated
