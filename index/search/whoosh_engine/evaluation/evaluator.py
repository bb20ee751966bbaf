"""Compiles Whoosh's query trees to matchers over arrays.

A tree that has no matcher here is answered by Whoosh's own matchers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from whoosh import query as trees
from whoosh.query.compound import CompoundQuery

from index.query import limits
from index.query.dates import UNDATED
from index.query.fields import NAME_FIELDS
from index.query.limits import Budget
from index.query.regular_expressions import matching
from index.search.lru_cache import LruCache
from index.search.whoosh_engine.evaluation import fallback
from index.search.whoosh_engine.evaluation.compound_matchers import Either, Every, Weighted
from index.search.whoosh_engine.evaluation.matchers import NONE, Listed, Matcher, Where
from index.search.whoosh_engine.evaluation.word_matchers import WordMatchers
from index.search.whoosh_engine.query_nodes import Exact, InRow, OfExpression
from index.search.whoosh_engine.segments.layout import VALUES
from index.search.whoosh_engine.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from index.search.whoosh_engine.evaluation.matchers import Documents, Mask, Numbers

_KEPT = 750_000
"""Documents in the compiled words that are kept for the next search."""

_KEPT_MADE = 250_000
"""Documents in the compiled phrases that are kept: fewer, but finding them takes longer."""

_OWN_SIZE = 64
"""What a kept matcher counts beside its documents."""

_MOST_FORMS = 64
"""Terms of the largest alternative that is kept as one word; the parts of a larger one are kept by themselves."""

_NO_LIMIT = 2**62
"""Above every minute and every number of words."""

_kept: WeakKeyDictionary[Snapshot, LruCache[trees.Query, Matcher]] = WeakKeyDictionary()
_kept_made: WeakKeyDictionary[Snapshot, LruCache[trees.Query, Matcher]] = WeakKeyDictionary()


class Found(NamedTuple):
    """The documents that match, in order of their numbers, and their scores."""

    documents: Documents
    scores: Numbers


class Evaluator:
    """Evaluates trees over one snapshot within one budget. The words of the last queries stay compiled."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget
        self._size = snapshot.size
        self._words = _kept.setdefault(snapshot, LruCache(_KEPT, _size))
        self._matchers = WordMatchers(snapshot, budget)
        self._made = _kept_made.setdefault(snapshot, LruCache(_KEPT_MADE, _size))

    def evaluate(self, tree: trees.Query) -> Found:
        """The live documents that match ``tree``, with their scores."""
        matcher = self.compile(tree)
        self.budget.check()
        documents = matcher.documents
        self.budget.check(matcher.most)
        return Found(documents, matcher.scores(documents))

    def count(self, tree: trees.Query) -> int:
        """How many live documents match ``tree``."""
        return len(self.compile(tree).documents)

    def compile(self, tree: trees.Query) -> Matcher:
        """The matcher of ``tree``. All that takes long has been done: asking it needs no budget."""
        self.budget.check()
        match tree:
            case trees.And():
                return self._boosted(self._all(tree.subqueries), tree.boost)
            case trees.Or() if not _is_word(tree):
                return self._boosted(Either(self._size, [self.compile(part) for part in tree.subqueries]), tree.boost)
            case trees.Not():
                return Every(self._size, [self._everything()], [self.compile(tree.query)])
            case trees.AndNot():
                return Every(self._size, [self.compile(tree.a)], [self.compile(tree.b)])
            case trees.AndMaybe():
                return Every(self._size, [self.compile(tree.a)], maybe=[self.compile(tree.b)])
            case trees.Require():
                return Every(self._size, [self.compile(tree.a), Weighted(self.compile(tree.b), 0.0)])
            case trees.Otherwise():
                first = self.compile(tree.a)
                return first if len(first.documents) else self.compile(tree.b)
            case trees.ConstantScoreQuery():
                return Weighted(self.compile(tree.child), tree.score, constant=True)
            case trees.Every():
                return self._having(tree.fieldname)
            case trees.NumericRange() if tree.fieldname in ("published", "words"):
                return self._between(tree)
            case OfExpression():
                return self._of_expression(tree)
            case trees.NullQuery:
                return Either(self._size, [])
        kept = self._made if _is_made(tree) else self._words
        matcher = kept.get(tree)
        if matcher is None:
            before = self.budget.spent
            matcher = self._word(tree)
            matcher.work = self.budget.spent - before
            kept.put(tree, matcher)
        else:
            self.budget.check(matcher.work)
        return matcher

    def _boosted(self, matcher: Matcher, boost: float) -> Matcher:
        return matcher if boost == 1.0 else Weighted(matcher, boost)

    def _all(self, parts: Sequence[trees.Query]) -> Matcher:
        """``And``: negations are subtracted from what the other parts match."""
        but = [self.compile(part.query) for part in parts if isinstance(part, trees.Not)]
        rest = [self.compile(part) for part in parts if not isinstance(part, trees.Not)]
        return Every(self._size, rest or [self._everything()], but)

    # --- Columns ----------------------------------------------------------------------------------------------------

    def _where(self, holds: Callable[[Documents], Mask]) -> Where:
        snapshot = self.snapshot
        self.budget.check(self._size)
        return Where(self._size, holds, lambda: np.flatnonzero(snapshot.columns.live))

    def _everything(self) -> Where:
        return self._where(lambda documents: np.ones(len(documents), np.bool_))

    def _between(self, tree: trees.NumericRange) -> Matcher:
        """The articles whose value is in the range; a date that covers more than a minute as a whole."""
        columns = self.snapshot.columns
        dated = tree.fieldname == "published"
        begins, ends = (columns.published, columns.published_last) if dated else (columns.word_counts,) * 2
        lowest, highest = tree.start, tree.end
        first = UNDATED + 1 if lowest is None else int(lowest) + bool(tree.startexcl)
        last = _NO_LIMIT if highest is None else int(highest) - bool(tree.endexcl)

        def holds(documents: Documents) -> Mask:
            # A date never ends before it begins, so two comparisons are enough.
            found: Mask = (begins[documents] >= first) & (ends[documents] <= last)
            return found

        return self._where(holds)

    def _of_expression(self, tree: OfExpression) -> Matcher:
        """The articles with a value that a regular expression matches: each different value is looked at once."""
        codes, values = self.snapshot.columns.values(tree.fieldname)
        fits = np.zeros(len(values), np.bool_)
        for number, names in enumerate(values):
            self.budget.check(limits.MATCHED)
            fits[number] = any(matching(tree.text, names))
        return self._where(lambda documents: fits[codes[documents]])

    def _having(self, field: str | None) -> Matcher:
        """The documents that have any value in ``field``."""
        if field is None or field == "*":
            return self._everything()
        snapshot = self.snapshot
        if field == "published":
            has: Mask = snapshot.columns.published != UNDATED
        elif field in VALUES:
            codes, values = snapshot.columns.values(field)
            has = np.array([bool(each) for each in values], np.bool_)[codes] if values else np.zeros(0, np.bool_)
        else:
            has = snapshot.lengths(field) > 0
        return self._where(lambda documents: has[documents])

    # --- Words --------------------------------------------------------------------------------------------------------

    def _word(self, tree: trees.Query) -> Matcher:
        if isinstance(tree, trees.Or):
            parts = [self._word(part) for part in tree.subqueries if not self._is_nowhere(part)]
            return self._boosted(Either(self._size, parts), tree.boost)
        made = self._matchers.made(tree)
        if made is not None:
            return made
        negations = [part for part in tree.children() if isinstance(part, trees.Not)]
        if negations and isinstance(tree, CompoundQuery):
            others = type(tree)([part for part in tree.children() if part not in negations], boost=tree.boost)
            return Every(self._size, [self.compile(others)], [self.compile(part.query) for part in negations])
        found = fallback.evaluate(self.snapshot, tree, self.budget, self.evaluate)
        scores = np.zeros(self._size)
        scores[found.documents] = found.weights
        return Listed(self._size, found, lambda part: scores[part.documents])

    def _is_nowhere(self, part: trees.Query) -> bool:
        """Whether ``part`` is a word or phrase of names, and no name has it."""
        match part:
            case trees.Term():
                return part.fieldname in NAME_FIELDS and not self.snapshot.names.may_have(part.text)
            case trees.Phrase():
                return part.fieldname in NAME_FIELDS and not all(map(self.snapshot.names.may_have, part.words))
        return False


def _size(matcher: Matcher) -> int:
    return matcher.most + _OWN_SIZE


def _is_made(tree: trees.Query) -> bool:
    """Whether the postings of ``tree`` take long to make, and are few."""
    first = tree.subqueries[0] if isinstance(tree, trees.Or) and tree.subqueries else tree
    return isinstance(first, (trees.Phrase, InRow))


def _is_word(tree: trees.Or) -> bool:
    """Whether ``tree`` is one word or phrase in any of the text fields."""
    return len(tree.subqueries) <= _MOST_FORMS and all(
        type(part) in (trees.Term, trees.Phrase, Exact, InRow) for part in tree.subqueries
    )


NOTHING = Found(NONE, np.zeros(0))
