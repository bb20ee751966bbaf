"""Who has what of a story: a row a passage, a column an article, a sign where they meet."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.model import Article, LinkKind, Matrix, MatrixCell, MatrixRow
from index.text import printable
from tui.rendering import words
from tui.rendering.dates import day
from tui.rendering.labels import column, headline, outlet
from tui.rendering.lists.matrix import (
    NARROW_COLUMN,
    Marks,
    closeness,
    column_width,
    finding,
    in_words,
    is_alone,
    legend_lines,
    name_lines,
)
from tui.rendering.numbers import counted
from tui.rendering.signs import OUT
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.widgets.frame_parts import ThemedWidget
from tui.widgets.row_list import RowList

_INKS: dict[LinkKind, str] = {"verbatim": "link-bold", "reworded": "link", "related": "dim"}
_DIFFERS = "conflict"
_NAMED = 8
"""Cells from which a column has room for a name."""
_AIRY = 30
"""Lines of the window from which a name has two of its own."""
_GUTTER = 1
"""Cells at the right edge where the list has its scroll bar."""


def _ink(cell: MatrixCell) -> str:
    return _DIFFERS if cell.differs else _INKS[cell.kind]


class MatrixHead(ThemedWidget):
    """The letters of the columns with their outlets, the legend, and how many of the passages each has."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._articles: Sequence[Article] = ()
        self._having: Sequence[int] = ()
        self._of = 0
        self._marked: frozenset[int] = frozenset()
        self._column = 0

    def show(self, matrix: Matrix, marked: frozenset[int], column: int) -> None:
        """Show the columns of ``matrix``."""
        self._articles, self._marked, self._column = matrix.articles, marked, column
        self._having = [sum(row.cells[n] is not None for row in matrix.rows) for n in range(len(matrix.articles))]
        self._of = len(matrix.rows)
        self.styles.height = len(self._lines())
        self.refresh()

    @property
    def _width(self) -> int:
        return self.size.width - 1 - _GUTTER

    def _lines(self) -> list[list[Run]]:
        """The legend; where the columns are too narrow for names, these; letters, names and numbers of the columns."""
        if not self._articles or not self.size.width:
            return [[]]
        each = column_width(self._width, len(self._articles))
        heads = [self._letters(each)]
        room = self._width - each * len(self._articles) - 2
        legend = legend_lines(room)
        if each >= _NAMED:
            heads += [self._names(each, y) for y in range(2 if self.app.size.height >= _AIRY else 1)]
        heads.append(self._numbers(each))
        total = f"of {counted(self._of, 'passage')}".rjust(room)
        above: list[list[Run]] = []
        if len(legend) >= len(heads):
            above = [[Run(line, "dim")] for line in legend_lines(self._width)]
            legend = []
        if each < _NAMED:
            above += [[Run(line, "ink")] for line in name_lines(self._articles, self._width)]
        beside = [*legend, *[""] * (len(heads) - 1 - len(legend)), total]
        rows = [justify([Run(left, "dim")], head, self._width) for left, head in zip(beside, heads, strict=True)]
        return [[Run(" ", "ink"), *line] for line in (*above, *rows)]

    def render_line(self, y: int) -> Strip:
        """Legend and names first, numbers last, between them letters."""
        lines = self._lines()
        return self.strip(lines[y] if y < len(lines) else [], self.size.width)

    def _letters(self, each: int) -> list[Run]:
        return self._heads(
            [f"{'*' if n in self._marked else ' '}{column(n)}" for n in range(len(self._articles))], each
        )

    def _numbers(self, each: int) -> list[Run]:
        return self._heads([f" {number}" for number in self._having], each)

    def _names(self, each: int, y: int) -> list[Run]:
        """The first or the second line of the names."""
        texts = []
        last = self.app.size.height < _AIRY or y == 1
        for article in self._articles:
            name = printable(outlet(article)).removeprefix("The ")
            lines = wrap(name, each - 2)
            line = lines[y] if y < len(lines) else None
            texts.append("" if line is None else f" {cut(name[line.start : None if last else line.end], each - 2)}")
        return self._heads(texts, each)

    def _heads(self, texts: Sequence[str], each: int) -> list[Run]:
        runs = []
        for place, text in enumerate(texts):
            ink = "headline" if place == self._column else "accent" if place in self._marked else "dim"
            shown = cut(text, each - 1)
            runs.append(Run(shown + " " * (each - cells(shown)), ink))
        return runs


class MatrixTable(RowList):
    """The rows; the current column is moved by the screen."""

    column = reactive(0)

    class ColumnMoved(Message):
        """Another column is the current one."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[MatrixRow] = ()
        self.columns = 0
        self.marks: Marks = {}

    def show(self, rows: Sequence[MatrixRow], columns: int, current: int = 0, marks: Marks | None = None) -> None:
        """Show these rows of so many columns, with the marks of their passages."""
        self.rows, self.columns, self.marks = rows, columns, marks or {}
        self.fill(len(rows), current)

    def validate_column(self, column: int) -> int:
        """Keep the column within the table."""
        return max(0, min(column, self.columns - 1))

    def watch_column(self) -> None:
        """Draw it, and post :class:`ColumnMoved`."""
        self.refresh()
        self.post_message(self.ColumnMoved())

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """The beginning of the passage, and a sign for each article."""
        row, here = self.rows[index], index == self.current
        each = column_width(width - 1, self.columns)
        room = width - 1 - each * self.columns - 2
        bar = Run("▌" if here else " ", "accent")
        alone = is_alone(row)
        passage = Run(cut(printable(" ".join(row.passage.text.split())), room), "only" if alone else "ink")
        return [bar, *justify([passage], self._signs(row, each, alone, here), width - 1)]

    def _signs(self, row: MatrixRow, each: int, alone: bool, here: bool) -> list[Run]:
        runs: list[Run] = []
        for place, cell in enumerate(row.cells):
            found = finding(row, cell, self.marks)
            ink = "only" if alone and found is words.ONLY_HERE else "dim"
            if cell is not None and found is not words.ONLY_HERE:
                ink = "conflict-bold" if found in words.CLAIMS.values() else _ink(cell)
            at = here and place == self.column
            runs.append(Run(f"[{found.sign}]" if at else f" {found.sign} ", "accent-bold" if at else ink))
            runs.append(Run(" " * (each - NARROW_COLUMN), "ink"))
        return runs


class MatrixCaption(ThemedWidget):
    """What the article of the current column says of the current passage."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matrix: Matrix | None = None
        self._row: MatrixRow | None = None
        self._column = 0
        self._marks: Marks = {}

    def show(self, matrix: Matrix, row: MatrixRow | None, column: int, marks: Marks) -> None:
        """Show this cell."""
        self._matrix, self._row, self._column, self._marks = matrix, row, column, marks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Who it is; three lines of what it says."""
        width = self.size.width
        if self._matrix is None or self._row is None or self._column >= len(self._matrix.articles):
            return self.strip([], width)
        article, cell = self._matrix.articles[self._column], self._row.cells[self._column]
        if y == 0:
            return self.strip(self._who(article, cell, width), width)
        passage = self._row.passage if cell is None else cell.passage
        text = printable(" ".join(passage.text.split()))
        lines = wrap(text, max(1, width - 5))
        if y > len(lines):
            return self.strip([], width)
        end = None if y == self.size.height - 1 else lines[y - 1].end
        shown = cut(text[lines[y - 1].start : end], width - 5)
        return self.strip([Run("    ", "ink"), Run(shown, "dim" if cell is None else "ink")], width)

    def _same_text(self) -> str:
        """The other columns whose articles have the text of this one; empty for none."""
        assert self._matrix is not None
        places = next((places for places in self._matrix.copies if self._column in places), ())
        others = ", ".join(column(place) for place in places if place != self._column)
        return f"copy of one text: also {others}" if others else ""

    def _who(self, article: Article, cell: MatrixCell | None, width: int) -> list[Run]:
        assert self._matrix is not None
        assert self._row is not None
        about = " · ".join(
            part
            for part in (day(article.published) or "no date", self._same_text(), printable(headline(article)))
            if part
        )
        letter = Run(f" {column(self._column)}  ", "accent")
        name = Run(printable(outlet(article)), "headline")
        if cell is not None:
            alone = is_alone(self._row)
            found = closeness(self._row, cell)
            said = "; ".join(words.changed(cell.differs)) or found.word
            kind = [Run(printable(f"{found.sign} {said} "), "only" if alone else _ink(cell))]
            difference = self._marks.get(cell.passage)
            if difference is None:
                return justify([letter, name, Run(f"   {about}", "dim")], kind, width)
            claimed = finding(self._row, cell, self._marks)
            names = {a.id: f"{column(n)} {outlet(a)}" for n, a in enumerate(self._matrix.articles)}
            what = printable(in_words(difference, cell.passage, names))
            return justify([letter, name, Run(f"   {claimed.sign} {what}", "conflict")], kind, width)
        having = [n for n, found in enumerate(self._row.cells) if found is not None]
        note = Run(
            f"   leaves out what {', '.join(map(column, having))} {'has' if len(having) == 1 else 'have'}:", "dim"
        )
        return justify([letter, name, note], [Run(f"{OUT} left out ", "dim")], width)
