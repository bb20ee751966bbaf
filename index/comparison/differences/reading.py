"""An article read for its facts: headline, deck and body, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar, cast

from index.comparison.facts.name_forms.acronyms import bracketed_forms
from index.comparison.facts.speakers import ArticleSpeakers
from index.comparison.facts.statements import Statement, statement
from index.comparison.passages import blocks, passages_of
from index.model import Article, Field, Span

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, or its headline or deck."""

    number: int
    """Position among all of the article: headline and deck come first."""
    field: Field
    span: Span
    """Into the text of ``field``."""
    paragraph: int
    """Of the body, counted from 0; -1 for headline and deck."""
    text: str


class Reading:
    """One article with its sentences; facts are read at first use and kept."""

    def __init__(self, article: Article, language: str) -> None:
        self.article = article
        self.language = language
        self.statement = cache(self._statement)
        self._kept: dict[object, object] = {}

    def kept(self, read: Callable[[Reading], Read]) -> Read:
        """What ``read`` reads out of the article, once: an article is compared with many others."""
        if read not in self._kept:
            self._kept[read] = read(self)
        return cast(Read, self._kept[read])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Headline, deck and all sentences of the body, in that order."""
        return tuple(
            Sentence(number, field, span, paragraph, text)
            for number, (field, span, paragraph, text) in enumerate(self._parts())
        )

    @cached_property
    def speakers(self) -> ArticleSpeakers:
        """Who says each of the facts; sentences by their number."""
        return ArticleSpeakers(((each.paragraph, each.text) for each in self.sentences), self.language)

    def _parts(self) -> Iterator[tuple[Field, Span, int, str]]:
        metadata = self.article.content.metadata
        if metadata.headline:
            yield "headline", (0, len(metadata.headline)), -1, metadata.headline
        if metadata.deck:
            yield "deck", (0, len(metadata.deck)), -1, metadata.deck
        for paragraph, block in enumerate(blocks(self.article)):
            for passage in passages_of(self.article, block):
                yield "text", (passage.start, passage.end), paragraph, passage.text

    def _statement(self, number: int) -> Statement:
        """The facts of the sentence with that number; spans are into the sentence."""
        return statement(self.sentences[number].text, self.article.day, self.language, self._given)

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return bracketed_forms(self.article.text)
