"""The sentences of an article as passages, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.model import Article, Passage, Span
from index.text import Token, paragraphs, sentences, tokens


def passages(article: Article) -> tuple[Passage, ...]:
    """All sentences of ``article``'s clean text, in order; none crosses a paragraph."""
    return tuple(passage for block in blocks(article) for passage in passages_of(article, block))


def blocks(article: Article) -> Sequence[Span]:
    """The paragraphs of ``article``'s clean text."""
    return article.content.paragraphs or paragraphs(article.text)


def passages_of(article: Article, block: Span) -> Iterator[Passage]:
    """The sentences of one paragraph."""
    text = article.text
    for start, end in sentences(text, *block):
        yield Passage(article.id, article.version, start, end, text[start:end])


LONGEST = 2000
"""Code points of a sentence that are compared: longer ones are no sentences, and the cost grows with the square."""


@lru_cache(maxsize=8192)
def words(sentence: str) -> tuple[Token, ...]:
    """The words of one sentence; cached, since every part of a comparison needs them."""
    return tuple(tokens(sentence, 0, min(len(sentence), LONGEST)))


def begins_in(word: Token, spans: Sequence[Span]) -> bool:
    """Whether a word begins inside one of ``spans``."""
    # Mostly there are none.
    at = word.start
    return bool(spans) and any(start <= at < end for start, end in spans)
