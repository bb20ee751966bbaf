"""The page that is searched on: query line, results, preview and facets, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from tui.jobs import Jobs
from tui.rendering.search.question import Question
from tui.settings import Settings
from tui.widgets.facet_list import FacetsList
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Upright
from tui.widgets.preview import Preview
from tui.widgets.query_bar import Asking
from tui.widgets.query_line import QueryLine
from tui.widgets.result_list import ResultsList

if TYPE_CHECKING:
    from index.model import ResultPage


TWO_PANES, THREE_PANES = 100, 160
"""Columns from which on there is room for so many."""


class SearchFrame(Frame):
    """What is asked and answered, and the widgets that show it."""

    def __init__(self, jobs: Jobs, settings: Settings, first_query: str = "") -> None:
        super().__init__(jobs, settings)
        self._question = Question(first_query)
        self._page: ResultPage | None = None
        self._facets_open = False

    def body(self) -> Iterable[Widget]:
        """Query line, what came of it, and the panes."""
        yield Asking(self._question.text, self.jobs, then="#results")
        yield Horizontal(
            ResultsList(id="results"),
            Upright(id="first-upright"),
            Preview(self.jobs, id="preview"),
            Upright(id="second-upright"),
            FacetsList(id="facets"),
            id="panes",
        )

    @property
    def asking(self) -> Asking:
        """The query line and what stands beside and below it."""
        return self.query_one("#asking", Asking)

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self.asking.line

    @property
    def results(self) -> ResultsList:
        """The results."""
        return self.query_one("#results", ResultsList)

    @property
    def preview(self) -> Preview:
        """The article of the current row."""
        return self.query_one("#preview", Preview)

    @property
    def facets(self) -> FacetsList:
        """What the results share."""
        return self.query_one("#facets", FacetsList)

    def _lay_out(self) -> None:
        """One pane below 100 columns, two below 160, three from there; facets take the last one's place on request."""
        width = self.app.size.width
        wide, two = width >= THREE_PANES, width >= TWO_PANES
        facets = self._facets_open or (wide and self._page is not None and self._page.total > 0)
        if self._page is not None and not self._page.total and not self._question.filters:
            # There is nothing to narrow; what to ask instead is not to be hidden by that.
            facets = False
        previewed = two and self.results.count > 0
        self.results.display = two or not facets
        self.preview.display = previewed and (wide or not facets)
        self.facets.display = facets
        self.query_one("#first-upright").display = previewed or (two and facets)
        self.query_one("#second-upright").display = wide and facets
        self.set_class(wide, "-wide")
