"""Moving through a page that is longer than its window, by lines, pages and to its ends."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.scroll_view import ScrollView

from tui import keys
from tui.widgets.frame_parts import Inked


class Paged(ScrollView, Inked, inherit_bindings=False):
    """A subclass says how many rows are in view, and in which row the end begins to be."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving"))

    def rows_in_view(self) -> int:
        """Rows of text that are seen at once."""
        raise NotImplementedError

    def last_top(self) -> int:
        """The row to have at the top so that the end is in view."""
        raise NotImplementedError

    def go(self, row: int) -> None:
        """Have ``row`` at the top."""
        self.scroll_to(y=row, animate=False, force=True)

    def _by(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def action_move_down(self) -> None:
        """A line on."""
        self._by(1)

    def action_move_up(self) -> None:
        """A line back."""
        self._by(-1)

    def action_page_down(self) -> None:
        """A page on, the last two lines staying in view."""
        self._by(max(1, self.rows_in_view() - 2))

    def action_page_up(self) -> None:
        """A page back."""
        self._by(-max(1, self.rows_in_view() - 2))

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self._by(max(1, self.rows_in_view() // 2))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self._by(-max(1, self.rows_in_view() // 2))

    def action_go_first(self) -> None:
        """The beginning."""
        self.go(0)

    def action_go_last(self) -> None:
        """The end."""
        self.go(self.last_top())
