"""The article of the current hit, beside the results: fetched when the reader rests on a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui import messages
from tui.jobs import Jobs
from tui.rendering.search import notices
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from index.model import Hit

_RESTING = 0.08
"""Seconds a row must be the current one before its article is fetched."""
_STAYING = 0.2
"""Seconds an article must be shown before it is asked who else reports its passages."""


class Preview(ArticleView):
    """A live preview; :meth:`follow` a hit, and the article comes by itself."""

    def __init__(self, jobs: Jobs, *, id: str | None = None) -> None:
        super().__init__(preview=True, id=id)
        self._jobs = jobs
        self._followed: Hit | None = None
        self._query = ""
        self._ticket = 0
        self._waiting: Timer | None = None

    def follow(self, hit: Hit | None, query: str) -> None:
        """Show the article of ``hit``, on its best passage where ``query`` has words, as soon as it can be had."""
        self._followed, self._query = hit, query
        self._after(_RESTING, self._fetch)

    def _after(self, seconds: float, what: Callable[[], object]) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(seconds, what)

    def _fetch(self) -> None:
        if self._followed is not None and self.display:
            self._ticket = self._jobs.article(self, self._followed.id, self._query)

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """The article that was asked for."""
        hit = self._followed
        if message.ticket != self._ticket:
            return
        wanted = hit is not None and hit.id == message.article.id and self._query.strip()
        self.show(message.article, message.matches, land=hit.start if hit is not None and wanted else None)
        self._after(_STAYING, lambda: self._jobs.coverage(self, message.article.id))

    def on_coverage_ready(self, message: messages.CoverageReady) -> None:
        """How many others report each passage of it."""
        if self.article is not None and self.article.id == message.id:
            self.cover(message.coverage)

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is no article."""
        if message.job == "article" and message.ticket == self._ticket:
            self.say(notices.failed(message.message, message.hint))
