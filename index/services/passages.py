"""Spans of clean texts as a reader asks for them: ``id:start-end``, the sentence at an offset."""

from __future__ import annotations

import re
from dataclasses import replace

from index.errors import UsageError
from index.model import Article, Comparison, Passage, Span
from index.text import sentences

_WITH_SPAN = re.compile(r"(?P<id>[^:]*)(?::(?P<start>\d{1,9})-(?P<end>\d{1,9}))?")


def with_span(id: str) -> tuple[str, Span | None]:
    """``id`` or ``id:start-end`` taken apart; raises UsageError for anything else."""
    found = _WITH_SPAN.fullmatch(id.strip())
    if found is None or (found["start"] and int(found["start"]) >= int(found["end"])):
        raise UsageError(f"{id!r} is not an id or id:start-end.", hint="Spans count characters of the clean text.")
    return found["id"], (int(found["start"]), int(found["end"])) if found["start"] else None


def touching(comparison: Comparison, spans: dict[str, Span]) -> Comparison:
    """The links, and the sentences that only one has, that lie in the spans given."""

    def inside(passage: Passage) -> bool:
        span = spans.get(passage.article)
        return span is None or (passage.start < span[1] and span[0] < passage.end)

    links = tuple(link for link in comparison.links if inside(link.left) and inside(link.right))
    only = {id: tuple(passage for passage in found if inside(passage)) for id, found in comparison.only.items()}
    return replace(comparison, links=links, only=only)


def sentence(article: Article, offset: int) -> Passage:
    """The sentence in which ``offset`` lies; raises UsageError where none does."""
    for begin, end in article.content.paragraphs:
        if begin <= offset < end:
            found = sentences(article.text, begin, end)
            start, stop = next((span for span in found if offset < span[1]), found[-1])
            return Passage(article.id, article.version, start, stop, article.text[start:stop])
    raise UsageError("No passage of the article stands there.", hint="Offsets count characters of the clean text.")
