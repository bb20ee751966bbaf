"""The sentences of an article, as passages."""

from __future__ import annotations

from index.model import Article, Passage
from index.text import paragraphs, sentences


def passages(article: Article) -> tuple[Passage, ...]:
    """All sentences of ``article``'s clean text, in order; none goes beyond its paragraph."""
    text = article.text
    blocks = article.content.paragraphs or paragraphs(text)
    return tuple(
        Passage(article.id, article.version, start, end, text[start:end])
        for block in blocks
        for start, end in sentences(text, *block)
    )
