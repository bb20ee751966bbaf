"""The passages of an article as one walks through them: its sentences, paragraph by paragraph. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text import sentences

if TYPE_CHECKING:
    from index.model import Article, Span
    from tui.rendering.article.hidden_lines import HiddenStop


def passage_at(article: Article, offset: int) -> Span | None:
    """The sentence at ``offset`` of the clean text, or the next one; None for an article without text."""
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


def stop_beside(
    article: Article, passage: Span, hidden: HiddenStop | None, step: int, stops: Sequence[tuple[int, HiddenStop]]
) -> tuple[Span, HiddenStop | None]:
    """Where one comes from ``passage``, or from the ``hidden`` lines, by one ``step``: ``stops`` in view count too.

    Each of these has the number of the paragraph after it. At the ends one stays.
    """
    shown = [stop for _, stop in stops]
    before = [paragraph for paragraph, _ in stops]
    starts = [start for start, _ in article.content.paragraphs]
    if hidden is not None and hidden in shown:
        place = shown.index(hidden)
        beside = place + step
        slot = before[place]
        if 0 <= beside < len(shown) and before[beside] == slot:
            return passage, shown[beside]
        paragraph = slot if step > 0 else slot - 1
        if not 0 <= paragraph < len(starts):
            return passage, hidden
        return _sentences(article, paragraph)[0 if step > 0 else -1], None
    here = _paragraph(article, passage[0])
    following = passage_beside(article, passage, step)
    if following != passage and _paragraph(article, following[0]) == here:
        return following, None
    slot = here + 1 if step > 0 else here
    between = bisect_left(before, slot) if step > 0 else bisect_right(before, slot) - 1
    if 0 <= between < len(shown) and before[between] == slot:
        return passage, shown[between]
    return following, None


def _paragraph(article: Article, offset: int) -> int:
    paragraphs = article.content.paragraphs
    index = bisect_right(paragraphs, (offset, len(article.text) + 1)) - 1
    if index < 0:
        return 0
    return index + 1 if offset >= paragraphs[index][1] and index + 1 < len(paragraphs) else index


def _sentences(article: Article, paragraph: int) -> list[Span]:
    start, end = article.content.paragraphs[paragraph]
    return sentences(article.text, start, end) or [(start, end)]
