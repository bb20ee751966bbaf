"""Passages of articles: a comparison narrowed to spans, and the sentence at an offset."""

from __future__ import annotations

from dataclasses import replace

from index.errors import UsageError
from index.model import Article, Comparison, Passage, Span
from index.text import sentences


def touching(comparison: Comparison, spans: dict[str, Span]) -> Comparison:
    """``comparison`` with only the links and unlinked sentences that touch the given spans, by article id."""

    def inside(passage: Passage) -> bool:
        span = spans.get(passage.article)
        return span is None or (passage.start < span[1] and span[0] < passage.end)

    links = tuple(link for link in comparison.links if inside(link.left) and inside(link.right))
    only = {id: tuple(passage for passage in found if inside(passage)) for id, found in comparison.only.items()}
    return replace(comparison, links=links, only=only)


def sentence(article: Article, offset: int) -> Passage:
    """The sentence in which ``offset`` lies; raises UsageError where there is none."""
    for begin, end in article.content.paragraphs:
        if begin <= offset < end:
            found = sentences(article.text, begin, end)
            start, stop = next((span for span in found if offset < span[1]), found[-1])
            return Passage(article.id, article.version, start, stop, article.text[start:stop])
    raise outside(article, offset)


def outside(article: Article, offset: int) -> UsageError:
    """The error for an offset at which an article has no passage."""
    return UsageError(
        f"There is no passage at offset {offset} of {article.short_id}.",
        hint=f"Offsets count the {len(article.text):,} characters of its clean text, from 0.",
    )
