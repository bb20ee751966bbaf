"""Who has the same text: every article that shares copied text with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import Reuse
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.dates import day
from tui.rendering.labels import label
from tui.rendering.lists.copies import kind_in_words, source_label
from tui.rendering.numbers import counted, outlets_and_texts, percent
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowList


class ReuseList(RowList):
    """One article: who and when, its headline; what kind of copy it is and how much of it."""

    ROW_HEIGHT = 3

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.found: Sequence[Reuse] = ()

    def show(self, found: Sequence[Reuse]) -> None:
        """List these."""
        self.found = found
        self.fill(len(found))

    def is_lit(self, line: int) -> bool:
        """The blank line below an article is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Outlet, day and headline; kind, who was earlier and shares."""
        reuse, bar = self.found[index], Run("▌" if index == self.current else " ", "accent")
        if line == 0:
            name = Run(printable(reuse.outlet or reuse.headline or reuse.other[:8]), "headline")
            about = [day(reuse.published), (reuse.headline or "") if reuse.outlet else ""]
            details = Run("  " + printable(" · ".join(part for part in about if part)), "dim")
            return [bar, *justify([name, details], [Run(f"{percent(reuse.share)} %", "link-bold")], width - 1)]
        if line == 1:
            kind = kind_in_words(reuse)
            # Before the shares: these may be cut on a narrow page.
            first = {reuse.other: "   it was earlier", reuse.article: "   it came later"}.get(reuse.first or "", "")
            pieces = counted(len(reuse.spans), "piece")
            shares = f"   {percent(reuse.share)} % of this, {percent(reuse.other_share)} % of that article, {pieces}"
            return [bar, *justify([Run(kind, "link"), Run(first, "ink"), Run(shares, "dim")], [], width - 1)]
        return []


class ReuseScreen(Frame):
    """Lists who shares text with the article ``id``; ``enter`` compares both."""

    WHERE = "reuse"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("reuse"))

    def __init__(self, jobs: Jobs, settings: Settings, id: str) -> None:
        super().__init__(jobs, settings)
        self._asked = id
        self._ticket: int | None = None

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield ReuseList(id="reuse")

    @property
    def listing(self) -> ReuseList:
        """The widget that lists them."""
        return self.query_one("#reuse", ReuseList)

    def on_mount(self) -> None:
        """Ask the archive."""
        super().on_mount()
        self._say([])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Looking for copies …", "dim")]])
        self._ticket = self.jobs.articles.reuse(self, self._asked)

    def on_reuse_ready(self, message: messages.ReuseReady) -> None:
        """List them."""
        if message.ticket != self._ticket:
            return
        if message.reuse:
            group = message.groups[0] if message.groups else None
            about_text = [outlets_and_texts(len(group.outlets), 1)] if group is not None and group.outlets else []
            about_text += [source_label(group)] if group is not None else []
            self._say([Run("   " + " · ".join([counted(len(message.reuse), "article"), *about_text]), "dim")])
            self.listing.show(message.reuse)
            return
        self.listing.notify_in_place(
            [[Run("No other article of this archive has text from it.", "headline")], [Run("q goes back.", "dim")]]
        )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is nothing."""
        if message.ticket == self._ticket:
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def _say(self, more: Sequence[Run]) -> None:
        self.masthead([Run(keys.TITLES["reuse"], "headline"), *more])

    def _reuse(self) -> Reuse | None:
        return self.listing.found[self.listing.current] if self.listing.count else None

    def action_compare(self) -> None:
        """Lay both side by side, at the first piece that they share."""
        if (reuse := self._reuse()) is not None:
            start = reuse.spans[0][0][0] if reuse.spans else None
            self.post_message(messages.CompareArticles((reuse.article, reuse.other), start))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current article compares it."""
        self.action_compare()

    def action_changes(self) -> None:
        """What was changed from the earlier to the later one."""
        if (reuse := self._reuse()) is not None:
            earlier, later = reuse.other, reuse.article
            if reuse.first == reuse.article:
                earlier, later = later, earlier
            self.post_message(messages.ShowChanges(later, earlier))

    def action_open(self) -> None:
        """Read the other article, at the first piece that they share."""
        if (reuse := self._reuse()) is not None:
            start = reuse.spans[0][1][0] if reuse.spans else None
            self.post_message(messages.OpenArticle(reuse.other, start=start))

    def action_to_tray(self) -> None:
        """Pick the article up, or put it back."""
        if (reuse := self._reuse()) is not None:
            name = label(reuse.outlet, reuse.published, reuse.headline or reuse.other[:8])
            self.post_message(messages.AddToTray(reuse.other, name))
