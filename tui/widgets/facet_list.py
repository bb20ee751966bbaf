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
"""Values of a facet that are listed at first, the most frequent."""
_NAME = 8
"""Cells for the name of a facet."""


class _Value(NamedTuple):
    facet: str
    value: str
    articles: int | None
    """None: not in the result that is counted."""
    first: bool
    """Whether it is the first of its facet."""
    more: int = 0
    """How many values of the facet are not listed, where the row represents these."""

    @property
    def filter(self) -> Filter:
        """Results must have it."""
        return Filter(self.facet, self.value)


class FacetList(RowList):
    """Values with their counts; ``enter`` filters by one too, or drops it. Letters typed leave values with them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._values: list[_Value] = []
        self._facets: Mapping[str, Sequence[Facet]] = {}
        self._chosen: tuple[Filter, ...] = ()
        self._whole: set[str] = set()
        """The facets of which all values are listed."""
        self.letters = ""
        """What listed values have in them."""

    def show(self, facets: Mapping[str, Sequence[Facet]], chosen: tuple[Filter, ...]) -> None:
        """Show these facets, the counts of which say what a value adds; ``chosen`` are in force."""
        self._facets, self._chosen = facets, chosen
        self._list()

    def narrow(self, letters: str) -> None:
        """List only values that have these letters in them; all of those."""
        self.letters = letters
        self._list()

    def unfold(self) -> bool:
        """List all values of the facet whose others the current row represents; False where it is a value itself."""
        row = self._row
        if row is None or not row.more:
            return False
        self._whole.add(row.facet)
        self._list()
        return True

    def _list(self) -> None:
        values: list[_Value] = []
        sought = self.letters.casefold()
        for name in dict.fromkeys((*self._facets, *(filter.facet for filter in self._chosen))):
            found = sorted(self._facets.get(name, ()), key=lambda facet: -facet.count)
            listed = [facet for facet in found if sought in facet.value.casefold()]
            if name not in self._whole and not sought:
                listed = listed[:_MOST]
            if name in ("year", "month"):
                listed.sort(key=lambda facet: facet.value, reverse=True)
            counted: dict[str, int | None] = {facet.value: facet.count for facet in listed}
            # What is in force is always listed, also where no article is left to count, so that it can be dropped here.
            counts: dict[str, int | None] = {facet.value: facet.count for facet in found}
            own = [f.value for f in self._chosen if f.facet == name and f.value not in counted]
            counted |= {value: counts.get(value) for value in own}
            values += [_Value(name, value, counted[value], i == 0) for i, value in enumerate(counted)]
            if not sought and len(counts) > len(counts.keys() & counted.keys()):
                values.append(_Value(name, "", None, False, len(counts.keys() - counted.keys())))
        # Only who is among the values wants to stay at one of them.
        row = self._row if self.has_focus else None
        kept = (row.facet, row.value) if row is not None else None
        self._values = values
        self.fill(len(values), next((i for i, v in enumerate(values) if (v.facet, v.value) == kept), 0))
        if not values:
            about = f"no value has “{printable(self.letters)}”" if sought else "there is nothing to filter by"
            self.notify_in_place([[Run(about, "dim")]])

    @property
    def _row(self) -> _Value | None:
        return self._values[self.current] if self.current < len(self._values) else None

    @property
    def picked(self) -> Filter | None:
        """The value of the current row, as it is in force, or else as one that results must have."""
        row = self._row
        if row is None or row.more:
            return None
        excluded = Filter(row.facet, row.value, excluded=True)
        return excluded if excluded in self._chosen else Filter(row.facet, row.value)

    @property
    def refused(self) -> Filter | None:
        """The value of the current row, to be excluded."""
        row = self._row
        return None if row is None or row.more else Filter(row.facet, row.value, excluded=True)

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """``outlet  Harbour Post   12``, the facet's name only beside its first value."""
        value = self._values[index]
        here = index == self.current and self.has_focus
        bar = Run("▌ " if here else "  ", "accent")
        if value.more:
            return [bar, Run(" " * (_NAME + 2), "dim"), Run(f"… {numbers.number(value.more)} more", "dim")]
        sign = next((("✗ " if f.excluded else "✓ ") for f in self._chosen if self._is(f, value)), "  ")
        name = value.facet if value.first else ""
        count = "" if value.articles is None else numbers.number(value.articles)
        text = cut(printable(value.value), width - _NAME - 6 - len(count))
        left = [
            bar,
            Run(f"{name:<{_NAME}}", "dim"),
            Run(sign, "accent-bold"),
            Run(text, "headline" if sign.strip() else "ink"),
        ]
        return justify(left, [Run(count, "dim")], width)

    @staticmethod
    def _is(filter: Filter, value: _Value) -> bool:
        return (filter.facet, filter.value) == (value.facet, value.value)

    def is_lit(self, line: int) -> bool:
        """Only while it has the focus."""
        return self.has_focus

    def on_focus(self) -> None:
        """Show the current row."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()
