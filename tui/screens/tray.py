"""The tray: articles and passages that are to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.text import printable
from tui import keys, messages
from tui.rendering.numbers import counted
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import TrayItem
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowList

SEPARATOR = " · "
"""Separates the outlet and the headline in a label."""


class TrayList(RowList):
    """An article, or a passage, in two lines."""

    ROW_HEIGHT = 3

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[TrayItem] = ()

    def show(self, items: Sequence[TrayItem], current: int) -> None:
        """List these articles."""
        self.items = items
        self.fill(len(items), current)

    def is_lit(self, line: int) -> bool:
        """The blank line below an article is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Number and who it is of; what it is."""
        if not self.is_lit(line):
            return []
        item, bar = self.items[index], Run("▌" if index == self.current else " ", "accent")
        name, between, detail = printable(item.label).partition(SEPARATOR)
        if line == 0:
            return [bar, Run(f"{index + 1:>2}  ", "link-bold"), *justify([Run(name, "headline")], [], width - 5)]
        kind = "passage" if item.span is not None else "article"
        details = [Run(detail, "ink")] if between else []
        return [bar, Run("    ", "ink"), *justify(details, [Run(kind, "dim")], width - 5)]


class TrayScreen(Frame):
    """Lists the tray; ``C`` compares it."""

    WHERE = "tray"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("tray"))

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield TrayList(id="tray")

    @property
    def listing(self) -> TrayList:
        """The widget that lists them."""
        return self.query_one("#tray", TrayList)

    def on_mount(self) -> None:
        """List the tray."""
        super().on_mount()
        self.listing.focus()
        self._list()

    def on_tray_changed(self, message: messages.TrayChanged) -> None:
        """List it again."""
        super().on_tray_changed(message)
        self._list()

    def _list(self) -> None:
        items = tuple(self.settings.tray)
        passages = sum(item.span is not None for item in items)
        held = [counted(len(items) - passages, "article")] if passages < len(items) or not items else []
        held += [counted(passages, "passage")] if passages else []
        self.masthead([Run("The tray", "headline"), Run(f"   {' · '.join(held)}", "dim")])
        if items:
            self.listing.show(items, self.listing.current)
        else:
            self.listing.notify_in_place(
                [
                    [Run("The tray is empty.", "headline")],
                    [Run("c puts an article into it, in the results, the reader and the stories.", "dim")],
                    [Run("m puts just the current passage into it.", "dim")],
                ]
            )

    def _item(self) -> TrayItem | None:
        return self.listing.items[self.listing.current] if self.listing.count else None

    def action_open(self) -> None:
        """Read the article."""
        if (item := self._item()) is not None:
            around = tuple(dict.fromkeys(other.article for other in self.settings.tray))
            start = item.span[0] if item.span is not None else None
            self.post_message(messages.OpenArticle(item.article, start=start, neighbours=around))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current article opens it."""
        self.action_open()

    def action_remove(self) -> None:
        """Take the current article out."""
        if (item := self._item()) is not None:
            self.post_message(messages.AddToTray(item.id, item.label))

    def action_differences(self) -> None:
        """The facts on which the articles in the tray differ."""
        ids = tuple(dict.fromkeys(item.article for item in self.settings.tray))
        if len(ids) > 1:
            self.post_message(messages.ShowDifferences(ids))
        else:
            self.show_message([Run("Two articles or more can differ; c puts one into the tray.", "accent")])

    def action_clear(self) -> None:
        """Take all articles out."""
        for item in tuple(self.settings.tray):
            self.post_message(messages.AddToTray(item.id, item.label))

    def action_compare(self) -> None:
        """Lay them side by side."""
        ids = tuple(item.id for item in self.settings.tray)
        if len(ids) > 1:
            self.post_message(messages.CompareArticles(ids))
        elif ids:
            self.post_message(messages.CompareStoryOf(self.settings.tray[0].article))
        else:
            self.show_message([Run("The tray is empty; c in the results puts an article into it.", "accent")])
