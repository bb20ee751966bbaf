"""Where articles are compared: the columns with what is said around them, and how one walks in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.containers import Horizontal
from textual.widget import Widget

from index.model import Article, Comparison, Passage, Story
from tui.controllers.passage_frame import PassageFrame
from tui.jobs import Jobs
from tui.rendering.comparison.captions import about_cell, about_conflicts, about_link, about_names, names_of, title_of
from tui.rendering.comparison.cursor import Cursor, at, cell_at, on_link, step_link, to_partner
from tui.rendering.comparison.disputes import Dispute, disputes
from tui.rendering.comparison.layout import Key, Layout, key
from tui.rendering.comparison.page import fitting
from tui.rendering.comparison.selection import MOST, Selection
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.settings import Settings
from tui.widgets.comparison_columns import MAP, Columns
from tui.widgets.comparison_notes import Aside
from tui.widgets.frame_parts import Hairline, Row


class ComparingFrame(PassageFrame):
    """A screen with a comparison on it; a subclass decides what is compared."""

    def __init__(self, jobs: Jobs, settings: Settings, selection: Selection) -> None:
        super().__init__(jobs, settings)
        self.selection = selection
        self.comparison: Comparison | None = None
        self.unfinished = False
        """Whether the texts stand there while their links are looked for."""
        self.story: Story | None = None
        self._disputes: tuple[Dispute, ...] = ()
        self._elsewhere = 0
        """How many more there are between articles without a column."""
        self._disputed_in: Layout | None = None

    def body(self) -> Iterable[Widget]:
        """The columns, and what is said about the current link and the conflicts."""
        yield Row(id="remark")
        yield Row(id="remark-on")
        with Horizontal(id="beside"):
            yield Columns(id="columns")
            yield Aside(id="aside")
        yield Hairline(id="link-rule")
        yield Row(id="this-link")
        yield Row(id="conflicts")
        yield Row(id="more-conflicts")

    @property
    def ids(self) -> tuple[str, ...]:
        """What is compared, the base first."""
        return self.selection.ids

    @property
    def columns(self) -> Columns:
        """The columns."""
        return self.query_one("#columns", Columns)

    @property
    def room(self) -> int:
        """How many articles have a column, or a place in the stack."""
        most = min(MOST, len(self.ids))
        fit = fitting((self.columns.size.width or self.app.size.width) - MAP, most)
        return fit if fit > 1 else most

    def article(self, id: str) -> Article:
        """One of the articles that are compared."""
        assert self.comparison is not None
        return next(article for article in self.comparison.articles if article.id == id)

    def place(self) -> Key | None:
        """The passage under the cursor."""
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        return key(cell.passage) if cell is not None else None

    def current(self) -> str:
        """The article of the column under the cursor."""
        layout = self.columns.arranged
        return layout.articles[self.columns.cursor.column] if layout is not None else self.ids[0]

    @staticmethod
    def base_passage(layout: Layout, row: int) -> Key | None:
        """The passage of the base on a row, or the last one above it."""
        cells = (layout.rows[number].cells[0] for number in range(min(row, len(layout.rows) - 1), -1, -1))
        return next((key(cell.passage) for cell in cells if cell is not None), None)

    @staticmethod
    def first_link(layout: Layout) -> Cursor:
        """The first link whose ends are level, a strong one before a weak one; the first of all where there is none."""
        level = [link for link in layout.links if len({row for row, _ in layout.ends(link)}) == 1]
        link = next((link for link in level if link.strength == "strong"), next(iter((*level, *layout.links)), None))
        return at(layout, 0, 0) if link is None else on_link(layout, link, 0)

    # --- What is said about it ------------------------------------------------------------------------------------

    def on_unmount(self) -> None:
        """Nobody waits for the comparison any more."""
        self.jobs.withdraw(self)

    def remark(self, said: str, *, quiet: bool = False) -> None:
        """Say above the columns what the reader must know of this comparison; nothing takes the line away."""
        lines = wrap(said, max(1, self.app.size.width - 6)) if said else []
        ink = "dim" if quiet else "conflict"
        for number, id in enumerate(("#remark", "#remark-on")):
            row = self.query_one(id, Row)
            row.display = number < len(lines)
            if row.display:
                sign = "" if quiet else "  " if number else "! "
                row.say([Run(sign + said[lines[number].start : lines[number].end if not number else None], ink)])

    def on_columns_cursor_moved(self, _: Columns.CursorMoved) -> None:
        """Tell about the link, or the passage, under the cursor."""
        self.say()

    def say(self) -> None:
        """Tell what is compared, about the link under the cursor, and what is in conflict."""
        compared, layout = self.comparison, self.columns.arranged
        link_row = self.query_one("#this-link", Row)
        if compared is None or self.unfinished:
            for row in (link_row, *self._conflict_rows()):
                row.say()
            if compared is not None:
                number = counted(len(compared.articles), "article")
                self.masthead([Run("Side by side", "headline"), Run(f"   {number}", "dim")])
            return
        self.masthead(*title_of(compared, self.selection, self.story, self.size.width))
        if layout is None:
            for row in (link_row, *self._conflict_rows()):
                row.say()
            return
        cursor = self.columns.cursor
        names = names_of([self.article(id) for id in layout.articles])
        if cursor.link is not None:
            link_row.say(about_link(cursor.link, layout.articles, self.size.width))
        else:
            link_row.say(about_cell(cell_at(layout, cursor), names[layout.articles[cursor.column]]))
        self._find_disputes(compared, layout)
        self.query_one("#aside", Aside).show(compared, self._disputes, names, cursor.link)
        self._say_conflicts(compared, names)

    def _find_disputes(self, compared: Comparison, layout: Layout) -> None:
        if layout is self._disputed_in:
            return
        self._disputed_in, self._disputes = layout, disputes(compared, layout.links, layout.articles)
        shown = set(layout.articles)
        beside = [link for link in compared.links if {link.left.article, link.right.article} <= shown]
        everywhere = len(disputes(compared, compared.links, self.ids))
        self._elsewhere = max(0, everywhere - len(disputes(compared, beside, self.ids)))

    def _conflict_rows(self) -> list[Row]:
        rows = self.query_one("#conflicts", Row), self.query_one("#more-conflicts", Row)
        return [row for row in rows if row.display]

    def _say_conflicts(self, compared: Comparison, names: Mapping[str, str]) -> None:
        """What is in conflict; at the right end of the last line, where it has room, the spellings of one name."""
        rows, width = self._conflict_rows(), self.app.size.width - 4
        if not rows:
            return
        link = self.columns.cursor.link
        lines = about_conflicts(self._disputes, link, names, width, len(rows), self._elsewhere)
        for number, row in enumerate(rows):
            said = lines[number] if number < len(lines) else []
            room = width - sum(cells(run.text) for run in said) - 3 if row is rows[-1] else 0
            row.say(said, about_names(compared, room))

    # --- Walking --------------------------------------------------------------------------------------------------

    def _walk(self, step: int, *, conflicts: bool) -> None:
        layout = self.columns.arranged
        if layout is None:
            return
        cursor = step_link(layout, self.columns.cursor, step, conflicts=conflicts)
        if cursor is None:
            nowhere = f"{counted(self._elsewhere, 'conflict')} in other columns; tab brings them."
            none = nowhere if self._elsewhere else "Nothing here disagrees."
            self.tell([Run(none if conflicts else "No passage here is linked.", "accent")])
        else:
            self.columns.move_to(cursor, align=True)

    def action_next_link(self) -> None:
        """To the next link."""
        self._walk(1, conflicts=False)

    def action_previous_link(self) -> None:
        """To the link before."""
        self._walk(-1, conflicts=False)

    def action_next_conflict(self) -> None:
        """To the next link whose sides disagree."""
        self._walk(1, conflicts=True)

    def action_previous_conflict(self) -> None:
        """To the conflict before."""
        self._walk(-1, conflicts=True)

    def action_partner(self) -> None:
        """To the other end of the link."""
        layout = self.columns.arranged
        cursor = to_partner(layout, self.columns.cursor) if layout is not None else None
        if cursor is not None:
            self.columns.move_to(cursor, align=True)

    def action_scroll_lock(self) -> None:
        """All columns scroll together, or each on its own; then links bring their ends level."""
        self.columns.set_free(not self.columns.free)
        free = "Each column scrolls on its own; n and m bring both ends of a link level; = ties them again."
        self.tell([Run(free if self.columns.free else "The columns scroll together.", "accent")])

    # --- Leaving with a passage -----------------------------------------------------------------------------------

    def passage_here(self) -> tuple[Article, Passage] | None:
        """The sentence under the cursor."""
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        return None if cell is None else (self.article(cell.passage.article), cell.passage)

    def neighbours(self) -> tuple[str, ...]:
        """The articles that are compared."""
        return self.ids

    def on_columns_passage_chosen(self, _: Columns.PassageChosen) -> None:
        """Open what was clicked twice."""
        self.action_open()
