"""Makes a clean article of body paragraphs, and of what was hidden between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.model import BlockKind, CleanArticle, HiddenLine, HiddenReason, Metadata, Span, TextLink

SHOWN_WHOLE = "shown whole"
"""The flag of an article that is shown with all its lines, because cleaning would have left too few."""

_GAP = "\n\n"


class Hidden(NamedTuple):
    """A hidden line, before its offset in the clean text is known."""

    line: int | None
    before: int
    """How many body paragraphs are above it."""
    text: str
    reason: HiddenReason


class Paragraph(NamedTuple):
    """A paragraph of the body: one line of text, not empty."""

    text: str
    kind: BlockKind = "paragraph"
    links: tuple[TextLink, ...] = ()
    """Spans of ``text``, in its order."""


def assemble(
    metadata: Metadata,
    paragraphs: Sequence[str],
    hidden: Sequence[Hidden] = (),
    kept: Sequence[int] | None = None,
    flags: Sequence[str] = (),
) -> CleanArticle:
    """The article of these body paragraphs: plain ones, each one line of text, not empty."""
    return assemble_blocks(metadata, [Paragraph(text) for text in paragraphs], hidden, kept, flags)


def assemble_blocks(
    metadata: Metadata,
    paragraphs: Sequence[Paragraph],
    hidden: Sequence[Hidden] = (),
    kept: Sequence[int] | None = None,
    flags: Sequence[str] = (),
) -> CleanArticle:
    """The article of these body paragraphs, with their kinds and links."""
    spans: list[Span] = []
    links: list[TextLink] = []
    start = 0
    for paragraph in paragraphs:
        spans.append((start, start + len(paragraph.text)))
        links.extend(TextLink(start + link.start, start + link.end, link.url) for link in paragraph.links)
        start += len(paragraph.text) + len(_GAP)
    text = _GAP.join(paragraph.text for paragraph in paragraphs)
    all_plain = all(paragraph.kind == "paragraph" for paragraph in paragraphs)
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
        kinds=() if all_plain else tuple(paragraph.kind for paragraph in paragraphs),
        links=tuple(links),
    )
