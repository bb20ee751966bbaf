"""Opening the differences of the story of one article."""

from __future__ import annotations

from collections.abc import Callable

from tui import messages
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame

NO_STORY = "No other article of the archive is in this story, so that nothing can differ."


class StoryDifferences:
    """Asks for the story of the article that ``article`` names by its id; it does nothing where it names none."""

    def __init__(self, page: Frame, article: Callable[[], str | None]) -> None:
        self._page = page
        self._article = article
        self._ticket: int | None = None

    def action_differences(self) -> None:
        """Open the facts on which the articles of the story differ."""
        if (id := self._article()) is not None:
            self._ticket = self._page.jobs.comparisons.story_of(self._page, id)

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Open them, or say that the article is of no story with others."""
        if message.ticket != self._ticket:
            return
        self._ticket = None
        if message.story is not None and len(message.story.articles) > 1:
            self._page.post_message(messages.ShowDifferences(message.story.id))
        else:
            self._page.show_message([Run(NO_STORY, "accent")])
