"""The widgets of the search page, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.article_view import ArticleView
from tui.widgets.facet_list import FacetList
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import VerticalRule
from tui.widgets.query_bar import QueryBar
from tui.widgets.query_line import QueryLine
from tui.widgets.result_list import ResultList

if TYPE_CHECKING:
    from index.model import ResultPage

TWO_PANES, THREE_PANES = 100, 160
"""Columns of the terminal from which two or three panes are shown."""


class SearchPanes:
    """Query bar, results, preview and facets of one page."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self.facets_open = False

    def compose(self, text: str) -> Iterable[Widget]:
        """The widgets; ``text`` is typed already."""
        yield QueryBar(text, self._page.jobs, then="#results")
        yield Horizontal(
            ResultList(id="results"),
            VerticalRule(id="first-upright"),
            ArticleView(preview=True, id="preview"),
            VerticalRule(id="second-upright"),
            Vertical(
                Input(placeholder="letters of a value", compact=True, id="narrow"),
                FacetList(id="facets"),
                id="facet-pane",
            ),
            id="panes",
        )

    @property
    def query_bar(self) -> QueryBar:
        """The query line and what is beside and below it."""
        return self._page.query_one("#query-bar", QueryBar)

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self.query_bar.line

    @property
    def results(self) -> ResultList:
        """The list of hits."""
        return self._page.query_one("#results", ResultList)

    @property
    def preview(self) -> ArticleView:
        """The article of the current row."""
        return self._page.query_one("#preview", ArticleView)

    @property
    def facets(self) -> FacetList:
        """What the results share."""
        return self._page.query_one("#facets", FacetList)

    @property
    def is_narrowing(self) -> bool:
        """Whether letters for the facets are being typed, or leave some values out."""
        return bool(self._letters.display)

    @property
    def _letters(self) -> Input:
        return self._page.query_one("#narrow", Input)

    def narrow(self) -> None:
        """Have letters typed that the listed values of facets must have."""
        self._letters.display = True
        self._letters.focus()

    def end_narrowing(self) -> None:
        """List all values again."""
        self._letters.value = ""
        self._letters.display = False
        self.facets.narrow("")
        self.facets.focus()

    def lay_out(self, page: ResultPage | None, *, filtered: bool) -> None:
        """One pane below 100 columns, two below 160, three from there; facets take the last one's place on request."""
        width = self._page.app.size.width
        wide, two = width >= THREE_PANES, width >= TWO_PANES
        facets = self.facets_open or (wide and page is not None and page.listed > 0)
        if page is not None and not page.listed and not filtered:
            # There is nothing to narrow, and the offers in place of results need the room.
            facets = False
        previewed = two and self.results.count > 0
        self.results.display = two or not facets
        self.preview.display = previewed and (wide or not facets)
        self._page.query_one("#facet-pane").display = facets
        self._page.query_one("#first-upright").display = previewed or (two and facets)
        self._page.query_one("#second-upright").display = wide and facets
        self._page.set_class(wide, "-wide")
