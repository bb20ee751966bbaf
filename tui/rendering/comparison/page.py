"""The lines of a comparison as they are drawn: heads, signs between the columns, bars, sentences with their marks.

Pure: pieces of text and the names of their inks. Where the columns have no room side by side their cells are stacked,
each under the name of its article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Link
from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.cells import Place, WrappedCell, WrappedCells, wrap_cells
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.heads import Head, Heads
from tui.rendering.comparison.layout import Layout
from tui.rendering.comparison.marks import ink_of, marks_of, sign_of
from tui.rendering.comparison.pieces import GAP, Piece, filled
from tui.rendering.numbers import counted
from tui.rendering.signs import BAR, NOTHING, ONLY
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run, runs

NARROWEST = 33
"""Cells of text below which columns are no longer read but spelled."""
WIDEST = 72
"""Cells of text above which lines are too long to read."""
_LEVEL: Mapping[int, int] = {}
_NO_REMARKS: Mapping[int, str] = {}
_STACKED_HEAD = 1


def fitting(width: int, articles: int) -> int:
    """How many of so many articles find room side by side in ``width`` cells; 1: their passages are stacked."""
    return next((n for n in range(articles, 1, -1) if (width - n - GAP * (n - 1)) // n >= NARROWEST), 1)


def measure_of(width: int, columns: int) -> int:
    """Cells of text in each of so many columns on a page of ``width`` cells."""
    return max(1, min(WIDEST, (width - columns - GAP * (columns - 1)) // columns))


def widest(articles: int) -> int:
    """Cells that so many columns take at their widest."""
    return articles * (WIDEST + 1) + GAP * (articles - 1)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A layout set for one width."""

    layout: Layout
    heads: Heads
    names: Mapping[str, str]
    wrapped: WrappedCells
    measure: int
    """Cells of text in a column."""
    stacked: bool

    @classmethod
    def set(
        cls, layout: Layout, heads: Sequence[Head], names: Mapping[str, str], width: int, *, airy: bool = True
    ) -> ComparisonPage:
        """Set ``layout`` in ``width`` cells; ``airy`` where there are lines to spare."""
        stacked = fitting(width, len(layout.articles)) < len(layout.articles)
        columns = 1 if stacked else len(layout.articles)
        measure = measure_of(width, columns)
        wrapped = wrap_cells(layout, measure, names, stacked=stacked)
        return cls(layout, Heads(tuple(heads), measure + 1, airy), names, wrapped, measure, stacked)

    @property
    def height(self) -> int:
        """Lines below the heads."""
        return self.wrapped.height

    @property
    def head_height(self) -> int:
        """Lines above the rows."""
        return _STACKED_HEAD if self.stacked else self.heads.height

    def column_at(self, cell: int) -> int:
        """The column at ``cell`` cells from the left."""
        return 0 if self.stacked else min(cell // (self.measure + 1 + GAP), len(self.layout.articles) - 1)

    def strip(self, column: int) -> Sequence[WrappedCell]:
        """The cells that are read one after the other in a column."""
        return self.wrapped.strips[0 if self.stacked else column]

    def cell_at(self, column: int, line: int) -> WrappedCell | None:
        """The cell of a column that has ``line``, or the last one above it; None above the first."""
        return self.wrapped.at(0, line + 1) if self.stacked else self.wrapped.at(column, line)

    def extent(self, place: Place) -> tuple[int, int]:
        """First line and lines of a cell, of a stacked one with the name above it; 0, 0 where there is none."""
        cell = self.wrapped.cells.get(place)
        if cell is None:
            return 0, 0
        return (cell.top - 1, cell.height + 1) if self.stacked else (cell.top, cell.height)

    # --- Heads ----------------------------------------------------------------------------------------------------

    def head_line(self, y: int, cursor: Cursor, remarks: Mapping[int, str] = _NO_REMARKS) -> list[Piece]:
        """One line above the rows: names, what is known, a hairline with ``remarks`` above their columns, a blank."""
        if self.stacked:
            return [Piece(f" {text}", "dim") for text in remarks.values()]
        return self.heads.line(y, cursor.column, remarks)

    # --- Rows -----------------------------------------------------------------------------------------------------

    def line(self, line: int, cursor: Cursor, shifts: Mapping[int, int] = _LEVEL) -> list[Piece]:
        """One line of the rows, counted from the first; a column in ``shifts`` is scrolled that many lines further."""
        if self.stacked:
            return self._stacked_line(line, cursor)
        pieces: list[Piece] = []
        for column in range(len(self.layout.articles)):
            at = line + shifts.get(column, 0)
            cell = self.wrapped.at(column, at)
            if cell is not None and at >= cell.bottom:
                cell = None
            within = at - cell.top if cell is not None else 0
            if column:
                pieces += [Piece(" ", "ink"), self._gutter(cell, column, at, within, cursor, shifts), Piece(" ", "ink")]
            pieces += self._cell_line(cell, within, cursor) if cell is not None else self._blank(column, at, cursor)
        return pieces

    def _blank(self, column: int, line: int, cursor: Cursor) -> list[Piece]:
        """A line without a passage; a column that has none at all says so in its first line."""
        if line == 0 and not self.wrapped.strips[column]:
            bar = Piece(BAR if column == cursor.column else " ", "accent")
            return filled([bar, Piece(NOTHING, "dim")], self.measure + 1)
        return filled([], self.measure + 1)

    def _stacked_line(self, line: int, cursor: Cursor) -> list[Piece]:
        cell = self.wrapped.at(0, line + 1)
        if cell is None or line >= cell.bottom:
            return []
        return self._name_line(cell, cursor) if line < cell.top else self._cell_line(cell, line - cell.top, cursor)

    def _name_line(self, cell: WrappedCell, cursor: Cursor) -> list[Piece]:
        sign = sign_of(cell, 0, cursor.link)
        name = Piece(printable(self.names.get(self.layout.articles[cell.place[1]], "")), "dim")
        return [Piece(" ", "ink"), *([Piece(*sign), Piece(" ", "ink")] if sign else []), name]

    def _gutter(
        self, cell: WrappedCell | None, column: int, line: int, within: int, cursor: Cursor, shifts: Mapping[int, int]
    ) -> Piece:
        """The sign left of a column; of the current link also where its ends were brought level."""
        sign = sign_of(cell, within, cursor.link) if cell is not None and not cell.over else None
        link = cursor.link
        if cell is not None and link is not None and within == 0 and cell.link is None:
            ends = self.layout.ends(link)
            if ends[1] == cell.place and shifts and self._top(ends[0], shifts) == line - shifts.get(column, 0):
                beside = ends[0][1] == column - 1
                return (
                    Piece(words.of_link(link.kind, link.differs).sign, "accent-bold")
                    if beside
                    else Piece("│", "hairline")
                )
        return Piece(*sign) if sign else Piece("│", "hairline")

    def _top(self, place: Place, shifts: Mapping[int, int]) -> int:
        return self.wrapped.cells[place].top - shifts.get(place[1], 0)

    def _cell_line(self, cell: WrappedCell, number: int, cursor: Cursor) -> list[Piece]:
        here = cell.place == (cursor.row, cursor.column)
        linked = cursor.link is not None and cell.place in self.layout.ends(cursor.link)
        current = here or linked or cell.place == cursor.other
        bar = Piece(BAR, "accent") if current else Piece(" ", "ink")
        if not current and cell.place[1] == 0 and not self.stacked:
            # There is no gutter left of the first column.
            bar = Piece(*(sign_of(cell, number, cursor.link) or (" ", "ink")))
        pieces = [Piece(*run, here) for run in self._cell_runs(cell, number, cursor, current=current)]
        return [bar, *filled(pieces, self.measure, selected=here)]

    def _cell_runs(self, cell: WrappedCell, number: int, cursor: Cursor, *, current: bool) -> list[Run]:
        only = cell.cell.standing == "only"
        prefix = [Run(f"{ONLY} ", "only")] if only else []
        if cell.over:
            sign, ink = sign_of(cell, number, cursor.link) or (" ", "ink")
            prefix = [Run(f"{sign} ", ink)]
        if number >= len(cell.lines):
            return [*prefix, Run(cell.note, "only" if only else "link")]
        ink = ink_of(self.layout, cell.cell, current=current)
        return [*prefix, *runs(cell.text, cell.lines[number], marks_of(cell.cell, cursor.link), ink)]

    # --- The other end of a link, where it is too far away ----------------------------------------------------------

    def quotation(self, place: Place, link: Link, lines: int) -> list[list[Piece]]:
        """A cell quoted below a stack in at most ``lines`` lines: a hairline with its article, then what it says."""
        cell = self.wrapped.cells[place]
        quoted = cell.lines[: max(1, lines - 1)]
        part = (
            f", the first {counted(len(quoted), 'line')} of {len(cell.lines)}" if len(quoted) < len(cell.lines) else ""
        )
        name = printable(self.names.get(self.layout.articles[place[1]], ""))
        title = cut(f"{words.of_link(link.kind, link.differs).sign} {name}", self.measure - 3 - cells(part)) + part
        rule = [Piece("─ ", "hairline"), Piece(f"{title} ", "dim")]
        shown = [[*rule, Piece("─" * (self.measure - 2 - cells(title)), "hairline")]]
        for line in quoted:
            text = [Piece(*run) for run in runs(cell.text, line, marks_of(cell.cell, link))]
            shown.append([Piece(BAR, "accent"), *text])
        return shown
