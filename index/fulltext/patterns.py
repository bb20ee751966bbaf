"""Wildcards and fuzzy words: which words of the archive they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from whoosh import query as trees

from index.fulltext.schema import TEXT_FIELDS, WRITTEN
from index.fulltext.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.bounds import Budget

_lexicons: WeakKeyDictionary[Snapshot, Lexicon] = WeakKeyDictionary()


def words(snapshot: Snapshot, tree: trees.Wildcard | trees.FuzzyTerm, budget: Budget) -> Sequence[str]:
    """The words as written, or the terms of a field without stems, that ``tree`` stands for."""
    if isinstance(tree, trees.FuzzyTerm):
        return lexicon(snapshot, tree.fieldname).near(tree.text, tree.maxdist, budget)
    beginning = re.split(r"[*?]", tree.text, maxsplit=1)[0]
    if beginning and _is_text(tree.fieldname):
        return _matching("\n".join(snapshot.words.beginning(beginning)), tree.text)
    return _matching(lexicon(snapshot, tree.fieldname).text, tree.text)


def lexicon(snapshot: Snapshot, field: str) -> Lexicon:
    """The words as written, or the terms of a field without stems; kept as long as the snapshot is."""
    if not _is_text(field):
        terms = {term.decode() for leaf in snapshot.leaves for term in leaf.segment.terms(field)[:]}
        return Lexicon(sorted(terms))
    known = _lexicons.get(snapshot)
    if known is None:
        known = _lexicons[snapshot] = Lexicon(snapshot.words.beginning(""))
    return known


def _is_text(field: str) -> bool:
    return field == WRITTEN or field in TEXT_FIELDS


def _matching(lines: str, pattern: str) -> list[str]:
    """The lines that a wildcard pattern matches as a whole."""
    translated = "".join({"*": "[^\\n]*", "?": "[^\\n]"}.get(c) or re.escape(c) for c in pattern)
    return re.findall(f"^{translated}$", lines, re.MULTILINE)


class Lexicon:
    """Distinct words, sought by what is in them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    @cached_property
    def text(self) -> str:
        """The words, one a line."""
        return "\n".join(self._words)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lists: dict[int, list[str]] = {}
        for word in self._words:
            lists.setdefault(len(word), []).append(word)
        return lists

    def near(self, word: str, limit: int, budget: Budget) -> list[str]:
        """The words that differ from ``word`` by up to ``limit`` letters missing, added, changed or swapped."""
        found: list[str] = []
        for length in range(max(1, len(word) - limit), len(word) + limit + 1):
            candidates = self._by_length.get(length, [])
            if candidates:
                near = _distances(word, candidates, limit, budget) <= limit
                found += [candidates[at] for at in np.flatnonzero(near).tolist()]
        return found


def _distances(word: str, others: Sequence[str], limit: int, budget: Budget) -> NDArray[np.int8]:
    """The edit distances (optimal string alignment) of ``word`` to words of one length; those over ``limit`` are so.

    One cell of the table after the other, for all words at once, near its diagonal only.
    """
    length = len(others[0])
    letters = np.array(others, f"<U{length}").view(np.uint32).reshape(len(others), length).T.copy()
    far = np.full(len(others), limit + 1, np.int8)
    rows = [[np.full(len(others), min(j, limit + 1), np.int8) for j in range(length + 1)]]
    for i, letter in enumerate(map(ord, word), 1):
        budget.check()
        above = rows[-1]
        row = [far] * (length + 1)
        if i <= limit:
            row[0] = np.full(len(others), i, np.int8)
        for j in range(max(1, i - limit), min(length, i + limit) + 1):
            cost = np.minimum(above[j], row[j - 1]) + np.int8(1)
            np.minimum(cost, above[j - 1] + (letters[j - 1] != letter), out=cost)
            if i > 1 and j > 1:
                swapped = (letters[j - 2] == letter) & (letters[j - 1] == ord(word[i - 2]))
                np.minimum(cost, np.where(swapped, rows[-2][j - 2] + np.int8(1), far), out=cost)
            row[j] = np.minimum(cost, far)
        rows = [above, row]
    return rows[-1][length]
