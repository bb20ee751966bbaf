"""The links of an article, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import TextLink
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cut
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowList


class LinkList(RowList):
    """One link: its words, and the address they lead to."""

    ROW_HEIGHT = 3

    def __init__(self, asked: messages.ShowLinks, id: str | None = None) -> None:
        super().__init__(id=id)
        self._asked = asked

    def link(self) -> TextLink | None:
        """The current one."""
        return self._asked.links[self.current] if self.count else None

    def is_lit(self, line: int) -> bool:
        """The blank line below a link is not part of it."""
        return line < 2

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Words; address."""
        link, bar = self._asked.links[index], Run("▌" if index == self.current else " ", "accent")
        if line == 0:
            words = " ".join(printable(self._asked.text[link.start : link.end]).split())
            return [bar, Run(cut(words, width - 1), "ink")]
        return [bar, Run(cut(printable(link.url), width - 1), "dim")] if line == 1 else []


class LinksScreen(Frame):
    """Lists the links of the article that was ``asked`` about."""

    WHERE = "links"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("links"))

    def __init__(self, jobs: Jobs, settings: Settings, asked: messages.ShowLinks) -> None:
        super().__init__(jobs, settings)
        self._asked = asked

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinkList(self._asked, id="links")

    @property
    def listing(self) -> LinkList:
        """The widget that lists them."""
        return self.query_one("#links", LinkList)

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        count = counted(len(self._asked.links), "link")
        self.masthead([Run(keys.TITLES["links"], "headline"), Run(f"   {count}   {self._asked.title}", "dim")])
        self.listing.focus()
        self.listing.fill(len(self._asked.links))

    def on_done(self, message: messages.Done) -> None:
        """Say what was done."""
        self.show_message([Run(message.text, "ink")])

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong."""
        self.show_message([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])

    def action_open(self) -> None:
        """Open the page in the browser."""
        if (link := self.listing.link()) is not None:
            self.jobs.desktop.browse(self, link.url)

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current link opens it."""
        self.action_open()

    def action_copy(self) -> None:
        """Copy the address."""
        if (link := self.listing.link()) is not None:
            self.jobs.desktop.copy(self, printable(link.url), "address")
