"""Opening the pages of a story from wherever one is shown."""

from __future__ import annotations

from collections.abc import Callable

from tui import messages
from tui.widgets.frame import Frame


class StoryPages:
    """The keys that open a page of the story that ``story`` names, by its id; they do nothing where it names none."""

    def __init__(self, page: Frame, story: Callable[[], str | None]) -> None:
        self._page = page
        self._story = story

    def action_show_matrix(self) -> None:
        """Open who has what of it."""
        if (id := self._story()) is not None:
            self._page.post_message(messages.ShowMatrix(id))

    def action_differences(self) -> None:
        """Open the facts on which its articles differ."""
        if (id := self._story()) is not None:
            self._page.post_message(messages.ShowDifferences(id))
