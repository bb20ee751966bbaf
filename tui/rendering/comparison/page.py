"""The lines of a comparison as they are drawn: heads, signs between the columns, bars, sentences with their marks.

Pure: pieces of text and the names of their inks. Where the columns have no room side by side the cells of a row are
stacked, each under the name of its article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.text import printable
from tui.rendering.comparison.cells import WrappedCell, WrappedRows, wrap_rows
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.layout import Layout
from tui.rendering.comparison.marks import gutter, ink_of, marks_of
from tui.rendering.signs import BAR, LINK_SIGNS, MOVED, NOTHING, ONLY
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run, runs
from tui.rendering.text.wrap import wrap

NARROWEST = 33
"""Cells of text below which columns are no longer read but spelled."""
WIDEST = 72
"""Cells of text above which lines are too long to read."""
GAP = 3
"""Cells between columns; the sign of a link is in the middle one."""
_LEVEL: Mapping[int, int] = {}
_STACKED_HEAD = 1


class Head(NamedTuple):
    """The lines above a column."""

    name: str
    about: str
    days: tuple[str, ...] = ()
    """The day it is of, as it is written where there is room, then shorter."""


class Piece(NamedTuple):
    """Characters in one ink, on the ground of the page or of what is selected."""

    text: str
    ink: str
    selected: bool = False


def fitting(width: int, articles: int) -> int:
    """How many of so many articles find room side by side in ``width`` cells; 1: their passages are stacked."""
    return next((n for n in range(articles, 1, -1) if (width - n - GAP * (n - 1)) // n >= NARROWEST), 1)


def widest(articles: int) -> int:
    """Cells that so many columns take at their widest."""
    return articles * (WIDEST + 1) + GAP * (articles - 1)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A layout set for one width."""

    layout: Layout
    heads: tuple[Head, ...]
    names: Mapping[str, str]
    setting: WrappedRows
    measure: int
    """Cells of text in a column."""
    stacked: bool
    airy: bool = False
    """Whether there are lines to spare: for a blank one below the heads and for a headline in two."""

    @classmethod
    def set(
        cls, layout: Layout, heads: Sequence[Head], names: Mapping[str, str], width: int, *, airy: bool = True
    ) -> ComparisonPage:
        """Set ``layout`` in ``width`` cells."""
        stacked = fitting(width, len(layout.articles)) < len(layout.articles)
        columns = 1 if stacked else len(layout.articles)
        measure = max(1, min(WIDEST, (width - columns - GAP * (columns - 1)) // columns))
        return cls(
            layout, tuple(heads), names, wrap_rows(layout, measure, names, stacked=stacked), measure, stacked, airy
        )

    @property
    def head_height(self) -> int:
        """Lines above the rows."""
        return _STACKED_HEAD if self.stacked else 2 + self._about_height + self.airy

    @property
    def _about_height(self) -> int:
        """Lines below the names."""
        return 2 if self.airy and any(cells(printable(head.about)) > self.measure + 1 for head in self.heads) else 1

    def column_at(self, cell: int) -> int:
        """The column at ``cell`` cells from the left."""
        return 0 if self.stacked else min(cell // (self.measure + 1 + GAP), len(self.layout.articles) - 1)

    def extent(self, cursor: Cursor) -> tuple[int, int]:
        """First line and number of lines of what the cursor is on: its row, of a stacked one its cell."""
        row = self.setting.rows[cursor.row]
        top = row.top
        for column, cell in enumerate(row.cells if self.stacked else ()):
            if cell is not None:
                if column == cursor.column:
                    return top, cell.height + 1
                top += cell.height + 1
        return row.top, row.height

    # --- Heads ----------------------------------------------------------------------------------------------------

    def head_line(self, y: int, cursor: Cursor) -> list[Piece]:
        """One line above the rows: names, what is known, a hairline, a blank."""
        width = self.measure + 1
        if self.stacked:
            return []
        if y == 1 + self._about_height:
            return [Piece("─" * (len(self.heads) * (width + GAP) - GAP), "hairline")]
        pieces: list[Piece] = []
        for number, head in enumerate(self.heads):
            if number:
                pieces += _filled([Piece(" │", "hairline")], GAP)
            pieces += _filled(self._head(head, y, current=number == cursor.column), width)
        return pieces

    def _head(self, head: Head, y: int, *, current: bool) -> list[Piece]:
        """The name with the day at the right end of its line, or before what is below it where it has no room there."""
        width = self.measure + 1
        beside = _day_beside(self.heads, width)
        if y == 0:
            name = Piece(cut(printable(head.name), width), "accent-bold" if current else "headline")
            on = printable(head.days[min(beside, len(head.days) - 1)]) if head.days and beside is not None else ""
            gap = width - cells(name.text) - cells(on)
            return [name, Piece(" " * gap, "dim"), Piece(on, "dim")] if on else [name]
        about = [*(head.days[-1:] if beside is None else ()), head.about]
        text = printable(" · ".join(part for part in about if part))
        lines = wrap(text, width)
        if not 0 < y <= min(len(lines), self._about_height):
            return []
        line = lines[y - 1]
        last = y == self._about_height
        return [Piece(cut(text[line.start :], width) if last else text[line.start : line.end], "dim")]

    # --- Rows -----------------------------------------------------------------------------------------------------

    def line(self, line: int, cursor: Cursor, shifts: Mapping[int, int] = _LEVEL) -> list[Piece]:
        """One line of the rows, counted from the first; a column in ``shifts`` is scrolled that many lines further."""
        if self.stacked:
            row, within = self._place(line)
            return self._stacked_line(row, within, cursor) if row >= 0 else []
        pieces: list[Piece] = []
        for column in range(len(self.layout.articles)):
            row, within = self._place(line + shifts.get(column, 0))
            if row < 0:
                pieces += _filled([], self.measure + 1 + (GAP if column else 0))
                continue
            if column:
                pieces += [Piece(" ", "ink"), self._sign(row, column, within, cursor), Piece(" ", "ink")]
            pieces += self._cell_line(row, column, self.setting.rows[row].cells[column], within, cursor)
        return pieces

    def _place(self, line: int) -> tuple[int, int]:
        """The row that has a line, and which of its lines that is; row -1 above and below all."""
        if not 0 <= line < self.setting.height:
            return -1, 0
        row = self.setting.at(line)
        return row, line - self.setting.rows[row].top

    def _stacked_line(self, row: int, within: int, cursor: Cursor) -> list[Piece]:
        for column, cell in enumerate(self.setting.rows[row].cells):
            if cell is None:
                continue
            if within == 0:
                sign = self._sign(row, column, 0, cursor) if column else Piece("│", "hairline")
                name = Piece(printable(self.names.get(self.layout.articles[column], "")), "dim")
                return [Piece(" ", "ink"), *([] if sign.text == "│" else [sign, Piece(" ", "ink")]), name]
            if within <= cell.height:
                return self._cell_line(row, column, cell, within - 1, cursor)
            within -= cell.height + 1
        return []

    def _sign(self, row: int, column: int, within: int, cursor: Cursor) -> Piece:
        """The sign left of a column; that of the current link at its right end."""
        sign, ink = gutter(self.layout, row, column, within)
        link = cursor.link
        if within == 0 and link is not None and self.layout.ends(link)[1] == (row, column):
            return Piece(MOVED if sign == MOVED else LINK_SIGNS[link.kind], "accent-bold")
        return Piece(sign, ink)

    def _cell_line(self, row: int, column: int, cell: WrappedCell | None, number: int, cursor: Cursor) -> list[Piece]:
        here = (row, column) == (cursor.row, cursor.column)
        if cell is None:
            bar, dot = (BAR if here else " ", NOTHING) if number == 0 else (" ", "")
            return _filled([Piece(bar, "accent"), Piece(dot, "dim")], self.measure + 1)
        if not 0 <= number < cell.height:
            return _filled([], self.measure + 1)
        current = here or (cursor.link is not None and (row, column) in self.layout.ends(cursor.link))
        pieces = [Piece(*run, here) for run in self._cell_runs(cell, number, cursor, current=current)]
        return [Piece(BAR if current else " ", "accent"), *_filled(pieces, self.measure, selected=here)]

    def _cell_runs(self, cell: WrappedCell, number: int, cursor: Cursor, *, current: bool) -> list[Run]:
        only = cell.cell.standing == "only"
        prefix = [Run(f"{ONLY} ", "only")] if only else []
        if number >= len(cell.lines):
            return [*prefix, Run(cell.note, "only" if only else "link")]
        ink = ink_of(self.layout, cell.cell, current=current)
        return [*prefix, *runs(cell.text, cell.lines[number], marks_of(cell.cell, cursor.link), ink)]


def _day_beside(heads: Sequence[Head], width: int) -> int | None:
    """Which way of writing the days has room beside all the names; None: not even the shortest one."""

    def fits(head: Head, way: int) -> bool:
        on = head.days[min(way, len(head.days) - 1)] if head.days else ""
        return not on or cells(printable(head.name)) + 2 + cells(printable(on)) <= width

    ways = max((len(head.days) for head in heads), default=0)
    return next((way for way in range(ways) if all(fits(head, way) for head in heads)), None)


def _filled(pieces: Sequence[Piece], width: int, *, selected: bool = False) -> list[Piece]:
    gap = width - sum(cells(piece.text) for piece in pieces)
    shown = [piece for piece in pieces if piece.text]
    return [*shown, Piece(" " * gap, "ink", selected)] if gap > 0 else shown
