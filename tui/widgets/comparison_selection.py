"""What is compared and how it is shown: articles, base, view, order, and which columns find room. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from tui.widgets.comparison_layout import VIEWS, Order, View

MOST = 4
"""Articles side by side."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles of a comparison, the base first; changed by making another one."""

    ids: tuple[str, ...]
    view: View = "all"
    order: Order = "base"
    beside: int = 0
    """Which of the others is the first to have a column beside the base."""

    @classmethod
    def of(cls, ids: Iterable[str]) -> Selection:
        """Each article once, at most :data:`MOST`."""
        return cls(tuple(dict.fromkeys(ids))[:MOST])

    def columns(self, room: int) -> tuple[str, ...]:
        """The articles that have a column when ``room`` of them fit: the base always."""
        base, *others = self.ids
        first = max(0, min(self.beside, len(others) - (room - 1)))
        return (base, *others[first : first + room - 1])

    def neighbour(self, id: str, step: int) -> str:
        """The article that many columns on, round and round."""
        return self.ids[(self.ids.index(id) + step) % len(self.ids)]

    def showing(self, id: str, room: int) -> Selection:
        """The columns moved as little as it takes for ``id`` to be among them."""
        if id in self.columns(room):
            return self
        place = self.ids.index(id) - 1
        return replace(self, beside=place if place < self.beside else max(0, place - room + 2))

    def based_on(self, id: str) -> Selection:
        """With another base."""
        return replace(self, ids=(id, *(other for other in self.ids if other != id)), beside=0)

    def without(self, id: str) -> Selection:
        """One article less."""
        return replace(self, ids=tuple(other for other in self.ids if other != id))

    def only(self, ids: Collection[str]) -> Selection:
        """Without every other article."""
        return replace(self, ids=tuple(id for id in self.ids if id in ids))

    def joined_by(self, ids: Iterable[str]) -> Selection:
        """More articles, as far as there is room and they are not there yet."""
        return replace(self, ids=tuple(dict.fromkeys((*self.ids, *ids)))[:MOST])

    def named(self, found: Sequence[str]) -> Selection:
        """With the full ids for what may have been the beginnings of ids."""
        return replace(self, ids=tuple(next((id for id in found if id.startswith(at)), at) for at in self.ids))

    def next_view(self) -> Selection:
        """The view after this one, round and round."""
        return replace(self, view=VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def other_order(self) -> Selection:
        """By the base, or as printed."""
        return replace(self, order="printed" if self.order == "base" else "base")
