"""What was changed in an article: two versions side by side, from version to version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from index.model import Changes, Version
from tui import keys, messages
from tui.controllers.comparison.change_walk import ChangeWalk
from tui.jobs import Jobs
from tui.rendering.comparison.captions import head_of
from tui.rendering.comparison.changes import NEW, OLD, changed_rows, laid_out, title_of, version_head
from tui.rendering.comparison.cursor import at, cell_at
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.changed_columns import ChangedColumns
from tui.widgets.comparison_columns import Columns
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline, TextRow


class ChangesScreen(Frame):
    """Shows what was changed up to the current version of the article ``id``, or from its first one on.

    With ``since`` just what was changed from that article to this one, whose outlets may differ.
    """

    WHERE = "changes"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("changes"), Binding("q,escape", "app.back", show=False)]

    def __init__(self, jobs: Jobs, settings: Settings, id: str, since: str = "", version: int | None = None) -> None:
        super().__init__(jobs, settings)
        self._asked, self._since, self._version = id, since, version
        self.versions: tuple[Version, ...] = ()
        self._at = 0
        """The place of the newer one of the two that are shown."""
        self.found: Changes | None = None
        self._whole = True
        self._tickets: dict[str, int] = {}
        self._walk = ChangeWalk(self)
        self.controllers = (self._walk,)

    def body(self) -> Iterable[Widget]:
        """Both versions, and what was done to the passage under the cursor."""
        yield ChangedColumns(id="columns")
        yield Hairline()
        yield TextRow(id="this-change")

    @property
    def columns(self) -> ChangedColumns:
        """Both versions."""
        return self.query_one("#columns", ChangedColumns)

    def on_mount(self) -> None:
        """Ask for the versions."""
        super().on_mount()
        self.masthead([Run(keys.TITLES["changes"], "headline")])
        self.columns.focus()
        self.columns.say(Run("Looking for changes …" if self._since else "Looking for versions …", "dim"))
        self._ask()

    def _ask(self) -> None:
        if self._since:
            self._tickets["changes"] = self.jobs.comparisons.changes(self, self._since, self._asked)
            return
        self._tickets["versions"] = self.jobs.articles.versions(self, self._asked)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: there may be another version."""
        self._ask()

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_versions_ready(self, message: messages.VersionsReady) -> None:
        """Show what was changed up to the version that was asked for."""
        if message.ticket != self._tickets.get("versions"):
            return
        self.versions = message.versions
        if len(self.versions) < 2:
            self.columns.say(
                Run("The archive has one version of this article.", "headline"),
                Run("Importing a changed file, or the article of another day, adds one.", "dim"),
            )
            return
        mine = [place for place, version in enumerate(self.versions) if version.article.startswith(self._asked)]
        current = [place for place in mine if self.versions[place].current]
        # An earlier version that was asked for is the older one of the two.
        asked = [place + 1 for place in mine[:-1] if self.versions[place].number == self._version]
        self._at = max(1, (asked or current or mine or [len(self.versions) - 1])[-1])
        self._compare()

    def _compare(self) -> None:
        old, new = self.versions[self._at - 1], self.versions[self._at]
        self._tickets["changes"] = self.jobs.comparisons.changes(self, old.name, new.name)

    def on_changes_ready(self, message: messages.ChangesReady) -> None:
        """Show the changes."""
        if message.ticket == self._tickets.get("changes"):
            self.found = message.changes
            self._lay_out()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is nothing."""
        if message.ticket in self._tickets.values():
            self.columns.say(Run(message.message, "headline"), Run(message.hint or "q goes back.", "dim"))

    def _lay_out(self) -> None:
        found = self.found
        if found is None:
            return
        layout = laid_out(found, whole=self._whole)
        versions = () if self._since else self.versions
        ordered_by = versions[self._at].ordered_by if versions else None
        self.masthead(*title_of(found, self._at + 1, len(versions), self.size.width, ordered_by))
        if not layout.rows:
            self.columns.say(Run("Both have the same words.", "headline"), Run("v shows them; q goes back.", "dim"))
            return
        rows = changed_rows(layout)
        heads = [head_of(found.old), head_of(found.new)]
        if versions:
            heads = [version_head(found.old, versions, self._at - 1), version_head(found.new, versions, self._at)]
        names = {OLD: heads[0].name, NEW: heads[1].name}
        first = rows[0] if rows else 0
        self.columns.show(layout, heads, names, at(layout, first, 1 if layout.rows[first].cells[1] is not None else 0))

    def on_columns_cursor_moved(self, _: Columns.CursorMoved) -> None:
        """Show what was done to the passage under the cursor."""
        self._walk.show()

    def action_later_version(self) -> None:
        """Show what the next version changed."""
        self._to_version(1)

    def action_earlier_version(self) -> None:
        """Show what the version before changed."""
        self._to_version(-1)

    def _to_version(self, step: int) -> None:
        if 1 <= self._at + step < len(self.versions):
            self._at += step
            self._compare()
        elif self._since:
            self.show_message([Run("These are two articles; v in either shows its versions.", "accent")])
        elif self.found is not None:
            end = "last version" if step > 0 else "first version that was changed"
            self.show_message([Run(f"This is the {end}.", "accent")])

    def action_next_view(self) -> None:
        """Show both versions whole, or only what was changed."""
        self._whole = not self._whole
        self._lay_out()

    # --- Leaving ------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Read the version under the cursor at this passage."""
        layout, found = self.columns.arranged, self.found
        if layout is None or found is None:
            return
        cell, column = cell_at(layout, self.columns.cursor), self.columns.cursor.column
        if not self._since and not self.versions[self._at - 1 + column].current:
            self.show_message([Run("This version was replaced; all of its text is on this page.", "accent")])
            return
        start = cell.passage.start if cell is not None and cell.passage.start >= 0 else None
        self.post_message(messages.OpenArticle((found.old, found.new)[column].id, start=start))

    def on_columns_passage_chosen(self, _: Columns.PassageChosen) -> None:
        """Open the passage that was clicked twice."""
        self.action_open()

    def action_compare(self) -> None:
        """Compare the two articles side by side."""
        found = self.found
        if found is None:
            return
        if found.old.id == found.new.id:
            self.show_message([Run("Both are versions of one article; their differences are on this page.", "accent")])
        else:
            self.post_message(messages.CompareArticles((found.old.id, found.new.id)))
