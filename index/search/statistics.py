"""How rare terms and words are in an archive."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from index.query.limits import UNLIMITED, Budget
from index.search.engine import SearchEngine
from index.text.terms import stem_term, terms_of_stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 0.5
"""The share of a query's weight that an article must have more than, to be listed though it lacks some of the words."""

TELLING = 3.0
"""Weight of words that is enough by itself: one article in twenty has a word of this weight.

In a small archive no word weighs so much, and :data:`MOST` alone decides.
"""

_CLOSE = 1e-9
"""Weights are added up in any order, so equal sums differ by less than this."""


def idf(documents: int, frequency: int) -> float:
    """The inverse document frequency of a word that ``frequency`` of ``documents`` have; above zero."""
    return math.log1p(max(documents - frequency + 0.5, 0.5) / (frequency + 0.5))


def has_most(weights: NDArray[np.float64], whole: float) -> NDArray[np.bool_]:
    """Which articles have most of the words of a query, or some that are telling.

    ``weights`` are the sums of the inverse document frequencies of the words that they have, ``whole`` is that of all.
    """
    return (weights > MOST * whole + _CLOSE) | (weights >= TELLING - _CLOSE)


def least_of(whole: float) -> float:
    """Articles whose words weigh less than this never have most of the words of a query that weighs ``whole``."""
    return min(MOST * whole, TELLING) - _CLOSE


def rarities(engine: SearchEngine, terms: Iterable[str], budget: Budget = UNLIMITED) -> dict[str, float]:
    """The inverse document frequency of each of ``terms``, in their order."""
    documents = engine.document_count()
    wanted = list(dict.fromkeys(terms))
    found = engine.frequencies(wanted, budget)
    return {term: idf(documents, found[term]) for term in wanted}


def stem_rarities(engine: SearchEngine, stems: Iterable[str]) -> dict[str, float]:
    """The inverse document frequency of each term of ``stems``, by which texts are compared."""
    return rarities(engine, (term for stem in stems for term in terms_of_stem(stem)))


def word_frequencies(engine: SearchEngine, words: Iterable[str], budget: Budget) -> dict[str, int]:
    """How many articles have each of the folded ``words`` in any form, in the language in which most do."""
    forms = {word: {stem_term(word, language) for language in engine.languages(word)} for word in words}
    return _most(engine, forms, budget)


def stem_frequencies(engine: SearchEngine, stems: Iterable[str]) -> dict[str, int]:
    """How many articles have each of ``stems`` of the default language, in the language in which most do."""
    others = engine.languages()[1:]
    forms = {
        stem: {*terms_of_stem(stem), *(stem_term(stem, language) for language in others)}
        for stem in dict.fromkeys(stems)
    }
    return _most(engine, forms, UNLIMITED)


def _most(engine: SearchEngine, forms: Mapping[str, set[str]], budget: Budget) -> dict[str, int]:
    frequency = engine.frequencies({form for each in forms.values() for form in each}, budget)
    return {word: max(frequency[form] for form in each) for word, each in forms.items()}
