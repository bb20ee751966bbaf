"""Which words of the archive match a wildcard or fuzzy word."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import compress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from whoosh import query as trees

from index.query.fields import TEXT_FIELDS
from index.query.limits import MAX_EXPANDED, TERM
from index.query.syntax import Fuzzy, Wildcard
from index.search.lru_cache import LruCache
from index.search.whoosh_engine.evaluation.lexicon import Endings, Lexicon, distance, having
from index.search.whoosh_engine.schema import WRITTEN
from index.search.whoosh_engine.segments.reader import Segment
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translate
from index.text.alternatives import is_continued

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.query.limits import Budget

_lexicons: WeakKeyDictionary[Segment, Lexicon] = WeakKeyDictionary()
_endings: WeakKeyDictionary[Segment, Endings] = WeakKeyDictionary()

Pattern = trees.Wildcard | trees.FuzzyTerm

_found: WeakKeyDictionary[Snapshot, LruCache[trees.Query, tuple[frozenset[str], int]]] = WeakKeyDictionary()
"""The words of patterns, and what was read to find them."""

_KEPT = 16
"""Patterns of which the words are remembered."""


def matching_words(snapshot: Snapshot, pattern: Wildcard | Fuzzy, budget: Budget) -> frozenset[str]:
    """The words as written that match ``pattern``."""
    tree = translate(pattern, lambda word: snapshot.languages)
    assert isinstance(tree, trees.Wildcard | trees.FuzzyTerm)
    return words(snapshot, tree, budget)


def words(snapshot: Snapshot, tree: Pattern, budget: Budget) -> frozenset[str]:
    """The words as written, or the terms of a field without stems, that match ``tree``."""
    kept = _found.setdefault(snapshot, LruCache(_KEPT))
    known = kept.get(tree)
    if known is None:
        before = budget.spent
        found = frozenset(word for word in _words(snapshot, tree, budget) if not is_continued(word))
        kept.put(tree, (found, budget.spent - before))
        return found
    budget.check(known[1])
    return known[0]


def _words(snapshot: Snapshot, tree: Pattern, budget: Budget) -> Collection[str]:
    is_text = tree.fieldname == WRITTEN or tree.fieldname in TEXT_FIELDS
    if not is_text:
        budget.check(TERM * sum(len(item.segment.terms(tree.fieldname)) for item in snapshot.segments))
        terms = {term.decode() for item in snapshot.segments for term in item.segment.terms(tree.fieldname)[:]}
        if isinstance(tree, trees.Wildcard):
            return set(matching("\n".join(sorted(terms)), tree.text))
        return {term for term in terms if distance(tree.text, term, tree.maxdist) <= tree.maxdist}
    if isinstance(tree, trees.FuzzyTerm):
        return near(snapshot, tree.text, tree.maxdist, budget)
    beginning = re.split(r"[*?]", tree.text, maxsplit=1)[0]
    if beginning:
        beginning_so = snapshot.words.beginning(beginning)
        budget.check(TERM * len(beginning_so))
        return set(matching("\n".join(beginning_so), tree.text))
    return _anywhere(snapshot, tree.text, budget)


def _anywhere(snapshot: Snapshot, pattern: str, budget: Budget) -> frozenset[str]:
    """The words that match a pattern of which it is not known how they begin.

    Each segment's own are remembered by their places, so that nobody has to look up a thousand words in it.
    """
    literal = max(re.split(r"[*?]", pattern), key=len)
    found: set[str] = set()
    places: list[NDArray[np.int64]] = []
    for item in snapshot.segments:
        strings = item.segment.strings("words")
        budget.check(TERM * len(strings))
        there = _having(item.segment, literal.encode(), at_end=pattern.endswith(literal))
        words = [word.decode() for word in strings.of(there.tolist())]
        fitting = set(words if pattern == f"*{literal}" else matching("\n".join(words), pattern))
        chosen = [word in fitting and not is_continued(word) for word in words]
        found.update(compress(words, chosen))
        places.append(there[np.array(chosen, np.bool_)])
    if len(found) <= MAX_EXPANDED:
        snapshot.know_terms(frozenset(found), places)
    return frozenset(found)


def _having(segment: Segment, letters: bytes, *, at_end: bool) -> NDArray[np.int64]:
    """The places of the words of a segment that have ``letters``, or end with them; without letters all."""
    data, ends = segment.array("words.bytes"), segment.array("words.ends")
    if not at_end or not letters:
        return having(data, ends, letters)
    known = _endings.get(segment)
    if known is None:
        known = _endings[segment] = Endings(data, ends)
    return known.alike(letters)


def shown(tree: Pattern) -> str:
    """A wildcard or fuzzy word as it is written."""
    text = str(tree.text)
    return text if isinstance(tree, trees.Wildcard) else f"{text}~{tree.maxdist if tree.maxdist > 1 else ''}"


def near(snapshot: Snapshot, word: str, limit: int, budget: Budget) -> set[str]:
    """The words as written that differ from ``word`` by up to ``limit`` letters missing, added, changed or swapped."""
    found: set[str] = set()
    for item in snapshot.segments:
        budget.check(TERM * len(item.segment.strings("words")))
        found.update(_lexicon(item.segment).near(word, limit))
    return found


def _lexicon(segment: Segment) -> Lexicon:
    """The words of a segment, which never change."""
    known = _lexicons.get(segment)
    if known is None:
        known = _lexicons[segment] = Lexicon(segment.array("words.bytes"), segment.array("words.ends"))
    return known


def matching(text: str, pattern: str) -> list[str]:
    """The lines that a wildcard pattern matches as a whole.

    What is between two stars is matched where it first occurs: if the line matches at all, that is right, and so no
    line is read several times.
    """
    first, *others = ["".join("[^\\n]" if c == "?" else re.escape(c) for c in part) for part in pattern.split("*")]
    if not others:
        return re.findall(f"^{first}$", text, re.MULTILINE)
    between = "".join(f"(?>[^\\n]*?{part})" for part in others[:-1] if part)
    return re.findall(f"^{first}{between}[^\\n]*{others[-1]}$", text, re.MULTILINE)
