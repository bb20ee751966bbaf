"""The rows around the columns of a comparison: masthead, remark, current link, conflicts, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.containers import Horizontal
from textual.widget import Widget

from index.model import Comparison
from tui.controllers.comparison.state import ComparisonState
from tui.rendering.comparison.captions import about_cell, about_conflicts, about_link, about_names, names_of, title_of
from tui.rendering.comparison.cursor import cell_at
from tui.rendering.comparison.disputes import Dispute, disputes
from tui.rendering.comparison.layout import Layout
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.widgets.comparison_columns import Columns
from tui.widgets.comparison_notes import ComparisonNotes
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline, Row


class ComparisonCaptions:
    """Fills the rows above and below the columns."""

    def __init__(self, page: Frame, state: ComparisonState) -> None:
        self._page, self._state = page, state
        self._disputes: tuple[Dispute, ...] = ()
        self.elsewhere = 0
        """How many conflicts there are between articles without a column."""
        self._disputed_in: Layout | None = None

    def compose(self) -> Iterable[Widget]:
        """The columns with the rows around them."""
        yield Row(id="remark")
        yield Row(id="remark-on")
        with Horizontal(id="beside"):
            yield Columns(id="columns")
            yield ComparisonNotes(id="aside")
        yield Hairline(id="link-rule")
        yield Row(id="this-link")
        yield Row(id="conflicts")
        yield Row(id="more-conflicts")

    def remark(self, text: str, *, quiet: bool = False) -> None:
        """Show above the columns what the reader must know of this comparison, until there is another remark."""
        lines = wrap(text, max(1, self._page.app.size.width - 6)) if text else []
        ink = "dim" if quiet else "conflict"
        for number, id in enumerate(("#remark", "#remark-on")):
            row = self._page.query_one(id, Row)
            row.display = number < len(lines)
            if row.display:
                sign = "" if quiet else "  " if number else "! "
                row.say([Run(sign + text[lines[number].start : lines[number].end if not number else None], ink)])

    def show(self) -> None:
        """Show what is compared, the link under the cursor, and what is in conflict."""
        state, page = self._state, self._page
        columns = page.query_one("#columns", Columns)
        compared, layout = state.comparison, columns.arranged
        link_row = page.query_one("#this-link", Row)
        if compared is None or layout is None or state.unfinished:
            for row in (link_row, *self._conflict_rows()):
                row.say()
            if compared is not None and state.unfinished:
                number = counted(len(compared.articles), "article")
                page.masthead([Run("Side by side", "headline"), Run(f"   {number}", "dim")])
            elif compared is not None:
                page.masthead(*title_of(compared, state.selection, state.story, page.size.width))
            return
        page.masthead(*title_of(compared, state.selection, state.story, page.size.width))
        cursor = columns.cursor
        names = names_of([state.article(id) for id in layout.articles])
        if cursor.link is not None:
            link_row.say(about_link(cursor.link, layout.articles, page.size.width))
        else:
            link_row.say(about_cell(cell_at(layout, cursor), names[layout.articles[cursor.column]]))
        self._find_disputes(compared, layout)
        page.query_one("#aside", ComparisonNotes).show(compared, self._disputes, names, cursor.link)
        self._show_conflicts(compared, names)

    def _find_disputes(self, compared: Comparison, layout: Layout) -> None:
        if layout is self._disputed_in:
            return
        ids = self._state.ids
        self._disputed_in, self._disputes = layout, disputes(compared, layout.links, layout.articles)
        shown = set(layout.articles)
        beside = [link for link in compared.links if {link.left.article, link.right.article} <= shown]
        everywhere = len(disputes(compared, compared.links, ids))
        self.elsewhere = max(0, everywhere - len(disputes(compared, beside, ids)))

    def _conflict_rows(self) -> list[Row]:
        rows = self._page.query_one("#conflicts", Row), self._page.query_one("#more-conflicts", Row)
        return [row for row in rows if row.display]

    def _show_conflicts(self, compared: Comparison, names: Mapping[str, str]) -> None:
        """The conflicts; at the right end of the last line, where it has room, the spellings of one name."""
        rows, width = self._conflict_rows(), self._page.app.size.width - 4
        if not rows:
            return
        link = self._page.query_one("#columns", Columns).cursor.link
        lines = about_conflicts(self._disputes, link, names, width, len(rows), self.elsewhere)
        for number, row in enumerate(rows):
            line = lines[number] if number < len(lines) else []
            room = width - sum(cells(run.text) for run in line) - 3 if row is rows[-1] else 0
            row.say(line, about_names(compared, room))
