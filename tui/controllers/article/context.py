"""What else the archive knows of an article: who reports its passages, who has its text, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages
from tui.rendering.article.gutter import Gutter
from tui.rendering.lists.copies import copies_summary
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Article, Version


class ArticleContext:
    """Asks in the background, fills gutter and rule of the view, and opens what is known as a page of its own."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self._tickets: dict[str, int] = {}
        self.versions: tuple[Version, ...] = ()

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    def ask(self, id: str) -> None:
        """Ask for all of it."""
        jobs = self._page.jobs
        self._tickets["coverage"] = jobs.articles.coverage(self._page, id, whole=True)
        self._tickets["reuse"] = jobs.articles.reuse(self._page, id, later=True)
        self._tickets["versions"] = jobs.articles.versions(self._page, id, later=True)

    def on_coverage_ready(self, message: messages.CoverageReady) -> None:
        """Fill the gutter."""
        if message.ticket == self._tickets.get("coverage"):
            self._view.state.gutter = Gutter(message.coverage)
            self._view.refresh()

    def on_reuse_ready(self, message: messages.ReuseReady) -> None:
        """Show in the rule below the byline who has most of its text."""
        state = self._view.state
        if message.ticket == self._tickets.get("reuse"):
            state.copies = copies_summary(message.reuse, state.article.outlet if state.article else None)
            self._view.lay_out_again()

    def on_versions_ready(self, message: messages.VersionsReady) -> None:
        """Keep the versions, for the masthead."""
        if message.ticket == self._tickets.get("versions"):
            self.versions = message.versions

    def version_of(self, article: Article | None) -> list[Run]:
        """Which one of its versions an article is, where it has several."""
        places = [
            place
            for place, version in enumerate(self.versions, 1)
            if article is not None and version.current and version.article == article.id
        ]
        if len(self.versions) < 2 or not places:
            return []
        number = f"   version {places[0]} of {len(self.versions)}"
        return [Run(number, "link"), Run("   v", "headline"), Run(" changes", "dim")]

    def action_reuse(self) -> None:
        """Show who has the same text."""
        if (article := self._view.article) is not None:
            self._page.post_message(messages.ShowReuse(article.id))

    def action_versions(self) -> None:
        """Show what was changed in it, from version to version."""
        if (article := self._view.article) is not None:
            self._page.post_message(messages.ShowChanges(article.id))
