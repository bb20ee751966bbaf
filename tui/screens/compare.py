"""The comparison: two to four articles side by side, level where they report the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from index.model import Article, Comparison, Passage, Story
from tui import exporting, keys, messages, wording
from tui.jobs import Jobs
from tui.settings import Settings
from tui.widgets.aside import WIDTH as ASIDE
from tui.widgets.aside import Aside
from tui.widgets.chrome import Hairline, Row
from tui.widgets.columns import MAP, Columns
from tui.widgets.comparison_layout import Key, Layout, arrange, key
from tui.widgets.comparison_page import fitting
from tui.widgets.comparison_page import widest as page_width
from tui.widgets.comparison_selection import MOST, Selection
from tui.widgets.comparison_strips import about_cell, about_conflicts, about_link, head_of, names_of, title_of
from tui.widgets.comparison_walk import Cursor, at, at_passage, cell_at, on_link, step_link, to_partner
from tui.widgets.figures import counted
from tui.widgets.leaving import PassageFrame
from tui.widgets.typesetting import Run

ROOMY = 32
"""Rows from which blank lines are affordable."""
_NOTHING = {
    "all": "These articles have no text.",
    "linked": "These articles share no passage.",
    "only here": "Every passage of these articles is linked.",
    "conflicts": "Nothing here disagrees.",
}


class CompareScreen(PassageFrame):
    """Lays the articles ``ids``, or the story of one article, beside each other.

    ``start`` is an offset in the first article to begin at.
    """

    WHERE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("compare"))

    def __init__(
        self, jobs: Jobs, settings: Settings, ids: Iterable[str] = (), start: int | None = None, *, story_of: str = ""
    ) -> None:
        super().__init__(jobs, settings)
        self.selection = Selection.of(ids or ([story_of] if story_of else []))
        self._whole_story = bool(story_of)
        self.comparison: Comparison | None = None
        self.story: Story | None = None
        self._begin_at: Key | None = (self.ids[0], start) if start is not None and self.ids else None
        self._ticket = 0

    def body(self) -> Iterable[Widget]:
        """The columns, and what is said about the current link and the conflicts."""
        with Horizontal(id="beside"):
            yield Columns(id="columns")
            yield Aside(id="aside")
        yield Row(id="this-link")
        yield Hairline(id="conflicts-rule")
        yield Row(id="conflicts")

    @property
    def ids(self) -> tuple[str, ...]:
        """What is compared, the base first."""
        return self.selection.ids

    @property
    def columns(self) -> Columns:
        """The columns."""
        return self.query_one("#columns", Columns)

    def on_mount(self) -> None:
        """Ask for the comparison."""
        super().on_mount()
        self.columns.focus()
        self._ask()

    # --- What is compared -----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.comparison is None:
            self.masthead([Run("Side by side", "headline")])
        if self.ids and self.story is None:
            self.jobs.story_of(self, self.ids[0])
        if self._whole_story:
            self.columns.say(Run("Looking for who else tells this story …", "dim"))
        elif len(self.ids) < 2:
            self.columns.say(
                Run("A comparison needs two articles.", "headline"),
                Run("c in the results picks one up, C compares what was picked up; q goes back.", "dim"),
            )
        else:
            if self.comparison is None:
                self.columns.say(Run(f"Laying {counted(len(self.ids), 'article')} side by side …", "dim"))
            self._ticket = self.jobs.compare(self, self.ids)

    def on_comparison_ready(self, message: messages.ComparisonReady) -> None:
        """Lay it out."""
        if message.ticket != self._ticket:
            return
        self.comparison = message.comparison
        self.selection = self.selection.named([article.id for article in message.comparison.articles])
        if self._begin_at is not None:
            asked, start = self._begin_at
            self._begin_at = next((id for id in self.ids if id.startswith(asked)), self.ids[0]), start
        self._lay_out()

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Say of how many articles these are some; compare them, if that was asked for."""
        self.story = message.story
        if self._whole_story:
            self._whole_story = False
            base, others = self.ids[0], message.story.articles if message.story is not None else ()
            self.selection = self.selection.joined_by(id for id in others if not id.startswith(base))
            if len(self.ids) > 1:
                self._ask()
            else:
                self._alone()
        self._say()

    def _alone(self) -> None:
        self.columns.say(
            Run("No other article of the archive tells this story.", "headline"),
            Run("c in the results picks articles up, C lays them side by side; q goes back.", "dim"),
        )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong: where the comparison would stand, or in the foot of the one that stands already."""
        if message.ticket != self._ticket and not self._whole_story:
            return
        if self.comparison is not None:
            compared = {article.id for article in self.comparison.articles}
            self.selection = self.selection.only(compared)
            self.tell([Run(message.message, "conflict"), Run(f"   {message.hint}", "dim")])
            return
        self.columns.say(Run(message.message, "headline"), Run(message.hint or "q goes back.", "dim"))

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Compare again: a text may have a new version, an article may be gone."""
        self._begin_at = self._place()
        self.story = None
        self._ask()

    # --- Layout ---------------------------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        """How many articles have a column, or a place in the stack."""
        fit = fitting((self.columns.size.width or self.app.size.width) - MAP, len(self.ids))
        return fit if fit > 1 else len(self.ids)

    def _article(self, id: str) -> Article:
        assert self.comparison is not None
        return next(article for article in self.comparison.articles if article.id == id)

    def _place(self) -> Key | None:
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        return key(cell.passage) if cell is not None else self._begin_at

    def _lay_out(self, cursor_on: Key | None = None) -> None:
        """Arrange the articles in view anew; the cursor stays on its passage, or goes to ``cursor_on``."""
        if self.comparison is None:
            return
        wanted = cursor_on or self._begin_at or self._place()
        self._begin_at = None
        shown = self.selection.columns(self._room)
        self.set_class(self.size.width - page_width(len(shown)) - MAP > ASIDE, "-aside")
        layout = arrange(self.comparison, shown, self.selection.view, self.selection.order)
        articles = [self._article(id) for id in shown]
        names = names_of(articles)
        if not layout.rows:
            self._begin_at = wanted
            self.columns.say(Run(_NOTHING[self.selection.view], "headline"), Run("v shows others.", "dim"))
            self._say()
            return
        row = self.columns.cursor.row
        cursor = at_passage(layout, wanted, row) if wanted is not None else self._first_link(layout)
        heads = [head_of(article) for article in articles]
        self.columns.show(layout, heads, names, cursor, len(self.ids) - len(shown))
        self._say()

    def _first_link(self, layout: Layout) -> Cursor:
        level = (link for link in layout.links if len({row for row, _ in layout.ends(link)}) == 1)
        link = next(level, next(iter(layout.links), None))
        return at(layout, 0, 0) if link is None else on_link(layout, link, 0)

    def on_resize(self, event: events.Resize) -> None:
        """More or fewer columns may fit."""
        super().on_resize(event)
        self.set_class(event.size.height < ROOMY, "-low")
        if self.comparison is not None:
            self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        layout = self.columns.arranged
        if layout is not None:
            self._lay_out()

    # --- What is said about it ------------------------------------------------------------------------------------

    def on_columns_cursor_moved(self, _: Columns.CursorMoved) -> None:
        """Tell about the link, or the passage, under the cursor."""
        self._say()

    def _say(self) -> None:
        compared, layout = self.comparison, self.columns.arranged
        link_row, conflict_row = self.query_one("#this-link", Row), self.query_one("#conflicts", Row)
        if compared is None:
            link_row.say()
            conflict_row.say()
            return
        self.masthead(*title_of(compared, self.selection, self.story, self.size.width))
        if layout is None:
            return
        cursor = self.columns.cursor
        names = names_of(compared.articles)
        if cursor.link is not None:
            link_row.say(about_link(cursor.link, layout.articles, self.size.width))
        else:
            link_row.say(about_cell(cell_at(layout, cursor), names[layout.articles[cursor.column]]))
        self.query_one("#aside", Aside).show(compared, layout, cursor.link)
        conflict_row.say(*about_conflicts(compared, layout, cursor.link, self.size.width - 4))

    # --- Walking --------------------------------------------------------------------------------------------------

    def _walk(self, step: int, *, conflicts: bool) -> None:
        layout = self.columns.arranged
        if layout is None:
            return
        cursor = step_link(layout, self.columns.cursor, step, conflicts=conflicts)
        if cursor is None:
            self.tell([Run("Nothing here disagrees." if conflicts else "No passage here is linked.", "accent")])
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

    def action_next_column(self) -> None:
        """One column to the right; articles without room for a column come into view."""
        self._to_column(1)

    def action_previous_column(self) -> None:
        """One column to the left."""
        self._to_column(-1)

    def _to_column(self, step: int) -> None:
        layout = self.columns.arranged
        if layout is None:
            return
        wanted = self.selection.neighbour(self._current(), step)
        if wanted not in layout.articles:
            self.selection = self.selection.showing(wanted, len(layout.articles))
            self._lay_out(self._base_passage(layout, self.columns.cursor.row))
            layout = self.columns.arranged or layout
        self.columns.move_to(at(layout, self.columns.cursor.row, layout.articles.index(wanted)))

    def _base_passage(self, layout: Layout, row: int) -> Key | None:
        """The passage of the base on this row, or the last one above it."""
        cells = (layout.rows[number].cells[0] for number in range(min(row, len(layout.rows) - 1), -1, -1))
        return next((key(cell.passage) for cell in cells if cell is not None), None)

    # --- Changing what is shown -----------------------------------------------------------------------------------

    def action_next_view(self) -> None:
        """Other passages: all, linked, only here, conflicts."""
        self.selection = self.selection.next_view()
        self._lay_out()

    def action_order(self) -> None:
        """Rows by the base, or each article as it was printed."""
        self.selection = self.selection.other_order()
        self._lay_out()

    def action_scroll_lock(self) -> None:
        """All columns scroll together, or each on its own; then links bring their ends level."""
        self.columns.set_free(not self.columns.free)
        free = "Each column scrolls on its own; n and m bring both ends of a link level; = ties them again."
        self.tell([Run(free if self.columns.free else "The columns scroll together.", "accent")])

    def _current(self) -> str:
        layout = self.columns.arranged
        return layout.articles[self.columns.cursor.column] if layout is not None else self.ids[0]

    def action_base(self) -> None:
        """The current column becomes the base."""
        if self.comparison is None:
            return
        base = self._current()
        if base == self.ids[0]:
            self.tell([Run("This column is the base already; tab goes to another.", "accent")])
            return
        self.selection = self.selection.based_on(base)
        self._lay_out()

    def action_drop_column(self) -> None:
        """Take the current article out of the comparison."""
        if self.comparison is None:
            return
        if len(self.ids) <= 2:
            self.tell([Run("A comparison needs two articles; + adds one.", "accent")])
            return
        self.selection = self.selection.without(self._current())
        self._ask()

    def action_add_column(self) -> None:
        """Add the next article of the tray, then of the story."""
        if len(self.ids) >= MOST:
            self.tell([Run(f"{MOST} articles at most; d drops the current one.", "accent")])
            return
        candidates = [item.id for item in self.settings.tray] + list(self.story.articles if self.story else ())
        added = next((id for id in candidates if id not in self.ids), None)
        if added is None:
            self.tell([Run("The tray and the story have no other article. c in the results picks one up.", "accent")])
            return
        self.selection = self.selection.joined_by([added])
        self._ask()

    # --- Leaving with a passage -----------------------------------------------------------------------------------

    def passage_here(self) -> tuple[Article, Passage] | None:
        """The sentence under the cursor."""
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        return None if cell is None else (self._article(cell.passage.article), cell.passage)

    def neighbours(self) -> tuple[str, ...]:
        """The articles that are compared."""
        return self.ids

    def on_columns_passage_chosen(self, _: Columns.PassageChosen) -> None:
        """Open what was clicked twice."""
        self.action_open()

    def action_export(self) -> None:
        """Write the comparison to a Markdown file."""
        if self.comparison is None:
            return
        folder = Path(self.settings.export_folder or ".")
        title = self.story.title if self.story is not None else wording.headline(self._article(self.ids[0]))
        name = exporting.file_name("compare", title)
        try:
            written = exporting.write_new(folder, name, exporting.comparison_markdown(self.comparison))
        except OSError as error:
            self.tell([Run(f"Not written: {error.strerror or error}", "conflict")])
        else:
            self.tell([Run(f"Written to {written.resolve()}", "ink")])
