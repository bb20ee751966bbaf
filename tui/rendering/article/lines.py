"""A line of an article as runs: what is at its left, its characters in their inks, its place in the measure."""

from __future__ import annotations

from collections.abc import Sequence

from index.text import printable
from tui.rendering.article.layout import ArticleBlock, ArticleLayout, Place
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import InkSpan, Run, runs
from tui.rendering.text.wrap import WrappedLine

_AROUND = 4
"""Cells of a rule around what it says."""


def styled_line(layout: ArticleLayout, place: Place, measure: int, more: Sequence[InkSpan] = ()) -> list[Run]:
    """The line at ``place`` in at most ``measure`` cells; ``more`` marks lie on those of its block."""
    if place.line is None:
        return []
    block = layout.blocks[place.block]
    if block.kind == "rule":
        return _rule(block, measure)
    line, text = layout.lines(place.block)[place.line], layout.text(place.block)
    drawn = _padded(text, line, block, (*block.links, *block.marks, *more))
    beside = block.lead if place.line == 0 and block.lead else block.bar
    drawn = [Run(beside.ljust(block.indent), "dim"), *drawn] if block.indent else drawn
    aside = [Run(printable(block.aside), "dim-italic")] if block.aside and place.line == 0 else []
    blank = left_of(layout, place, measure) - block.indent
    if blank:
        drawn = [*drawn[: 1 if block.indent else 0], Run(" " * blank, "ink"), *drawn[1 if block.indent else 0 :]]
    return justify(drawn, aside, measure) if aside else drawn


def _rule(block: ArticleBlock, measure: int) -> list[Run]:
    """A hairline, with what it has to say set into it: never more than its one line."""
    if not block.lead:
        return [Run("─" * measure, "hairline")]
    aside = f" {printable(block.aside)} ─"
    lead = cut(printable(block.lead), max(1, measure - cells(aside) - _AROUND))
    line = "─" * max(1, measure - cells(lead) - cells(aside) - _AROUND)
    return [
        Run("─ ", "hairline"),
        Run(lead, block.ink),
        Run(f" {line}", "hairline"),
        Run(aside[:-1], "dim"),
        Run("─", "hairline"),
    ]


def left_of(layout: ArticleLayout, place: Place, measure: int) -> int:
    """How many cells stand left of the characters of a line: its indent, and what right-to-left text leaves free."""
    block = layout.blocks[place.block]
    if place.line is None or not layout.is_leftward(place.block):
        return block.indent
    room = measure - (cells(block.aside) + 3 if block.aside else 0)
    return max(block.indent, room - layout.lines(place.block)[place.line].width)


def _padded(text: str, line: WrappedLine, block: ArticleBlock, marks: Sequence[InkSpan]) -> list[Run]:
    """The characters of a line, with the blanks that put the cells of a table under each other."""
    if not block.pads:
        return runs(text, line, marks, block.ink)
    drawn: list[Run] = []
    start = line.start
    for at, blanks in (*block.pads, (line.end, 0)):
        drawn += [*runs(text, WrappedLine(start, at, 0), marks, block.ink), Run(" " * blanks, "ink")]
        start = at
    return drawn
