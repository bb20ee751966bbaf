"""A comparison in plain text: columns side by side, or the sentences of each row under each other.

Below each row are its links and disputes; articles go by their letters there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from index.model import Comparison
from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.layout import Cell
from tui.rendering.comparison.rows import Column, ComparisonRow, ComparisonRows, rows_of
from tui.rendering.labels import outlet_and_date
from tui.rendering.text.cells import padded
from tui.rendering.text.plain import plain_lines

_NARROWEST = 28
"""Cells of text below which columns are stacked."""
_GAP = 3


def as_text(comparison: Comparison, width: int) -> list[str]:
    """Side by side where ``width`` has room for the columns, else each row's sentences under each other."""
    rows = rows_of(comparison)
    column = (width - _GAP * (len(rows.columns) - 1)) // len(rows.columns) - 2
    side_by_side = column >= _NARROWEST
    lines = list(_heading(rows, width))
    if side_by_side:
        lines += [*_beside([[_label(each)] for each in rows.columns], column), "─" * width]
    for row in rows.rows:
        lines += _columns(row, column) if side_by_side else _stacked(row, rows.columns, width)
        lines += _below(row, rows, width)
        lines.append("")
    return lines + list(_summary(rows, width))


def _heading(rows: ComparisonRows, width: int) -> Iterator[str]:
    for column in rows.columns:
        article = column.article
        yield from plain_lines(f"{column.letter}  {article.headline or '(no headline)'}", width)
        about = outlet_and_date(article.outlet, article.published, column.reference, *column.remarks)
        yield from plain_lines(about, width, "   ")
    yield ""
    if rows.days:
        yield from (rows.days, "")
    if rows.comparison.note:
        yield from (*plain_lines(rows.comparison.note, width), "")


def _summary(rows: ComparisonRows, width: int) -> Iterator[str]:
    found = [f"{entry.sign} {entry.counted(number)}" for entry, number in rows.counts]
    yield from plain_lines("   ".join(found), width) if found else ()
    if not rows.comparison.links:
        yield words.NO_LINKS
    for variants in rows.comparison.names:
        yield from plain_lines(f"{words.ONE_NAME}: {' = '.join(variants)}", width)


# --- Rows -----------------------------------------------------------------------------------------------------------


def _columns(row: ComparisonRow, width: int) -> list[str]:
    texts = [[] if cell is None else plain_lines(cell.passage.text, width) for cell in row.cells]
    return _beside(texts, width, row.cells)


def _beside(texts: Sequence[Sequence[str]], width: int, cells_of: Sequence[Cell | None] = ()) -> list[str]:
    signs = [_sign(cell) if cell else " " for cell in cells_of] or [" "] * len(texts)
    lines = []
    for number, parts in enumerate(zip_longest(*texts, fillvalue="")):
        columns = [
            f"{sign if part and (number == 0 or sign == words.ONLY_HERE.sign) else ' '} {padded(part, width)}"
            for sign, part in zip(signs, parts, strict=True)
        ]
        lines.append((" " * _GAP).join(columns).rstrip())
    return lines


def _stacked(row: ComparisonRow, columns: Sequence[Column], width: int) -> list[str]:
    lines = []
    for column, cell in zip(columns, row.cells, strict=True):
        if cell is not None:
            lines += [f"{_sign(cell)} {_label(column)}", *plain_lines(cell.passage.text, width, "  ")]
    return lines


def _sign(cell: Cell) -> str:
    return cell.finding.sign if cell.finding else " "


def _below(row: ComparisonRow, rows: ComparisonRows, width: int) -> Iterator[str]:
    """Where partners on other rows are, then each link and each dispute once."""
    letters = {column.article.id: column.letter for column in rows.columns}
    for cell in row.cells:
        if cell is not None and cell.elsewhere is not None:
            partner = letters[cell.elsewhere.passage.article]
            yield from plain_lines(f"{letters[cell.passage.article]} {cell.elsewhere.in_words(partner)}", width, "  ")
    for link in row.links:
        facts = "; ".join(rows.link_facts(link, letters))
        yield from plain_lines(f"{letters[link.left.article]}–{letters[link.right.article]} {facts}", width, "  ")
    for dispute in row.disputes:
        yield from plain_lines(f"{dispute.finding.sign} {dispute.in_words(letters)}", width)


def _label(column: Column) -> str:
    """A column's letter with outlet and day, or the headline where they are unknown."""
    article = column.article
    day = article.published.at_most("day") if article.published else None
    known = " ".join(str(part) for part in (article.outlet, day) if part)
    return printable(f"{column.letter} {known or article.headline or article.short_id}")
