"""The facts of the articles that were compared last, kept in memory: an article is compared with many others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.search.lru_cache import LruCache

if TYPE_CHECKING:
    from index.comparison.background import TermWeights
    from index.comparison.differences.reading import Reading
    from index.model import Article, TermStatistics

_KEPT: Final = 120_000
"""Characters of the articles whose facts are kept, some thirty usual ones; facts need a hundred times their text."""


class KeptFacts:
    """Articles read for their facts, and the weights of words, by language; both follow from ``statistics``."""

    def __init__(self, statistics: TermStatistics) -> None:
        self.statistics = statistics
        self._readings: LruCache[tuple[str, int, str], Reading] = LruCache(
            _KEPT, lambda reading: len(reading.article.text)
        )
        self._weights: dict[str, TermWeights] = {}

    def reading(self, article: Article, language: str) -> Reading:
        """``article`` read for its facts; each version once, as long as it is kept."""
        from index.comparison.differences.reading import Reading

        key = article.id, article.version, language
        found = self._readings.get(key)
        if found is None:
            found = Reading(article, language)
            self._readings.put(key, found)
        return found

    def weights(self, language: str) -> TermWeights:
        """The weights of words in a language, shared by all pairs of articles."""
        from index.comparison.background import TermWeights, blended

        if language not in self._weights:
            self._weights[language] = TermWeights(blended(self.statistics, language))
        return self._weights[language]
