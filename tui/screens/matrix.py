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
from tui.rendering.lists.matrix import FILTERS, Marks, filters_line, is_wanted, marks, place_of, title_of, to_compare
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline
from tui.widgets.matrix_table import MatrixCaption, MatrixHead, MatrixTable
from tui.widgets.row_list import RowChosen, RowMoved

_NONE = {
    FILTERS[0]: "These articles have no text.",
    FILTERS[1]: "No passage is in more than one article.",
    FILTERS[2]: "Every passage is in more than one article.",
    FILTERS[3]: "This article has every passage that several have.",
}
_AIRY = 30
"""Lines of the window from which blank ones are affordable."""


class MatrixScreen(Frame):
    """The passages of the story ``id`` by its articles; the cursor begins at the passage ``at``: article and offset."""

    WHERE = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("matrix"))

    def __init__(self, jobs: Jobs, settings: Settings, id: str, at: tuple[str, int] | None = None) -> None:
        super().__init__(jobs, settings)
        self.asked = id
        self.matrix: Matrix | None = None
        self.filter = FILTERS[0]
        self.marked: frozenset[str] = frozenset()
        self.marks: Marks = {}
        self._at, self._ticket, self._differences = at, 0, 0
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

    def on_unmount(self) -> None:
        """Cancel what is still being compared."""
        self.jobs.withdraw(self)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed."""
        self._ticket = self.jobs.comparisons.matrix(self, self.asked)

    def on_matrix_ready(self, message: messages.MatrixReady) -> None:
        """Show it."""
        if message.ticket == self._ticket:
            self.matrix, self.marks = message.matrix, {}
            if len(ids := tuple(article.id for article in message.matrix.articles)) > 1:
                self._differences = self.jobs.comparisons.differences(self, ids)
            self._fill()

    def on_differences_ready(self, message: messages.DifferencesReady) -> None:
        """Mark what the articles disagree on."""
        if message.ticket == self._differences and self.matrix is not None:
            found = (difference for fact in message.found.facts for difference in fact.differences)
            self.marks = marks(self.matrix, found)
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
        rows = [row for row in matrix.rows if is_wanted(row, self.filter, table.column)]
        self.masthead(title_of(matrix, len(rows)), [Run(self.filter, "ink")])
        if rows:
            table.show(rows, len(matrix.articles), rows.index(current) if current in rows else 0, self.marks)
            if (asked := self._at) is not None:
                self._at, (table.current, table.column) = None, place_of(rows, *asked)
        else:
            table.notify_in_place([[Run(_NONE[self.filter], "headline")], [Run("f shows others.", "dim")]])
        self._show_place()

    def _row(self) -> MatrixRow | None:
        table = self.table
        return table.rows[table.current] if table.count else None

    def _show_place(self) -> None:
        if self.matrix is None:
            return
        marked = frozenset(n for n, article in enumerate(self.matrix.articles) if article.id in self.marked)
        self.query_one("#matrix-head", MatrixHead).show(self.matrix, marked, self.table.column)
        self.query_one("#matrix-caption", MatrixCaption).show(self.matrix, self._row(), self.table.column, self.marks)

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
        self.show_message(filters_line(self.filter))

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
        ids = to_compare(self.matrix, row, self.marked)
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
