"""Putting a clean article together: body paragraphs, their spans, and what was hidden between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import CleanArticle, HiddenLine, Metadata, Span

SHOWN_WHOLE = "shown whole"
"""The flag of an article of which cleaning would have left nothing worth reading."""

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden line before it has its place in the clean text."""

    line: int | None
    before: int
    """How many body paragraphs stand above it."""
    text: str
    reason: str


def assemble(
    metadata: Metadata,
    paragraphs: Sequence[str],
    hidden: Sequence[Hidden] = (),
    kept: Sequence[int] | None = None,
    flags: Sequence[str] = (),
) -> CleanArticle:
    """The article of these body paragraphs, none of them empty or with a line end in it."""
    spans: list[Span] = []
    start = 0
    for paragraph in paragraphs:
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + len(_GAP)
    text = _GAP.join(paragraphs)
    return CleanArticle(
        metadata=metadata,
        text=text,
        paragraphs=tuple(spans),
        hidden=tuple(
            HiddenLine(one.line, spans[one.before][0] if one.before < len(spans) else len(text), one.text, one.reason)
            for one in hidden
        ),
        kept=None if kept is None else tuple(kept),
        flags=tuple(flags),
    )
