"""Files and records that an import skipped, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from index.model import SkippedSource


class SkippedList(RowList):
    """One file that did not become an article, and why."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.skipped: Sequence[SkippedSource] = ()

    def show(self, skipped: Sequence[SkippedSource]) -> None:
        """List these."""
        self.skipped = skipped
        self.fill(len(skipped))

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """The end of its path, and the reason."""
        bar = Run("▌" if index == self.current else " ", "accent")
        reason, path = printable(self.skipped[index].reason), printable(self.skipped[index].path)
        room = width // 2
        if cells(path) > room:
            path = "…" + path[-(room - 1) :]
        path = cut(path, room)
        return [bar, Run(path + " " * (room - cells(path) + 2), "ink"), Run(cut(reason, width - room - 3), "dim")]
