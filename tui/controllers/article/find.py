"""Finding words in the article that is open, and going from one found word to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.rendering.article.found_words import found_spans
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.find_line import FindLine
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Matches


class FindInArticle:
    """The line in which a word is typed, and what is marked in the article."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self.of_query: Matches | None = None
        """The matches of the query; the article shows them unless a word is looked for."""
        self._early: FindLine.Asked | None = None
        """What was typed before the article came."""

    @property
    def _view(self) -> ArticleView:
        return self._page.query_one("#article", ArticleView)

    @property
    def _line(self) -> FindLine:
        return self._page.query_one("#find", FindLine)

    def article_came(self, matches: Matches | None) -> None:
        """The article is there, with the ``matches`` of the query: look for what was typed before."""
        self.of_query = matches
        if self._early is not None:
            early, self._early = self._early, None
            self.find(early)

    def find(self, asked: FindLine.Asked) -> None:
        """Mark what was asked for; with an empty text, the matches of the query."""
        from index.model import Matches

        article = self._view.article
        if article is None:
            self._early = asked
            return
        if asked.text:
            spans = found_spans(article.text, asked.text)
            self._mark(Matches((), (), spans))
            if spans and not asked.done:
                self._view.walk_found(1)
        else:
            self._mark(self.of_query)
        if asked.done:
            self._line.display = bool(asked.text)
            self._view.focus()
        count = len(self._view.state.found)
        self._line.say([Run(counted(count, "place") if asked.text else "", "dim" if count else "conflict")])
        self._page.show_foot()

    def _mark(self, matches: Matches | None) -> None:
        self._view.state.mark(matches)
        self._view.lay_out_again()

    def close(self) -> bool:
        """Stop looking for a word; False where none was looked for."""
        if not self._line.display:
            return False
        self._line.clear()
        self._line.display = False
        self._mark(self.of_query)
        self._view.focus()
        return True

    def foot(self) -> list[Run]:
        """Which of the found words is the current one."""
        found = self._view.state.found
        if not found or self._view.state.source is not None:
            return []
        at = str(self._view.state.found_at + 1) if self._view.state.found_at >= 0 else "–"
        return [Run("hit ", "dim"), Run(at, "headline"), Run(f"/{len(found)}", "dim")]

    def action_find(self) -> None:
        """Look for a word in the article."""
        self._line.display = True
        self._line.focus_line()

    def action_next_found(self) -> None:
        """Go to the next found word."""
        self._walk(1)

    def action_previous_found(self) -> None:
        """Go to the previous found word."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self._view.article is not None and not self._view.state.found:
            self._page.show_message([Run("No word was looked for; / finds one in the article.", "accent")])
        self._view.walk_found(step)
