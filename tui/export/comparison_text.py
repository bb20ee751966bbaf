"""A comparison in plain text: columns side by side, or the sentences of each row under each other.

The order of the rows and the signs are those of the comparison screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from index.model import Article, Comparison, Conflict, Link
from index.text import printable
from tui.rendering.comparison.layout import Cell, Row, arrange, key
from tui.rendering.labels import column as letter
from tui.rendering.labels import outlet_and_date
from tui.rendering.numbers import counted
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, ONLY
from tui.rendering.text.cells import cells
from tui.rendering.text.plain import plain_lines

_NARROWEST = 28
_GAP = 3


def as_text(comparison: Comparison, width: int) -> list[str]:
    """Side by side where ``width`` has room for the columns, else each row's sentences under each other."""
    ids = [article.id for article in comparison.articles]
    names = {article.id: _name(article, number) for number, article in enumerate(comparison.articles)}
    column = (width - _GAP * (len(ids) - 1)) // len(ids) - 2
    layout = arrange(comparison, ids)
    side_by_side = column >= _NARROWEST
    lines = list(_heading(comparison, width))
    if side_by_side:
        lines += [*_columns([[names[id]] for id in ids], column), "─" * width]
    for row in layout.rows:
        lines += _beside(row, column) if side_by_side else _stacked(row, ids, names, width)
        lines += _conflict_lines(row, names, width)
        lines.append("")
    return lines + _legend(comparison)


def _heading(comparison: Comparison, width: int) -> Iterator[str]:
    for number, article in enumerate(comparison.articles):
        yield from plain_lines(f"{letter(number)}  {article.headline or '(no headline)'}", width)
        yield from plain_lines(outlet_and_date(article.outlet, article.published, article.short_id), width, "   ")
    yield ""


def _legend(comparison: Comparison) -> list[str]:
    kinds = [link.kind for link in comparison.links]
    conflicts = sum(len(link.conflicts) for link in comparison.links)
    facts = [f"{sign} {kinds.count(kind)} {kind}" for kind, sign in LINK_SIGNS.items() if kind in kinds]
    facts += [f"{CONFLICT} {counted(conflicts, 'difference')}"] if conflicts else []
    alone = sum(map(len, comparison.only.values()))
    facts += [f"{ONLY} {alone} only here"] if alone else []
    lines = ["   ".join(facts)] if facts else ["No passage of one is in another."]
    return lines + [f"One name: {printable(', '.join(variants))}" for variants in comparison.names]


# --- Rows -----------------------------------------------------------------------------------------------------------


def _beside(row: Row, width: int) -> list[str]:
    return _columns(
        [[] if cell is None else plain_lines(cell.passage.text, width) for cell in row.cells], width, row.cells
    )


def _columns(texts: Sequence[Sequence[str]], width: int, cells_of: Sequence[Cell | None] = ()) -> list[str]:
    signs = [_sign(cell) if cell else " " for cell in cells_of] or [" "] * len(texts)
    lines = []
    for number, parts in enumerate(zip_longest(*texts, fillvalue="")):
        columns = [
            f"{sign if part and (number == 0 or sign == ONLY) else ' '} {_padded(part, width)}"
            for sign, part in zip(signs, parts, strict=True)
        ]
        lines.append((" " * _GAP).join(columns).rstrip())
    return lines


def _stacked(row: Row, ids: Sequence[str], names: dict[str, str], width: int) -> list[str]:
    lines = []
    for id, cell in zip(ids, row.cells, strict=True):
        if cell is not None:
            lines += [f"{_sign(cell)} {names[id]}", *plain_lines(cell.passage.text, width, "  ")]
    return lines


def _sign(cell: Cell) -> str:
    if cell.standing == "only":
        return ONLY
    if cell.link is None or cell.standing == "plain":
        return " "
    return MOVED if cell.standing == "moved" else LINK_SIGNS[cell.link.kind]


def _conflict_lines(row: Row, names: dict[str, str], width: int) -> list[str]:
    """The differences of each link once, below the row of its left passage."""
    lines = []
    for cell in row.cells:
        for link in cell.links if cell is not None else ():
            if cell is not None and key(link.left) == key(cell.passage):
                lines += [
                    line
                    for conflict in link.conflicts
                    for line in plain_lines(_difference(link, conflict, names), width)
                ]
    return lines


def _difference(link: Link, conflict: Conflict, names: dict[str, str]) -> str:
    left, right = (names[passage.article][:1] for passage in (link.left, link.right))
    return f"{CONFLICT} {conflict.kind}: {conflict.left} ({left}) against {conflict.right} ({right})"


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _name(article: Article, number: int) -> str:
    """A column's label: outlet and day, or the headline where they are unknown."""
    day = article.published.at_most("day") if article.published else None
    known = " ".join(str(part) for part in (article.outlet, day) if part)
    return printable(f"{letter(number)} {known or article.headline or article.short_id}")
