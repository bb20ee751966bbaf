"""The searches that a reader keeps, with what is new in each; a line to name the one that was asked last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from index.model import SavedSearch, Sort
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.numbers import counted, number
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import TextRow
from tui.widgets.row_list import RowChosen, RowList

_NAME = 28
"""Cells for the name of a search, before its query."""


class SavedList(RowList):
    """One search a line."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.searches: Sequence[SavedSearch] = ()

    def show(self, searches: Sequence[SavedSearch], current: int) -> None:
        """List these."""
        self.searches = searches
        self.fill(len(searches), current)

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Name, query, what is new, and the number of all hits."""
        one = self.searches[index]
        name = cut(printable(one.name), _NAME)
        left = [
            Run("▌" if index == self.current else " ", "accent"),
            Run(name + " " * (_NAME + 2 - cells(name)), "headline"),
        ]
        if one.error:
            right = [Run("✕ cannot be read", "conflict")]
        else:
            new = [Run(f"{number(one.new)} new   ", "accent-bold")] if one.new else []
            right = [*new, Run(counted(one.total, "article"), "dim")]
        taken = sum(cells(run.text) for run in (*left, *right)) + 2
        return justify([*left, Run(cut(printable(one.query), max(4, width - taken)), "ink")], right, width)


class SavedScreen(Frame):
    """Lists the saved searches; ``query`` can be saved as one more."""

    WHERE = "saved"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("saved"), Binding("escape", "step_back", show=False)]

    def __init__(self, jobs: Jobs, settings: Settings, query: str, sort: Sort) -> None:
        super().__init__(jobs, settings)
        self._query, self._sort = query.strip(), sort
        self._asked: set[int] = set()

    def body(self) -> Iterable[Widget]:
        """The line for a name, and the list."""
        yield Horizontal(TextRow(id="name-label"), Input(value=self._query, compact=True, id="name"), id="naming")
        yield SavedList(id="saved")

    @property
    def listing(self) -> SavedList:
        """The widget that lists them."""
        return self.query_one("#saved", SavedList)

    @property
    def _line(self) -> Input:
        return self.query_one("#name", Input)

    def on_mount(self) -> None:
        """Ask for the searches; where there is a query, its name can be typed at once."""
        super().on_mount()
        self.query_one("#name-label", TextRow).say([Run("save as ", "accent-bold")])
        self.query_one("#naming").display = bool(self._query)
        self.masthead([Run(keys.TITLES["saved"], "headline")])
        (self._line if self._query else self.listing).focus()
        self.on_archive_changed()

    def on_archive_changed(self) -> None:
        """Ask again: an import may have brought something new."""
        self._asked.add(self.jobs.saved.all(self))

    def on_saved_ready(self, message: messages.SavedReady) -> None:
        """List them."""
        if message.ticket not in self._asked:
            return
        searches = message.searches
        fresh = sum(bool(each.new) for each in searches)
        about = f"   {counted(len(searches), 'search', 'searches')}" + (
            f", {number(fresh)} with new hits" if fresh else ""
        )
        self.masthead([Run(keys.TITLES["saved"], "headline"), Run(about, "dim")])
        places = [place for place, each in enumerate(searches) if each.name == message.saved]
        if searches:
            self.listing.show(searches, places[0] if places else self.listing.current)
        else:
            self.listing.notify_in_place(
                [
                    [Run("No search is saved.", "headline")],
                    [Run("On the search page, ctrl+s saves the query under a name.", "dim")],
                ]
            )
        if message.saved:
            self.query_one("#naming").display = False
            self.listing.focus()
            self.show_message([Run(f"saved as {printable(message.saved)}; ctrl+s on the search page lists it", "ink")])
        elif any(each.query == self._query for each in searches) and self._line.value == self._query:
            # It is saved already: there is nothing to name.
            self.query_one("#naming").display = False
            self.listing.focus()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong."""
        self.show_message([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus."""
        self.show_foot()

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """While a name is typed, what saves it."""
        if self.focused is self._line:
            return [("enter", "save"), ("esc", "to the list")]
        return super().foot_keys(where)

    @on(Input.Submitted, "#name")
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        self._asked.add(self.jobs.saved.save(self, event.value, self._query, self._sort))

    def action_name_it(self) -> None:
        """Type a name for the query that was asked last."""
        if not self._query:
            self.show_message([Run("There is no query to save; / types one.", "accent")])
            return
        self.query_one("#naming").display = True
        self._line.focus()

    def action_step_back(self) -> None:
        """From the name to the list, from there to the page before."""
        if self.focused is self._line and self.listing.count:
            self.listing.focus()
        else:
            self.app.pop_screen()

    def _current(self) -> SavedSearch | None:
        return self.listing.searches[self.listing.current] if self.listing.count else None

    def action_remove(self) -> None:
        """Delete the current search."""
        if (search := self._current()) is not None:
            self._asked.add(self.jobs.saved.remove(self, search.name))

    def action_open(self) -> None:
        """Show the hits of the current search."""
        if (search := self._current()) is not None:
            self.jobs.saved.mark_read(self, search.name)
            self.post_message(messages.AskSaved(search.query, search.sort))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current search shows its hits."""
        self.action_open()
