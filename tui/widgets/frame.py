"""The page of every screen: masthead, strong rule, the screen's own body, hairline, foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame_parts import Foot, Hairline, TextRow, ThemedWidget

SMALLEST = (60, 16)
"""Columns and rows below which only a notice is shown."""


class TooSmall(ThemedWidget):
    """A notice that the window is too small."""

    def render_line(self, y: int) -> Strip:
        """The notice, centred."""
        lines = ("broadsheet", f"needs {SMALLEST[0]} columns and {SMALLEST[1]} rows;",
                 f"this window has {self.app.size.width} and {self.app.size.height}.")  # fmt: skip
        at = y - (self.size.height - len(lines)) // 2
        text = lines[at] if 0 <= at < len(lines) else ""
        left = max(0, (self.size.width - cells(text)) // 2)
        return self.strip([Run(" " * left + text, "headline" if at == 0 else "dim")], self.size.width)


class Frame(Screen[None]):
    """Base of every screen. A subclass sets ``WHERE`` and ``BINDINGS`` and yields its widgets from ``body``.

    What several screens do alike is in controllers: plain objects with ``action_…`` methods for keys and ``on_…``
    methods for the answers of jobs, which the page calls after its own.
    """

    WHERE: ClassVar[keys.Where] = "everywhere"
    AUTO_FOCUS = ""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self.jobs, self.settings = jobs, settings
        self.controllers: tuple[object, ...] = ()
        self._where = self.WHERE

    def compose(self) -> ComposeResult:
        """Masthead, body, foot."""
        yield TextRow(id="masthead")
        yield Hairline(strong=True, id="strong-rule")
        yield from self.body()
        yield Hairline(id="foot-rule")
        yield Foot(id="foot")
        yield TooSmall(id="too-small")

    def body(self) -> Iterable[Widget]:
        """The widgets between masthead and foot."""
        return ()

    def action_carry_out(self, name: str, *arguments: object) -> None:
        """Run ``action_{name}`` of the page, or of the first of its controllers that has it."""
        for owner in (self, *self.controllers):
            action: Callable[..., None] | None = getattr(owner, f"action_{name}", None)
            if action is not None:
                return action(*arguments)
        return None

    @on(messages.JobMessage)
    @on(messages.IndexAdvanced)
    @on(messages.TrayChanged)
    @on(messages.ArchiveChanged)
    def _pass_on(self, message: Message) -> None:
        for controller in self.controllers:
            handler: Callable[[Message], None] | None = getattr(controller, message.handler_name, None)
            if handler is not None:
                handler(message)

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_foot()

    def masthead(self, left: Iterable[Run], right: Iterable[Run] = ()) -> None:
        """Show at the top what the page is."""
        self.query_one("#masthead", TextRow).say(left, right)

    def show_foot(self, where: keys.Where | None = None) -> None:
        """Show the keys of ``where``, by default as before, at first those of this screen."""
        self._where = where or self._where
        self.query_one("#foot", Foot).show_keys(self.foot_keys(self._where), self.foot_right())

    def show_message(self, message: Iterable[Run]) -> None:
        """Show a message in the foot for a few seconds, in place of the keys."""
        self.query_one("#foot", Foot).show_message(message)

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """The keys of ``where`` that matter most, and what they do now."""
        return keys.foot(where)

    def foot_right(self) -> list[Run]:
        """The right end of the foot: how full the tray is."""
        count = len(self.settings.tray)
        return [Run("tray ", "dim"), Run(str(count), "link-bold")] if count else []

    def on_tray_changed(self, _: messages.TrayChanged) -> None:
        """Show the new number."""
        self.show_foot()

    def on_copied(self, message: messages.Copied) -> None:
        """Show which tool copied it; where the desktop has none, ask the terminal to."""
        if message.tool:
            return self.show_message([Run(f"{message.what} copied by {message.tool}", "ink")])
        self.app.copy_to_clipboard(message.text)
        by = Run(f"{message.what} sent to the terminal (OSC 52)", "ink")
        return self.show_message([by, Run("; some terminals ignore it", "dim")])

    def import_advanced(self, message: messages.ImportAdvanced | messages.JobFailed) -> None:
        """An import advanced, or failed; a screen that shows imports does something here."""

    def on_resize(self, event: events.Resize) -> None:
        """Show a notice instead of the page when there is too little room for it."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.set_class(small, "-too-small")
