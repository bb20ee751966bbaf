"""An article prepared to be linked with others: its sentences, their terms, names and facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache, cached_property

from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.statements import Statement, statement
from index.comparison.links.languages import named_terms
from index.comparison.links.similarity import Terms, terms
from index.comparison.passages import passages
from index.model import Article, Passage, Span


class PreparedArticle:
    """The sentences of an article, at most the first ``most``, with their terms in ``language``."""

    def __init__(self, article: Article, language: str, most: int | None = None) -> None:
        self.article, self.language = article, language
        self.passages = passages(article)[:most]
        self.terms: tuple[Terms, ...] = tuple(terms(passage.text, language) for passage in self.passages)
        self.facts: Callable[[str], Statement] = cache(lambda sentence: statement(sentence, article.day, language))
        """The facts of one of the sentences, read once and cached."""

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the sentences, in order."""
        spans = [(passage.start, passage.end) for passage in self.passages]
        return tuple(mentions(self.article.text, spans, self.language))

    @cached_property
    def named_terms(self) -> tuple[Terms, ...]:
        """By sentence, its names and figures only, to compare it with another language."""
        return tuple(named_terms(passage, self._names(passage)) for passage in self.passages)

    def _names(self, passage: Passage) -> list[Span]:
        first, last = (bisect_left(self._starts, place) for place in (passage.start, passage.end))
        return [mention.span for mention in self.mentions[first:last]]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span[0] for mention in self.mentions]
