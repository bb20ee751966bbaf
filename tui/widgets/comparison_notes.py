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
        self._shown: tuple[ComparisonRows, Link | None] | None = None
        self._lines: Sequence[Sequence[Run]] | None = None
        """The notes on what is shown; None until they are drawn, as most windows have no room for them."""

    def show(self, rows: ComparisonRows, current: Link | None) -> None:
        """Show the notes on this comparison; the dispute of the current link is highlighted."""
        self._shown, self._lines = (rows, current), None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One note."""
        if self._lines is None:
            self._lines = notes(*self._shown, WIDTH - 3) if self._shown is not None else ()
        runs = self._lines[y] if y < len(self._lines) else ()
        return self.strip([Run("│  ", "hairline"), *runs], self.size.width)
