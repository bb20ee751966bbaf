"""The terms of an article, weighted by how prominent they are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from index.comparison.boilerplate import without_boilerplate
from index.model import Article
from index.text import fold, stem, words_as_written

_READ_WORDS = 2500
"""Words of each field that are read: what an article is about is at its top."""
_LEDE_WORDS = 50
"""Words at the beginning of the body that count as its lede."""
_HEADING_WEIGHT = 2.0
"""What a word in headline, deck or lede counts, in words of the body."""
_NAME_WEIGHT = 1.75
"""Factor on the weight of names."""
_BEFORE_A_CAPITAL = ".!?:;\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2026|"
_PERHAPS_CAPITAL = re.compile(r"[A-Z\u00c0-\uffff](?<!\w.)(?:(?:\.[^\W\d_])+\.|[^\W_]*(?:['\u2019][^\W\d_]+)*)")


def article_terms(article: Article) -> Mapping[str, float]:
    """The terms of an article, the heavier the more frequent and prominent they are.

    A weight is the logarithm of a count in which headline, deck and the first words of the body count double; names
    weigh more than other words.
    """
    metadata = article.content.metadata
    return _prominence(metadata.headline or "", metadata.deck or "", article.text)


def passage_terms(text: str) -> Mapping[str, float]:
    """The terms of a passage taken by itself; comparable with :func:`article_terms`."""
    return _prominence("", "", text)


@lru_cache(maxsize=1 << 16)
def stem_as_written(word: str) -> str:
    """The stem of a word that is not folded yet."""
    return stem(fold(word))


@lru_cache(maxsize=256)
def _prominence(headline: str, deck: str, text: str) -> Mapping[str, float]:
    text = without_boilerplate(text)
    counts: defaultdict[str, float] = defaultdict(float)
    for heading in (headline, deck):
        for word in words_as_written(heading)[:_READ_WORDS]:
            counts[stem_as_written(word)] += _HEADING_WEIGHT
    words = words_as_written(text)[:_READ_WORDS]
    # Each distinct word is folded and stemmed once.
    for word, often in Counter(words).items():
        counts[stem_as_written(word)] += often
    for word in words[:_LEDE_WORDS]:
        counts[stem_as_written(word)] += _HEADING_WEIGHT - 1
    counts.pop("", None)
    names = _names(text)
    return {term: (1 + math.log(n)) * (_NAME_WEIGHT if term in names else 1.0) for term, n in counts.items()}


def _names(text: str) -> set[str]:
    """The stems of words with a capital inside a sentence."""
    found = {
        word.group()
        for word in _PERHAPS_CAPITAL.finditer(text)
        if text[word.start()].isupper() and _inside_sentence(text, word.start())
    }
    return {stem_as_written(word) for word in found}


def _inside_sentence(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] not in _BEFORE_A_CAPITAL and text[start - 2] not in _BEFORE_A_CAPITAL
