"""Lines of a plain text with just the properties that a test is about."""

from __future__ import annotations

from index.cleaning.lines import Line
from index.model import HiddenReason


def line(
    text: str = "",
    words: int | None = None,
    *,
    ends: bool = False,
    cue: HiddenReason | None = None,
    dated: bool = False,
    byline: bool = False,
    features: tuple[str, ...] = (),
    prose: bool = False,
) -> Line:
    """A line of ``text``, as many words long as said; else as it is."""
    count = len(text.split()) if words is None else words
    content = frozenset(word for word in text.lower().split() if len(word) > 4)
    return Line(text, text.lower(), count, ends, cue, dated, byline, content, features, prose)


def paragraph(text: str = "A paragraph.", words: int = 20) -> Line:
    """A whole sentence of running text."""
    return line(text, words, ends=True, prose=True)
