"""A reader's rules for lines: hide this one, keep that one, in the article or at the outlet, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import CleanArticle, HiddenLine


class LineRules:
    """Hides and keeps lines of the article in a view."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    def hidden_here(self) -> HiddenLine | None:
        """The hidden line that is the current one, if one is."""
        article, number = self._view.article, self._view.state.hidden_line
        return article.content.hidden[number] if article is not None and number is not None else None

    def action_toggle_hidden(self) -> None:
        """Show or hide the hidden lines."""
        article = self._view.article
        if article is None:
            return
        if not article.content.hidden:
            self._page.show_message([Run(_nothing_hidden(article.content), "dim")])
            return
        self._view.state.show_hidden(not self._view.state.hidden_shown)
        self._view.lay_out_again()
        self._view.tell_moved()

    def action_rule_here(self) -> None:
        """Hide the current line in this article; keep it if it is hidden."""
        self._rule(outlet=False)

    def action_rule_outlet(self) -> None:
        """Hide the current line in all articles of the outlet; keep it if it is hidden."""
        article = self._view.article
        if article is not None and not article.outlet:
            self._page.show_message(
                [Run("The outlet of this article is not known; a changes this article alone.", "dim")]
            )
            return
        self._rule(outlet=True)

    def _rule(self, *, outlet: bool) -> None:
        article, passage = self._view.article, self._view.state.passage
        if article is None:
            return
        if (hidden := self.hidden_here()) is not None:
            self._page.jobs.rules.keep(self._page, article.id, hidden, outlet=outlet)
        elif passage is not None:
            self._page.jobs.rules.hide(self._page, article.id, passage[0], outlet=outlet)

    def action_undo_rule(self) -> None:
        """Undo the last hiding or keeping."""
        article = self._view.article
        if article is not None:
            self._page.jobs.rules.undo(self._page, article.id)

    def on_line_ruled(self, message: messages.LineRuled) -> None:
        """Say what was done; the article has another version, which every page fetches again."""
        rule, where = message.rule, "" if message.rule.outlet is None else " at the outlet"
        if message.undone:
            state = "hidden" if rule.what == "hide" else "kept"
            self._page.show_message([Run(f"undone: the line is no longer {state}{where}", "ink")])
        else:
            done = f"hidden{where}; h shows it" if rule.what == "hide" else f"the line is back{where}"
            self._page.show_message([Run(done, "ink"), Run("   u undoes", "dim")])
        self._page.app.post_message(messages.ArchiveChanged())


def _nothing_hidden(content: CleanArticle) -> str:
    """The words about an article without hidden lines; of one out of a page, also what is left out of it."""
    if content.kept is None:
        return "No line is hidden; menus, buttons, and the short lines of a page's head and foot are left out."
    return "Nothing is hidden in this article."
