"""What can be at one place of a row: any of some terms of a field, of words as written, and of what begins so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from whoosh import query as trees

from index.query import limits
from index.query.fields import TEXT_FIELDS
from index.search.lru_cache import LruCache
from index.search.whoosh_engine.evaluation import patterns
from index.search.whoosh_engine.evaluation.patterns import shown
from index.search.whoosh_engine.evaluation.sorted_arrays import added, distinct
from index.search.whoosh_engine.query_nodes import Exact, TypedPrefix
from index.search.whoosh_engine.snapshot.snapshot import Postings, Snapshot
from index.text.terms import bare, stem_term

if TYPE_CHECKING:
    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Documents

SHIFT = 32
"""Bits of a position in a number that holds a document too."""

_KEPT = 500_000
"""Documents of members that are kept: a row asks for them in each field, and again for how rare they are."""

_kept: WeakKeyDictionary[Snapshot, LruCache[tuple[str, Member], tuple[Postings, int]]] = WeakKeyDictionary()


class Member(NamedTuple):
    """What one place of a row may have."""

    terms: frozenset[str] = frozenset()
    """Terms of the field: stems in a text field."""
    words: frozenset[str] = frozenset()
    """Words as written, in a text field only."""
    beginnings: frozenset[str] = frozenset()
    """Beginnings of words as written; in a field without stems of terms."""

    def __or__(self, other: Member) -> Member:
        return Member(*(one | two for one, two in zip(self, other, strict=True)))

    @property
    def is_term(self) -> bool:
        """Whether it is the forms of one stem."""
        return not self.words and not self.beginnings and len(set(map(bare, self.terms))) == 1


def member(snapshot: Snapshot, tree: trees.Query, budget: Budget) -> Member:
    """What ``tree``, a member of a row, allows. Raises :class:`QueryTooCostly` for a pattern of too many words."""
    match tree:
        case trees.Or():
            found = Member()
            for part in tree.subqueries:
                found |= member(snapshot, part, budget)
            return found
        case trees.Term():
            return Member(terms=frozenset((tree.text,)))
        case Exact():
            return Member(words=frozenset((tree.text,)))
        case trees.Prefix():
            begun = Member(beginnings=frozenset((tree.text,)))
            if isinstance(tree, TypedPrefix) and tree.fieldname in TEXT_FIELDS:
                forms = (stem_term(tree.text, language) for language in snapshot.languages_of(tree.text))
                begun |= Member(terms=frozenset(forms))
            return begun
        case trees.Wildcard() | trees.FuzzyTerm():
            found_words = frozenset(patterns.words(snapshot, tree, budget))
            limits.check_expanded(len(found_words), shown(tree))
            in_text = tree.fieldname in TEXT_FIELDS
            return Member(words=found_words) if in_text else Member(terms=found_words)
    raise AssertionError(f"{tree!r} is no member of a row")


def postings(snapshot: Snapshot, field: str, member: Member, budget: Budget) -> Postings:
    """The documents that have any of ``member`` in ``field``, and how often; a place may count twice."""
    if member.is_term and len(member.terms) == 1:
        return snapshot.postings(field, next(iter(member.terms)), budget)
    kept = _kept.setdefault(snapshot, LruCache(_KEPT, _size))
    known = kept.get((field, member))
    if known is None:
        before = budget.spent
        found = _postings(snapshot, field, member, budget)
        kept.put((field, member), (found, budget.spent - before))
        return found
    budget.check(known[1])
    return known[0]


def _postings(snapshot: Snapshot, field: str, member: Member, budget: Budget) -> Postings:
    lists = [snapshot.postings(field, term, budget) for term in sorted(member.terms)]
    if member.words:
        lists.append(snapshot.spelled(field, member.words, budget))
    lists += [snapshot.beginning(field, prefix, budget) for prefix in sorted(member.beginnings)]
    return summed(lists, snapshot.size)


def _size(kept: tuple[Postings, int]) -> int:
    return len(kept[0].documents) + 64


def summed(lists: Iterable[Postings], size: int) -> Postings:
    """The documents of all ``lists``, and the sums of how often each has what they are of."""
    having = [each for each in lists if len(each.documents)]
    return Postings(*added([each.documents for each in having], [each.weights for each in having], size))


def places(snapshot: Snapshot, field: str, member: Member, among: Documents, budget: Budget) -> Documents:
    """Where any of ``member`` is in ``field`` of the documents ``among``, which are in order.

    Each place once, in order: the document times 2 ** :data:`SHIFT`, and the position.
    """
    found = [snapshot.places(field, term, among, budget) for term in sorted(member.terms)]
    if member.words:
        found.append(snapshot.spelled_places(field, member.words, among, budget))
    found += [snapshot.beginning_places(field, prefix, among, budget) for prefix in sorted(member.beginnings)]
    return joined([(np.repeat(among, counts) << SHIFT) + positions for counts, positions in found])


def joined(keys: Sequence[Documents]) -> Documents:
    """The numbers that are in any of ``keys``, each of which is in order."""
    if len(keys) == 1:
        return distinct(keys[0])
    every = np.concatenate([np.zeros(0, np.int64), *keys])
    every.sort(kind="stable")
    return distinct(every)


def frequency(snapshot: Snapshot, member: Member, budget: Budget) -> int:
    """How many articles have any of ``member`` in a text field."""
    if member.is_term:
        return snapshot.frequency(next(iter(member.terms)), budget)
    lists = [postings(snapshot, field, member, budget).documents for field in TEXT_FIELDS]
    having = [documents for documents in lists if len(documents)]
    return len(joined(having)) if having else 0
