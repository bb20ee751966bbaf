"""What leaves the reader: passages copied and cited, the page in the browser, the article as a file."""

from __future__ import annotations

from pathlib import Path

from index.model import Article, HiddenLine, Span, iso_of
from index.text import printable
from tui import messages
from tui.controllers.mark_passage import marking
from tui.export import citations, files
from tui.export.article_markdown import article_markdown
from tui.rendering.labels import headline, outlet
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame


class TakingFrame(Frame):
    """A screen on which an article is read."""

    @property
    def view(self) -> ArticleView:
        """The article as it is set."""
        return self.query_one("#article", ArticleView)

    @property
    def article(self) -> Article | None:
        """The article, once it is there."""
        return self.view.article

    def hidden_here(self) -> HiddenLine | None:
        """The hidden line that is the current one, if one is."""
        article, number = self.article, self.view.hidden_line
        return article.content.hidden[number] if article is not None and number is not None else None

    def _span(self) -> tuple[Article, Span] | None:
        return (self.article, self.view.passage) if self.article is not None and self.view.passage is not None else None

    def action_copy(self) -> None:
        """Copy the passage, or the hidden line."""
        if (hidden := self.hidden_here()) is not None:
            self.jobs.copy(self, printable(hidden.text, lines=True), "hidden line")
        elif (found := self._span()) is not None:
            article, (start, end) = found
            self.jobs.copy(self, printable(article.text[start:end], lines=True), "passage")

    def action_copy_cited(self) -> None:
        """Copy the passage with where it is from."""
        if self.hidden_here() is not None:
            self.tell([Run("a hidden line is not cited; y copies it", "dim")])
        elif (found := self._span()) is not None:
            self.jobs.copy(self, printable(citations.quoted(*found), lines=True), "passage with its citation")

    def action_mark_passage(self) -> None:
        """Put the passage into the tray, or take it out."""
        if (found := self._span()) is not None:
            article, (start, end) = found
            self.post_message(marking(article.id, (start, end), outlet(article), article.text[start:end]))

    def action_open_url(self) -> None:
        """Open the page in the browser."""
        url = self.article.content.metadata.url if self.article is not None else None
        if url:
            self.jobs.browse(self, url)
        else:
            self.tell([Run("this article has no web address", "dim")])

    def action_links(self) -> None:
        """The links of the article."""
        article = self.article
        if article is not None and article.content.links:
            self.post_message(messages.ShowLinks(headline(article), article.text, article.content.links))
        elif article is not None:
            self.tell([Run("no words of this article lead anywhere", "dim")])

    def action_export(self) -> None:
        """Write the article to a Markdown file."""
        article = self.article
        if article is None:
            return
        folder = Path(self.settings.export_folder).expanduser() if self.settings.export_folder else Path.cwd()
        name = files.file_name(article.outlet, iso_of(article.published), article.headline)
        try:
            written = files.write_new(folder, name, article_markdown(article))
        except OSError as error:
            self.tell([Run("✕ ", "conflict-bold"), Run(f"not written: {error.strerror or error}", "ink")])
        else:
            self.tell([Run("written to ", "dim"), Run(str(written), "ink")])
