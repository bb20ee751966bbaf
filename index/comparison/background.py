"""How common terms are in general, for archives too small to tell, and the weight of a term in a comparison.

The frequencies are those of the short lists of wordfreq (https://github.com/rspeer/wordfreq), in the folder
``frequencies``, which has their licence; ``tests/quality/make_frequencies.py`` makes them.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from index.model import TermStatistics
from index.text import fold, stem

LISTS: Final = Path(__file__).parent / "frequencies"
"""Lists of words by language code: each word of line ``n``, from 0, is ``10 ** (-n / 100)`` of running text."""
_LISTED_AS = {"nb": "no", "nn": "no"}
_BACKGROUND_ARTICLES = 100_000
"""Articles that the general frequencies are spread over."""
_WORDS_PER_ARTICLE = 400
"""Words that a usual article of news has."""
_UNKNOWN_SHARE = 0.0001
"""Share of articles that have a given word that is not on the list, which ends at about one in a million words."""
_YEAR_SHARE = 0.08
"""Share of articles that have a given year of this century or the last."""
_SHARES_BY_DIGITS, _LONGER_SHARE = {1: 0.2, 2: 0.06}, 0.004
"""Share of articles that have a given number, by the count of its digits, and with more digits."""
_DECIMAL_SHARE = 0.002
"""Share of articles that have a given number with decimals."""
_BLENDED_ARTICLES = 1000
"""Articles of background that are added to an archive's own counts."""
_SCALE = 100
"""Blended counts are in hundredths of an article: most terms occur in less than one article of background."""
_HEAVIEST = 9.0
"""No term weighs more, however rare."""


class Background:
    """Document frequencies of news in one language in general; a :class:`index.model.TermStatistics`."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = shares

    def share(self, term: str) -> float:
        """The share of articles that have ``term``, above 0 and below 1."""
        known = self._shares.get(term)
        if known is not None:
            return known
        return _share_of_number(term) if term[:1].isdigit() else _UNKNOWN_SHARE

    def document_count(self) -> int:
        """The number of articles that the frequencies are spread over."""
        return _BACKGROUND_ARTICLES

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """About how many of them have each of ``terms``; at least 1."""
        return {term: max(1, round(_BACKGROUND_ARTICLES * self.share(term))) for term in terms}


class _Blended:
    """An archive's counts with a fixed amount of background added."""

    def __init__(self, own: TermStatistics, general: Background) -> None:
        self._own, self._general = own, general

    def document_count(self) -> int:
        return _SCALE * (self._own.document_count() + _BLENDED_ARTICLES)

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        share = self._general.share
        own = self._own.document_frequencies(terms)
        return {term: max(1, round(_SCALE * (found + _BLENDED_ARTICLES * share(term)))) for term, found in own.items()}


def background(language: str = "en") -> Background:
    """The background of news in ``language``, read once in a process (some 100 ms); English for one without a list."""
    return _background(language)


@lru_cache(maxsize=4)
def _background(language: str) -> Background:
    shares: defaultdict[str, float] = defaultdict(float)
    for centibels, words in enumerate(_word_bins(language) or _word_bins("en")):
        expected = _WORDS_PER_ARTICLE * 10 ** (-centibels / 100)
        for word in words:
            shares[stem(fold(word), language)] += expected
    return Background({term: 1 - math.exp(-expected) for term, expected in shares.items()})


def blended(statistics: TermStatistics, language: str = "en") -> TermStatistics:
    """``statistics`` with the background of ``language`` added.

    The background dominates in a small archive and hardly counts in a large one. The counts are scaled: only their
    ratios have a meaning.
    """
    return _Blended(statistics, background(language))


class TermWeights:
    """The inverse document frequency of terms, cached; what a shared term adds to a similarity.

    The frequencies of the first ``terms`` are asked at once, as are those of :meth:`learn`.
    """

    def __init__(self, statistics: TermStatistics, terms: Iterable[str] = ()) -> None:
        self._statistics = statistics
        self._count = max(1, statistics.document_count())
        self._known: dict[str, float] = {}
        self.learn(terms)

    def learn(self, terms: Iterable[str]) -> None:
        """Ask for the frequencies of all ``terms`` that are not known yet, at once."""
        # Subtracting the known ones would go through all of them for each new term.
        wanted = {term for term in terms if term not in self._known}
        if wanted:
            for term, found in self._statistics.document_frequencies(wanted).items():
                self._known[term] = min(_HEAVIEST, max(0.0, math.log((self._count + 1) / (found + 0.5))))

    def __call__(self, term: str) -> float:
        """Natural logarithm of articles by articles with ``term``, 0 to 9."""
        weight = self._known.get(term)
        if weight is None:
            self.learn((term,))
            weight = self._known[term]
        return weight


def _word_bins(language: str) -> Sequence[list[str]]:
    """The lines of a language's list, each as its words; empty for a language without a list."""
    path = LISTS / f"{_LISTED_AS.get(language, language)}.txt.gz"
    if not path.is_file():
        return []
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    return [line.split(" ") if line else [] for line in lines]


def _share_of_number(term: str) -> float:
    digits = term.partition(".")[0]
    if digits != term:
        return _DECIMAL_SHARE
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return _YEAR_SHARE
    return _SHARES_BY_DIGITS.get(len(digits), _LONGER_SHARE)
