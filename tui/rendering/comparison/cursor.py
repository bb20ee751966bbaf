"""Moving about in a comparison: rows, columns, links, conflicts. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Link, Passage
from tui.rendering.comparison.layout import Cell, Key, Layout, key, partner


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the reader is: a cell, and the link that is looked at there."""

    row: int
    column: int
    link: Link | None
    other: tuple[int, int] | None = None
    """Row and column of a passage of another column that is to be in view too, whether a link leads to it or not."""


def cell_at(layout: Layout, cursor: Cursor) -> Cell | None:
    """The cell under the cursor; None where its column has nothing."""
    if not 0 <= cursor.row < len(layout.rows):
        return None
    return layout.rows[cursor.row].cells[cursor.column]


def at(layout: Layout, row: int, column: int) -> Cursor:
    """The cursor on a passage of a column: that of the row, else the next one above, else the first below.

    Row and column are held within the layout; the cursor looks at the link that counts there. Only in a column without
    any passage it is on none.
    """
    row = max(0, min(row, len(layout.rows) - 1))
    column = max(0, min(column, len(layout.articles) - 1))
    for number in (*range(row, -1, -1), *range(row + 1, len(layout.rows))):
        here = layout.rows[number].cells[column]
        if here is not None:
            return Cursor(number, column, here.link)
    return Cursor(row, column, None)


def at_passage(layout: Layout, wanted: Key, fallback_row: int = 0) -> Cursor:
    """The cursor on a passage, or on the one of its article nearest to it in the text."""
    place = place_of(layout, wanted)
    return at(layout, fallback_row, 0) if place is None else at(layout, *place)


def place_of(layout: Layout, wanted: Key) -> tuple[int, int] | None:
    """Row and column of a passage, or of the one of its article nearest to it in the text; None without its article."""
    article, start = wanted
    shown = [place for place in layout.places if place[0] == article]
    return layout.places[min(shown, key=lambda place: abs(place[1] - start))] if shown else None


def on_link(layout: Layout, link: Link, column: int) -> Cursor:
    """The cursor on a link: in ``column`` if it ends there, else at its left end."""
    left, right = layout.ends(link)
    row, column = right if right[1] == column else left
    return Cursor(row, column, link)


def step_link(layout: Layout, cursor: Cursor, step: int, *, conflicts: bool = False) -> Cursor | None:
    """The next (``step`` 1) or previous (-1) link, or conflict, round and round; None when there is none."""
    links = [link for link in layout.links if link.conflicts or not conflicts]
    if not links:
        return None
    if cursor.link in links:
        return on_link(layout, links[(links.index(cursor.link) + step) % len(links)], cursor.column)
    rows = [layout.ends(link)[0][0] for link in links]
    if step > 0:
        number = next((n for n, row in enumerate(rows) if row >= cursor.row), 0)
    else:
        number = next((n for n in reversed(range(len(rows))) if rows[n] <= cursor.row), len(rows) - 1)
    return on_link(layout, links[number], cursor.column)


def to_partner(layout: Layout, cursor: Cursor) -> Cursor | None:
    """The other end of the current link; None where the passage has none."""
    cell = cell_at(layout, cursor)
    if cell is None:
        return None
    link = cursor.link if cursor.link in cell.links else cell.link
    return None if link is None else _on(layout, partner(link, cell.passage), link)


def _on(layout: Layout, passage: Passage, link: Link) -> Cursor:
    return Cursor(*layout.places[key(passage)], link)
