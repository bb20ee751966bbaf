"""How the article is shown: its original, where its details came from, longer and shorter lines, the passage."""

from __future__ import annotations

from tui import messages
from tui.rendering.text.runs import Run
from tui.settings import MEASURES
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

_STEP = 2
"""Cells by which lines grow and shrink."""


class ArticleDisplay:
    """Changes the view of the article."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self._ticket = 0

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    def on_source_ready(self, message: messages.SourceReady) -> None:
        """Show the original."""
        if message.ticket == self._ticket:
            self._view.show_source(message.text)

    def close_source(self) -> bool:
        """Go back from the original to the article; False where the article is shown."""
        if self._view.state.source is None:
            return False
        self._view.show_source(None)
        return True

    def action_toggle_source(self) -> None:
        """Show the original, or go back from it."""
        if not self.close_source() and self._view.article is not None:
            self._ticket = self._page.jobs.articles.source(self._page, self._view.article.id)

    def action_origins(self) -> None:
        """Show, or no longer, where headline, date and names came from."""
        if self._view.article is not None:
            self._view.state.origins_shown = not self._view.state.origins_shown
            self._view.lay_out_again()

    def action_next_passage(self) -> None:
        """Go to the next passage."""
        self._view.move_passage(1)

    def action_previous_passage(self) -> None:
        """Go to the previous passage."""
        self._view.move_passage(-1)

    def action_wider(self) -> None:
        """Set longer lines."""
        self._change_measure(_STEP)

    def action_narrower(self) -> None:
        """Set shorter lines."""
        self._change_measure(-_STEP)

    def _change_measure(self, by: int) -> None:
        measure = max(MEASURES.start, min(MEASURES.stop - 1, self._page.settings.measure + by))
        end = (
            " (the longest)" if measure == MEASURES.stop - 1 else " (the shortest)" if measure == MEASURES.start else ""
        )
        self._page.settings.measure = measure
        self._view.measure = measure
        self._view.lay_out_again()
        self._page.show_message([Run(f"{measure} cells a line{end}", "dim")])
