"""The paragraphs of an article as blocks: subheads, quotes, lists, tables, links. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering.article.layout import ArticleBlock
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import InkSpan

if TYPE_CHECKING:
    from index.model import BlockKind, CleanArticle, Span


QUOTE = "▏ "
"""Drawn at the left of every line of a quotation."""
CELLS = " | "
"""Between the cells of a table's row in a clean text."""
_BULLET = "• "
_OWN_BULLET = re.compile(r"[-–—•·*‣▪●○]\s+|(?:\d{1,3}|[A-Za-z])[.)]\s+")


def paragraphs(content: CleanArticle, found: Sequence[Span], measure: int) -> list[ArticleBlock]:
    """The clean text as blocks; ``found`` words are marked, tables that fit into ``measure`` cells are aligned."""
    plain: BlockKind = "paragraph"
    kinds = content.kinds or (plain,) * len(content.paragraphs)
    marker = _Marker(sorted(found), "marker")
    linked = _Marker([(link.start, link.end) for link in content.links], "linked")
    made = [
        _block(content.text[start:end], kind, start, marker.on(start, end), linked.on(start, end))
        for (start, end), kind in zip(content.paragraphs, kinds, strict=False)
    ]
    return _together(made, kinds, measure) if content.kinds else made


class _Marker:
    """Marks of one ink at ``spans`` of a clean text, which are in their order."""

    def __init__(self, spans: Sequence[Span], ink: str) -> None:
        self._spans, self._ink = spans, ink
        self._starts = [start for start, _ in spans]

    def on(self, start: int, end: int) -> tuple[InkSpan, ...]:
        """Those that lie on a part of the text, in the offsets of that part."""
        if not self._spans:
            return ()
        here = self._spans[max(0, bisect_left(self._starts, start) - 1) : bisect_left(self._starts, end)]
        return tuple(
            InkSpan(max(a, start) - start, min(b, end) - start, self._ink) for a, b in here if a < end and b > start
        )


def _block(text: str, kind: BlockKind, at: int, marks: tuple[InkSpan, ...], links: tuple[InkSpan, ...]) -> ArticleBlock:
    """A paragraph by itself."""
    if kind == "subhead":
        return ArticleBlock(text, "headline", at=at, marks=marks, links=links, space=0)
    if kind == "quote":
        return ArticleBlock(text, at=at, marks=marks, links=links, indent=4, lead=f"  {QUOTE}", bar=f"  {QUOTE}")
    if kind == "list item":
        own = _OWN_BULLET.match(text)
        lead = "" if own else f"  {_BULLET}"
        return ArticleBlock(text, at=at, marks=marks, links=links, indent=2 if own else 4, lead=lead)
    if kind == "preformatted":
        return ArticleBlock(text, at=at, marks=marks, links=links, indent=2, as_is=True)
    return ArticleBlock(text, at=at, marks=marks, links=links)


def _together(blocks: Sequence[ArticleBlock], kinds: Sequence[BlockKind], measure: int) -> list[ArticleBlock]:
    """Items of one list and rows of one table stand close together, the cells of its rows under each other."""
    made: list[ArticleBlock] = []
    at = 0
    for kind, group in groupby(kinds[: len(blocks)]):
        count = len(list(group))
        some = list(blocks[at : at + count])
        at += count
        if kind == "table row":
            some = _table(some, measure)
        if kind in ("list item", "table row"):
            some = [*(replace(block, space=0) for block in some[:-1]), some[-1]]
        made += some
    return made


def _table(rows: list[ArticleBlock], measure: int) -> list[ArticleBlock]:
    """Rows with their cells under each other, where they fit on a line."""
    texts = [[cells(printable(cell)) for cell in row.text.split(CELLS)] for row in rows]
    columns = max(map(len, texts))
    widths = [max((row[i] for row in texts if i < len(row)), default=0) for i in range(columns)]
    if columns < 2 or sum(widths) + len(CELLS) * (columns - 1) > measure:
        return rows
    return [replace(row, pads=_pads(row.text, taken, widths)) for row, taken in zip(rows, texts, strict=True)]


def _pads(text: str, taken: Sequence[int], widths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    pads: list[tuple[int, int]] = []
    at = 0
    for cell, room, width in zip(text.split(CELLS), taken, widths, strict=False):
        at += len(cell)
        if at < len(text) and room < width:
            pads.append((at, width - room))
        at += len(CELLS)
    return tuple(pads)


def padded(block: ArticleBlock) -> str:
    """The text of a block with the blanks that put the cells of a table under each other."""
    parts: list[str] = []
    start = 0
    for at, blanks in block.pads:
        parts += [block.text[start:at], " " * blanks]
        start = at
    return "".join([*parts, block.text[start:]])
