"""A reader's word on lines: hide this one, keep that one, here or at the outlet, and take it back."""

from __future__ import annotations

from tui import keys
from tui.controllers.reader_frame import TakingFrame
from tui.rendering.text.runs import Run


class RulingFrame(TakingFrame):
    """A screen on which lines are hidden and kept."""

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """On a hidden line, what can be done with it."""
        return keys.foot_on_hidden_line() if self.view.hidden_line is not None else super().foot_keys(where)

    def action_toggle_hidden(self) -> None:
        """Show or hide the hidden lines."""
        if self.article is None:
            return
        if not self.article.content.hidden:
            self.tell([Run("nothing is hidden in this article", "dim")])
            return
        self.view.show_hidden(not self.view.hidden_shown)

    def action_rule_here(self) -> None:
        """Hide the current line in this article; keep it if it is hidden."""
        self._rule(outlet=False)

    def action_rule_outlet(self) -> None:
        """Hide the current line in all articles of the outlet; keep it if it is hidden."""
        if self.article is not None and not self.article.outlet:
            self.tell([Run("the outlet of this article is not known; a is for this article alone", "dim")])
            return
        self._rule(outlet=True)

    def _rule(self, *, outlet: bool) -> None:
        if self.article is None:
            return
        if (hidden := self.hidden_here()) is not None:
            self.jobs.keep(self, self.article.id, hidden, outlet=outlet)
        elif self.view.passage is not None:
            self.jobs.hide(self, self.article.id, self.view.passage[0], outlet=outlet)

    def action_undo_rule(self) -> None:
        """Take back what was hidden or kept last."""
        if self.article is not None:
            self.jobs.undo_rule(self, self.article.id)
