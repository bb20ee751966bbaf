"""Which lines of a comparison are in view, so that the reader sees the passage or both ends of the link. Pure.

Both ends of a link are brought onto the screen whatever lies between them. While they fit into the window together, it
is scrolled. Else, side by side, the column of the other end is scrolled until both begin on the same line; in a stack
the other end is quoted below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tui.rendering.comparison.cells import Place
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.numbers import counted

_QUOTED = 0.5
"""The share of the window that a quotation takes at most."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """What is in view of a page."""

    room: int
    """Lines of the window below the heads."""
    top: int = 0
    """The first line in view."""
    shifts: Mapping[int, int] = field(default_factory=dict)
    """By column, how many lines further it is scrolled than ``top`` says."""
    linked: bool = True
    """Whether a column was scrolled for a link, and not for another passage that belongs beside this one."""
    free: bool = False
    """Whether each column scrolls on its own."""
    quoted: Place | None = None
    """The passage that is quoted below a stack."""
    quoted_lines: int = 0
    """Lines of the window that the quotation takes."""

    @property
    def rows(self) -> int:
        """Lines of the page in view."""
        return max(1, self.room - self.quoted_lines)

    def column_top(self, column: int) -> int:
        """The first line in view of a column."""
        return self.top + self.shifts.get(column, 0)

    def scrolled(self, column: int, top: int) -> Viewport:
        """With ``top`` as the first line of a column: of that one alone where they are free, else of all."""
        if self.free:
            return replace(self, shifts={**self.shifts, column: max(0, top) - self.top})
        return replace(self, top=max(0, top - self.shifts.get(column, 0)))

    def tied(self) -> Viewport:
        """Without what was scrolled or quoted for a link; free columns stay where they are."""
        return replace(self, shifts=self.shifts if self.free else {}, quoted=None, quoted_lines=0)

    def freed(self, column: int, *, free: bool) -> Viewport:
        """Each column on its own, or all together again, level with ``column``."""
        top = max(0, self.column_top(column))
        return replace(self, free=free, shifts={}, top=top)


def show_cell(view: Viewport, page: ComparisonPage, cursor: Cursor, *, fresh: bool = False) -> Viewport:
    """The cell of the cursor in view, scrolled as little as that takes; after a long way with some of what is above.

    ``fresh`` is for a page that was not shown before: it begins with the passage, not with what is above it.
    """
    view = view.tied()
    first, height = page.extent((cursor.row, cursor.column))
    top, column = view.column_top(cursor.column), cursor.column
    if fresh or first < top or height > view.rows:
        return view.scrolled(column, first)
    if first > top + 2 * view.rows:
        # After a long way the context matters more than how little was scrolled.
        return view.scrolled(column, first - (view.rows - height) // 3)
    return view.scrolled(column, max(top, first + height - view.rows))


def show_link(view: Viewport, page: ComparisonPage, cursor: Cursor, *, fresh: bool = False) -> Viewport:
    """Both ends of the link of the cursor in view; where either is higher than the window, its first lines.

    The other passage of the cursor, if it has one, takes the place of the other end. A ``fresh`` page of columns begins
    with both, level with each other.
    """
    here, other = (cursor.row, cursor.column), cursor.other
    view = replace(view, linked=other is None)
    if other is None:
        if cursor.link is None:
            return show_cell(view, page, cursor, fresh=fresh)
        places = page.layout.ends(cursor.link)
        other = places[1] if places[0] == here else places[0]
    if view.free:
        return _level(show_cell(view, page, cursor), page, here, other)
    before, view = view, view.tied()
    (first, height), (other_first, other_height) = page.extent(here), page.extent(other)
    start, end = min(first, other_first), max(first + height, other_first + other_height)
    level = first == other_first and not page.stacked
    if level or (end - start <= view.rows and (page.stacked or not fresh)):
        if fresh or end - start > view.rows or start < view.top:
            return replace(view, top=start)
        if start > view.top + 2 * view.rows:
            return replace(view, top=start - (view.rows - (end - start)) // 3)
        return replace(view, top=max(view.top, end - view.rows))
    if page.stacked:
        lines = min(len(page.wrapped.cells[other].lines) + 1, max(2, int(view.room * _QUOTED)))
        quoting = replace(view, quoted=other, quoted_lines=lines)
        if first < view.top or height > quoting.rows:
            return replace(quoting, top=first)
        return replace(quoting, top=max(view.top, first + height - quoting.rows))
    down = 0 if fresh else max(0, first - before.column_top(cursor.column))
    offset = min(down, max(0, view.rows - max(height, other_height)), first)
    return _level(replace(view, top=first - offset), page, here, other)


def _level(view: Viewport, page: ComparisonPage, here: Place, other: Place) -> Viewport:
    """The column of ``other`` scrolled until that is level with ``here``."""
    apart = page.extent(other)[0] - page.extent(here)[0]
    return replace(view, shifts={**view.shifts, other[1]: apart + view.shifts.get(here[1], 0)})


def remarks_on(view: Viewport, page: ComparisonPage) -> Mapping[int, str]:
    """What the heads say of what is not in view: how much is above, and which column was scrolled for a link."""
    if view.free:
        return {}
    above, only = page.wrapped.above(view.top)
    remarks = {}
    if above:
        remarks[0] = (
            f"↑ {above:,} above, {only:,} only in one article" if only else f"↑ {counted(above, 'passage')} above"
        )
    for column, shift in view.shifts.items():
        where = "scrolled to this link" if view.linked else "scrolled to what differs"
        remarks[column] = f"{'↓' if shift > 0 else '↑'} {where}"
    return remarks
