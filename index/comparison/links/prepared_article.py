"""An article prepared to be linked with others: its sentences, their terms and facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from index.comparison.background import TermWeights
from index.comparison.facts.conflicts import Statement, disagree, statement
from index.comparison.links.alignment import Aligned, aligned
from index.comparison.links.similarity import Terms, terms
from index.comparison.passages import passages
from index.model import Article


class PreparedArticle:
    """The sentences of an article, at most the first ``most``, with their terms in ``language``."""

    def __init__(self, article: Article, language: str, most: int | None = None) -> None:
        self.passages = passages(article)[:most]
        self.terms: list[Terms] = [terms(passage.text, language) for passage in self.passages]
        self._facts: Callable[[int], Statement] = cache(
            lambda at: statement(self.passages[at].text, article.day, language)
        )

    def links(self, other: PreparedArticle, weights: TermWeights, check: Callable[[], None]) -> list[Aligned]:
        """The links to ``other``, without weak ones whose facts disagree: these may be about a similar event.

        ``check`` is called often and raises to stop the work.
        """
        return aligned(self.terms, other.terms, weights, lambda i, j: disagree(self._facts(i), other._facts(j)), check)


def outlet_label(article: Article) -> str:
    """The outlet of an article; without one, its headline or file: it counts as an outlet of its own."""
    return article.outlet or article.headline or next(iter(article.paths), article.short_id)
