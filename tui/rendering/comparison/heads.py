"""The lines above the columns of a comparison: names, days, headlines, a hairline. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from index.text import printable
from tui.rendering.comparison.pieces import GAP, Piece, filled
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.wrap import wrap


class Head(NamedTuple):
    """The lines above a column."""

    name: str
    about: str
    days: tuple[str, ...] = ()
    """The day it is of, as it is written where there is room, then shorter."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of columns of one width."""

    heads: tuple[Head, ...]
    width: int
    """Cells of a column."""
    airy: bool
    """Whether there are lines to spare: for a blank one below the heads and for a headline in two."""

    @property
    def height(self) -> int:
        """Lines above the rows."""
        return 2 + self._about_height + self.airy

    @property
    def _about_height(self) -> int:
        """Lines below the names."""
        return 2 if self.airy and any(cells(printable(head.about)) > self.width for head in self.heads) else 1

    def line(self, y: int, current: int, remarks: Mapping[int, str]) -> list[Piece]:
        """One line; ``current`` is the column of the cursor, ``remarks`` go into the hairline above their columns."""
        if y == 1 + self._about_height:
            return self._rule(remarks)
        pieces: list[Piece] = []
        for number, head in enumerate(self.heads):
            if number:
                pieces += filled([Piece(" │", "hairline")], GAP)
            pieces += filled(self._head(head, y, current=number == current), self.width)
        return pieces

    def _rule(self, remarks: Mapping[int, str]) -> list[Piece]:
        pieces: list[Piece] = []
        for number in range(len(self.heads)):
            room = self.width + (GAP if number < len(self.heads) - 1 else 0)
            remark = cut(remarks.get(number, ""), self.width - 2)
            if remark:
                pieces += [Piece("─ ", "hairline"), Piece(f"{remark} ", "dim")]
                room -= cells(remark) + 3
            pieces.append(Piece("─" * room, "hairline"))
        return pieces

    def _head(self, head: Head, y: int, *, current: bool) -> list[Piece]:
        """The name with the day at the right end of its line, or before what is below it where it has no room there."""
        width = self.width
        beside = self._day_beside()
        if y == 0:
            name = Piece(cut(printable(head.name), width), "accent-bold" if current else "headline")
            on = printable(head.days[min(beside, len(head.days) - 1)]) if head.days and beside is not None else ""
            gap = width - cells(name.text) - cells(on)
            return [name, Piece(" " * gap, "dim"), Piece(on, "dim")] if on else [name]
        about = [*(head.days[-1:] if beside is None else ()), head.about]
        text = printable(" · ".join(part for part in about if part))
        lines = wrap(text, width)
        if not 0 < y <= min(len(lines), self._about_height):
            return []
        line = lines[y - 1]
        last = y == self._about_height
        return [Piece(cut(text[line.start :], width) if last else text[line.start : line.end], "dim")]

    def _day_beside(self) -> int | None:
        """Which way of writing the days has room beside all the names; None: not even the shortest one."""
        ways = max((len(head.days) for head in self.heads), default=0)
        return next((way for way in range(ways) if all(self._has_room(head, way) for head in self.heads)), None)

    def _has_room(self, head: Head, way: int) -> bool:
        on = head.days[min(way, len(head.days) - 1)] if head.days else ""
        return not on or cells(printable(head.name)) + 2 + cells(printable(on)) <= self.width
