"""A reader's rules for lines: hide this one, keep that one, in the article or at the outlet, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages
from tui.rendering.article.hidden_lines import KINDS_IN_SHORT, away, hidden_counts, nothing_hidden
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import HiddenLine


class LineRules:
    """Hides and keeps lines of the article in a view."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    def hidden_here(self) -> HiddenLine | tuple[HiddenLine, ...] | None:
        """The hidden line that is the current one, or all of the current group, if one is."""
        article, stop = self._view.article, self._view.state.hidden
        if article is None or stop is None:
            return None
        lines = article.content.hidden
        return tuple(lines[number] for number in stop.group) if stop.group else lines[stop.line]

    def action_toggle_hidden(self) -> None:
        """Show or hide the hidden lines."""
        article = self._view.article
        if article is None:
            return
        if not (lines := away(article.content)):
            self._page.show_message([Run(nothing_hidden(article.content), "dim")])
            return
        shown = not self._view.state.hidden_view.shown
        self._view.state.show_hidden(shown)
        self._view.lay_out_again()
        self._view.tell_moved()
        if shown:
            counts = Run(hidden_counts(lines, KINDS_IN_SHORT), "ink")
            self._page.show_message([counts, Run("   ] and [ go to them", "dim")])

    def action_open_group(self) -> None:
        """Open the current group of hidden lines, or close it."""
        if self._view.state.toggle_group():
            self._view.lay_out_again()
            self._view.tell_moved()

    def action_rule_here(self) -> None:
        """Hide the current line in this article; keep it if it is hidden, and all of a group."""
        self._rule(outlet=False)

    def action_rule_outlet(self) -> None:
        """Hide the current line in all articles of the outlet; keep it if it is hidden, and all of a group."""
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
        self._page.show_message(_done(message))
        self._page.app.post_message(messages.ArchiveChanged())


def _done(message: messages.LineRuled) -> list[Run]:
    rule, where = message.rule, "" if message.rule.outlet is None else " at the outlet"
    count = len(rule.lines)
    back = message.count if message.count > 1 else 0
    if message.undone:
        state = "hidden" if rule.what == "hide" else "kept"
        line = f"the {count} lines are" if count else "the line is"
        return [Run(f"undone: {line} no longer {state}{where}", "ink")]
    if message.taught:
        state = "hid" if rule.what == "hide" else "kept"
        line = "these lines" if count else "the line"
        done = f"{'hidden' if rule.what == 'hide' else 'kept'} at the outlet: you {state} {line} in two of its articles"
    elif rule.what == "hide":
        done = f"{f'{back} lines are hidden' if back else 'hidden'}{where}; h shows {'them' if back else 'it'}"
    else:
        done = f"{f'{back} lines are' if back else 'the line is'} back{where}"
    return [Run(done, "ink"), Run("   u undoes", "dim")]
