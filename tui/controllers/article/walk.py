"""From article to article: the next hit of the search, or the next one of a list that the reader came from."""

from __future__ import annotations

from tui import messages
from tui.controllers.type_ahead import TypeAhead
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class ArticleWalk:
    """Opens the neighbours of the article that was ``wanted``."""

    def __init__(self, page: Frame, wanted: messages.OpenArticle, ahead: TypeAhead) -> None:
        self._page, self._wanted, self._ahead = page, wanted, ahead

    def action_next_article(self) -> None:
        """Open the next one of the results, or of what it was opened from."""
        self._walk(1)

    def action_previous_article(self) -> None:
        """Open the previous one."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        wanted = self._wanted
        if not wanted.neighbours:
            if wanted.total:
                self._page.post_message(messages.WalkResults(step))
            else:
                self.stay()
            return
        there = wanted.neighbours.index(wanted.id) + step if wanted.id in wanted.neighbours else -1
        if 0 <= there < len(wanted.neighbours):
            id = wanted.neighbours[there]
            self._page.post_message(messages.OpenArticle(id, wanted.query, neighbours=wanted.neighbours))
        else:
            self.stay()

    def stay(self) -> None:
        """There is no other article in that direction: say so, and press here what was typed for it."""
        self._page.show_message([Run("There is no other article that way.", "accent")])
        self._ahead.stay(self._page)
