"""Finding words in the article that is being read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from tui.rendering.text.runs import Run
from tui.widgets.frame_parts import TextRow


class FindLine(Horizontal):
    """``/`` and a word; ``enter`` keeps what was found, an empty line or ``esc`` drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", show=False), Binding("down", "keep", show=False)]

    class Asked(Message):
        """Look for ``text``; ``done`` when the reader has finished typing."""

        def __init__(self, text: str, done: bool) -> None:
            super().__init__()
            self.text, self.done = text, done

    def compose(self) -> ComposeResult:
        """The sign ``/``, the text field, and the number of places."""
        yield TextRow(id="find-sign")
        yield Input(id="find-field", max_length=200, compact=True)
        yield TextRow(id="find-count")

    def on_mount(self) -> None:
        """Draw the sign ``/``."""
        self.query_one("#find-sign", TextRow).say([Run("/ ", "accent-bold")])

    def focus_line(self) -> None:
        """Give the text field the focus."""
        self.query_one(Input).focus()

    def clear(self) -> None:
        """Empty the field without searching."""
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = ""

    def say(self, runs: Iterable[Run]) -> None:
        """Show the number of places."""
        self.query_one("#find-count", TextRow).say((), runs)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, done=False))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, done=True))

    def action_drop(self) -> None:
        """Stop looking for a word."""
        self.clear()
        self.post_message(self.Asked("", done=True))

    def action_keep(self) -> None:
        """Keep what was found, and go back to the article."""
        self.post_message(self.Asked(self.query_one(Input).value, done=True))
