"""A comparison set for the screen: each sentence broken into lines of its column, each row as high as its highest cell.

Pure: knows widths and inks, but no colour and no widget. The remark on a cell (*only here*, *earlier in …*) is a line
of its own below the sentence. Where there is no room for columns, the cells of a row stand under each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.layout import Cell, Layout, key
from tui.rendering.text.cells import cut
from tui.rendering.text.wrap import WrappedLine, wrap

_INDENT = 2


@dataclass(frozen=True, slots=True)
class WrappedCell:
    """One sentence in lines."""

    cell: Cell
    text: str
    """Printable; offsets are those of the passage, counted from its start."""
    lines: tuple[WrappedLine, ...]
    note: str
    """The line below it; empty for none."""
    indent: int
    """Cells between the left edge and the text."""

    @property
    def height(self) -> int:
        """Lines, the note included."""
        return len(self.lines) + bool(self.note)


@dataclass(frozen=True, slots=True)
class WrappedRow:
    """One row in lines; the last one is blank."""

    cells: tuple[WrappedCell | None, ...]
    top: int
    """Lines above it."""
    height: int


@dataclass(frozen=True, slots=True)
class WrappedRows:
    """All rows of a comparison, set for one width."""

    rows: tuple[WrappedRow, ...]
    height: int
    """Lines of all rows."""

    def at(self, line: int) -> int:
        """The row that has ``line``."""
        return bisect_right(self.rows, line, key=lambda row: row.top) - 1


def wrap_rows(layout: Layout, width: int, names: Mapping[str, str], *, stacked: bool = False) -> WrappedRows:
    """Set every row in columns of ``width`` cells, or stacked with a line for the name above each sentence."""
    rows: list[WrappedRow] = []
    top = 0
    for number, row in enumerate(layout.rows):
        cells = tuple(None if cell is None else _set_cell(layout, number, cell, width, names) for cell in row.cells)
        heights = [cell.height for cell in cells if cell is not None]
        height = 1 + (sum(heights) + len(heights) if stacked else max(heights, default=1))
        rows.append(WrappedRow(cells, top, height))
        top += height
    return WrappedRows(tuple(rows), top)


def _set_cell(layout: Layout, row: int, cell: Cell, width: int, names: Mapping[str, str]) -> WrappedCell:
    text = printable(cell.passage.text)
    indent = _INDENT if cell.standing == "only" else 0
    note = cut(_note(layout, row, cell, names), width - indent)
    return WrappedCell(cell, text, _lines(text, width - indent), note, indent)


@lru_cache(maxsize=16_384)
def _lines(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Kept, because another view, order or base of a long comparison sets the same sentences again."""
    return tuple(wrap(text, width))


def _note(layout: Layout, row: int, cell: Cell, names: Mapping[str, str]) -> str:
    """The line below a sentence, empty for none; of several in a row that only one article has, below the last."""
    if cell.standing == "only":
        column = layout.places[key(cell.passage)][1]
        below = layout.rows[row + 1].cells[column] if row + 1 < len(layout.rows) else None
        return "" if below is not None and below.standing == "only" else words.ONLY_HERE.word
    if cell.standing != "moved" or cell.elsewhere is None:
        return ""
    return cell.elsewhere.in_words(printable(names.get(cell.elsewhere.passage.article, "")))
