"""A comparison set for the screen: each sentence broken into lines of its column, each row as high as its highest cell.

Pure: knows widths and inks, but no colour and no widget. The note on a cell (*only here*, *earlier in …*) is a
line of its own below the sentence. Where there is no room for columns, the cells of a row stand under each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model import Conflict, Link, Span
from index.text import printable
from tui.rendering.comparison.layout import Cell, Layout, key, partner
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, OPEN
from tui.rendering.text.cells import cut
from tui.rendering.text.runs import Mark
from tui.rendering.text.wrap import Line, wrap

_INDENT = 2
_OWN = 0.5
"""The share of a sentence's characters from which its own words are too many to be marked."""


@dataclass(frozen=True, slots=True)
class WrappedCell:
    """One sentence in lines."""

    cell: Cell
    text: str
    """Printable; offsets are those of the passage, counted from its start."""
    lines: tuple[Line, ...]
    note: str
    """The note below it; empty for none."""
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
def _lines(text: str, width: int) -> tuple[Line, ...]:
    """Kept, because another view, order or base of a long comparison sets the same sentences again."""
    return tuple(wrap(text, width))


def _note(layout: Layout, row: int, cell: Cell, names: Mapping[str, str]) -> str:
    """The note below a sentence; of several in a row that only one article has, below the last."""
    if cell.standing == "only":
        column = layout.places[key(cell.passage)][1]
        below = layout.rows[row + 1].cells[column] if row + 1 < len(layout.rows) else None
        return "" if below is not None and below.standing == "only" else "only here"
    if cell.standing != "moved" or cell.link is None:
        return ""
    other = partner(cell.link, cell.passage)
    above = layout.places[key(other)][0] < row
    return f"{'↑ earlier' if above else '↓ later'} in {printable(names.get(other.article, ''))}"


# --- Marks ------------------------------------------------------------------------------------------------------------


def ink_of(layout: Layout, cell: Cell, *, current: bool) -> str:
    """The ink of a whole sentence: what repeats a column further left word for word steps back, until looked at."""
    if cell.standing == "only":
        return "only"
    link = cell.link
    if current or cell.standing != "level" or link is None or link.kind != "verbatim":
        return "ink"
    repeats = layout.places[key(partner(link, cell.passage))][1] < layout.places[key(cell.passage)][1]
    return "dim" if repeats else "ink"


def marks_of(cell: Cell, current: Link | None) -> list[Mark]:
    """What is marked in a sentence, as offsets from its start; what is marked later lies over what was before.

    Words that only this side of the link has, where both say the same thing in nearly the same words: of the link that
    is looked at, and of verbatim ones, which have few. Then shared names and figures, and while a link is looked at of
    whose words most differ, all that its sides share. Conflicts lie over both.
    """
    looked_at = current is not None and current in cell.links
    link = current if looked_at else cell.link
    marks: list[Mark] = []
    if link is not None:
        left = key(link.left) == key(cell.passage)
        apart = link.kind == "related" or (link.kind == "reworded" and mostly_differs(link))
        if link.kind == "verbatim" or (looked_at and not apart):
            marks += [_mark(cell, span, "differing") for span in (link.left_only if left else link.right_only)]
        for shared in link.shared:
            names_all = looked_at and apart
            if names_all or (link.kind != "verbatim" and is_telling(shared.text)):
                marks.append(_mark(cell, shared.left_span if left else shared.right_span, "link"))
    # The same words may differ from several articles; what is looked at lies on top.
    for other in sorted(cell.links, key=lambda other: other is current):
        ink = "conflict-current" if other is current else "conflict-bold"
        left = key(other.left) == key(cell.passage)
        marks += [_mark(cell, c.left_span if left else c.right_span, ink) for c in other.conflicts]
    return marks


def sign_of(conflicts: Sequence[Conflict]) -> str:
    """The sign of what is in conflict: another one where a missing date leaves all of it open."""
    return OPEN if all(conflict.open for conflict in conflicts) else CONFLICT


def mostly_differs(link: Link) -> bool:
    """Whether either side is so much its own words that to mark them would mark nearly everything."""
    sides = (link.left, link.left_only), (link.right, link.right_only)
    return any(sum(e - s for s, e in only) > _OWN * (side.end - side.start) for side, only in sides)


def is_telling(word: str) -> bool:
    """Whether a shared word is a name or a figure."""
    return any(char.isupper() or char.isdigit() for char in word)


def _mark(cell: Cell, span: Span, ink: str) -> Mark:
    start = cell.passage.start
    return Mark(span[0] - start, span[1] - start, ink)


def gutter(layout: Layout, row: int, column: int, line: int) -> tuple[str, str]:
    """The sign and its ink between a column and its left neighbour; the hairline where there is nothing to say."""
    cell = layout.rows[row].cells[column]
    if cell is None:
        elsewhere = line == 0 and _moved_into(layout, row, column)
        return (MOVED, "link") if elsewhere else ("│", "hairline")
    if line == 0 and cell.link is not None:
        return (MOVED if cell.standing == "moved" else LINK_SIGNS[cell.link.kind]), "link-bold"
    if line == 1 and cell.link is not None and cell.link.conflicts:
        return sign_of(cell.link.conflicts), "conflict-bold"
    if line == 1 and cell.standing == "near" and cell.link is not None:
        above = layout.places[key(partner(cell.link, cell.passage))][0] < row
        return ("↑" if above else "↓"), "link"
    return "│", "hairline"


def _moved_into(layout: Layout, row: int, column: int) -> bool:
    base = layout.rows[row].cells[0]
    return base is not None and any(
        layout.places[key(partner(link, base.passage))][1] == column for link in base.links if link.moved
    )
