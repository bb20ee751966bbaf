"""The comparison on the screen: columns whose rows stay level, or, where there is no room, rows stacked in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.text import printable
from tui import keys, themes
from tui.widgets.chrome import Inked
from tui.widgets.comparison_layout import Layout
from tui.widgets.comparison_setting import (
    BAR,
    MOVED,
    NOTHING,
    ONLY,
    SIGNS,
    SetCell,
    Setting,
    gutter,
    ink_of,
    marks_of,
    set_rows,
)
from tui.widgets.comparison_walk import Cursor, at
from tui.widgets.minimap import Tick, minimap
from tui.widgets.typesetting import Run, cells, cut, runs

NARROWEST = 33
"""Cells of text below which columns are no longer read but spelled."""
WIDEST = 72
_HEAD = 4
_MAP = 3
_GAP = 3


class Head(NamedTuple):
    """What stands above a column."""

    name: str
    about: str


class Columns(ScrollView, Inked, can_focus=True, inherit_bindings=False):
    """Shows a layout; moves a cursor of cells over it. Only the lines in view are ever drawn."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving"))

    class CursorMoved(Message):
        """The cursor is on another cell or link."""

    class PassageChosen(Message):
        """A passage was clicked twice."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.arranged: Layout | None = None
        self.cursor = Cursor(0, 0, None)
        self.notice: tuple[Run, ...] = ()
        self._heads: tuple[Head, ...] = ()
        self._hidden = 0
        self._names: Mapping[str, str] = {}
        self._setting: Setting | None = None
        self._set_for = (0, 0)
        self._drawn_ticks: list[Tick] = []
        self._ticks_for = (0, 0, 0)

    # --- What is shown --------------------------------------------------------------------------------------------

    def show(
        self, layout: Layout, heads: Sequence[Head], names: Mapping[str, str], cursor: Cursor, hidden: int = 0
    ) -> None:
        """Show ``layout``; ``names`` are the short names of articles by id, ``hidden`` those without a column."""
        self._hidden = hidden
        self.arranged, self._heads, self._names, self.notice = layout, tuple(heads), names, ()
        self._set()
        self.move_to(cursor)

    def say(self, *lines: Run) -> None:
        """Show a notice instead of columns."""
        self.arranged, self._setting, self.notice = None, None, lines
        self.virtual_size = Size(0, 0)
        self.refresh()

    @staticmethod
    def fitting(width: int, articles: int) -> int:
        """How many of so many articles find room side by side; 1: stacked."""
        room = width - _MAP
        return next((n for n in range(articles, 1, -1) if (room - n - _GAP * (n - 1)) // n >= NARROWEST), 1)

    @property
    def _stacked(self) -> bool:
        return self.arranged is not None and self.fitting(self.size.width, len(self.arranged.articles)) < len(
            self.arranged.articles
        )

    @property
    def _measure(self) -> int:
        count = 1 if self._stacked or self.arranged is None else len(self.arranged.articles)
        room = self.size.width - _MAP - count - _GAP * (count - 1)
        return max(1, min(WIDEST, room // count))

    def _set(self) -> None:
        if self.arranged is None or not self.size.width:
            return
        self._setting = set_rows(self.arranged, self._measure, self._names, stacked=self._stacked)
        self._set_for = (self.size.width, len(self.arranged.articles))
        self.virtual_size = Size(self.size.width, self._setting.height + self._head_height)
        self.refresh()

    @property
    def _head_height(self) -> int:
        return 1 if self._stacked else _HEAD

    def on_resize(self) -> None:
        """Set again for the new width, and keep the cursor in view."""
        if self.arranged is not None and self._set_for != (self.size.width, len(self.arranged.articles)):
            self._set()
        self._into_view()

    # --- The cursor -------------------------------------------------------------------------------------------------

    def move_to(self, cursor: Cursor) -> None:
        """Put the cursor somewhere and bring it into view."""
        self.cursor = cursor
        self._into_view()
        self.refresh()
        self.post_message(self.CursorMoved())

    def _into_view(self) -> None:
        if self._setting is None or not self._setting.rows:
            return
        row = self._setting.rows[min(self.cursor.row, len(self._setting.rows) - 1)]
        room = self.size.height - self._head_height
        top = round(self.scroll_y)
        if row.top < top or row.height > room:
            top = row.top
        elif row.top + row.height > top + room:
            top = row.top + row.height - room
        self.scroll_to(y=top, animate=False, immediate=True)

    def _step(self, rows: int) -> None:
        if self.arranged is not None:
            self.move_to(at(self.arranged, self.cursor.row + rows, self.cursor.column))

    def _page(self, share: float) -> None:
        if self._setting is None or self.arranged is None or not self._setting.rows:
            return
        lines = int((self.size.height - self._head_height) * share)
        here = self._setting.rows[self.cursor.row].top
        row = self._setting.at(max(0, min(self._setting.height - 1, here + lines)))
        if row == self.cursor.row:
            row += 1 if share > 0 else -1
        self.move_to(at(self.arranged, row, self.cursor.column))

    def action_move_down(self) -> None:
        """Next row."""
        self._step(1)

    def action_move_up(self) -> None:
        """Previous row."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def action_half_page_down(self) -> None:
        """Half a page down."""
        self._page(0.5)

    def action_half_page_up(self) -> None:
        """Half a page up."""
        self._page(-0.5)

    def action_go_first(self) -> None:
        """To the first row."""
        self._step(-self.cursor.row)

    def action_go_last(self) -> None:
        """To the last row."""
        if self.arranged is not None:
            self._step(len(self.arranged.rows))

    def on_click(self, event: events.Click) -> None:
        """The cursor goes where the reader points; a second click opens."""
        if self._setting is None or self.arranged is None or event.y < self._head_height:
            return
        line = event.y - self._head_height + round(self.scroll_y)
        if line >= self._setting.height:
            return
        column = 0 if self._stacked else min(event.x // (self._measure + 1 + _GAP), len(self.arranged.articles) - 1)
        self.move_to(at(self.arranged, self._setting.at(line), column))
        if event.chain == 2:
            self.post_message(self.PassageChosen())

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line: the heads, which stay, then the rows, and the minimap at the right edge."""
        if self.arranged is None or self._setting is None:
            at_line = y - max(0, self.size.height // 3)
            said = self.notice[at_line : at_line + 1] if at_line >= 0 else ()
            return self.strip(said, self.size.width)
        if y < self._head_height:
            margin = f" +{self._hidden}" if self._hidden and y == 0 else " " * _MAP
            return self._drawn([] if self._stacked else self._head_line(y), margin, "link-bold")
        ticks = self._ticks()
        tick, ink = ticks[y - self._head_height] if y - self._head_height < len(ticks) else (" ", "hairline")
        line = y - self._head_height + round(self.scroll_y)
        drawn = self._row_line(line) if line < self._setting.height else []
        return self._drawn(drawn, f" {tick * 2}" if tick != "✕" else f" {tick} ", ink)

    def _ticks(self) -> list[Tick]:
        room = self.size.height - self._head_height - 1
        if self.arranged is not None and (self._ticks_for != (id(self.arranged), self.cursor.row, room)):
            self._ticks_for = (id(self.arranged), self.cursor.row, room)
            self._drawn_ticks = minimap(self.arranged.rows, self.cursor.row, room)
        return self._drawn_ticks

    def _drawn(self, segments: list[Segment], margin: str, ink: str) -> Strip:
        ground = themes.rows(self.app.theme)["plain"]
        width = self.size.width - len(margin)
        strip = Strip(segments).adjust_cell_length(width, ground)
        return Strip([*strip, Segment(margin, ground + self.inks[ink])], self.size.width).simplify()

    def _style(self, ink: str, *, selected: bool = False) -> Style:
        ground = themes.rows(self.app.theme)["selected" if selected else "plain"]
        if ink == "conflict-current":
            return ground + self.inks["conflict-bold"] + Style(underline=True)
        return ground + self.inks[ink]

    def _segments(self, said: Sequence[Run], width: int, *, selected: bool = False) -> list[Segment]:
        segments = [Segment(run.text, self._style(run.ink, selected=selected)) for run in said if run.text]
        gap = width - sum(cells(run.text) for run in said)
        return [*segments, Segment(" " * gap, self._style("ink", selected=selected))] if gap > 0 else segments

    def _head_line(self, y: int) -> list[Segment]:
        width, segments = self._measure + 1, list[Segment]()
        if y == 2:
            return self._segments([Run("─" * (len(self._heads) * (width + _GAP) - _GAP), "hairline")], 0)
        for number, head in enumerate(self._heads):
            if number:
                segments += self._segments([Run(" │", "hairline")], _GAP)
            name = Run(cut(printable(head.name), width), "accent-bold" if number == self.cursor.column else "headline")
            said = [[name], [Run(cut(printable(head.about), width), "dim")], [], []][y]
            segments += self._segments(said, width)
        return segments

    def _row_line(self, line: int) -> list[Segment]:
        assert self._setting is not None
        row = self._setting.at(line)
        within = line - self._setting.rows[row].top
        return self._stacked_line(row, within) if self._stacked else self._level_line(row, within)

    def _level_line(self, row: int, within: int) -> list[Segment]:
        assert self._setting is not None and self.arranged is not None
        segments: list[Segment] = []
        last = within == self._setting.rows[row].height - 1
        for column, cell in enumerate(self._setting.rows[row].cells):
            if column:
                sign, ink = gutter(self.arranged, row, column, within)
                if within == 0 and self._is_right_end(row, column):
                    sign, ink = (MOVED if sign == MOVED else self._current_sign()), "accent-bold"
                segments += self._segments([Run(" ", "ink"), Run(sign, ink), Run(" ", "ink")], _GAP)
            segments += self._cell_line(row, column, cell, within if not last else -1)
        return segments

    def _stacked_line(self, row: int, within: int) -> list[Segment]:
        assert self._setting is not None and self.arranged is not None
        for column, cell in enumerate(self._setting.rows[row].cells):
            if cell is None:
                continue
            if within == 0:
                sign, ink = gutter(self.arranged, row, column, 0) if column else ("", "dim")
                name = printable(self._names.get(self.arranged.articles[column], ""))
                said = [Run(" ", "dim"), Run(f"{sign} " if sign not in ("", "│") else "", ink), Run(name, "dim")]
                return self._segments(said, self._measure + 1)
            if within <= cell.height:
                return self._cell_line(row, column, cell, within - 1)
            within -= cell.height + 1
        return []

    def _cell_line(self, row: int, column: int, cell: SetCell | None, number: int) -> list[Segment]:
        measure = self._measure
        here = (row, column) == (self.cursor.row, self.cursor.column)
        if cell is None:
            mark = BAR if here and number == 0 else " "
            dot = [Run(NOTHING, "dim")] if number == 0 else []
            return self._segments([Run(mark, "accent"), *dot], measure + 1)
        if not 0 <= number < cell.height:
            return self._segments([], measure + 1)
        current = here or self._is_end(row, column)
        return [
            *self._segments([Run(BAR if current else " ", "accent")], 1),
            *self._segments(self._said(cell, column, number, current=current), measure, selected=here),
        ]

    def _said(self, cell: SetCell, column: int, number: int, *, current: bool) -> list[Run]:
        only = cell.cell.standing == "only"
        prefix = [Run(f"{ONLY} ", "only")] if only else []
        if number >= len(cell.lines):
            return [*prefix, Run(cell.note, "only" if only else "link")]
        ink = ink_of(cell.cell, column, current=current)
        return [*prefix, *runs(cell.text, cell.lines[number], marks_of(cell.cell, self.cursor.link), ink)]

    def _is_end(self, row: int, column: int) -> bool:
        link = self.cursor.link
        return link is not None and self.arranged is not None and (row, column) in self.arranged.ends(link)

    def _is_right_end(self, row: int, column: int) -> bool:
        link = self.cursor.link
        return link is not None and self.arranged is not None and self.arranged.ends(link)[1] == (row, column)

    def _current_sign(self) -> str:
        return SIGNS[self.cursor.link.kind] if self.cursor.link is not None else " "

    def region_of_cursor(self) -> Region:
        """Where the current row stands, for tests and for what opens beside it."""
        if self._setting is None or not self._setting.rows:
            return Region()
        row = self._setting.rows[self.cursor.row]
        return Region(0, row.top + self._head_height - round(self.scroll_y), self.size.width, row.height)
