"""Copied text: every text that several articles of the archive have, those that most have first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import ReuseGroup
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.labels import label
from tui.rendering.lists.copies import copies_label, names_of, source_label, source_of
from tui.rendering.numbers import counted
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowList, RowMoved

_PAGE = 100
"""Texts that are asked for at first; as many again where the list ends."""


class TextList(RowList):
    """One text: its headline at the source and how many have it, the outlets, whose it likely is."""

    ROW_HEIGHT = 4

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.groups: Sequence[ReuseGroup] = ()

    def show(self, groups: Sequence[ReuseGroup]) -> None:
        """List these texts; the current one stays the current one."""
        source = self.groups[self.current].source if self.count else None
        self.groups = groups
        self.fill(len(groups), next((n for n, group in enumerate(groups) if group.source == source), 0))

    def is_lit(self, line: int) -> bool:
        """The blank line below a text is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Headline and copies; who has it; whose it is."""
        if not self.is_lit(line):
            return []
        group, bar = self.groups[index], Run("▌" if index == self.current else " ", "accent")
        if line == 0:
            source = source_of(group)
            title = Run(printable(source.headline or source.article[:8]), "headline")
            return [bar, *justify([title], [Run(copies_label(group), "link-bold")], width - 1)]
        if line == 1:
            return [bar, *justify([Run(printable(", ".join(names_of(group))), "ink")], [], width - 1)]
        return [bar, *justify([Run(source_label(group), "dim")], [], width - 1)]


class CopiedScreen(Frame):
    """Lists the texts; ``enter`` compares the articles that have one."""

    WHERE = "copied"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("copied"))

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__(jobs, settings)
        self._ticket = 0
        self._limit = _PAGE
        self._total = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield TextList(id="texts")

    @property
    def listing(self) -> TextList:
        """The widget that lists them."""
        return self.query_one("#texts", TextList)

    def on_mount(self) -> None:
        """Ask the archive."""
        super().on_mount()
        self.masthead([Run(keys.TITLES["copied"], "headline")])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Looking for copies …", "dim")]])
        self._ask()

    def _ask(self) -> None:
        self._ticket = self.jobs.articles.copied_texts(self, self._limit)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed."""
        self._ask()

    def on_texts_ready(self, message: messages.TextsReady) -> None:
        """List them."""
        if message.ticket != self._ticket:
            return
        self._total = message.total
        counts = f"   {counted(message.total, 'text')} in several articles" if message.total else ""
        right = [Run("most copies first", "ink")] if message.total > 1 else []
        self.masthead([Run(keys.TITLES["copied"], "headline"), Run(counts, "dim")], right)
        if message.groups:
            self.listing.show(message.groups)
        else:
            self.listing.notify_in_place(
                [[Run("No article of this archive has text from another.", "headline")], [Run("q goes back.", "dim")]]
            )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is no list."""
        if message.ticket == self._ticket:
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def on_row_moved(self, message: RowMoved) -> None:
        """Ask for more where the list ends."""
        if message.index == self.listing.count - 1 and self._limit <= self.listing.count < self._total:
            self._limit = self.listing.count + _PAGE
            self._ask()

    def _group(self) -> ReuseGroup | None:
        return self.listing.groups[self.listing.current] if self.listing.count else None

    def action_compare(self) -> None:
        """Lay the articles side by side, the source first."""
        if (group := self._group()) is not None:
            members = [member.article for member in (*group.copies, *group.parts)]
            ids = tuple(sorted(members, key=lambda id: id != group.source))
            self.post_message(messages.CompareArticles(ids))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current text compares who has it."""
        self.action_compare()

    def action_reuse(self) -> None:
        """Who has the text of the source, and how much of it."""
        if (group := self._group()) is not None:
            self.post_message(messages.ShowReuse(group.source))

    def action_open(self) -> None:
        """Read the source."""
        if (group := self._group()) is not None:
            members = tuple(member.article for member in (*group.copies, *group.parts))
            self.post_message(messages.OpenArticle(group.source, neighbours=members))

    def action_to_tray(self) -> None:
        """Pick the source up, or put it back."""
        if (group := self._group()) is not None:
            source = source_of(group)
            name = label(source.outlet, source.published, source.headline or source.article[:8])
            self.post_message(messages.AddToTray(source.article, name))
