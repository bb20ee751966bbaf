"""What can be done with the whole article: into the tray, its links, its web page, a file."""

from __future__ import annotations

from index.model import iso_of
from tui import messages
from tui.controllers.export_file import write_export
from tui.rendering.labels import headline, label
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame


class ArticleActions:
    """Acts on the article in a view."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    def action_to_tray(self) -> None:
        """Put the article into the tray, or take it out."""
        if (article := self._view.article) is not None:
            name = label(article.outlet, article.published, headline(article))
            self._page.post_message(messages.AddToTray(article.id, name))

    def action_open_url(self) -> None:
        """Open its page in the browser."""
        article = self._view.article
        if article is None:
            return
        if url := article.content.metadata.url:
            self._page.jobs.desktop.browse(self._page, url)
        else:
            self._page.show_message([Run("This article has no web address.", "dim")])

    def on_done(self, message: messages.Done) -> None:
        """Say how the browser was asked."""
        self._page.show_message([Run(message.text, "ink")])

    def action_links(self) -> None:
        """List its links."""
        article = self._view.article
        if article is None:
            return
        if article.content.links:
            self._page.post_message(messages.ShowLinks(headline(article), article.text, article.content.links))
        else:
            self._page.show_message([Run("This article has no links.", "dim")])

    def action_export(self) -> None:
        """Write it to a Markdown file."""
        from tui.export.article_markdown import article_markdown
        from tui.export.files import file_name

        if (article := self._view.article) is not None:
            name = file_name(article.outlet, iso_of(article.published), article.headline)
            write_export(self._page, name, article_markdown(article))
