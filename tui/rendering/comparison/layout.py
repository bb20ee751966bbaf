"""The records of a comparison in rows and columns: cells, rows, the layout. Pure: no screen, no width, no colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.model import Link, Passage, Span
from tui.rendering import words

View = Literal["all", "linked", "only here", "conflicts", "marked"]
VIEWS: tuple[View, ...] = ("all", "linked", "only here", "conflicts")
Order = Literal["base", "printed"]
Standing = Literal["base", "level", "near", "moved", "only", "plain"]
"""How a sentence is placed among the others.

``base`` and ``level`` have their partner on the same row, ``base`` in the first column. ``near`` has it on another row:
one sentence of the other article is linked to several here, or to make them level would waste too many lines. ``moved``
has it at another place of the other text. ``only`` has no link in the comparison, ``plain`` none to an article in view.
"""

Key = tuple[str, int]
"""Article id and start offset: what names a passage within a comparison."""

Spans = Mapping[str, Sequence[Span]]
"""By article id: the stretches of its text that a reader marked."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the partner of a sentence is that has none on its own row."""

    passage: Passage
    above: bool
    """Whether it is further up."""

    def in_words(self, name: str) -> str:
        """``↑ earlier in The Weir``; ``name`` is that of the partner's article."""
        return f"{self._direction} {name}"

    @property
    def arrow(self) -> str:
        """``↑`` or ``↓``."""
        return self._direction[0]

    @property
    def _direction(self) -> str:
        return words.ABOVE if self.above else words.BELOW


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence in its column."""

    passage: Passage
    standing: Standing
    links: tuple[Link, ...]
    """Its links to the columns in view, the one that counts on its row first, then the closest."""
    elsewhere: Elsewhere | None = None
    """Of a sentence that is ``near`` or ``moved``: where the partner of its first link is."""
    goes_on: bool = False
    """Whether the next sentence of the column goes on in the same paragraph of the article."""

    @property
    def link(self) -> Link | None:
        """The link whose sign is shown beside it."""
        return self.links[0] if self.links else None

    @property
    def finding(self) -> words.Entry | None:
        """Its sign and word; None where nothing is known of it in this view."""
        if self.standing == "only":
            return words.ONLY_HERE
        if self.link is None or self.standing == "plain":
            return None
        return words.MOVED if self.standing == "moved" else words.of_link(self.link.kind, self.link.differs)


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One row: a sentence or nothing for each column. Not all of them need be linked, see :meth:`level`."""

    cells: tuple[Cell | None, ...]

    def level(self) -> tuple[tuple[int, ...], ...]:
        """The columns of this row in groups: those whose sentences are linked, directly or through each other.

        The others share the row because it has room for them; each is a group of its own.
        """
        groups: list[list[int]] = []
        columns = {key(cell.passage): column for column, cell in enumerate(self.cells) if cell is not None}
        for column, cell in enumerate(self.cells):
            if cell is None:
                continue
            partners = {columns.get(key(partner(link, cell.passage))) for link in cell.links}
            linked = [group for group in groups if partners & set(group)]
            groups = [group for group in groups if group not in linked]
            groups.append(sorted([column, *(other for group in linked for other in group)]))
        return tuple(map(tuple, sorted(groups)))


@dataclass(frozen=True, slots=True)
class Layout:
    """A comparison set out in rows, the base first.

    Rows are what files have: as few as there can be with linked sentences on one row. On the screen only sentences that
    are linked begin on the same line.
    """

    articles: tuple[str, ...]
    """Article ids, in the order of the columns."""
    rows: tuple[LayoutRow, ...]
    links: tuple[Link, ...]
    """The links between passages that are shown, from top to bottom."""
    places: Mapping[Key, tuple[int, int]]
    """Row and column of each passage."""

    def ends(self, link: Link) -> tuple[tuple[int, int], tuple[int, int]]:
        """The places of both passages of ``link`` as ``(row, column)``, the left column first."""
        places = self.places[key(link.left)], self.places[key(link.right)]
        return (places[0], places[1]) if places[0][1] <= places[1][1] else (places[1], places[0])


def key(passage: Passage) -> Key:
    """What names ``passage`` within a comparison."""
    return passage.article, passage.start


def elsewhere(link: Link, passage: Passage, places: Mapping[Key, tuple[int, int]]) -> Elsewhere | None:
    """Where the other end of ``link`` is; None where it is on the row of ``passage``."""
    other = partner(link, passage)
    row, other_row = places[key(passage)][0], places[key(other)][0]
    return None if row == other_row else Elsewhere(other, above=other_row < row)


def partner(link: Link, passage: Passage) -> Passage:
    """The other end of ``link``."""
    return link.right if key(link.left) == key(passage) else link.left
