"""Text from outside, made printable and broken into lines without inks."""

from __future__ import annotations

from index.text import printable
from tui.rendering.text.cells import cells, shown
from tui.rendering.text.wrap import wrap


def plain_lines(text: str, width: int | None, indent: str = "") -> list[str]:
    """``text`` made harmless and broken into lines of at most ``width`` cells, each after ``indent``."""
    text = printable(text, lines=width is not None)
    if width is None:
        return [indent + shown(text)]
    return [indent + shown(text[line.start : line.end]) for line in wrap(text, width - cells(indent))]
