"""The whole comparison in one column of cells: links, gaps, conflicts and the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import Claim, strongest_claim
from tui.rendering import words
from tui.rendering.comparison.cells import Place, WrappedCell
from tui.rendering.comparison.layout import Cell
from tui.rendering.comparison.marks import INKS
from tui.rendering.comparison.page import ComparisonPage

Tick = tuple[str, str]
"""A character and the name of its ink."""

_CURRENT: Tick = ("█", "accent")
_DISPUTES: Mapping[Claim, Tick] = {claim: (entry.sign, INKS[claim]) for claim, entry in words.DISPUTES.items()}
_STRONG: Tick = ("█", "link")
_RELATED: Tick = ("▒", "link")
_ONLY: Tick = ("░", "only")
_NOTHING: Tick = ("·", "hairline")
_IMPORTANCE = (*_DISPUTES.values(), _STRONG, _RELATED, _ONLY, _NOTHING)


def minimap(cells: Sequence[WrappedCell], lines: int, height: int) -> list[Tick]:
    """A tick for each line of the page while ``height`` has room, else for several ``lines``.

    Where passages share a tick, the most important one is shown.
    """
    size = min(height, lines)
    if size < 1:
        return []
    ranks = [_IMPORTANCE.index(_NOTHING)] * size
    for cell in cells:
        rank = _IMPORTANCE.index(_tick(cell.cell))
        for number in _lines(cell, lines, size):
            ranks[number] = min(ranks[number], rank)
    return [_IMPORTANCE[rank] for rank in ranks]


def _lines(cell: WrappedCell, lines: int, size: int) -> range:
    """The ticks, of ``size`` for ``lines``, that a cell has a part in."""
    return range(cell.top * size // lines, (cell.bottom - 1) * size // lines + 1)


def in_view(lines: int, top: int, room: int, height: int) -> range:
    """The ticks of ``room`` lines from ``top`` on; none where all ``lines`` are in view."""
    size = min(height, lines)
    if size < 1 or (top <= 0 and top + room >= lines):
        return range(0)
    first, last = max(0, top), min(top + room, lines) - 1
    return range(first * size // lines, last * size // lines + 1)


def _tick(cell: Cell) -> Tick:
    conflicts = cell.link.conflicts if cell.link is not None else ()
    if conflicts:
        return _DISPUTES[strongest_claim(conflict.claim for conflict in conflicts)]
    if cell.link is not None:
        return _STRONG if cell.link.strength == "strong" else _RELATED
    return _ONLY if cell.standing == "only" else _NOTHING


class Minimap:
    """The minimap of a page in a window; its ticks are kept while the page is shown."""

    def __init__(self) -> None:
        self._ticks: list[Tick] = []
        self._ticks_for: tuple[int, int] | None = None

    def tick(self, page: ComparisonPage, cursor: Place, height: int, line: int) -> Tick:
        """The tick on ``line`` of ``height`` lines, the cursor being on the cell ``cursor``; blank below the last."""
        if self._ticks_for != (id(page), height):
            cells = [cell for strip in page.wrapped.strips for cell in strip]
            self._ticks_for, self._ticks = (id(page), height), minimap(cells, page.height, height)
        current = page.wrapped.cells.get(cursor)
        if current is not None and line in _lines(current, page.height, len(self._ticks)):
            return _CURRENT
        return self._ticks[line] if line < len(self._ticks) else (" ", "hairline")

    @staticmethod
    def in_view(page: ComparisonPage, top: int, room: int, height: int) -> range:
        """Which of ``height`` lines are the ticks of what is in view: ``room`` lines of the page from ``top`` on."""
        return in_view(page.height, top, room, height)
