"""A list that draws only the rows in view: a million rows mount as fast as ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.text import printable
from tui import keys
from tui.rendering.text.runs import Run
from tui.widgets.frame_parts import ThemedWidget


class RowMoved(Message):
    """Another row is the current one."""

    def __init__(self, listing: RowList, index: int) -> None:
        super().__init__()
        self.listing, self.index = listing, index

    @property
    def control(self) -> RowList:
        """The list whose row it is."""
        return self.listing


class RowChosen(RowMoved):
    """A row was clicked while it was the current one."""


class RowList(ScrollView, ThemedWidget, inherit_bindings=False):
    """Rows of one height with a current one. A subclass draws them: ``draw(index, line, width)``."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving"))
    ROW_HEIGHT: ClassVar[int] = 1

    can_focus = True
    count = reactive(0)
    current = reactive(0)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notice: tuple[tuple[Run, ...], ...] = ()

    # --- What a subclass draws ----------------------------------------------------------------------------------------

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """The runs of line ``line`` (from 0) of row ``index``."""
        raise NotImplementedError

    # --- Content ------------------------------------------------------------------------------------------------------

    def fill(self, count: int, current: int = 0) -> None:
        """Show ``count`` rows, with ``current`` as the current one."""
        self._notice = ()
        self.count = count
        self.virtual_size = Size(self.size.width, count * self.ROW_HEIGHT)
        self.set_reactive(RowList.current, max(0, min(current, count - 1)))
        self.show_current()
        self.refresh()

    def notify_in_place(self, lines: Sequence[Sequence[Run]]) -> None:
        """Show these lines in place of rows, until it is filled again."""
        self._notice = tuple(tuple(Run(printable(r.text), r.ink) for r in line) for line in lines)
        self.count = 0
        self.virtual_size = Size(self.size.width, len(lines))
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of a row, or of the notice."""
        y += self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._notice:
            return self.strip(self._notice[y] if y < len(self._notice) else (), width)
        index, line = divmod(y, self.ROW_HEIGHT)
        if index >= self.count:
            return self.strip((), width)
        lit = index == self.current and self.is_lit(line)
        return self.strip(self.draw(index, line, width), width, row="selected" if lit else "plain")

    def is_lit(self, line: int) -> bool:
        """Whether this line of the current row has the selected background."""
        return True

    # --- The current row ----------------------------------------------------------------------------------------------

    def validate_current(self, index: int) -> int:
        """Keep the index within the rows."""
        return max(0, min(index, self.count - 1))

    def watch_current(self, before: int, index: int) -> None:
        """Scroll to it, and post :class:`RowMoved`."""
        self.show_current()
        self.refresh()
        if self.count:
            self.post_message(RowMoved(self, index))

    def show_current(self) -> None:
        """Scroll, without animation, so that the current row is in view."""
        if not self.count or not self.size.height:
            return
        row = Region(0, self.current * self.ROW_HEIGHT, 1, self.ROW_HEIGHT)
        top, height = self.scroll_offset.y, self.size.height
        if row.y < top:
            self.scroll_to(y=row.y, animate=False, force=True)
        elif row.bottom > top + height:
            self.scroll_to(y=row.bottom - height, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the current row in view."""
        self.virtual_size = Size(event.size.width, max(self.count * self.ROW_HEIGHT, len(self._notice)))
        self.call_after_refresh(self.show_current)

    def on_click(self, event: events.Click) -> None:
        """A click makes a row current, a click on the current one chooses it."""
        index = (event.y + self.scroll_offset.y) // self.ROW_HEIGHT
        if not 0 <= index < self.count:
            return
        if index == self.current and self.has_focus:
            self.post_message(RowChosen(self, index))
        self.current = index

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def action_move(self, motion: keys.Motion) -> None:
        """Make another row the current one: the next or previous, one a page or half of one on, the first or last."""
        if motion == "go_first":
            self.current = 0
        elif motion == "go_last":
            self.current = self.count - 1
        else:
            rows = {"move": 0.0, "page": 1.0, "half_page": 0.5}[motion.rpartition("_")[0]]
            step = max(1, int(self.size.height * rows) // self.ROW_HEIGHT)
            self.current += step if motion.endswith("down") else -step
