"""Who has what of a story: a row a passage, a column an article, a sign where they meet."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.model import Article, LinkKind, Matrix, MatrixRow
from index.text import printable
from tui.widgets.chrome import Inked, level
from tui.widgets.figures import day
from tui.widgets.listing import Listing
from tui.widgets.typesetting import Run, cells, cut, wrap
from tui.wording import OUT, SIGNS, column, headline, outlet

_INKS: dict[LinkKind, str] = {"verbatim": "link-bold", "reworded": "link", "related": "dim"}
_NARROW, _WIDE = 3, 16
_NAMED = 8
"""Cells from which a column has room for a name."""
_LEAST_TEXT = 36


def column_width(width: int, columns: int) -> int:
    """The cells of one column of ``columns`` on a page of ``width``: the passages keep about half of it."""
    room = max(width - max(_LEAST_TEXT, width // 2), 0)
    return max(_NARROW, min(_WIDE, room // max(1, columns)))


class MatrixHead(Inked):
    """The letters of the columns, with the outlets where there is room."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._articles: Sequence[Article] = ()
        self._marked: frozenset[int] = frozenset()
        self._column = 0

    def show(self, articles: Sequence[Article], marked: frozenset[int], column: int) -> None:
        """Show these columns."""
        self._articles, self._marked, self._column = articles, marked, column
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of letters."""
        width = self.size.width - 1
        each = column_width(width, len(self._articles))
        runs = [Run("passage", "dim")]
        heads: list[Run] = []
        for place, article in enumerate(self._articles):
            said = ("*" if place in self._marked else " ") + column(place)
            if each >= _NAMED:
                said += f" {printable(outlet(article))}"
            said = cut(said, each - 1)
            ink = "headline" if place == self._column else "accent" if place in self._marked else "dim"
            heads.append(Run(said + " " * (each - cells(said)), ink))
        return self.strip([Run(" ", "ink"), *level(runs, heads, width)], self.size.width)


class MatrixTable(Listing):
    """The rows; the current column is moved by the screen."""

    ROW_HEIGHT = 2
    column = reactive(0)

    class ColumnMoved(Message):
        """Another column is the current one."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[MatrixRow] = ()
        self.columns = 0

    def show(self, rows: Sequence[MatrixRow], columns: int, current: int = 0) -> None:
        """Show these rows of so many columns."""
        self.rows, self.columns = rows, columns
        self.fill(len(rows), current)

    def validate_column(self, column: int) -> int:
        """Stay inside."""
        return max(0, min(column, self.columns - 1))

    def watch_column(self) -> None:
        """Draw it and tell."""
        self.refresh()
        self.post_message(self.ColumnMoved())

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """The passage in two lines, the signs beside the first."""
        row, here = self.rows[index], index == self.current
        each = column_width(width - 1, self.columns)
        room = width - 1 - each * self.columns - 1
        bar = Run("▌" if here else " ", "accent")
        said = Run(_line_of(printable(row.passage.text), line, room), "ink")
        signs = self._signs(row, each, here) if line == 0 else []
        return [bar, *level([said], signs, width - 1)]

    def _signs(self, row: MatrixRow, each: int, here: bool) -> list[Run]:
        runs: list[Run] = []
        for place, cell in enumerate(row.cells):
            sign, ink = (SIGNS[cell.kind], _INKS[cell.kind]) if cell else (OUT, "dim")
            at = here and place == self.column
            runs.append(Run(f"[{sign}]" if at else f" {sign} ", "accent-bold" if at else ink))
            runs.append(Run(" " * (each - _NARROW), "ink"))
        return runs


def _line_of(text: str, line: int, width: int) -> str:
    lines = wrap(text, max(1, width))
    if line >= len(lines):
        return ""
    if line == 0:
        return text[lines[0].start : lines[0].end]
    return cut(text[lines[1].start :], width)


class MatrixCaption(Inked):
    """What the article of the current column says of the current passage."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matrix: Matrix | None = None
        self._row: MatrixRow | None = None
        self._column = 0

    def show(self, matrix: Matrix, row: MatrixRow | None, column: int) -> None:
        """Show this cell."""
        self._matrix, self._row, self._column = matrix, row, column
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Who it is; three lines of what it says."""
        width = self.size.width
        if self._matrix is None or self._row is None or self._column >= len(self._matrix.articles):
            return self.strip([], width)
        article, cell = self._matrix.articles[self._column], self._row.cells[self._column]
        if y == 0:
            about = " · ".join(part for part in (day(article.published) or "no date", headline(article)) if part)
            name = [Run(f" {column(self._column)}  ", "accent"), Run(printable(outlet(article)), "headline")]
            said = Run(
                "left out" if cell is None else f"{SIGNS[cell.kind]} {cell.kind}", "dim" if cell is None else "link"
            )
            return self.strip(
                level([*name, Run(f"   {printable(about)}", "dim")], [said, Run(" ", "dim")], width), width
            )
        if cell is None:
            return self.strip([Run("    This article does not have the passage.", "dim")] if y == 1 else [], width)
        text = printable(cell.passage.text)
        lines = wrap(text, max(1, width - 5))
        if y > len(lines):
            return self.strip([], width)
        shown = text[lines[y - 1].start : lines[y - 1].end]
        if y == self.size.height - 1 and y < len(lines):
            shown = cut(text[lines[y - 1].start :], width - 5)
        return self.strip([Run("    ", "ink"), Run(shown, "ink")], width)
