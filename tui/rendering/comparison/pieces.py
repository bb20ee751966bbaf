"""Pieces of the lines of a comparison, and lines filled up to the width of a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.rendering.text.cells import cells

GAP = 3
"""Cells between columns; the sign of a link is in the middle one."""


class Piece(NamedTuple):
    """Characters in one ink, on the ground of the page or of what is selected."""

    text: str
    ink: str
    selected: bool = False


def filled(pieces: Sequence[Piece], width: int, *, selected: bool = False) -> list[Piece]:
    """``pieces`` with blanks after them up to ``width`` cells."""
    gap = width - sum(cells(piece.text) for piece in pieces)
    shown = [piece for piece in pieces if piece.text]
    return [*shown, Piece(" " * gap, "ink", selected)] if gap > 0 else shown
