"""How the columns of one article lie on the screen. Pure.

A window that is wide enough for two columns of the measure gets two, the second going on where the first ends: more
columns of text, never longer lines.
"""

from __future__ import annotations

from typing import NamedTuple

GAP = 5
"""Cells between two columns; a hairline runs down their middle."""


class Sheet(NamedTuple):
    """Columns of ``height`` rows and ``measure`` cells; ``lefts`` is where the text of each begins."""

    height: int
    measure: int
    beside: int
    """Cells kept at the left of each column for the gutter and the bar."""
    lefts: tuple[int, ...]

    @property
    def rows(self) -> int:
        """Rows of text in view."""
        return self.height * len(self.lefts)

    def row_at(self, x: int, y: int) -> tuple[int, int]:
        """The row in view at cell ``x`` of line ``y``, and the cell of its text."""
        column = max((i for i, left in enumerate(self.lefts) if x >= left - self.beside), default=0)
        return y + column * self.height, x - self.lefts[column]


def sheet(room: int, height: int, measure: int, beside: int, rows: int, *, flush: bool = False) -> Sheet:
    """Lay out ``rows`` rows of text in a window of ``room`` cells by ``height``; ``flush`` left instead of centred."""
    measure = max(8, min(measure, room - beside - 1))
    two = 2 * (beside + measure) + GAP
    if not flush and rows > height and room >= two:
        first = (room - two) // 2 + beside
        return Sheet(height, measure, beside, (first, first + measure + GAP + beside))
    left = beside if flush else max(beside, (room - measure) // 2)
    return Sheet(height, measure, beside, (left,))
