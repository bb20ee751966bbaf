"""The facets of the results: values that they share, each of which can be picked as a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from index.text import printable
from tui.rendering import numbers
from tui.rendering.search.question import Filter
from tui.rendering.text.cells import cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from index.model import Facet


_MOST = 12
"""Values of a facet that are listed, the most frequent."""


class _Value(NamedTuple):
    filter: Filter
    articles: int | None
    """None: in force, but too rare to be counted with the others."""
    first: bool
    """Whether it is the first of its facet."""


class FacetList(RowList):
    """Values with their counts; ``enter`` filters by one, or drops the filter."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._values: list[_Value] = []
        self._chosen: tuple[Filter, ...] = ()

    def show(self, facets: Mapping[str, Sequence[Facet]], chosen: tuple[Filter, ...]) -> None:
        """Show these facets; ``chosen`` are in force."""
        self._chosen = chosen
        values: list[_Value] = []
        for name in dict.fromkeys((*facets, *(filter.facet for filter in chosen))):
            listed = sorted(facets.get(name, ()), key=lambda facet: -facet.count)[:_MOST]
            if name in ("year", "month"):
                listed.sort(key=lambda facet: facet.value, reverse=True)
            counted: dict[str, int | None] = {f.value: f.count for f in listed}
            # What is in force is listed even where no article is left to count, so that it can be dropped here.
            counted |= {f.value: None for f in chosen if f.facet == name and f.value not in counted}
            values += [_Value(Filter(name, value), counted[value], i == 0) for i, value in enumerate(counted)]
        # Only who is among the values wants to stay at one of them.
        kept = self.picked if self.has_focus else None
        self._values = values
        self.fill(len(values), next((i for i, v in enumerate(values) if v.filter == kept), 0))
        if not values:
            self.notify_in_place([[Run("there is nothing to filter by", "dim")]])

    @property
    def picked(self) -> Filter | None:
        """The value of the current row."""
        return self._values[self.current].filter if self.current < len(self._values) else None

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """``outlet  Harbour Post   12``, the facet's name only beside its first value."""
        value = self._values[index]
        here = index == self.current and self.has_focus
        chosen = value.filter in self._chosen
        name = value.filter.facet if value.first else ""
        count = "" if value.articles is None else numbers.number(value.articles)
        text = cut(printable(value.filter.value), width - 13 - len(count))
        left = [
            Run("▌ " if here else "  ", "accent"),
            Run(f"{name:<7}", "dim"),
            Run("✓ " if chosen else "  ", "accent-bold"),
            Run(text, "headline" if chosen else "ink"),
        ]
        return justify(left, [Run(count, "dim")], width)

    def is_lit(self, line: int) -> bool:
        """Only while it has the focus."""
        return self.has_focus

    def on_focus(self) -> None:
        """Show the current row."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()
