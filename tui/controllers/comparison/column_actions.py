"""Changing what a comparison shows: other columns, another base, view and order, one article more or less."""

from __future__ import annotations

from tui import messages
from tui.controllers.comparison.session import ComparisonSession
from tui.controllers.comparison.state import ComparisonState
from tui.controllers.comparison.view import ComparisonView
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class ColumnActions:
    """Changes the selection and has it shown."""

    def __init__(self, page: Frame, state: ComparisonState, view: ComparisonView, session: ComparisonSession) -> None:
        self._page, self._state, self._view, self._session = page, state, view, session

    def action_next_column(self) -> None:
        """Go one column to the right; articles without room for a column come into view."""
        self._to_column(1)

    def action_previous_column(self) -> None:
        """Go one column to the left."""
        self._to_column(-1)

    def _to_column(self, step: int) -> None:
        state, columns = self._state, self._view.columns
        layout = columns.arranged
        if layout is None:
            return
        wanted = state.selection.neighbour(self._view.current(), step)
        beside = columns.cursor.column + step
        if state.selection.paired and 0 <= beside < len(layout.articles):
            wanted = layout.articles[beside]
        if wanted in layout.articles:
            columns.to_column(layout.articles.index(wanted))
            return
        state.go_to, state.go_to_column = self._view.base_passage(layout), wanted
        state.selection = state.selection.showing(wanted, len(layout.articles))
        self._session.show_chosen()

    def action_next_view(self) -> None:
        """Show other passages: all, linked, only here, conflicts; the marked ones, where there are any."""
        state = self._state
        state.selection = state.selection.next_view()
        self._view.lay_out()
        text = [Run("v  ", "headline")]
        for number, view in enumerate(state.selection.views):
            ink = "accent-bold" if view == state.selection.view else "dim"
            text += [Run(" · " if number else "", "dim"), Run(view, ink)]
        self._page.show_message(text)

    def action_order(self) -> None:
        """Order the rows by the base, or each column as it was printed."""
        self._state.selection = self._state.selection.other_order()
        self._view.lay_out()
        by_base = self._state.selection.order == "base"
        text = "The rows follow the base." if by_base else "Each column is in the order in which it was printed."
        self._page.show_message([Run(text, "accent")])

    def action_base(self) -> None:
        """Make the current column the base."""
        state = self._state
        if state.comparison is None:
            return
        base = self._view.current()
        if base == state.ids[0]:
            self._page.show_message([Run("This column is the base already; tab goes to another.", "accent")])
            return
        state.selection = state.selection.based_on(base)
        self._session.show_chosen()

    def action_drop_column(self) -> None:
        """Take the current article out of the comparison."""
        state = self._state
        if state.comparison is None:
            return
        if len(state.ids) <= 2:
            self._page.show_message([Run("A comparison needs two articles; + adds one.", "accent")])
            return
        layout = self._view.columns.arranged
        if layout is not None:
            state.go_to = self._view.beside(layout)
        state.selection = state.selection.without(self._view.current())
        self._session.show_chosen()

    def action_differences(self) -> None:
        """The facts on which the articles differ."""
        if self._state.comparison is not None:
            ids = tuple(article.id for article in self._state.comparison.articles)
            self._page.post_message(messages.ShowDifferences(ids))

    def action_add_column(self) -> None:
        """Choose an article to add: of the story, of the tray, or any other."""
        story = self._state.story.articles if self._state.story is not None else ()
        self._page.post_message(messages.ChooseArticle(self._state.ids, story))

    def add(self, id: str) -> None:
        """Add the article, and go to its column."""
        state, layout = self._state, self._view.columns.arranged
        state.selection = state.selection.joined_by([id]).showing(id, self._view.room)
        state.go_to_column = id
        state.go_to = self._view.place() or (self._view.base_passage(layout) if layout is not None else None)
        self._session.ask()
