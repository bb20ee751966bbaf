"""Characters of a line in runs of one ink, and which character is at which cell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from tui.rendering.text.cells import cells, fitting, shown
from tui.rendering.text.wrap import WrappedLine


class InkSpan(NamedTuple):
    """A stretch of text, half-open, and the name of the ink it is set in (see ``tui.themes``)."""

    start: int
    end: int
    ink: str


class Run(NamedTuple):
    """Characters as they go to the screen, in one ink."""

    text: str
    ink: str


# --- On a line --------------------------------------------------------------------------------------------------------


def runs(text: str, line: WrappedLine, marks: Sequence[InkSpan] = (), ink: str = "ink") -> list[Run]:
    """The characters of ``line`` in runs of one ink: that of the last mark that lies on them, else ``ink``."""
    covering = [m for m in marks if m.start < line.end and m.end > line.start]
    if not covering:
        return [Run(shown(text[line.start : line.end]), ink)] if line.start < line.end else []
    edges = {line.start, line.end}
    for mark in covering:
        edges.update((max(line.start, mark.start), min(line.end, mark.end)))
    cuts = sorted(edges)
    found: list[Run] = []
    for begin, stop in itertools.pairwise(cuts):
        name = next((m.ink for m in reversed(covering) if m.start <= begin and m.end >= stop), ink)
        piece = shown(text[begin:stop])
        if found and found[-1].ink == name:
            found[-1] = Run(found[-1].text + piece, name)
        elif piece:
            found.append(Run(piece, name))
    return found


def offset_at(text: str, line: WrappedLine, cell: int) -> int:
    """The offset of the character at ``cell`` cells from the line's left end; the line's end beyond it."""
    return min(line.end, fitting(text, line.start, line.end, max(0, cell)))


def cell_at(text: str, line: WrappedLine, offset: int) -> int:
    """How many cells stand before ``offset`` on ``line``."""
    return cells(text[line.start : max(line.start, min(offset, line.end))])
