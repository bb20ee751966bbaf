"""The rows around the columns of a comparison: masthead, remark, current link, conflicts, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal
from textual.widget import Widget

from index.model import Comparison, Link
from tui.controllers.comparison.state import ComparisonState
from tui.rendering.comparison.captions import about_cell, about_conflicts, about_link, about_names, title_of
from tui.rendering.comparison.cursor import cell_at
from tui.rendering.comparison.disputes import Dispute, disputes
from tui.rendering.comparison.layout import Layout
from tui.rendering.comparison.rows import ComparisonRows, Counts, dispute_counts, rows_of
from tui.rendering.numbers import counted
from tui.rendering.stated_pair import about_pair
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.widgets.comparison_columns import Columns
from tui.widgets.comparison_notes import ComparisonNotes
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline, TextRow


class ComparisonCaptions:
    """Fills the rows above and below the columns."""

    def __init__(self, page: Frame, state: ComparisonState) -> None:
        self._page, self._state = page, state
        self._rows: ComparisonRows | None = None
        self._counted: tuple[Comparison, Counts] | None = None
        self.elsewhere = 0
        """How many conflicts and other differences there are between articles without a column."""
        self._everywhere: tuple[Layout, tuple[Dispute, ...]] | None = None
        """The conflicts of all articles that are compared, kept until they are laid out otherwise."""

    def compose(self) -> Iterable[Widget]:
        """The columns with the rows around them."""
        yield TextRow(id="remark")
        yield TextRow(id="remark-on")
        with Horizontal(id="beside"):
            yield Columns(id="columns")
            yield ComparisonNotes(id="aside")
        yield Hairline(id="link-rule")
        yield TextRow(id="this-link")
        yield TextRow(id="conflicts")
        yield TextRow(id="more-conflicts")

    def remark(self, text: str, *, quiet: bool = False) -> None:
        """Show above the columns what the reader must know of this comparison, until there is another remark."""
        lines = wrap(text, max(1, self._page.app.size.width - 6)) if text else []
        ink = "dim" if quiet else "conflict"
        for number, id in enumerate(("#remark", "#remark-on")):
            row = self._page.query_one(id, TextRow)
            row.display = number < len(lines)
            if row.display:
                sign = "" if quiet else "  " if number else "! "
                row.say([Run(sign + text[lines[number].start : lines[number].end if not number else None], ink)])

    def show(self) -> None:
        """Show what is compared, the link under the cursor, and what is in conflict."""
        state, page = self._state, self._page
        columns = page.query_one("#columns", Columns)
        compared, layout = state.comparison, columns.arranged
        link_row = page.query_one("#this-link", TextRow)
        if compared is None or layout is None or state.unfinished:
            for row in (link_row, *self._conflict_rows()):
                row.say()
            if compared is not None and state.unfinished:
                number = counted(len(compared.articles), "article")
                page.masthead([Run("Side by side", "headline"), Run(f"   {number}", "dim")])
            elif compared is not None:
                page.masthead(*self._title(compared))
            return
        page.masthead(*self._title(compared))
        cursor = columns.cursor
        rows = self._rows_in(compared, layout)
        if cursor.other is not None and state.pair is not None:
            link_row.say(about_pair(state.pair, rows.names))
        elif cursor.link is not None:
            link_row.say(about_link(rows, cursor.link, page.size.width))
        else:
            link_row.say(about_cell(cell_at(layout, cursor), rows.columns[cursor.column].name))
        page.query_one("#aside", ComparisonNotes).show(rows, cursor.link)
        self._show_conflicts(rows)

    def _rows_in(self, compared: Comparison, layout: Layout) -> ComparisonRows:
        """The rows of ``layout``, kept until there is another one."""
        if self._rows is not None and self._rows.layout is layout:
            return self._rows
        self._rows = rows_of(compared, layout)
        self.elsewhere = self._disputes_elsewhere(compared, layout.articles)
        return self._rows

    def _disputes_elsewhere(self, compared: Comparison, shown: Sequence[str]) -> int:
        beside = [link for link in compared.links if link.left.article in shown and link.right.article in shown]
        if len(beside) == len(compared.links):
            return 0
        everywhere = disputes(compared, compared.links, [article.id for article in compared.articles])
        return max(0, len(everywhere) - len(disputes(compared, beside, shown)))

    def _place(self, compared: Comparison, link: Link | None) -> int | None:
        """The number of the conflict of a link among those of all articles that are compared, from 0."""
        if link is None or not link.conflicts or not self.elsewhere:
            return None
        layout = self._state.whole(compared)
        if self._everywhere is None or self._everywhere[0] is not layout:
            self._everywhere = layout, disputes(compared, layout.links, layout.articles)
        return next((n for n, dispute in enumerate(self._everywhere[1]) if link in dispute.links), None)

    def _title(self, compared: Comparison) -> tuple[list[Run], list[Run]]:
        state = self._state
        layout = self._page.query_one("#columns", Columns).arranged
        shown = layout.articles if layout is not None else ()
        return title_of(compared, self._counts_of(compared), state.selection, state.story, self._page.size.width, shown)

    def _counts_of(self, compared: Comparison) -> Counts:
        """Its counts, kept until there is another comparison."""
        if self._counted is None or self._counted[0] is not compared:
            self._counted = compared, dispute_counts(compared)
        return self._counted[1]

    def _conflict_rows(self) -> list[TextRow]:
        rows = self._page.query_one("#conflicts", TextRow), self._page.query_one("#more-conflicts", TextRow)
        return [row for row in rows if row.display]

    def _show_conflicts(self, compared: ComparisonRows) -> None:
        """The conflicts; at the right end of the last line, where it has room, the spellings of one name."""
        rows, width = self._conflict_rows(), self._page.app.size.width - 4
        if not rows:
            return
        link = self._page.query_one("#columns", Columns).cursor.link
        place = self._place(compared.comparison, link)
        differing = sum(bool(each.differs) for each in compared.layout.links)
        lines = about_conflicts(
            compared.disputes, link, compared.names, width, len(rows), self.elsewhere, place, differing
        )
        for number, row in enumerate(rows):
            line = lines[number] if number < len(lines) else []
            room = width - sum(cells(run.text) for run in line) - 3 if row is rows[-1] else 0
            row.say(line, about_names(compared.comparison, room))
