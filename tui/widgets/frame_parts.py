"""The parts around a page: rules, rows of words at the left and the right edge, the foot with its keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from index.text import printable
from tui import themes
from tui.rendering.text.cells import cells
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run

MESSAGE_SECONDS = 4.0
"""Seconds that a message in the foot stays."""


class ThemedWidget(Widget):
    """A widget that draws its own lines in the inks of the theme."""

    @property
    def inks(self) -> Mapping[str, Style]:
        """The styles of the theme, by name."""
        return themes.inks(self.app.theme)

    def strip(self, runs: Iterable[Run], width: int, *, row: str = "plain") -> Strip:
        """``runs`` as one line of ``width`` cells on the background of ``row`` (``plain`` or ``selected``)."""
        inks, ground = self.inks, themes.rows(self.app.theme)[row]
        segments = [Segment(run.text, ground + inks[run.ink]) for run in runs if run.text]
        return Strip(segments).adjust_cell_length(width, ground).simplify()


class Hairline(ThemedWidget):
    """A rule across the page; ``strong`` for the one under the masthead."""

    DEFAULT_CLASSES = "hairline"

    def __init__(self, *, strong: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rule = "━" if strong else "─"

    def render_line(self, y: int) -> Strip:
        """The rule."""
        return self.strip([Run(self._rule * self.size.width, "hairline")], self.size.width)


class VerticalRule(ThemedWidget):
    """A hairline between two columns."""

    DEFAULT_CLASSES = "upright"

    def render_line(self, y: int) -> Strip:
        """One cell of the rule."""
        return self.strip([Run("│", "hairline")], self.size.width)


class TextRow(ThemedWidget):
    """One line of words: some at the left edge, some at the right. Where both do not fit, the left ones are cut."""

    DEFAULT_CLASSES = "row"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: tuple[Run, ...] = ()
        self._right: tuple[Run, ...] = ()

    def say(self, left: Iterable[Run] = (), right: Iterable[Run] = ()) -> None:
        """Show these runs; their text may come from outside."""
        self._left = tuple(Run(printable(r.text), r.ink) for r in left)
        self._right = tuple(Run(printable(r.text), r.ink) for r in right)
        self.refresh()

    @property
    def text(self) -> str:
        """The words of the row as plain text."""
        return " ".join("".join(r.text for r in side) for side in (self._left, self._right) if side)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """The words."""
        return self.strip(justify(self._left, self._right, self.size.width), self.size.width)


class Foot(TextRow):
    """The few keys that matter at the moment, and at the right what else is worth knowing (``tray 2``)."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: tuple[tuple[str, str], ...] = ()
        self._message: tuple[Run, ...] = ()
        self._message_timer: Timer | None = None

    def show_keys(self, keys: Sequence[tuple[str, str]], right: Iterable[Run] = ()) -> None:
        """Show ``(keys, word)`` pairs, as many as fit; while a message is shown, when that has gone."""
        self._keys = tuple(keys)
        self.say(self._message, right)

    def show_message(self, message: Iterable[Run]) -> None:
        """Show a message in place of the keys, for :data:`MESSAGE_SECONDS` seconds."""
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE_SECONDS, self._clear_message)
        self._message = tuple(message)
        self.say(self._message, self._right)

    def _clear_message(self) -> None:
        self._message = ()
        self.say((), self._right)

    @property
    def text(self) -> str:
        """The words of the foot as plain text."""
        if self._message or not self._keys:
            return super().text
        return "   ".join(f"{key} {word}" for key, word in self._keys) + " " + super().text

    def render_line(self, y: int) -> Strip:
        """The message, else the keys."""
        if self._message or not self._keys:
            return super().render_line(y)
        width = self.size.width
        room = width - sum(cells(r.text) for r in self._right) - 2
        return self.strip(justify(self._fitting(room), self._right, width), width)

    def _fitting(self, room: int) -> list[Run]:
        # The last pair leads to all other keys, so it is never left out.
        *others, last = self._keys
        room -= cells(last[0]) + cells(last[1]) + 1
        kept: list[tuple[str, str]] = []
        for key, word in others:
            room -= cells(key) + cells(word) + 4
            if room < 0:
                break
            kept.append((key, word))
        runs: list[Run] = []
        for key, word in (*kept, last):
            runs += [Run("   " if runs else "", "ink"), Run(key, "headline"), Run(f" {word}", "dim")]
        return runs
