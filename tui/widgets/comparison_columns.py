"""The comparison on the screen: columns whose rows stay level, or, where there is no room, rows stacked in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.text import printable
from tui import keys, themes
from tui.rendering.comparison.cursor import Cursor, at, step_cell
from tui.rendering.comparison.layout import Layout
from tui.rendering.comparison.minimap import Minimap
from tui.rendering.comparison.page import ComparisonPage, Head, Piece
from tui.rendering.signs import CONFLICT, OPEN
from tui.rendering.text.runs import Run
from tui.widgets.frame_parts import ThemedWidget

MAP = 3
"""Cells at the right edge that the minimap takes."""


AIRY = 22
"""Lines from which blank ones are affordable."""


class Columns(ScrollView, ThemedWidget, can_focus=True, inherit_bindings=False):
    """Shows a layout; moves a cursor of cells over it. Only the lines in view are ever drawn."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving"))
    OVER_GAPS: ClassVar[bool] = True
    """Whether one goes from passage to passage of a column, over the rows where it has none, rather than row by row."""

    class CursorMoved(Message):
        """The cursor is on another cell or link."""

    class PassageChosen(Message):
        """A passage was clicked twice."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = Cursor(0, 0, None)
        self.notice: tuple[Run, ...] = ()
        self.free = False
        """Whether each column scrolls on its own."""
        self._heads, self._names, self._hidden = tuple[Head, ...](), dict[str, str](), 0
        self._page_set: ComparisonPage | None = None
        self._set_for = Size(0, 0)
        self._fresh = False
        self._shifts: dict[int, int] = {}
        self._map = Minimap()

    # --- What is shown --------------------------------------------------------------------------------------------

    @property
    def arranged(self) -> Layout | None:
        """What is shown; None while a notice is."""
        return self._page_set.layout if self._page_set is not None else None

    def show(
        self, layout: Layout, heads: Sequence[Head], names: Mapping[str, str], cursor: Cursor, hidden: int = 0
    ) -> None:
        """Show ``layout``; ``names`` are the short names of articles by id, ``hidden`` those without a column."""
        self._heads, self._names, self._hidden, self.notice = tuple(heads), dict(names), hidden, ()
        self._set(layout)
        self._fresh, self._shifts = True, {}
        self.move_to(cursor)

    def say(self, *lines: Run) -> None:
        """Show a notice instead of columns."""
        self._page_set, self.notice = None, tuple(Run(printable(line.text), line.ink) for line in lines)
        self.virtual_size = Size(0, 0)
        self.refresh()

    def _set(self, layout: Layout) -> None:
        self._set_for = self.size
        page = self._page_set = ComparisonPage.set(
            layout, self._heads, self._names, self.size.width - MAP, airy=self.size.height >= AIRY
        )
        self.virtual_size = Size(self.size.width, page.setting.height + page.head_height)
        if page.stacked:
            self.free, self._shifts = False, {}
        self.refresh()

    def on_resize(self) -> None:
        """Lay out again for the new width, and keep the cursor in view."""
        if self._page_set is not None and self._set_for != self.size:
            self._set(self._page_set.layout)
        self._into_view()

    # --- The cursor -------------------------------------------------------------------------------------------------

    def move_to(self, cursor: Cursor, *, align: bool = False) -> None:
        """Move the cursor, and scroll to it; ``align`` brings the other end of its link level in free columns."""
        self.cursor = cursor
        self._into_view()
        page = self._page_set
        if align and self.free and page is not None and cursor.link is not None:
            places = page.layout.ends(cursor.link)
            row, column = places[1] if places[0] == (cursor.row, cursor.column) else places[0]
            apart = page.setting.rows[row].top - page.setting.rows[cursor.row].top
            self._shifts[column] = apart + self._shifts.get(cursor.column, 0)
        self.refresh()
        self.post_message(self.CursorMoved())

    def set_free(self, free: bool) -> None:
        """Let each column scroll on its own, or all together again, level with the current one."""
        top, page = self._top, self._page_set
        self.free, self._shifts = free and not (page is not None and page.stacked), {}
        self._scroll(top)
        self._into_view()

    @property
    def _top(self) -> int:
        """The first line in view of the current column."""
        return round(self.scroll_y) + self._shifts.get(self.cursor.column, 0)

    def _scroll(self, top: int) -> None:
        if self.free:
            self._shifts[self.cursor.column] = max(0, top) - round(self.scroll_y)
        else:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    @property
    def _room(self) -> int:
        """Lines of rows in view."""
        return self.size.height - (self._page_set.head_height if self._page_set is not None else 0)

    def _into_view(self) -> None:
        page = self._page_set
        if page is None or not page.setting.rows:
            return
        first, height = page.extent(self.cursor)
        top = self._top
        if first < top or height > self._room:
            top = first
        elif first + height > top + self._room:
            top = first + height - self._room
            if first > self._top + 2 * self._room or self._fresh:
                # After a long way the context matters more than how little was scrolled.
                top = first - (self._room - height) // 3
        self._fresh = False
        self._scroll(top)

    def _within(self, direction: int) -> bool:
        """Scroll within a row that is higher than the view; False when its end is in view."""
        page = self._page_set
        if page is None or not page.setting.rows:
            return False
        row, top = page.setting.rows[self.cursor.row], self._top
        target = min(row.top + row.height - self._room, top + self._room - 1)
        if direction < 0:
            target = max(row.top, top - self._room + 1)
        if row.height <= self._room or (target - top) * direction <= 0:
            return False
        self._scroll(target)
        return True

    def _step(self, rows: int) -> None:
        if self.arranged is not None:
            self.move_to(at(self.arranged, self.cursor.row + rows, self.cursor.column))

    def _along(self, direction: int) -> None:
        """Go to the next passage of the column, but not past rows that were never in view."""
        page = self._page_set
        if page is None or not page.setting.rows or page.stacked or not self.OVER_GAPS:
            self._step(direction)
            return
        rows, here = page.setting.rows, self.cursor.row
        row = step_cell(page.layout, self.cursor, direction)
        while abs(row - here) > 1 and abs(rows[row].top - rows[here].top) > self._room:
            row -= direction
        self._step(row - here)

    def _page(self, share: float) -> None:
        page = self._page_set
        if page is None or not page.setting.rows or self._within(1 if share > 0 else -1):
            return
        lines = int(self._room * share)
        here = page.setting.rows[self.cursor.row].top
        row = page.setting.at(max(0, min(page.setting.height - 1, here + lines)))
        if row == self.cursor.row:
            row += 1 if share > 0 else -1
        self.move_to(at(page.layout, row, self.cursor.column))

    def action_move(self, motion: keys.Motion) -> None:
        """Go to another passage; on a row that is higher than the view, first through the rest of it."""
        direction = 1 if motion.endswith("down") else -1
        if motion == "go_first":
            self._step(-self.cursor.row)
        elif motion == "go_last":
            self._step(len(self.arranged.rows) if self.arranged is not None else 0)
        elif motion in ("move_down", "move_up"):
            if not self._within(direction):
                self._along(direction)
        else:
            self._page(direction * (1 if motion.startswith("page") else 0.5))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell that is clicked; a second click opens it."""
        page = self._page_set
        if page is None or event.y < page.head_height:
            return
        column = page.column_at(event.x)
        line = event.y - page.head_height + round(self.scroll_y) + self._shifts.get(column, 0)
        if 0 <= line < page.setting.height:
            self.move_to(at(page.layout, page.setting.at(line), column))
        if event.chain == 2:
            self.post_message(self.PassageChosen())

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line: the heads, which stay, then the rows, and the minimap at the right edge."""
        page = self._page_set
        if page is None:
            at_line = y - max(0, self.size.height // 3)
            message = self.notice[at_line : at_line + 1] if at_line >= 0 else ()
            return self.strip(message, self.size.width)
        if y < page.head_height:
            margin = f"+{min(self._hidden, 99)}".rjust(MAP) if self._hidden and y == 0 else ""
            return self._drawn(page.head_line(y, self.cursor), Piece(margin, "link-bold"))
        top, line, height = round(self.scroll_y), y - page.head_height, self._room - 1
        tick, ink = self._map.tick(page, self.cursor.row, height, line)
        here = Piece("▕" if line in self._map.in_view(page, top, self._room, height) else " ", "dim")
        return self._drawn(
            page.line(line + top, self.cursor, self._shifts),
            here,
            Piece(tick if tick in (CONFLICT, OPEN) else tick * 2, ink),
        )

    def _drawn(self, pieces: Sequence[Piece], *margin: Piece) -> Strip:
        grounds = themes.rows(self.app.theme)
        plain = grounds["plain"]
        segments = [
            Segment(piece.text, grounds["selected" if piece.selected else "plain"] + self._style(piece.ink))
            for piece in pieces
        ]
        strip = Strip(segments).adjust_cell_length(self.size.width - MAP, plain)
        beside = [Segment(piece.text, plain + self._style(piece.ink)) for piece in margin]
        right = Strip(beside).adjust_cell_length(MAP, plain)
        return Strip([*strip, *right], self.size.width).simplify()

    def _style(self, ink: str) -> Style:
        if ink == "conflict-current":
            return self.inks["conflict-bold"] + Style(underline=True)
        return self.inks[ink]
