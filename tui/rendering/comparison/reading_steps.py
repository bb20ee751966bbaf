"""From passage to passage of a column, and screen by screen through what is higher than the window. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.rendering.comparison.cells import Place, WrappedCell
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.comparison.viewport import Viewport


class Step(NamedTuple):
    """Where a step leads: to another passage, or to other lines while the cursor stays."""

    place: Place | None
    view: Viewport | None


def step(page: ComparisonPage, view: Viewport, cursor: Cursor, direction: int) -> Step:
    """To the next (``direction`` 1) or previous (-1) passage of the column; first to lines that were never in view.

    Such lines are the rest of a passage that is higher than the window, or what the other columns have where this one
    has a gap.
    """
    column, strip = cursor.column, page.strip(cursor.column)
    number, top = _number(strip, cursor), view.column_top(cursor.column)
    here, other = strip[number], number + direction
    if direction > 0:
        following = strip[other].top - page.stacked if other < len(strip) else page.height
        if following - here.top > view.rows and following > top + view.rows:
            return Step(None, view.scrolled(column, min(following, top + view.rows - 1)))
    else:
        before = strip[other].bottom if other >= 0 else 0
        if top > here.top or (here.top - before > view.rows and top > before):
            return Step(None, view.scrolled(column, max(min(before, here.top), top - view.rows + 1)))
    if 0 <= other < len(strip):
        return Step(strip[other].place, None)
    return Step(None, view.scrolled(column, max(0, page.height - view.rows) if direction > 0 else 0))


def page_step(page: ComparisonPage, view: Viewport, cursor: Cursor, share: float) -> Step:
    """To the passage that is ``share`` of a window further down, or up where that is below 0; to the next at least."""
    here = page.extent((cursor.row, cursor.column))[0]
    line = max(0, min(page.height - 1, here + int(view.rows * share)))
    cell = page.cell_at(cursor.column, line)
    if cell is None or cell.place == (cursor.row, cursor.column):
        return step(page, view, cursor, 1 if share > 0 else -1)
    return Step(cell.place, None)


def _number(strip: Sequence[WrappedCell], cursor: Cursor) -> int:
    place = cursor.row, cursor.column
    return next((number for number, cell in enumerate(strip) if cell.place == place), 0)
