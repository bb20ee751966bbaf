"""The comparison: articles side by side, level where they report the same; four of them at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from index.model import Comparison
from index.text import printable
from tui import keys, messages
from tui.controllers.compare_frame import ComparingFrame
from tui.export import files, formats
from tui.jobs import Jobs
from tui.rendering import labels
from tui.rendering.comparison.captions import head_of, names_of
from tui.rendering.comparison.cursor import at, at_passage, cell_at
from tui.rendering.comparison.layout import Key, Layout, arrange, key
from tui.rendering.comparison.page import widest as page_width
from tui.rendering.comparison.selection import Selection
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.comparison_columns import MAP
from tui.widgets.comparison_notes import WIDTH as ASIDE

ROOMY = 32
"""Rows from which blank lines are affordable."""
_NOTHING = {
    "all": "These articles have no text.",
    "linked": "These articles share no passage.",
    "only here": "Every passage of these articles is linked.",
    "conflicts": "Nothing here disagrees.",
    "marked": "The passages that were marked are no longer there.",
}
_LOOKING = "Looking for what these articles share; they can be read meanwhile."
_KEPT = 8
"""Comparisons that are kept, for columns that come into view again."""


class CompareScreen(ComparingFrame):
    """Lays the articles ``ids``, or the story of one article, beside each other.

    Of an id with a span (``id:start-end``) just that passage is compared at first. ``start`` is an offset in the first
    article to begin at.
    """

    WHERE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("compare"))

    def __init__(
        self, jobs: Jobs, settings: Settings, ids: Iterable[str] = (), start: int | None = None, *, story_of: str = ""
    ) -> None:
        super().__init__(jobs, settings, Selection.of(ids or ([story_of] if story_of else [])))
        self._whole_story = bool(story_of)
        self._begin_at: Key | None = (self.ids[0], start) if start is not None and self.ids else None
        self._wanted_column: str | None = None
        """The article whose column the cursor goes to as soon as it is in view."""
        self._made: dict[frozenset[str], Comparison] = {}
        self._stands = self.selection
        """What was chosen when the comparison that stands was laid out."""
        self._gone: set[str] = set()
        """Articles that were to be compared and are not in the archive."""
        self._ticket = 0

    def on_mount(self) -> None:
        """Ask for the comparison."""
        super().on_mount()
        self.remark("")
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
                Run("A comparison needs two different articles.", "headline"),
                Run("c in the results picks one up, C compares what was picked up; q goes back.", "dim"),
            )
        else:
            self._compare()

    def _compare(self) -> None:
        """Lay out the articles in view, from a comparison that was made already or one that is asked for."""
        loaded = self.selection.loaded
        made = self._made.get(frozenset(loaded))
        if made is not None:
            self._ticket = 0
            self._take(made)
            return
        if self.comparison is None:
            self.columns.say(Run(f"Laying {counted(len(loaded), 'article')} side by side …", "dim"))
        self._ticket = self.jobs.compare(self, loaded)

    def on_comparison_begun(self, message: messages.ComparisonBegun) -> None:
        """Show what is to be read meanwhile."""
        if message.ticket == self._ticket:
            self._identify(message.comparison)
            self._take(message.comparison, unfinished=True)

    def on_comparison_ready(self, message: messages.ComparisonReady) -> None:
        """Lay it out."""
        if message.ticket != self._ticket:
            return
        self._identify(message.comparison)
        while len(self._made) >= _KEPT:
            del self._made[next(iter(self._made))]
        self._made[frozenset(article.id for article in message.comparison.articles)] = message.comparison
        self._take(message.comparison)

    def _identify(self, comparison: Comparison) -> None:
        """Put full ids in the place of those that were asked for."""
        self.selection = self.selection.named([article.id for article in comparison.articles])
        if self._begin_at is not None:
            asked, start = self._begin_at
            self._begin_at = next((id for id in self.ids if id.startswith(asked)), self.ids[0]), start

    def _take(self, comparison: Comparison, *, unfinished: bool = False) -> None:
        self.comparison, self.unfinished = comparison, unfinished
        self._stands = self.selection
        self.remark(_LOOKING if unfinished else printable(comparison.note), quiet=unfinished)
        self._lay_out()

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Say of how many articles these are some; compare them, if that was asked for."""
        self.story = message.story
        if self._whole_story:
            self._whole_story = False
            base, others = self.ids[0], message.story.articles if message.story is not None else ()
            self.selection = self.selection.named([id for id in others if id.startswith(base)]).joined_by(others)
            if len(self.ids) > 1:
                self._compare()
            else:
                self._alone()
        self.say()

    def _alone(self) -> None:
        self.columns.say(
            Run("No other article of the archive tells this story.", "headline"),
            Run("c in the results picks articles up, C lays them side by side; q goes back.", "dim"),
        )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong: where the comparison would stand, or in the foot of the one that stands already."""
        if message.ticket != self._ticket and not self._whole_story:
            return
        if self.comparison is None:
            self.columns.say(Run(message.message, "headline"), Run(message.hint or "q goes back.", "dim"))
            return
        self.selection, self._wanted_column = self._stands, None
        if self._made:
            self.tell([Run(message.message, "conflict"), Run(f"   {message.hint}", "dim")])
        else:
            self.remark(f"{printable(message.message)} What is shown is as it was before.")

    def on_comparison_lacks(self, message: messages.ComparisonLacks) -> None:
        """Go on with the articles that are there, where these are two; what stands already can still be read."""
        if message.ticket != self._ticket:
            return
        self._gone.update(message.gone)
        self.post_message(messages.ArticlesGone(message.gone))
        there = [id for id in self.ids if id not in message.gone]
        gone = f"{counted(len(self._gone), 'article')} no longer in the archive"
        if len(there) > 1:
            self.selection = self.selection.only(there)
            self.tell([Run(f"{gone}; the others are compared.", "conflict")])
            self._compare()
        elif self.comparison is None:
            self.columns.say(
                Run(f"{gone}.", "headline"),
                Run("A comparison needs two; c in the results picks one up, q goes back.", "dim"),
            )
        else:
            self.selection, self._wanted_column = self._stands, None
            self.remark(f"{gone}. What is shown is as it was before.")

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Compare again: a text may have a new version, an article may be gone."""
        self._begin_at = self.place() or self._begin_at
        self.story = None
        self._made.clear()
        self._ask()

    # --- Layout ---------------------------------------------------------------------------------------------------

    def _lay_out(self, cursor_on: Key | None = None) -> None:
        """Arrange the articles in view anew; the cursor stays on its passage, or goes to ``cursor_on``."""
        if self.comparison is None:
            return
        wanted = cursor_on or self._begin_at or self.place()
        self._begin_at = None
        chosen = self.selection
        shown = chosen.columns(self.room)
        self.set_class(self.size.width - page_width(len(shown)) - MAP > ASIDE, "-aside")
        layout = arrange(self.comparison, shown, chosen.view, chosen.order, chosen.marked)
        articles = [self.article(id) for id in shown]
        if not layout.rows:
            self._begin_at = wanted
            nothing = _LOOKING if self.unfinished else _NOTHING[chosen.view]
            self.columns.say(Run(nothing, "headline"), Run("v shows others.", "dim"))
            self.say()
            return
        before = self.columns.cursor
        cursor = at_passage(layout, wanted, before.row) if wanted is not None else self.first_link(layout)
        here = cell_at(layout, cursor)
        if here is not None and before.link in here.links:
            cursor = replace(cursor, link=before.link)
        if self._wanted_column in layout.articles:
            cursor = at(layout, cursor.row, layout.articles.index(self._wanted_column))
            self._wanted_column = None
        heads = [head_of(article) for article in articles]
        self.columns.show(layout, heads, names_of(articles), cursor, len(self.ids) - len(shown))
        self.say()

    def on_resize(self, event: events.Resize) -> None:
        """More or fewer columns may fit."""
        super().on_resize(event)
        self.set_class(event.size.height < ROOMY, "-low")
        if self.comparison is not None:
            self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        if self.columns.arranged is not None:
            self._lay_out()

    # --- Changing what is shown -----------------------------------------------------------------------------------

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
        wanted = self.selection.neighbour(self.current(), step)
        if wanted in layout.articles:
            self.columns.move_to(at(layout, self.columns.cursor.row, layout.articles.index(wanted)))
            return
        self._begin_at = self.base_passage(layout, self.columns.cursor.row)
        self._wanted_column = wanted
        self.selection = self.selection.showing(wanted, len(layout.articles))
        self._show()

    def _show(self) -> None:
        """Lay out what is chosen; what is not compared yet is asked for."""
        compared = {article.id for article in self.comparison.articles} if self.comparison is not None else set()
        if compared == set(self.selection.loaded):
            self._stands = self.selection
            self._lay_out()
        else:
            self._compare()

    def action_next_view(self) -> None:
        """Other passages: all, linked, only here, conflicts; the marked ones, where there are any."""
        self.selection = self.selection.next_view()
        self._lay_out()
        said = [Run("v  ", "headline")]
        for number, view in enumerate(self.selection.views):
            said += [
                Run(" · " if number else "", "dim"),
                Run(view, "accent-bold" if view == self.selection.view else "dim"),
            ]
        self.tell(said)

    def action_order(self) -> None:
        """Rows by the base, or each article as it was printed."""
        self.selection = self.selection.other_order()
        self._lay_out()
        by_base = self.selection.order == "base"
        self.tell([Run("Rows follow the base." if by_base else "Each column reads as it was printed.", "accent")])

    def action_base(self) -> None:
        """The current column becomes the base."""
        if self.comparison is None:
            return
        base = self.current()
        if base == self.ids[0]:
            self.tell([Run("This column is the base already; tab goes to another.", "accent")])
            return
        self.selection = self.selection.based_on(base)
        self._show()

    def action_drop_column(self) -> None:
        """Take the current article out of the comparison."""
        if self.comparison is None:
            return
        if len(self.ids) <= 2:
            self.tell([Run("A comparison needs two articles; + adds one.", "accent")])
            return
        layout = self.columns.arranged
        if layout is not None:
            self._begin_at = self._beside(layout)
        self.selection = self.selection.without(self.current())
        self._show()

    def _beside(self, layout: Layout) -> Key | None:
        """The passage of another column that stands level with the cursor, or the last one of the base above."""
        cursor = self.columns.cursor
        row = [cell for column, cell in enumerate(layout.rows[cursor.row].cells) if column != cursor.column]
        here = next((key(cell.passage) for cell in row if cell is not None), None)
        return here or (self.base_passage(layout, cursor.row) if cursor.column else None)

    def action_add_column(self) -> None:
        """Choose an article to add: of the story, of the tray, or any other."""
        story = self.story.articles if self.story is not None else ()
        self.post_message(messages.ChooseArticle(self.ids, story))

    def on_article_added(self, message: messages.ArticleAdded) -> None:
        """Add it, and go to its column."""
        self.selection = self.selection.joined_by([message.id]).showing(message.id, self.room)
        self._wanted_column = message.id
        layout = self.columns.arranged
        self._begin_at = self.place() or (self.base_passage(layout, self.columns.cursor.row) if layout else None)
        self._ask()

    # --- Leaving with the comparison ------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Write the comparison to a Markdown file."""
        self._export("markdown")

    def action_export_page(self) -> None:
        """Write the comparison to an HTML page."""
        self._export("html")

    def _export(self, format: formats.Format) -> None:
        if self.comparison is None:
            return
        if self.unfinished:
            self.tell([Run("The articles are still being compared; e writes the comparison when it stands.", "accent")])
            return
        folder = Path(self.settings.export_folder or ".").expanduser()
        title = self.story.title if self.story is not None else labels.headline(self.article(self.ids[0]))
        name = files.file_name("compare", title, suffix=formats.SUFFIXES[format])
        try:
            written = files.write_new(folder, name, formats.comparison_as(format, self.comparison))
        except OSError as error:
            self.tell([Run(f"Not written: {error.strerror or error}", "conflict")])
        else:
            self.tell([Run(f"Written to {written.resolve()}", "ink")])
