"""What is compared and how it is shown: articles, base, view, order, and which columns find room. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.model import Span
from tui.rendering.comparison.layout import VIEWS, Order, View
from tui.settings import article_and_span

MOST = 4
"""Articles side by side; the others come into view one by one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles of a comparison, the base first; changed by making another one."""

    ids: tuple[str, ...]
    view: View = "all"
    order: Order = "base"
    beside: int = 0
    """Which of the others is the first to have a column beside the base."""
    passages: tuple[tuple[str, Span], ...] = ()
    """Passages that the reader marked to compare just these: article and span."""
    paired: tuple[str, ...] = ()
    """Two articles that have columns whatever ``beside`` says, the base only where there is room for it too."""

    @classmethod
    def of(cls, ids: Iterable[str]) -> Selection:
        """Each article once; ``id:start-end`` is a passage that was marked in it."""
        asked = [article_and_span(id) for id in ids]
        passages = tuple(dict.fromkeys((id, span) for id, span in asked if span is not None))
        return cls(tuple(dict.fromkeys(id for id, _ in asked)), "marked" if passages else "all", passages=passages)

    @property
    def marked(self) -> Mapping[str, Sequence[Span]]:
        """The marked passages by article."""
        found: dict[str, list[Span]] = {}
        for id, span in self.passages:
            found.setdefault(id, []).append(span)
        return found

    @property
    def loaded(self) -> tuple[str, ...]:
        """The articles that are compared at a time: those with a column, whatever the room, and what fits beside."""
        return self.columns(MOST)

    def columns(self, room: int) -> tuple[str, ...]:
        """The articles that have a column when ``room`` of them fit: the base, unless two others are paired."""
        base, *others = self.ids
        first = max(0, min(self.beside, len(others) - (room - 1)))
        usual = (base, *others[first : first + room - 1])
        if not self.paired or set(self.paired) <= set(usual):
            return usual
        wanted = list(dict.fromkeys((*self.paired, *usual)))[:room]
        return tuple(id for id in self.ids if id in wanted)

    def pairing(self, ids: tuple[str, str], room: int) -> Selection:
        """With columns for both articles of a link; the usual ones where they are among these."""
        usual = replace(self, paired=())
        if set(ids) <= set(usual.columns(room)):
            return usual
        return self if set(ids) <= set(self.columns(room)) else replace(self, paired=ids)

    def neighbour(self, id: str, step: int) -> str:
        """The article that many columns on, round and round."""
        return self.ids[(self.ids.index(id) + step) % len(self.ids)]

    def showing(self, id: str, room: int) -> Selection:
        """The columns moved as little as it takes for ``id`` to be among them."""
        if id in self.columns(room):
            return self
        place = self.ids.index(id) - 1
        if place < 0:
            return replace(self, paired=())
        return replace(self, beside=place if place < self.beside else max(0, place - room + 2), paired=())

    def based_on(self, id: str) -> Selection:
        """With another base, which changes places with the one before."""
        base = self.ids[0]
        swapped = {base: id, id: base}
        return replace(self, ids=tuple(swapped.get(other, other) for other in self.ids), paired=())

    def without(self, id: str) -> Selection:
        """One article less."""
        return self.only([other for other in self.ids if other != id])

    def only(self, ids: Collection[str]) -> Selection:
        """Without every other article."""
        passages = tuple((id, span) for id, span in self.passages if id in ids)
        view = self.view if passages or self.view != "marked" else "all"
        return replace(self, ids=tuple(id for id in self.ids if id in ids), passages=passages, view=view, paired=())

    def joined_by(self, ids: Iterable[str]) -> Selection:
        """More articles, as far as they are not there yet."""
        return replace(self, ids=tuple(dict.fromkeys((*self.ids, *ids))))

    def named(self, found: Sequence[str]) -> Selection:
        """With the full ids for what may have been the beginnings of ids."""

        def full(asked: str) -> str:
            return next((id for id in found if id.startswith(asked)), asked)

        passages = tuple((full(id), span) for id, span in self.passages)
        paired = tuple(map(full, self.paired))
        return replace(self, ids=tuple(dict.fromkeys(map(full, self.ids))), passages=passages, paired=paired)

    @property
    def views(self) -> tuple[View, ...]:
        """The views there are; that of the marked passages where there are any."""
        return ("marked", *VIEWS) if self.passages else VIEWS

    def next_view(self) -> Selection:
        """The view after this one, round and round."""
        return replace(self, view=self.views[(self.views.index(self.view) + 1) % len(self.views)])

    def other_order(self) -> Selection:
        """By the base, or as printed."""
        return replace(self, order="printed" if self.order == "base" else "base")
