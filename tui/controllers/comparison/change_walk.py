"""Going from change to change between two versions, and what was done to the current passage."""

from __future__ import annotations

from tui.rendering.comparison.changes import change_label, changed_rows
from tui.rendering.comparison.cursor import Cursor, at, cell_at
from tui.rendering.comparison.layout import Layout
from tui.rendering.text.runs import Run
from tui.widgets.changed_columns import ChangedColumns
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import TextRow


class ChangeWalk:
    """Moves the cursor of the columns ``#columns``, and fills the row ``#this-change``."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    @property
    def _columns(self) -> ChangedColumns:
        return self._page.query_one("#columns", ChangedColumns)

    def show(self) -> None:
        """Show what was done to the passage under the cursor, or to the one beside it."""
        layout, cursor = self._columns.arranged, self._columns.cursor
        if layout is not None:
            cell = cell_at(layout, cursor) or cell_at(layout, Cursor(cursor.row, 1 - cursor.column, None))
            self._page.query_one("#this-change", TextRow).say(change_label(cell))

    def _on(self, layout: Layout, row: int) -> Cursor:
        """A row, in the column of the cursor; in the other one where that has nothing there."""
        column = self._columns.cursor.column
        return at(layout, row, column if layout.rows[row].cells[column] is not None else 1 - column)

    def _walk(self, step: int) -> None:
        layout = self._columns.arranged
        if layout is None:
            return
        here, rows = self._columns.cursor.row, changed_rows(layout)
        ahead = [row for row in rows if (row - here) * step > 0]
        if ahead:
            self._columns.move_to(self._on(layout, min(ahead, key=lambda row: abs(row - here))))
        else:
            self._page.show_message([Run("There is no other change that way.", "accent")])

    def action_next_change(self) -> None:
        """Go to the next change."""
        self._walk(1)

    def action_previous_change(self) -> None:
        """Go to the change before."""
        self._walk(-1)

    def action_next_column(self) -> None:
        """Go to the other version."""
        layout, cursor = self._columns.arranged, self._columns.cursor
        if layout is not None:
            self._columns.move_to(at(layout, cursor.row, 1 - cursor.column))
