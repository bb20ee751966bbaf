"""Laying out the chosen articles in columns, and where the cursor is in them."""

from __future__ import annotations

from dataclasses import replace

from tui.controllers.comparison.captions import ComparisonCaptions
from tui.controllers.comparison.state import ComparisonState
from tui.rendering import words
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.captions import head_of
from tui.rendering.comparison.cursor import Cursor, at, at_passage, cell_at, place_of
from tui.rendering.comparison.cursor import on_link as to_link
from tui.rendering.comparison.layout import Key, Layout, key
from tui.rendering.comparison.page import fitting, measure_of
from tui.rendering.comparison.page import widest as page_width
from tui.rendering.comparison.rows import columns
from tui.rendering.comparison.selection import MOST
from tui.rendering.text.runs import Run
from tui.widgets.comparison_columns import MAP, Columns
from tui.widgets.comparison_notes import WIDTH as NOTES
from tui.widgets.frame import Frame

LOOKING = "Looking for what these articles share; they can be read meanwhile."
_NOTHING = {
    "all": "These articles have no text.",
    "linked": words.NO_LINKS,
    "only here": "Every passage of these articles is linked.",
    "conflicts": "These articles have no conflict.",
    "marked": "The marked passages are no longer in these articles.",
}


class ComparisonView:
    """The columns of one page."""

    def __init__(self, page: Frame, state: ComparisonState, captions: ComparisonCaptions) -> None:
        self._page, self._state, self._captions = page, state, captions

    @property
    def columns(self) -> Columns:
        """The widget that draws the comparison."""
        return self._page.query_one("#columns", Columns)

    @property
    def room(self) -> int:
        """How many articles have a column, or a place in the stack."""
        most = min(MOST, len(self._state.ids))
        fit = fitting((self.columns.size.width or self._page.app.size.width) - MAP, most)
        return fit if fit > 1 else most

    # --- Where the cursor is ------------------------------------------------------------------------------------------

    def place(self) -> Key | None:
        """The passage under the cursor."""
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        return key(cell.passage) if cell is not None else None

    def _other(self) -> Key | None:
        """The other passage that is to be in view with that of the cursor."""
        columns = self.columns
        if columns.arranged is None or columns.cursor.other is None:
            return None
        row, column = columns.cursor.other
        cell = columns.arranged.rows[row].cells[column]
        return key(cell.passage) if cell is not None else None

    @property
    def is_at_beginning(self) -> bool:
        """Whether the cursor is where it is in columns that were just opened."""
        return self.columns.cursor.row == self.columns.cursor.column == self.columns.view.top == 0

    def current(self) -> str:
        """The article of the column under the cursor."""
        layout = self.columns.arranged
        return layout.articles[self.columns.cursor.column] if layout is not None else self._state.ids[0]

    def beside(self, layout: Layout) -> Key | None:
        """A passage of another column on the row of the cursor; else the last one of the base above."""
        cursor = self.columns.cursor
        row = [cell for column, cell in enumerate(layout.rows[cursor.row].cells) if column != cursor.column]
        here = next((key(cell.passage) for cell in row if cell is not None), None)
        return here or (self.base_passage(layout) if cursor.column else None)

    def base_passage(self, layout: Layout) -> Key | None:
        """The passage of the base on the row of the cursor, or the last one above it."""
        row = min(self.columns.cursor.row, len(layout.rows) - 1)
        cells = (layout.rows[number].cells[0] for number in range(row, -1, -1))
        return next((key(cell.passage) for cell in cells if cell is not None), None)

    # --- Laying out ---------------------------------------------------------------------------------------------------

    def lay_out(self, *, begin: bool = False, refit: bool = False) -> None:
        """Arrange the articles in view; the cursor stays on its passage, or goes to the one it was sent to.

        To ``begin`` is to go to what the articles share, wherever the cursor was; to ``refit`` is to show the same in
        a window of another size.
        """
        state = self._state
        if state.comparison is None:
            return
        fresh = begin or self.columns.arranged is None or (refit and self.columns.untouched)
        if refit and (other := self._other()) is not None:
            state.beside = other
        place = self.place() if not begin or state.beside is not None else None
        wanted, state.go_to = state.go_to or place, None
        chosen = state.selection
        shown = chosen.columns(self.room)
        self._page.set_class(self._page.size.width - page_width(len(shown)) - MAP > NOTES, "-aside")
        measure = measure_of(self.columns.size.width - MAP, len(shown))
        layout = arrange(state.comparison, shown, chosen.view, chosen.order, chosen.marked, measure)
        if not layout.rows:
            state.go_to = wanted
            nothing = LOOKING if state.unfinished else _NOTHING[chosen.view]
            self.columns.say(Run(nothing, "headline"), Run("v shows other passages.", "dim"))
            self._captions.show()
            return
        found = columns([state.article(id) for id in shown], state.comparison)
        heads = [head_of(column.article, column.remarks) for column in found]
        names = {column.article.id: column.name for column in found}
        link, state.go_to_link = state.go_to_link, None
        cursor = self._cursor(layout, wanted) if link is None else to_link(layout, link, self.columns.cursor.column)
        hidden = len(state.ids) - len(shown)
        both = (
            fresh
            or link is not None
            or cursor.other is not None
            or (self.columns.both_ends and cursor.link == self.columns.cursor.link)
        )
        self.columns.show(layout, heads, names, cursor, hidden, fresh=fresh, on_link=both)
        self._captions.show()

    def _cursor(self, layout: Layout, wanted: Key | None) -> Cursor:
        before, column = self.columns.cursor, self._state.go_to_column
        cursor = at_passage(layout, wanted, before.row) if wanted is not None else _first_link(layout)
        here = cell_at(layout, cursor)
        if here is not None and before.link in here.links:
            cursor = replace(cursor, link=before.link)
        if self._state.beside is not None and (other := place_of(layout, self._state.beside)) is not None:
            ends = {(cursor.row, cursor.column), other}
            joining = next((link for link in layout.links if set(layout.ends(link)) == ends), None)
            cursor = replace(cursor, other=other, link=joining)
            self._state.beside = self._state.beside if self._state.unfinished else None
        if column in layout.articles:
            cursor = at(layout, cursor.row, layout.articles.index(column))
            self._state.go_to_column = None
        return cursor

    def refit(self) -> None:
        """Lay out again in a window of another size."""
        if self.columns.arranged is not None:
            self.lay_out(refit=True)


def _first_link(layout: Layout) -> Cursor:
    """The first link whose ends are level, a strong one before a weak one; else the first of all."""
    level = [link for link in layout.links if len({row for row, _ in layout.ends(link)}) == 1]
    link = next((link for link in level if link.strength == "strong"), next(iter((*level, *layout.links)), None))
    return at(layout, 0, 0) if link is None else to_link(layout, link, 0)
