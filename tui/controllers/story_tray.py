"""Putting the articles of a story into the tray."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui import messages
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


def put_into_tray(page: Frame, ids: Sequence[str], label: Callable[[str], str]) -> None:
    """Put those articles into the tray that are not in it, each under its ``label``; the foot says how many.

    If the tray has no more room, the application then says so in its place.
    """
    new = [id for id in ids if not page.settings.in_tray(id)]
    for id in new:
        page.post_message(messages.AddToTray(id, label(id)))
    text = f"{counted(len(new), 'article')} put into the tray." if new else "They are in the tray already."
    page.show_message([Run(text, "ink")])
