"""The query line, with the current filters and order beside it, and the outcome of the query below."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.text import printable
from tui.jobs import Jobs
from tui.rendering.search.outcome import completing, in_force
from tui.rendering.search.question import Question
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.widgets.frame_parts import Hairline, TextRow
from tui.widgets.query_line import QueryLine

_TYPED = 30
"""Columns that filters leave to the query line."""
_COUNTED = 44
"""Columns that completions leave to the count of articles."""
_NAMES_KEYS = 100
"""Columns from which on two keys of the results stand beside their count."""
_KEYS = 19
"""Cells of these, and of what parts them from the count."""
_MARGINS = 4
"""Cells at both edges of the page together."""


class QueryBar(Vertical):
    """The query line with the rows beside and below it."""

    def __init__(self, text: str, jobs: Jobs, *, then: str) -> None:
        """``text`` is typed already; ``then`` selects what has the focus after the query line."""
        super().__init__(id="query-bar")
        self._line = QueryLine(text, jobs, then=then, id="query")
        self._runs: Sequence[Run] = ()

    def compose(self) -> ComposeResult:
        """The query line, the outcome, a rule."""
        yield Horizontal(TextRow(id="slash"), self._line, TextRow(id="filters"), id="question")
        yield TextRow(id="outcome")
        yield Hairline(id="outcome-rule")

    def on_mount(self) -> None:
        """Draw the sign ``/``."""
        self.query_one("#slash", TextRow).say([Run("/ ", "accent-bold")])

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self._line

    def show(self, question: Question) -> None:
        """Show the filters and the order of ``question``."""
        room = max(20, self.app.size.width - _TYPED)
        filters = in_force(question, room - 1)
        row = self.query_one("#filters", TextRow)
        row.say((), filters)
        row.styles.width = min(sum(cells(printable(run.text)) for run in filters) + 1, room)

    @property
    def room(self) -> int:
        """Cells for the outcome."""
        width = self.app.size.width
        return width - _MARGINS - (_KEYS if width >= _NAMES_KEYS else 0)

    def say(self, runs: Sequence[Run]) -> None:
        """Show the outcome of the query."""
        self._runs = runs
        self._show_outcome()

    def _show_outcome(self) -> None:
        width = self.app.size.width
        keys = [Run("f ", "headline"), Run("facets   ", "dim"), Run("S ", "headline"), Run("sort", "dim")]
        named = completing(self.line.value, self.line.completions, width - _COUNTED)
        self.query_one("#outcome", TextRow).say(self._runs, named or (keys if width >= _NAMES_KEYS else ()))

    @on(QueryLine.Completing)
    def _completing(self, event: QueryLine.Completing) -> None:
        event.stop()
        self._show_outcome()
