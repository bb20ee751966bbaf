"""Which hit is on which row: what is the same article or the same text shares a row, until it is unfolded.

Ranks (from 0) count hits, rows what is listed. Hits with the same text come as one, by the engine. Which hits are
editions of one article is known page by page, so that the rows grow fewer as it is found out; of those known the best
one leads. An edition whose text other articles have keeps a row of its own, so that these can be found. Pure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from index.model import Edition, Hit


class SameText(NamedTuple):
    """Another article of the result with the text of a hit."""

    id: str


class Place(NamedTuple):
    """The content of a row."""

    rank: int
    """Of the hit, or of the one that leads."""
    below: Edition | SameText | None = None
    """What is listed below that hit."""


class _Stretch(NamedTuple):
    """Rows that follow each other: hits in the order of their ranks, or what is below one."""

    row: int
    rank: int
    below: Sequence[Edition | SameText] = ()


class FoldedRows:
    """The rows of ``total`` hits."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._editions: dict[str, tuple[Edition, ...]] = {}
        """By the id of the earliest, which names a group; none for an article without editions, alone in its group."""
        self._ranks: dict[str, list[int]] = {}
        """By group: the ranks of its hits."""
        self._found: dict[int, tuple[str, str]] = {}
        """By rank: its group and its id."""
        self._same: dict[int, tuple[SameText, ...]] = {}
        """By rank: what has its text, but for its editions."""
        self._open: set[str] = set()
        """The names of what is unfolded: :meth:`_name`."""
        self._stretches = [_Stretch(0, 0)]
        self._hidden: list[int] = []
        self._unfolded: list[int] = []

    # --- What is known ------------------------------------------------------------------------------------------------

    def learn(self, offset: int, hits: Iterable[Hit]) -> None:
        """A page has come."""
        before = len(self._found)
        for rank, hit in enumerate(hits, offset):
            if (hit.editions or hit.same_text) and rank not in self._found:
                editions = {edition.id for edition in hit.editions}
                group = hit.editions[0].id if editions else hit.id
                self._editions.setdefault(group, hit.editions)
                insort(self._ranks.setdefault(group, []), rank)
                self._found[rank] = group, hit.id
                if same := tuple(SameText(id) for id in hit.same_text if id not in editions):
                    self._same[rank] = same
        if len(self._found) != before:
            self._lay()

    def toggle(self, rank: int) -> bool:
        """Unfold what the row of the hit ``rank`` has, or fold it again; False where it has nothing else."""
        if rank not in self._found:
            return False
        self._open ^= {self._name(rank)}
        self._lay()
        return True

    def next_fold(self, rank: int) -> Literal["fold", "unfold"] | None:
        """What :meth:`toggle` would do; None for a hit whose row has nothing else."""
        return None if rank not in self._found else "fold" if self.is_open(rank) else "unfold"

    def is_open(self, rank: int) -> bool:
        """Whether what the row of the hit ``rank`` has is listed below it."""
        return rank in self._found and self._name(rank) in self._open

    # --- Rows ---------------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Rows."""
        return self.total - len(self._hidden) + sum(len(self.others(rank)) for rank in self._unfolded)

    def at(self, row: int) -> Place:
        """The content of a row."""
        stretch = self._stretches[bisect_right(self._stretches, row, key=lambda each: each.row) - 1]
        if stretch.below:
            return Place(stretch.rank, stretch.below[row - stretch.row])
        return Place(stretch.rank + row - stretch.row)

    def row_of(self, rank: int, id: str | None = None) -> int:
        """The row of a hit, or of the one it is folded into; of the article ``id`` below it, where that is listed."""
        rank = self.lead(rank)
        before = bisect_left(self._unfolded, rank)
        row = rank - bisect_left(self._hidden, rank) + sum(len(self.others(each)) for each in self._unfolded[:before])
        if id is not None and self.is_open(rank):
            row += next((n for n, each in enumerate(self.others(rank), 1) if each.id == id), 0)
        return row

    def lead(self, rank: int) -> int:
        """The rank of the hit whose row this one shares: the best of its editions, or itself."""
        if rank not in self._found or rank in self._same:
            return rank
        return self._ranks[self._found[rank][0]][0]

    def others(self, rank: int) -> Sequence[Edition | SameText]:
        """What is below the hit ``rank``: what has its text, then its other editions, the earliest first of both."""
        group, id = self._found[rank]
        editions = tuple(edition for edition in self._editions[group] if edition.id != id)
        return (*self._same.get(rank, ()), *editions)

    def rank_of(self, edition: Edition, lead: int) -> int | None:
        """The rank of an edition of the hit ``lead``; None where it is not among the hits that have come."""
        ranks: Sequence[int] = self._ranks[self._found[lead][0]]
        return next((rank for rank in ranks if self._found[rank][1] == edition.id), None)

    def _name(self, rank: int) -> str:
        """What the row of a hit is unfolded by: its group where it leads that or is hidden in it, else itself."""
        group, id = self._found[rank]
        return group if self.lead(rank) == self._ranks[group][0] else f"={id}"

    def _lay(self) -> None:
        self._hidden = sorted(rank for rank in self._found if self.lead(rank) != rank)
        self._unfolded = sorted(rank for rank in self._found if self.lead(rank) == rank and self.is_open(rank))
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
