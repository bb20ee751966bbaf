"""An article prepared to be linked with others: its sentences, their terms, names and facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

from index.comparison.facts.events.kinds import EventKinds, event_kinds
from index.comparison.facts.name_forms.acronyms import bracketed_forms
from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.statements import Statement, statement
from index.comparison.links.languages import NamedWord, named_terms, named_words
from index.comparison.links.shared_events import Reported
from index.comparison.links.similarity import Terms, terms
from index.comparison.links.transliteration import (
    other_script,
    outlines,
    pair_outlines,
    pair_written_as,
    written_as,
)
from index.comparison.passages import passages, words
from index.model import Article, Passage, Span
from index.text import fold


class PreparedArticle:
    """The sentences of an article, at most the first ``most``, with their terms in ``language``."""

    def __init__(self, article: Article, language: str, most: int | None = None) -> None:
        self.article, self.language = article, language
        self.passages = passages(article)[:most]
        self.terms: tuple[Terms, ...] = tuple(terms(passage.text, language) for passage in self.passages)
        self.facts: Callable[[str], Statement] = cache(self._statement)
        """The facts of one of the sentences, read once and cached."""

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the sentences, in order."""
        spans = [(passage.start, passage.end) for passage in self.passages]
        return tuple(mentions(self.article.text, spans, self.language))

    @cached_property
    def _own_named_words(self) -> tuple[Sequence[NamedWord], ...]:
        return tuple(named_words(self.facts(each.text), self._names(each)) for each in self.passages)

    @cached_property
    def events(self) -> tuple[EventKinds, ...]:
        """By sentence, the kinds of events that it has words for."""
        return tuple(event_kinds(words(passage.text), self.language) for passage in self.passages)

    def reported(self, forms: Mapping[str, str]) -> tuple[Reported, ...]:
        """By sentence, what it says of events; ``forms`` has the form of a name to be compared, by folded form."""
        names = (
            frozenset(forms.get(name, name) for name in (fold(mention.text) for mention in self._mentions_in(passage)))
            for passage in self.passages
        )
        return tuple(
            Reported(kinds, named, sentence.predicates)
            for kinds, named, sentence in zip(self.events, names, self.terms, strict=True)
        )

    @cached_property
    def other_script(self) -> bool:
        """Whether its names are written in Arabic or Cyrillic letters."""
        return other_script(self.article.text)

    def named_words(self, other: PreparedArticle) -> tuple[Sequence[NamedWord], ...]:
        """By sentence, its names and values, to compare it with ``other`` in another language.

        If only ``other`` is in Latin letters, the names are those of ``other``, in its spelling.
        """
        if not self.other_script or other.other_script:
            return self._own_named_words
        rows = other._own_named_words
        known = outlines(word.stem for row in rows for word in row)
        pairs = pair_outlines((one.stem, two.stem) for row in rows for one, two in pairwise(row) if two.follows)
        return tuple(self._named_like(each, known, pairs) for each in self.passages)

    def named_terms(self, other: PreparedArticle) -> tuple[Terms, ...]:
        """:meth:`named_words` as terms."""
        return tuple(
            named_terms(each.text, row) for each, row in zip(self.passages, self.named_words(other), strict=True)
        )

    def _named_like(
        self, passage: Passage, known: Mapping[str, str], pairs: Mapping[tuple[str, str], tuple[str, str]]
    ) -> Sequence[NamedWord]:
        row = words(passage.text)
        found = {word: name for word in row if (name := written_as(word.word, known))}
        for one, two in pairwise(row):
            if pair := pair_written_as(one.word, two.word, pairs):
                found[one], found[two] = pair
        spans = [(word.start, word.end) for word in found]
        spelled = {word.word: name for word, name in found.items()}
        return named_words(self.facts(passage.text), spans, spelled)

    def _names(self, passage: Passage) -> list[Span]:
        """The spans of the names in a sentence, into it."""
        spans = (mention.span for mention in self._mentions_in(passage))
        return [(start - passage.start, end - passage.start) for start, end in spans]

    def _statement(self, sentence: str) -> Statement:
        return statement(sentence, self.article.day, self.language, self._given)

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return bracketed_forms(self.article.text)

    def _mentions_in(self, passage: Passage) -> Sequence[Mention]:
        first, last = (bisect_left(self._starts, place) for place in (passage.start, passage.end))
        return self.mentions[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span[0] for mention in self.mentions]
