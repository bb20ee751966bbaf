"""The passages of an article as one walks through them: its sentences, paragraph by paragraph. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from index.text import sentences

if TYPE_CHECKING:
    from index.model import Article, Span


def passage_at(article: Article, offset: int) -> Span | None:
    """The sentence in which ``offset`` of the clean text stands, or the next one; None for an article without text."""
    if not article.content.paragraphs:
        return None
    around = _sentences(article, _paragraph(article, offset))
    return next((span for span in around if span[1] > offset), around[-1])


def passage_beside(article: Article, passage: Span, step: int) -> Span:
    """The sentence after (``step`` 1) or before (-1) ``passage``; at the ends ``passage`` itself."""
    paragraph = _paragraph(article, passage[0])
    around = _sentences(article, paragraph)
    index = around.index(passage) + step if passage in around else 0
    if 0 <= index < len(around):
        return around[index]
    if 0 <= paragraph + step < len(article.content.paragraphs):
        return _sentences(article, paragraph + step)[0 if step > 0 else -1]
    return passage


def _paragraph(article: Article, offset: int) -> int:
    paragraphs = article.content.paragraphs
    index = bisect_right(paragraphs, (offset, len(article.text) + 1)) - 1
    if index < 0:
        return 0
    return index + 1 if offset >= paragraphs[index][1] and index + 1 < len(paragraphs) else index


def _sentences(article: Article, paragraph: int) -> list[Span]:
    start, end = article.content.paragraphs[paragraph]
    return sentences(article.text, start, end) or [(start, end)]
