"""Driving one page on its own, and reading what it shows and posts."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.interface.fakes import ScreenApp
from tui.widgets.frame_parts import TextRow, ThemedWidget


def text_of(pilot: Pilot[None], name: str) -> str:
    widget = pilot.app.screen.query_one(f"#{name}", ThemedWidget)
    if isinstance(widget, TextRow):
        return widget.text
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))


def posted(pilot: Pilot[None]) -> list[object]:
    assert isinstance(pilot.app, ScreenApp)
    return list(pilot.app.posted)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
