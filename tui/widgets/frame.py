"""The page every screen is set on: masthead, strong rule, the screen's own body, hairline, foot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame_parts import Foot, Hairline, Inked, Row

SMALLEST = (60, 16)
"""Columns and rows below which only a notice is shown."""


_TOLD_FOR = 4.0
"""Seconds that something said in the foot stays."""


class TooSmall(Inked):
    """Says that the window is too small, in whatever room there is."""

    def render_line(self, y: int) -> Strip:
        """The notice, centred."""
        lines = ("broadsheet", f"needs {SMALLEST[0]} columns and {SMALLEST[1]} rows;",
                 f"this window has {self.app.size.width} and {self.app.size.height}.")  # fmt: skip
        at = y - (self.size.height - len(lines)) // 2
        text = lines[at] if 0 <= at < len(lines) else ""
        left = max(0, (self.size.width - cells(text)) // 2)
        return self.strip([Run(" " * left + text, "headline" if at == 0 else "dim")], self.size.width)


class Frame(Screen[None]):
    """Base of every screen. A subclass sets ``WHERE`` and ``BINDINGS`` and yields its widgets from ``body``."""

    WHERE: ClassVar[keys.Where] = "everywhere"
    AUTO_FOCUS = ""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self.jobs = jobs
        self.settings = settings
        self._where: keys.Where | None = None
        self._told: tuple[Run, ...] = ()
        self._telling: Timer | None = None

    def compose(self) -> ComposeResult:
        """Masthead, body, foot."""
        yield Row(id="masthead")
        yield Hairline(strong=True, id="strong-rule")
        yield from self.body()
        yield Hairline(id="foot-rule")
        yield Foot(id="foot")
        yield TooSmall(id="too-small")

    def body(self) -> Iterable[Widget]:
        """The widgets between masthead and foot."""
        return ()

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_foot()

    def masthead(self, left: Iterable[Run], right: Iterable[Run] = ()) -> None:
        """Say what the page is, at the top."""
        self.query_one("#masthead", Row).say(left, right)

    def show_foot(self, where: keys.Where | None = None) -> None:
        """The keys of ``where`` (by default as before, at first of this screen), and how full the tray is."""
        foot = self.query_one("#foot", Foot)
        self._where = where or self._where or self.WHERE
        if self._told:
            foot.show_words(self._told, self.foot_right())
        else:
            foot.show_keys(self.foot_keys(self._where), self.foot_right())

    def tell(self, said: Iterable[Run]) -> None:
        """Say something in the foot for a few seconds, in place of the keys."""
        if self._telling is not None:
            self._telling.stop()
        self._told = tuple(said)
        self.show_foot()
        self._telling = self.set_timer(_TOLD_FOR, self._stop_telling)

    def _stop_telling(self) -> None:
        self._told = ()
        self.show_foot()

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """The keys of ``where`` that matter most, and what they do."""
        return keys.foot(where)

    def foot_right(self) -> list[Run]:
        """What stands at the right end of the foot."""
        count = len(self.settings.tray)
        return [Run("tray ", "dim"), Run(str(count), "link-bold")] if count else []

    def on_tray_changed(self, _: messages.TrayChanged) -> None:
        """The foot tells the new number."""
        self.show_foot()

    def on_copied(self, message: messages.Copied) -> None:
        """Say what the clipboard has, and by whom; where the desktop has no tool, the terminal is asked."""
        if message.tool:
            self.tell([Run(f"{message.what} copied by {message.tool}", "ink")])
            return
        self.app.copy_to_clipboard(message.text)
        said = Run(f"{message.what} handed to the terminal (OSC 52)", "ink")
        self.tell([said, Run("; some terminals ignore that", "dim")])

    def import_advanced(self, message: messages.ImportAdvanced | messages.JobFailed) -> None:
        """An import went on, or failed; for screens that tell."""

    def on_resize(self, event: events.Resize) -> None:
        """Show the notice instead of the page when there is too little room for it."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.set_class(small, "-too-small")
