"""The comparison on the screen: columns whose rows stay level, or, where there is no room, rows stacked in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from tui.rendering.comparison.cursor import Cursor, at
from tui.rendering.comparison.heads import Head
from tui.rendering.comparison.layout import Layout
from tui.rendering.comparison.minimap import Minimap
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.comparison.pieces import Piece
from tui.rendering.comparison.reading_steps import Step, page_step, step
from tui.rendering.comparison.viewport import Viewport, remarks_on, show_cell, show_link
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

    class CursorMoved(Message):
        """The cursor is on another cell or link."""

    class PassageChosen(Message):
        """A passage was clicked twice."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = Cursor(0, 0, None)
        self.notice: tuple[Run, ...] = ()
        self.view = Viewport(0)
        self.both_ends = False
        """Whether both ends of the link of the cursor are to be in view."""
        self.untouched = True
        """Whether the reader has not moved since the page was opened."""
        self._heads, self._names, self._hidden = tuple[Head, ...](), dict[str, str](), 0
        self._page_set: ComparisonPage | None = None
        self._set_for = Size(0, 0)
        self._map = Minimap()

    # --- What is shown --------------------------------------------------------------------------------------------

    @property
    def arranged(self) -> Layout | None:
        """What is shown; None while a notice is."""
        return self._page_set.layout if self._page_set is not None else None

    @property
    def page(self) -> ComparisonPage | None:
        """What is shown, set for this window; None while a notice is."""
        return self._page_set

    def show(
        self,
        layout: Layout,
        heads: Sequence[Head],
        names: Mapping[str, str],
        cursor: Cursor,
        hidden: int = 0,
        *,
        fresh: bool = False,
        on_link: bool = False,
    ) -> None:
        """Show ``layout``; ``names`` are the short names of articles by id, ``hidden`` those without a column.

        With ``on_link`` both ends of the link of ``cursor`` are in view. Where the page is not ``fresh`` the passage of
        the cursor stays as far down in the window as the one before was, but with some of what is above it.
        """
        before = self._down()
        self._heads, self._names, self._hidden, self.notice = tuple(heads), dict(names), hidden, ()
        self._set(layout)
        self.cursor = cursor
        if not fresh and not self.view.free:
            down = max(before, self.view.rows // 3)
            self.view = replace(self.view, top=max(0, self.view.top + self._down() - down))
        self.move_to(cursor, on_link=on_link, fresh=fresh)

    def _down(self) -> int:
        """How many lines below the top of the window the passage of the cursor begins."""
        page, place = self._page_set, (self.cursor.row, self.cursor.column)
        return page.extent(place)[0] - self.view.column_top(place[1]) if page is not None else 0

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
        self.view = Viewport(self.size.height - page.head_height, self.view.top, free=self.free and not page.stacked)

    def on_resize(self) -> None:
        """Lay out again for the new width, and keep what the reader looks at in view."""
        if self._page_set is not None and self._set_for != self.size:
            self._set(self._page_set.layout)
        self._look(fresh=self.untouched)

    # --- The cursor -------------------------------------------------------------------------------------------------

    def move_to(self, cursor: Cursor, *, on_link: bool = False, fresh: bool = False) -> None:
        """Move the cursor, and scroll to it; with ``on_link`` so that both ends of its link are in view."""
        two = cursor.link is not None or cursor.other is not None
        self.cursor, self.both_ends, self.untouched = cursor, on_link and two, fresh
        self._look(fresh=fresh)
        self.post_message(self.CursorMoved())

    def _look(self, *, fresh: bool = False) -> None:
        page = self._page_set
        if page is None or not page.layout.rows:
            return
        if self.both_ends:
            self._scroll(show_link(self.view, page, self.cursor, fresh=fresh))
        else:
            self._scroll(show_cell(self.view, page, self.cursor, fresh=fresh))

    def _scroll(self, view: Viewport) -> None:
        page = self._page_set
        if page is None:
            return
        self.view = view
        self.virtual_size = Size(self.size.width, page.head_height + max(page.height, view.top + view.room))
        self.scroll_to(y=view.top, animate=False, immediate=True, force=True)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the view in step with what scrolls this widget from outside, such as a mouse wheel."""
        super().watch_scroll_y(old_value, new_value)
        self.view = replace(self.view, top=round(new_value))

    @property
    def free(self) -> bool:
        """Whether each column scrolls on its own."""
        return self.view.free

    def set_free(self, free: bool) -> None:
        """Let each column scroll on its own, or all together again, level with the current one."""
        stacked = self._page_set is not None and self._page_set.stacked
        self._scroll(self.view.freed(self.cursor.column, free=free and not stacked))
        self._look()

    def to_column(self, column: int) -> None:
        """Go to a column: to the other end of the link looked at, to what is level, or to what is beside."""
        page, here = self._page_set, self.cursor
        if page is None:
            return
        ends = page.layout.ends(here.link) if here.link is not None else ()
        across = next((end for end in ends if end[1] == column), None)
        if across is not None and (here.row, here.column) in ends:
            self.move_to(Cursor(*across, here.link), on_link=self.both_ends)
            return
        cell = page.cell_at(column, page.extent((here.row, here.column))[0]) if not page.stacked else None
        self.move_to(at(page.layout, cell.place[0] if cell is not None else here.row, column))

    def action_move(self, motion: keys.Motion) -> None:
        """Go to another passage; from one that is higher than the view, first through the rest of it."""
        page, direction = self._page_set, 1 if motion.endswith("down") else -1
        strip = page.strip(self.cursor.column) if page is not None else ()
        if page is None or not strip:
            return
        if motion == "go_first":
            self.move_to(at(page.layout, *strip[0].place))
            self._scroll(self.view.scrolled(self.cursor.column, 0))
            self._look()
        elif motion == "go_last":
            self.move_to(at(page.layout, *strip[-1].place))
        elif motion in ("move_down", "move_up"):
            self._take(page, step(page, self.view, self.cursor, direction))
        else:
            share = direction * (1 if motion.startswith("page") else 0.5)
            self._take(page, page_step(page, self.view, self.cursor, share))

    def _take(self, page: ComparisonPage, taken: Step) -> None:
        if taken.place is not None:
            self.move_to(at(page.layout, *taken.place))
        elif taken.view is not None:
            self._scroll(taken.view)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell that is clicked; a second click opens it."""
        page = self._page_set
        if page is None or not page.head_height <= event.y < page.head_height + self.view.rows:
            return
        column = page.column_at(event.x)
        cell = page.cell_at(column, event.y - page.head_height + self.view.column_top(column))
        if cell is not None:
            self.move_to(at(page.layout, *cell.place))
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
            remarks = remarks_on(self.view, page)
            return self._drawn(page.head_line(y, self.cursor, remarks), Piece(margin, "link-bold"))
        view, line, height = self.view, y - page.head_height, self.view.room - 1
        place = self.cursor.row, self.cursor.column
        tick, ink = self._map.tick(page, place, height, line)
        here = Piece("▕" if line in self._map.in_view(page, view.top, view.rows, height) else " ", "dim")
        ticks = here, Piece(tick if tick in (CONFLICT, OPEN) else tick * 2, ink)
        if line >= view.rows and view.quoted is not None and self.cursor.link is not None:
            quotation = page.quotation(view.quoted, self.cursor.link, view.quoted_lines)
            return self._drawn(next(iter(quotation[line - view.rows :]), ()), *ticks)
        return self._drawn(page.line(line + view.top, self.cursor, view.shifts), *ticks)

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
