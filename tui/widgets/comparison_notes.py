"""The column of notes beside a wide comparison."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.model import Link
from tui.rendering.comparison.notes import notes
from tui.rendering.comparison.rows import ComparisonRows
from tui.rendering.text.runs import Run
from tui.widgets.frame_parts import ThemedWidget

WIDTH = 38
"""Cells it takes, the hairline at its left included."""


class ComparisonNotes(ThemedWidget):
    """The notes beside the columns of a comparison, as ``rendering.comparison.notes`` makes them."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Run]] = ()

    def show(self, rows: ComparisonRows, current: Link | None) -> None:
        """Show the notes on this comparison; the dispute of the current link is highlighted."""
        self._lines = notes(rows, current, WIDTH - 3)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One note."""
        runs = self._lines[y] if y < len(self._lines) else ()
        return self.strip([Run("│  ", "hairline"), *runs], self.size.width)
