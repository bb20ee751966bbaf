"""Which hit is on which row: the editions of one article share a row, until it is unfolded.

Ranks (from 0) count hits, rows what is listed. A result is known page by page, so that the rows grow fewer as it is
found out which hits are editions of one article; of those known the best one leads. Pure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.model import Edition, Hit


class Place(NamedTuple):
    """The content of a row."""

    rank: int
    """Of the hit, or of the one that leads the editions."""
    edition: Edition | None = None
    """One of the others, listed below that hit."""


class _Stretch(NamedTuple):
    """Rows that follow each other: hits in the order of their ranks, or the other editions of one."""

    row: int
    rank: int
    editions: tuple[Edition, ...] = ()


class FoldedRows:
    """The rows of ``total`` hits."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._editions: dict[str, tuple[Edition, ...]] = {}
        """By the id of the earliest, which names a group."""
        self._ranks: dict[str, list[int]] = {}
        """By group: the ranks of its hits."""
        self._found: dict[int, tuple[str, str]] = {}
        """By rank: its group and its id."""
        self._open: set[str] = set()
        self._stretches = [_Stretch(0, 0)]
        self._hidden: list[int] = []
        self._unfolded: list[int] = []

    # --- What is known ------------------------------------------------------------------------------------------------

    def learn(self, offset: int, hits: Iterable[Hit]) -> None:
        """A page has come."""
        before = len(self._found)
        for rank, hit in enumerate(hits, offset):
            if hit.editions and rank not in self._found:
                group = hit.editions[0].id
                self._editions.setdefault(group, hit.editions)
                insort(self._ranks.setdefault(group, []), rank)
                self._found[rank] = group, hit.id
        if len(self._found) != before:
            self._lay()

    def toggle(self, rank: int) -> bool:
        """Unfold the editions of the hit ``rank``, or fold them again; False where it has none."""
        if rank not in self._found:
            return False
        self._open ^= {self._found[rank][0]}
        self._lay()
        return True

    def is_open(self, rank: int) -> bool:
        """Whether the editions of the hit ``rank`` are listed below it."""
        return rank in self._found and self._found[rank][0] in self._open

    # --- Rows ---------------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Rows."""
        return self.total - len(self._hidden) + sum(len(self.others(rank)) for rank in self._unfolded)

    def at(self, row: int) -> Place:
        """The content of a row."""
        stretch = self._stretches[bisect_right(self._stretches, row, key=lambda each: each.row) - 1]
        if stretch.editions:
            return Place(stretch.rank, stretch.editions[row - stretch.row])
        return Place(stretch.rank + row - stretch.row)

    def row_of(self, rank: int, id: str | None = None) -> int:
        """The row of a hit, or of the one it is folded into; of its edition ``id``, where that is listed."""
        rank = self.lead(rank)
        before = bisect_left(self._unfolded, rank)
        row = rank - bisect_left(self._hidden, rank) + sum(len(self.others(each)) for each in self._unfolded[:before])
        if id is not None and self.is_open(rank):
            row += next((n for n, edition in enumerate(self.others(rank), 1) if edition.id == id), 0)
        return row

    def lead(self, rank: int) -> int:
        """The rank of the best hit among the editions of this one."""
        return self._ranks[self._found[rank][0]][0] if rank in self._found else rank

    def others(self, rank: int) -> tuple[Edition, ...]:
        """The other editions of the hit ``rank``, the earliest first."""
        group, id = self._found[rank]
        return tuple(edition for edition in self._editions[group] if edition.id != id)

    def rank_of(self, edition: Edition, lead: int) -> int | None:
        """The rank of an edition of the hit ``lead``; None where it is not among the hits that have come."""
        ranks: Sequence[int] = self._ranks[self._found[lead][0]]
        return next((rank for rank in ranks if self._found[rank][1] == edition.id), None)

    def _lay(self) -> None:
        self._hidden = sorted(rank for ranks in self._ranks.values() for rank in ranks[1:])
        self._unfolded = sorted(self._ranks[group][0] for group in self._open)
        hidden = set(self._hidden)
        row, rank = 0, 0
        self._stretches = [_Stretch(0, 0)]
        for event in sorted((*self._hidden, *self._unfolded)):
            row += event - rank
            if event not in hidden:
                others = self.others(event)
                self._stretches.append(_Stretch(row + 1, event, others))
                row += 1 + len(others)
            rank = event + 1
            self._stretches.append(_Stretch(row, rank))
