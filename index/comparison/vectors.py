"""What an article is about: its terms, with weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice

from index.model import Article
from index.text import stem, tokens

_READ_WORDS = 2500
"""Of each field; what an article is about stands at its top."""
_LEDE_WORDS = 50
_HEADING_WEIGHT = 2.0
"""Of headline, deck and lede, in words of the body."""
_NAME_WEIGHT = 1.75
_BEFORE_A_CAPITAL = ".!?:;\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2026|"

Terms = dict[str, float]


def article_terms(article: Article) -> Mapping[str, float]:
    """The terms of an article, heavier the more often and the more prominently they stand.

    The logarithm of a count to which headline, deck and the first words of the body add double; names weigh more than
    other words.
    """
    metadata = article.content.metadata
    return _prominence(metadata.headline or "", metadata.deck or "", article.text)


def passage_terms(text: str) -> Mapping[str, float]:
    """The terms of a passage taken by itself; comparable with :func:`article_terms`."""
    return _prominence("", "", text)


def weighted(terms: Mapping[str, float], weigh: Callable[[str], float]) -> Terms:
    """The vector of length 1 in which each term of ``terms`` counts by ``weigh`` as well."""
    vector = {term: value * weigh(term) for term, value in terms.items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right.get(term, 0.0) for term, weight in left.items())


@lru_cache(maxsize=256)
def _prominence(headline: str, deck: str, text: str) -> Mapping[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    names: set[str] = set()
    for heading in (headline, deck):
        for token in islice(tokens(heading), _READ_WORDS):
            counts[stem(token.word)] += _HEADING_WEIGHT
    for place, token in enumerate(islice(tokens(text), _READ_WORDS)):
        term = stem(token.word)
        counts[term] += _HEADING_WEIGHT if place < _LEDE_WORDS else 1.0
        if text[token.start].isupper() and _inside_sentence(text, token.start):
            names.add(term)
    return {term: (1 + math.log(n)) * (_NAME_WEIGHT if term in names else 1.0) for term, n in counts.items()}


def _inside_sentence(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] not in _BEFORE_A_CAPITAL and text[start - 2] not in _BEFORE_A_CAPITAL
