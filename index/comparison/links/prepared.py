"""An article's account of an event, taken apart to be linked with others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from index.comparison.background import TermWeights
from index.comparison.facts.conflicts import Statement, disagree, statement
from index.comparison.links.alignment import Aligned, aligned
from index.comparison.links.similarity import Terms, terms
from index.comparison.passages import passages
from index.model import Article


class Account:
    """The sentences of an article, of a long one the first ``most``, with their words in ``language``."""

    def __init__(self, article: Article, language: str, most: int | None = None) -> None:
        self.passages = passages(article)[:most]
        self.terms: list[Terms] = [terms(passage.text, language) for passage in self.passages]
        self._facts: Callable[[int], Statement] = cache(
            lambda at: statement(self.passages[at].text, article.day, language)
        )

    def links(self, other: Account, weights: TermWeights, check: Callable[[], None]) -> list[Aligned]:
        """The links to ``other``, those left out that may tell of a like but different event.

        ``check`` is called again and again, and raises to stop the work.
        """
        return aligned(self.terms, other.terms, weights, lambda i, j: disagree(self._facts(i), other._facts(j)), check)


def told_by(article: Article) -> str:
    """The outlet; an article of an unknown one stands for itself, by headline or file."""
    return article.outlet or article.headline or next(iter(article.paths), article.short_id)
