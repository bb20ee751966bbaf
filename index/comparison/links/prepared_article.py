"""An article prepared to be linked with others: its sentences, their terms, names and facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache, cached_property

from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.statements import Statement, statement
from index.comparison.links.languages import named_terms
from index.comparison.links.similarity import Terms, terms
from index.comparison.links.transliteration import other_script, outlines, written_as
from index.comparison.passages import passages, words
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

    @cached_property
    def other_script(self) -> bool:
        """Whether its names are written in Arabic or Cyrillic letters."""
        return other_script(self.article.text)

    def terms_named_in(self, other: PreparedArticle) -> tuple[Terms, ...]:
        """:attr:`named_terms` with the names of ``other``, if one of both is in Latin letters and the other is not."""
        if not self.other_script or other.other_script:
            return self.named_terms
        known = outlines(name for sentence in other.named_terms for name in sentence.names)
        return tuple(_named_like(passage, known) for passage in self.passages)

    def _names(self, passage: Passage) -> list[Span]:
        first, last = (bisect_left(self._starts, place) for place in (passage.start, passage.end))
        return [mention.span for mention in self.mentions[first:last]]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span[0] for mention in self.mentions]


def _named_like(passage: Passage, known: Mapping[str, str]) -> Terms:
    found = {word: name for word in words(passage.text) if (name := written_as(word.word, known))}
    spans = [(passage.start + word.start, passage.start + word.end) for word in found]
    return named_terms(passage, spans).renamed({word.word: name for word, name in found.items()})
