"""A comparison set for the screen: each sentence broken into lines of its column, and how far down it begins.

Pure: knows widths and inks, but no colour and no widget. Every column runs on its own; sentences that are linked begin
on the same line. The remark on a cell (*only here*, *earlier in …*) is a line of its own below the sentence. Where
there is no room for columns, all cells are in one strip, row by row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.model import Link
from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.layout import Cell, Layout, key, partner
from tui.rendering.comparison.placement import tops
from tui.rendering.text.cells import cut
from tui.rendering.text.wrap import WrappedLine, wrap

_INDENT = 2

Place = tuple[int, int]
"""Row and column of the layout."""


class WrappedCell(NamedTuple):
    """One sentence in lines; below the last one of a paragraph, or of a stack, there is a blank one."""

    cell: Cell
    place: Place
    text: str
    """Printable; offsets are those of the passage, counted from its start."""
    lines: tuple[WrappedLine, ...]
    note: str
    """The line below it; empty for none."""
    indent: int
    """Cells between the left edge and the text."""
    link: Link | None
    """A link to a cell further left that is level with it, to that of the next column if there is one."""
    over: int
    """Columns between it and the other end of ``link``, which have something else there."""
    top: int
    """Lines above it."""

    @property
    def height(self) -> int:
        """Lines, the note included; not the blank one."""
        return len(self.lines) + bool(self.note)

    @property
    def bottom(self) -> int:
        """The line below its last one."""
        return self.top + self.height


@dataclass(frozen=True)
class WrappedCells:
    """All cells of a comparison, set for one width."""

    strips: tuple[tuple[WrappedCell, ...], ...]
    """The cells of each column from top to bottom; of stacked ones all in a single strip."""
    height: int
    """Lines of the highest strip."""

    @cached_property
    def cells(self) -> Mapping[Place, WrappedCell]:
        """By row and column."""
        return {cell.place: cell for strip in self.strips for cell in strip}

    @cached_property
    def _above(self) -> Sequence[tuple[Sequence[int], Sequence[int]]]:
        """By strip: the bottoms of its cells, and how many of the first so many only one article has."""
        return [
            (
                [cell.bottom for cell in strip],
                list(accumulate((cell.cell.standing == "only" for cell in strip), initial=0)),
            )
            for strip in self.strips
        ]

    def above(self, line: int) -> tuple[int, int]:
        """How many cells end above ``line``, and how many of these only one article has."""
        ended = [(bisect_right(bottoms, line), only) for bottoms, only in self._above]
        return sum(number for number, _ in ended), sum(only[number] for number, only in ended)

    def at(self, strip: int, line: int) -> WrappedCell | None:
        """The cell of a strip that has ``line``, or the last one above it; None above the first."""
        number = bisect_right(self.strips[strip], line, key=lambda cell: cell.top) - 1
        return self.strips[strip][number] if number >= 0 else None


def wrap_cells(layout: Layout, width: int, names: Mapping[str, str], *, stacked: bool = False) -> WrappedCells:
    """Set every cell in columns of ``width`` cells, or stacked with a line for the name above each sentence."""
    following = _following(layout)
    groups: list[list[WrappedCell | None]] = []
    for number, row in enumerate(layout.rows):
        wrapped: list[WrappedCell | None] = [None] * len(row.cells)
        for column, cell in enumerate(row.cells):
            if cell is not None:
                place = number, column
                link, over = _level_link(layout, place, cell)
                wrapped[column] = _set_cell(cell, place, following.get(place), width, link, 0 if stacked else over)
        if stacked:
            groups += [[cell] for cell in wrapped if cell is not None]
        else:
            groups += [[c if n in group else None for n, c in enumerate(wrapped)] for group in row.level()]
    return _placed(groups, 1 if stacked else len(layout.articles), layout, width, names, above=int(stacked))


def _following(layout: Layout) -> dict[Place, Cell]:
    """By place, the next cell of the same column."""
    found: dict[Place, Cell] = {}
    last: list[Place | None] = [None] * len(layout.articles)
    for number, row in enumerate(layout.rows):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                before = last[column]
                if before is not None:
                    found[before] = cell
                last[column] = number, column
    return found


def _level_link(layout: Layout, place: Place, cell: Cell) -> tuple[Link | None, int]:
    """The link to the nearest column on the left that has its other end on the same row, and the columns between."""
    row, column = place
    others = ((layout.places[key(partner(link, cell.passage))], link) for link in cell.links)
    level = [(other[1], link) for other, link in others if other[0] == row and other[1] < column]
    if not level:
        return None, 0
    beside = next((link for other, link in level if other == column - 1), None)
    return (beside, 0) if beside is not None else (level[0][1], column - level[0][0] - 1)


def _set_cell(cell: Cell, place: Place, below: Cell | None, width: int, link: Link | None, over: int) -> WrappedCell:
    """A cell whose top is not known yet; of several in a row that only one article has the last one has the remark."""
    text = printable(cell.passage.text)
    only = cell.standing == "only"
    indent = _INDENT if only or over else 0
    note = words.ONLY_HERE.word if only and not (below is not None and below.standing == "only") else ""
    if cell.standing == "moved" and cell.elsewhere is not None:
        note = words.MOVED.word
    return WrappedCell(cell, place, text, _lines(text, width - indent), note, indent, link, over, 0)


@lru_cache(maxsize=16_384)
def _lines(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Kept, because another view, order or base of a long comparison sets the same sentences again."""
    return tuple(wrap(text, width))


def _placed(
    groups: Sequence[Sequence[WrappedCell | None]],
    strips: int,
    layout: Layout,
    width: int,
    names: Mapping[str, str],
    above: int,
) -> WrappedCells:
    """``groups`` as high up as they can be, ``above`` being the lines above each cell that are its own."""
    found, height = tops(groups, lambda cell: cell.height + 1 + above - (cell.cell.goes_on and not above))
    top_of = {
        cell.place: top + above for top, group in zip(found, groups, strict=True) for cell in group if cell is not None
    }
    filled: list[list[WrappedCell]] = [[] for _ in range(strips)]
    for group in groups:
        for strip, cell in enumerate(group):
            if cell is not None:
                at_top = cell._replace(top=top_of[cell.place])
                filled[strip].append(at_top if cell.cell.elsewhere is None else _directed(at_top, top_of, layout))
    return WrappedCells(
        tuple(tuple(_noted(cell, width, names) for cell in strip) for strip in filled),
        height,
    )


def _directed(cell: WrappedCell, top_of: Mapping[Place, int], layout: Layout) -> WrappedCell:
    """A cell that says rightly whether its partner is further up: columns run on their own, whatever their rows are."""
    elsewhere = cell.cell.elsewhere
    assert elsewhere is not None
    other = top_of[layout.places[key(elsewhere.passage)]]
    return cell._replace(cell=replace(cell.cell, elsewhere=replace(elsewhere, above=other < cell.top)))


def _noted(cell: WrappedCell, width: int, names: Mapping[str, str]) -> WrappedCell:
    """A cell whose remark names the article that has its partner, where it has one."""
    elsewhere = cell.cell.elsewhere
    if not cell.note:
        return cell
    note = cell.note
    if cell.cell.standing == "moved" and elsewhere is not None:
        note = elsewhere.in_words(printable(names.get(elsewhere.passage.article, "")))
    return cell._replace(note=cut(note, width - cell.indent))
