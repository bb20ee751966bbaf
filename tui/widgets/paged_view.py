"""A view of a page that is longer than its window, which scrolls by lines, pages and to its ends."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.scroll_view import ScrollView

from tui import keys
from tui.widgets.frame_parts import ThemedWidget


class PagedView(ScrollView, ThemedWidget, inherit_bindings=False):
    """A subclass defines :meth:`rows_in_view` and :meth:`last_top`."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving"))

    def rows_in_view(self) -> int:
        """Rows of text that are seen at once."""
        raise NotImplementedError

    def last_top(self) -> int:
        """The row at the top when the end is in view."""
        raise NotImplementedError

    def go(self, row: int) -> None:
        """Scroll ``row`` to the top."""
        self.scroll_to(y=row, animate=False, force=True)

    def action_move(self, motion: keys.Motion) -> None:
        """Scroll by a line, a page (two lines of which stay in view) or half of one, or to either end."""
        page, half = max(1, self.rows_in_view() - 2), max(1, self.rows_in_view() // 2)
        if motion == "go_first":
            self.go(0)
        elif motion == "go_last":
            self.go(self.last_top())
        else:
            rows = {"move": 1, "page": page, "half_page": half}[motion.rpartition("_")[0]]
            rows = rows if motion.endswith("down") else -rows
            self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
