"""The layout of an article: its blocks below each other at a measure, each wrapped only when it is looked at.

Rows count from 0 at the top. Heights of blocks that have not been wrapped yet are estimated, so a row can move when
those above it are wrapped; :meth:`ArticleLayout.wrap_rows` returns by how much. What fits in :data:`AT_ONCE` characters
is wrapped at once and never moves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from index.text import printable
from tui.rendering.text.runs import InkSpan
from tui.rendering.text.wrap import WrappedLine, as_is, runs_leftwards, without_widow, wrap

AT_ONCE = 200_000
"""Characters of an article that are wrapped at once, before they come into view."""
_LONGEST = 8_000
"""A block longer than this is cut at a space, so that looking at a part of it stays cheap."""


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A piece of text in one style. ``text`` is as it was found; it is made printable when it is wrapped."""

    text: str
    ink: str = "ink"
    kind: str = "paragraph"
    """``paragraph`` for all of the clean text; ``headline``, ``deck``, ``about``, ``rule``, ``hidden``, ``note`` ..."""
    at: int | None = None
    """Offset of ``text`` in the article's clean text; None for what is not of it."""
    marks: tuple[InkSpan, ...] = ()
    """In offsets of ``text``."""
    indent: int = 0
    aside: str = ""
    """Shown at the right end of the first line."""
    space: int = 1
    """Blank rows below."""
    links: tuple[InkSpan, ...] = ()
    """Words that lead elsewhere, in offsets of ``text``; other marks lie on them."""
    lead: str = ""
    """Drawn at the left of the first line, in the cells of ``indent``."""
    bar: str = ""
    """Drawn at the left of every line but the first; of that too where there is no ``lead``."""
    pads: tuple[tuple[int, int], ...] = ()
    """Offsets of ``text`` and how many blank cells come before each. A block with some is one line."""
    as_is: bool = False
    """Whether its lines and spaces stay as they are."""
    number: int | None = None
    """Which hidden line of the article it is, or which is the first of the group that it is about."""


class Place(NamedTuple):
    """The content of a row: line ``line`` of block ``block``; ``line`` is None in the blank rows below the block."""

    block: int
    line: int | None


class ArticleLayout:
    """The blocks of an article, wrapped at one measure (in cells)."""

    def __init__(self, blocks: Sequence[ArticleBlock], measure: int) -> None:
        self.blocks: tuple[ArticleBlock, ...] = tuple(part for block in blocks for part in _parts(block))
        self.measure = max(8, measure)
        self._texts: dict[int, str] = {}
        self._lines: dict[int, list[WrappedLine]] = {}
        self._leftward: dict[int, bool] = {}
        self._heights = [self._estimate(block) for block in self.blocks]
        self._tops: list[int] = []
        budget = AT_ONCE
        for index, block in enumerate(self.blocks):
            budget -= len(block.text)
            if budget < 0:
                break
            self._set(index)
        self._stack()

    @property
    def height(self) -> int:
        """Rows of the whole article."""
        return self._tops[-1]

    @property
    def text_height(self) -> int:
        """Rows down to the end of what there is to read: without the notes below it."""
        last = next((i for i in reversed(range(len(self.blocks))) if self.blocks[i].kind not in ("note", "rule")), None)
        return 0 if last is None else self._tops[last] + self._heights[last] - self.blocks[last].space

    def text(self, block: int) -> str:
        """The printable text of a block."""
        if block not in self._texts:
            self._texts[block] = printable(self.blocks[block].text, lines=True)
        return self._texts[block]

    def is_leftward(self, block: int) -> bool:
        """Whether a block is set at the right, being of a script written from right to left."""
        if block not in self._leftward:
            self._leftward[block] = not self.blocks[block].as_is and runs_leftwards(self.text(block))
        return self._leftward[block]

    def lines(self, block: int) -> list[WrappedLine]:
        """The lines of a block, which is wrapped first if it was not yet."""
        if block not in self._lines:
            self._set(block)
            self._stack()
        return self._lines[block]

    def top(self, block: int) -> int:
        """The row of the first line of a block."""
        return self._tops[block]

    def place(self, row: int) -> Place | None:
        """The block and line in ``row``; None below the end."""
        if not 0 <= row < self.height:
            return None
        block = bisect_right(self._tops, row) - 1
        line = row - self._tops[block]
        return Place(block, line if line < len(self.lines(block)) else None)

    def wrap_rows(self, first: int, count: int) -> int:
        """Wrap every block with a part in ``count`` rows from ``first`` on; how far the text of ``first`` moved."""
        moved = 0
        for _ in range(count + 1):
            if not self.blocks:
                break
            begin = max(0, bisect_right(self._tops, first + moved) - 1)
            end = min(len(self.blocks), bisect_right(self._tops, first + moved + count))
            unset = [b for b in range(begin, end) if b not in self._lines]
            if not unset:
                break
            for block in unset:
                before = self._heights[block]
                self._set(block)
                if self._tops[block] < first + moved:
                    moved += self._heights[block] - before
            self._stack()
        return moved

    def hidden_block(self, number: int, kind: str) -> int | None:
        """The first block of a kind for a hidden line of the article, or for the group that begins with it."""
        blocks = enumerate(self.blocks)
        return next((index for index, block in blocks if block.number == number and block.kind == kind), None)

    def block_at(self, offset: int) -> int | None:
        """The block with ``offset`` of the clean text, or the last one before it."""
        best = None
        for index, block in enumerate(self.blocks):
            if block.at is not None and block.kind == "paragraph":
                if block.at > offset:
                    break
                best = index
        return best

    def row_of(self, offset: int) -> int:
        """The row with ``offset`` of the clean text."""
        block = self.block_at(offset)
        if block is None:
            return 0
        inside = offset - (self.blocks[block].at or 0)
        lines = self.lines(block)
        line = max(0, bisect_right([ln.start for ln in lines], inside) - 1)
        return self._tops[block] + line

    def offset_of(self, row: int) -> int:
        """The offset in the clean text of the first character at or below ``row``; 0 above the text."""
        found = bisect_right(self._tops, max(0, row)) - 1
        for index in range(max(0, found), len(self.blocks)):
            block = self.blocks[index]
            if block.at is None or block.kind != "paragraph":
                continue
            if index > found:
                return block.at
            line = row - self._tops[index]
            lines = self.lines(index)
            if line < len(lines):
                return block.at + lines[line].start
        last = next((b for b in reversed(self.blocks) if b.at is not None and b.kind == "paragraph"), None)
        return (last.at or 0) + len(last.text) if last is not None else 0

    def _set(self, index: int) -> None:
        block = self.blocks[index]
        room = self.measure - block.indent - (len(block.aside) + 3 if block.aside else 0)
        text, width = self.text(index), max(8, room)
        if block.as_is:
            self._lines[index] = as_is(text, width)
        else:
            lines = wrap(text, width)
            self._lines[index] = without_widow(text, lines, width) if block.kind == "paragraph" else lines
        self._heights[index] = len(self._lines[index]) + block.space

    def _estimate(self, block: ArticleBlock) -> int:
        return max(1, -(-len(block.text) // max(1, self.measure - block.indent - 3))) + block.space

    def _stack(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))


def _parts(block: ArticleBlock) -> list[ArticleBlock]:
    if len(block.text) <= _LONGEST or block.kind != "paragraph":
        return [block]
    parts: list[ArticleBlock] = []
    start = 0
    while start < len(block.text):
        end = min(len(block.text), start + _LONGEST)
        if end < len(block.text):
            end = max(block.text.rfind(" ", start, end) + 1, start + _LONGEST // 2)
        part = replace(
            block,
            text=block.text[start:end],
            at=None if block.at is None else block.at + start,
            marks=_between(block.marks, start, end),
            links=_between(block.links, start, end),
            space=block.space if end == len(block.text) else 0,
            lead=block.lead if start == 0 else block.bar,
            pads=(),
        )
        parts.append(part)
        start = end
    return parts


def _between(marks: Sequence[InkSpan], start: int, end: int) -> tuple[InkSpan, ...]:
    """The marks of ``text[start:end]``, in its offsets; ``marks`` are in order and do not lie on each other."""
    first = max(0, bisect_right(marks, start, key=lambda mark: mark.start) - 1)
    last = bisect_right(marks, end - 1, key=lambda mark: mark.start)
    return tuple(
        InkSpan(max(m.start, start) - start, min(m.end, end) - start, m.ink) for m in marks[first:last] if m.end > start
    )
