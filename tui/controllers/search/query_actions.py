"""Actions on the query: filters, order, other queries that are offered, and saving it."""

from __future__ import annotations

from dataclasses import replace

from tui import messages
from tui.controllers.search.panes import SearchPanes
from tui.controllers.search.session import SearchSession
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class QueryActions:
    """Changes what is asked."""

    def __init__(self, page: Frame, panes: SearchPanes, session: SearchSession) -> None:
        self._page, self._panes, self._session = page, panes, session

    def action_save_search(self) -> None:
        """Save what is asked, or list what is saved."""
        question = self._session.question
        self._page.post_message(messages.ShowSaved(question.whole, question.sort))

    def action_exclude(self) -> None:
        """Leave out what has the current value."""
        if self._panes.facets.has_focus and self._panes.facets.refused is not None:
            self._session.change(self._session.question.with_filter(self._panes.facets.refused))

    def action_narrow(self) -> None:
        """Type letters that the listed values must have."""
        if self._panes.facets.has_focus:
            self._panes.narrow()

    def action_sort(self) -> None:
        """Change to the next order."""
        self._session.change(self._session.question.next_sort())

    def action_fold(self) -> None:
        """Give each article a row of its own, or have those with the same text share one again; it stays so."""
        question = replace(self._session.question, fold=not self._session.question.fold)
        self._session.change(question)
        self._page.settings.one_row_a_text = question.fold
        self._page.settings.save()
        shown = "One row for each text." if question.fold else "One row for each article, copies too."
        self._page.show_message([Run(shown, "ink")])

    def action_drop_filter(self) -> None:
        """Drop the last filter."""
        if not self._session.question.filters:
            self._page.show_message([Run("There is no filter to drop; f sets one.", "accent")])
        self._session.change(self._session.question.without_last_filter())

    def action_take_offer(self, number: int = 1) -> None:
        """Ask what is offered under this number."""
        if not self._session.take_offer(number):
            self._page.show_message([Run(f"Nothing is offered under {number}.", "accent")])
