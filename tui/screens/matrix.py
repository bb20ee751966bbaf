"""Who has what of a story, and who left it out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from index.model import Matrix, MatrixRow
from tui import keys, messages
from tui.controllers.story_pages import StoryPages
from tui.jobs import Jobs
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline
from tui.widgets.matrix_table import MatrixCaption, MatrixHead, MatrixTable
from tui.widgets.row_list import RowChosen, RowMoved

FILTERS = ("all passages", "in several", "only in one", "left out by this one")
"""What is shown; the last follows the article under the cursor."""
_NONE = {
    FILTERS[0]: "These articles have no text.",
    FILTERS[1]: "No passage is in more than one article.",
    FILTERS[2]: "Every passage is in more than one article.",
    FILTERS[3]: "This article has every passage that several have.",
}
_AIRY = 30
"""Lines of the window from which blank ones are affordable."""


class MatrixScreen(Frame):
    """The passages of the story ``id`` by its articles."""

    WHERE = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("matrix"))

    def __init__(self, jobs: Jobs, settings: Settings, id: str) -> None:
        super().__init__(jobs, settings)
        self.asked = id
        self.matrix: Matrix | None = None
        self.filter = FILTERS[0]
        self.marked: frozenset[str] = frozenset()
        self._ticket = 0
        self.controllers = (StoryPages(self, lambda: self.asked),)

    def body(self) -> Iterable[Widget]:
        """Letters, rows, and the passage under the cursor."""
        yield MatrixHead(id="matrix-head")
        yield MatrixTable(id="matrix")
        yield Hairline(id="matrix-rule")
        yield MatrixCaption(id="matrix-caption")

    @property
    def table(self) -> MatrixTable:
        """The rows."""
        return self.query_one("#matrix", MatrixTable)

    def on_mount(self) -> None:
        """Ask the archive."""
        super().on_mount()
        self.masthead([Run("Who has what", "headline")])
        self.table.focus()
        self.table.notify_in_place([[Run("Comparing the articles …", "dim")]])
        self._ticket = self.jobs.comparisons.matrix(self, self.asked)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed."""
        self._ticket = self.jobs.comparisons.matrix(self, self.asked)

    def on_matrix_ready(self, message: messages.MatrixReady) -> None:
        """Show it."""
        if message.ticket == self._ticket:
            self.matrix = message.matrix
            self._fill()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is none."""
        if message.ticket == self._ticket:
            self.table.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def _fill(self) -> None:
        matrix, table = self.matrix, self.table
        if matrix is None:
            return
        current = self._row()
        rows = [row for row in matrix.rows if self._is_wanted(row)]
        more = f", {matrix.more} more" if matrix.more else ""
        counts = f"   {counted(len(rows), 'passage')} by {counted(len(matrix.articles), 'article')}{more}"
        self.masthead(
            [Run("Who has what", "headline"), Run(counts, "dim"), Run(f"   {matrix.story.title}", "ink")],
            [Run(self.filter, "ink")],
        )
        if rows:
            table.show(rows, len(matrix.articles), rows.index(current) if current in rows else 0)
        else:
            table.notify_in_place([[Run(_NONE[self.filter], "headline")], [Run("f shows others.", "dim")]])
        self._show_place()

    def _is_wanted(self, row: MatrixRow) -> bool:
        having = sum(cell is not None for cell in row.cells)
        left_out = having > 1 and row.cells[self.table.column] is None
        return {FILTERS[1]: having > 1, FILTERS[2]: having == 1, FILTERS[3]: left_out}.get(self.filter, True)

    def _row(self) -> MatrixRow | None:
        table = self.table
        return table.rows[table.current] if table.count else None

    def _show_place(self) -> None:
        if self.matrix is None:
            return
        marked = frozenset(n for n, article in enumerate(self.matrix.articles) if article.id in self.marked)
        self.query_one("#matrix-head", MatrixHead).show(self.matrix, marked, self.table.column)
        self.query_one("#matrix-caption", MatrixCaption).show(self.matrix, self._row(), self.table.column)

    def on_row_moved(self, _: RowMoved) -> None:
        """Show the other passage."""
        self._show_place()

    def on_matrix_table_column_moved(self, _: MatrixTable.ColumnMoved) -> None:
        """Show the other article."""
        if self.filter == FILTERS[3]:
            self._fill()
        self._show_place()

    def on_resize(self, event: events.Resize) -> None:
        """How much is shown above the rows depends on the room there is."""
        super().on_resize(event)
        self.set_class(event.size.height < _AIRY, "-low")
        self.call_after_refresh(self._show_place)

    def action_previous_column(self) -> None:
        """The article to the left."""
        self.table.column -= 1

    def action_next_column(self) -> None:
        """The article to the right."""
        self.table.column += 1

    def action_next_filter(self) -> None:
        """All passages, those of several articles, those of one."""
        self.filter = FILTERS[(FILTERS.index(self.filter) + 1) % len(FILTERS)]
        self._fill()
        self.show_message(_filters(self.filter))

    def action_mark_column(self) -> None:
        """Mark the article, or unmark it."""
        if self.matrix is not None and self.matrix.articles:
            self.marked ^= {self.matrix.articles[self.table.column].id}
            self._show_place()

    def action_open(self) -> None:
        """Open the passage in its article."""
        row = self._row()
        cell = row.cells[self.table.column] if row else None
        if cell is not None:
            self.post_message(messages.OpenArticle(cell.passage.article, start=cell.passage.start))
        elif row is not None:
            self.show_message([Run("This article leaves the passage out.", "ink")])

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current passage opens it."""
        self.action_open()

    def action_compare(self) -> None:
        """Compare the articles marked; without any, those that have the passage."""
        row = self._row()
        if self.matrix is None or row is None:
            return
        having = [a.id for a, cell in zip(self.matrix.articles, row.cells, strict=True) if cell is not None]
        ids = [article.id for article in self.matrix.articles if article.id in self.marked] or having
        if len(ids) < 2:
            self.show_message([Run("Only one article has this passage; m marks articles to compare.", "ink")])
            return
        first = next((c.passage.start for c in row.cells if c is not None and c.passage.article == ids[0]), None)
        self.post_message(messages.CompareArticles(tuple(ids), first))

    def action_parallels(self) -> None:
        """Who else reports the passage."""
        row = self._row()
        if row is not None:
            cell = row.cells[self.table.column]
            passage = cell.passage if cell is not None else row.passage
            self.post_message(messages.ShowParallels(passage.article, passage.start))


def _filters(current: str) -> list[Run]:
    """All filters for the foot, the current one marked."""
    found = [Run("f  ", "headline")]
    for number, each in enumerate(FILTERS):
        found += [Run(" · " if number else "", "dim"), Run(each, "accent-bold" if each == current else "dim")]
    return found
