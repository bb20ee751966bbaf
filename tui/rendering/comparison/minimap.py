"""The whole comparison in one column of cells: links, gaps, conflicts and the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from tui.rendering import words
from tui.rendering.comparison.layout import LayoutRow
from tui.rendering.comparison.page import ComparisonPage

Tick = tuple[str, str]
"""A character and the name of its ink."""

_CURRENT: Tick = ("█", "accent")
_CONFLICT: Tick = (words.CONFLICT.sign, "conflict-bold")
_OPEN: Tick = (words.OPEN.sign, "conflict-bold")
_STRONG: Tick = ("█", "link")
_RELATED: Tick = ("▒", "link")
_ONLY: Tick = ("░", "only")
_NOTHING: Tick = ("·", "hairline")
_IMPORTANCE = (_CURRENT, _CONFLICT, _OPEN, _STRONG, _RELATED, _ONLY, _NOTHING)


def minimap(rows: Sequence[LayoutRow], current: int, height: int) -> list[Tick]:
    """At most ``height`` ticks, one a row while they fit; where rows share a tick, the most important one is shown."""
    if not rows or height < 1:
        return []
    ticks = [_CURRENT if number == current else _tick(row) for number, row in enumerate(rows)]
    size = min(height, len(ticks))
    shares = [ticks[i * len(ticks) // size : (i + 1) * len(ticks) // size] for i in range(size)]
    return [min(share, key=_IMPORTANCE.index) for share in shares]


def in_view(rows: int, first: int, last: int, height: int) -> range:
    """The ticks of the rows ``first`` to ``last`` of so many; none where all rows are in view."""
    size = min(height, rows)
    if size < 1 or (first <= 0 and last >= rows - 1):
        return range(0)
    shown = [i for i in range(size) if i * rows // size <= last and (i + 1) * rows // size > first]
    return range(shown[0], shown[-1] + 1) if shown else range(0)


def _tick(row: LayoutRow) -> Tick:
    cells = [cell for cell in row.cells if cell is not None]
    links = [cell.link for cell in cells if cell.link is not None]
    conflicts = [conflict for link in links for conflict in link.conflicts]
    if conflicts:
        return _OPEN if words.of_conflicts(conflicts) is words.OPEN else _CONFLICT
    if any(link.strength == "strong" for link in links):
        return _STRONG
    if links:
        return _RELATED
    return _ONLY if any(cell.standing == "only" for cell in cells) else _NOTHING


class Minimap:
    """The minimap of a page of rows in a window; its ticks are kept until the cursor is on another row."""

    def __init__(self) -> None:
        self._ticks: list[Tick] = []
        self._ticks_for: tuple[int, int, int] | None = None

    def tick(self, page: ComparisonPage, cursor: int, height: int, line: int) -> Tick:
        """The tick on ``line`` of ``height`` lines, the cursor being on the row ``cursor``; blank below the last."""
        wanted = (id(page), cursor, height)
        if self._ticks_for != wanted:
            self._ticks_for, self._ticks = wanted, minimap(page.layout.rows, cursor, height)
        return self._ticks[line] if line < len(self._ticks) else (" ", "hairline")

    @staticmethod
    def in_view(page: ComparisonPage, top: int, room: int, height: int) -> range:
        """Which of ``height`` lines are the ticks of what is in view: ``room`` lines of the page from ``top`` on."""
        setting = page.setting
        last = max(0, min(top + room, setting.height) - 1)
        return in_view(len(setting.rows), setting.at(max(0, top)), setting.at(last), height)
