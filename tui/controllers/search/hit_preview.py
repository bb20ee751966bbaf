"""The article of the current hit, beside the results: fetched when the reader rests on a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui import messages
from tui.rendering.article.gutter import Gutter
from tui.rendering.search import notices
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Hit

_RESTING = 0.08
"""Seconds a row must be the current one before its article is fetched."""
_STAYING = 0.2
"""Seconds an article must be shown before it is asked who else reports its passages."""


class HitPreview:
    """Shows in the view ``#preview`` the article of the hit that it follows."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self._followed: Hit | None = None
        self._query = ""
        self._ticket = 0
        self._coverage_ticket = 0
        self._waiting: Timer | None = None

    @property
    def view(self) -> ArticleView:
        """Where the article is shown."""
        return self._page.query_one("#preview", ArticleView)

    def follow(self, hit: Hit | None, query: str) -> None:
        """Show the article of ``hit``, on its best passage where ``query`` has words, as soon as it can be had."""
        self._followed, self._query = hit, query
        self._after(_RESTING, self._fetch)

    def _after(self, seconds: float, what: Callable[[], object]) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self._page.set_timer(seconds, what)

    def _fetch(self) -> None:
        if self._followed is not None and self.view.display:
            self._ticket = self._page.jobs.articles.article(self._page, self._followed.id, self._query)

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """Show the article that was asked for."""
        hit, article = self._followed, message.article
        if message.ticket != self._ticket:
            return
        wanted = hit is not None and hit.id == article.id and self._query.strip()
        self.view.show(article, message.matches, land=hit.start if hit is not None and wanted else None)
        self._after(_STAYING, lambda: self._ask_coverage(article.id))

    def _ask_coverage(self, id: str) -> None:
        self._coverage_ticket = self._page.jobs.articles.coverage(self._page, id)

    def on_coverage_ready(self, message: messages.CoverageReady) -> None:
        """Show how many others report each passage."""
        article = self.view.article
        if article is not None and article.id == message.id and message.ticket == self._coverage_ticket:
            self.view.state.gutter = Gutter(message.coverage)
            self.view.refresh()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is no article."""
        if message.job == "article" and message.ticket == self._ticket:
            self.view.say(notices.failed(message.message, message.hint))
