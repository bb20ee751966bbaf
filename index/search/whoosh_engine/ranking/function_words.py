"""Words that a sentence needs and that say little of what it is about.

They are indexed and found like all others. Only where no article has all words of a query, and the best are those that
have most of them, these count less: a question is not about its ``what`` and ``how``, however rare these are in news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh import query as trees

from index.search.whoosh_engine.query_nodes import itself
from index.text.stemming import base_stem

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMON_WEIGHT = 0.25
"""What such a word counts beside others."""

_WORDS = """
a about above after again against all also although am among an and any anybody anyone anything are as at be because
been before being below between both but by can cannot could did do does doing done down during each either else ever
every few for from further get gets give given gives got had has have having he her here hers him his how however i if
in into is it its just like made make makes many may me might more most much must my no nor not of off on once one only
or other our out over own per please rather same shall she should since so some somebody someone something such than
that the their them then there these they this those through thus to too under until up upon us use used using very was
way we were what when where whether which while who whom whose why will with within without would you your
"""
_STEMS = frozenset(base_stem(word) for word in _WORDS.split())


def weights(words: Sequence[trees.Query]) -> list[float]:
    """What each word of a query counts: all the same where it has no others."""
    common = [_is_common(word) for word in words]
    if all(common):
        return [1.0] * len(common)
    return [COMMON_WEIGHT if each else 1.0 for each in common]


def telling(words: Sequence[trees.Query]) -> list[trees.Query]:
    """The words that are not common; all of them where there are no others."""
    return [word for word in words if not _is_common(word)] or list(words)


def telling_words(words: Sequence[str]) -> list[str]:
    """As :func:`telling`, of folded words."""
    return [word for word in words if base_stem(word) not in _STEMS] or list(words)


def _is_common(word: trees.Query) -> bool:
    word = itself(word)
    if not isinstance(word, trees.Or):
        return False
    return any(isinstance(part, trees.Term) and part.text in _STEMS for part in word.subqueries)
