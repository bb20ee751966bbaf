"""Widths and legend of a matrix: a row for each passage, a column for each article."""

from __future__ import annotations

from index.model import MatrixRow
from tui.rendering.text.cells import cells
from tui.rendering.words import MATRIX_LEGEND

NARROW_COLUMN, _WIDE = 3, 16
_LEAST_TEXT = 36


def column_width(width: int, columns: int) -> int:
    """The cells of one column of ``columns`` on a page of ``width``: the passages keep two fifths of it, or more."""
    room = max(width - max(_LEAST_TEXT, 2 * width // 5), 0)
    return max(NARROW_COLUMN, min(_WIDE, room // max(1, columns)))


def legend_line(y: int, lines: int, width: int) -> str:
    """Line ``y`` of the legend; where ``lines`` have no room for it, what is below them."""
    set_lines: list[str] = [""]
    for entry in MATRIX_LEGEND:
        part = f"{entry.sign} {entry.word}"
        joined = f"{set_lines[-1]}   {part}" if set_lines[-1] else part
        if cells(joined) <= width:
            set_lines[-1] = joined
        else:
            set_lines.append(part)
    if len(set_lines) > lines:
        return "passage" if y == 0 else ""
    return set_lines[y] if y < len(set_lines) else ""


def is_alone(row: MatrixRow) -> bool:
    """Whether only one article has it."""
    return sum(cell is not None for cell in row.cells) == 1
