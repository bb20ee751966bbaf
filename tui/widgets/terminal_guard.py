"""The last look at text before it is written to the terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from index.text import printable


class TerminalGuard(LineFilter):
    """Lets no control character and no bidirectional override through, wherever a segment's text came from.

    Every screen passes text from outside through ``index.text.printable`` already; this one sits where all lines
    pass, so that a forgotten place shows a harmless sign instead of obeying.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with printable text; control segments, which Textual makes itself, pass."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [s if s.control else Segment(_harmless(s.text), s.style) for s in segments]


def _harmless(text: str) -> str:
    """``text`` without the characters that are not printable as they are; they take no cell, so the width stays."""
    return "".join(char for char, safe in zip(text, printable(text), strict=True) if char == safe)
