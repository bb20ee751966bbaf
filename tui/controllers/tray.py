"""What the tray holds, for every screen."""

from __future__ import annotations

from tui import messages
from tui.settings import Settings


def to_compare(settings: Settings, current: str | None) -> messages.CompareArticles | messages.CompareStoryOf | None:
    """The comparison that the tray asks for, with ``current``, the id of the article on the screen, if that is known.

    The articles of the tray; where it holds one, that one and the current one; where it holds none, the story of the
    current one. None if there is nothing to compare.
    """
    ids = tuple(item.id for item in settings.tray)
    if len(ids) == 1 and current and current != settings.tray[0].article:
        ids += (current,)
    if len(ids) >= 2:
        return messages.CompareArticles(ids)
    return messages.CompareStoryOf(current) if current else None
