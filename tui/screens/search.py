"""The home screen: a query line, results, a live preview of the best passage, facets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui import keys, messages
from tui.controllers.search.hit_actions import HitActions
from tui.controllers.search.hit_preview import HitPreview
from tui.controllers.search.panes import SearchPanes
from tui.controllers.search.query_actions import QueryActions
from tui.controllers.search.session import SearchSession
from tui.jobs import Jobs
from tui.rendering.numbers import number
from tui.rendering.search import notices
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.query_line import QueryLine
from tui.widgets.result_list import PageWanted, SameTextsWanted
from tui.widgets.row_list import RowChosen, RowMoved

if TYPE_CHECKING:
    from index.model import Sort

_OFFERS_FOOT = keys.foot_now(
    ("results", "open", "search for this"),
    ("moving", "move_down", "choose"),
    ("moving", "move_up", "choose"),
    ("results", "ask", "search"),
    ("everywhere", "show_keys", "keys"),
)
"""The foot of the results while there are none, but offers to search for something else."""


_TAKEN = {key for action in keys.actions("results") for key in action.keys}
_OF_FACETS = [each for each in keys.bindings("facets") if _TAKEN.isdisjoint(each.key.split(","))]
"""The keys of the facets that are none of the results."""


class SearchScreen(Frame):
    """Search as you type."""

    WHERE = "results"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("results"),
        *_OF_FACETS,
        Binding("escape", "step_back", show=False),
    ]

    def __init__(self, jobs: Jobs, settings: Settings, first_query: str = "") -> None:
        super().__init__(jobs, settings)
        self.panes = SearchPanes(self)
        preview = HitPreview(self)
        self._session = SearchSession(self, self.panes, first_query)
        self._hits = HitActions(self, self.panes, self._session, preview)
        self._session.shown = self._hits.show_current
        self._session.more_came = self._hits.go_on
        self._session.nothing_comes = self._hits.give_up
        self.controllers = (self._session, self._hits, QueryActions(self, self.panes, self._session), preview)

    # --- The page -----------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Query line, what came of it, and the panes."""
        return self.panes.compose(self._session.question.text)

    def on_mount(self) -> None:
        """Show that the archive is being opened; the answers come after the first paint."""
        super().on_mount()
        panes, question = self.panes, self._session.question
        self.masthead([Run("broadsheet", "headline")])
        panes.line.remember(self.settings.queries)
        self._hits.show_tray()
        panes.results.notify_in_place(notices.opening())
        panes.query_bar.show(question)
        self._session.lay_out()
        (panes.results if question.text else panes.line).focus()
        # The app gets this after it has moved the focus.
        self.app.post_message(messages.Listening())
        self._session.ask()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that there is room for."""
        super().on_resize(event)
        self.panes.query_bar.show(self._session.question)
        self._session.show_outcome()
        self._session.lay_out()

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again."""
        self.jobs.articles.statistics(self)
        self._session.ask(again=True)

    def walk(self, step: int) -> None:
        """Open the hit ``step`` rows from the current one, for the reader."""
        self._hits.walk(step)

    def ask_for(self, query: str, sort: Sort) -> None:
        """Ask a whole query; its filters are typed words now."""
        with self.panes.line.prevent(Input.Changed):
            self.panes.line.put(query)
        self._session.change(replace(self._session.question, text=query, filters=(), sort=sort))
        self.panes.results.focus()

    # --- What the widgets report --------------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._session.question.text:
            self._session.change(replace(self._session.question, text=event.value))

    @on(Input.Changed, "#narrow")
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        self.panes.facets.narrow(event.value.strip())

    @on(Input.Submitted, "#narrow")
    def _narrowed_enough(self, event: Input.Submitted) -> None:
        event.stop()
        self.panes.facets.focus()

    @on(QueryLine.Left)
    def _leave_query(self, event: QueryLine.Left) -> None:
        event.stop()
        self._hits.remember_query()
        self.panes.results.focus()
        self._session.check()

    @on(RowMoved, "#results")
    def _moved(self, event: RowMoved) -> None:
        event.stop()
        self._hits.show_current()
        self.show_foot()

    @on(PageWanted)
    def _page_wanted(self, event: PageWanted) -> None:
        event.stop()
        self._session.ask_page(event.offset)

    @on(SameTextsWanted)
    def _same_texts_wanted(self, event: SameTextsWanted) -> None:
        event.stop()
        self._session.ask_same_texts(event.ids)

    @on(RowChosen, "#results")
    @on(RowChosen, "#facets")
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        self._hits.action_open()

    # --- The foot -----------------------------------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus."""
        panes = self.panes
        self.show_foot(
            "query" if event.widget is panes.line else "facets" if event.widget is panes.facets else "results"
        )

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """``C`` compares the tray when there is something to compare in it; where offers are made, how to take one."""
        if where == "results" and self.panes.results.choice is not None:
            return _OFFERS_FOOT
        whole = len(self.settings.tray) > 1
        shown = [(key, "compare the tray" if whole and key == "C" else word) for key, word in keys.foot(where)]
        fold = self.panes.results.fold if where == "results" else None
        return [shown[0], *keys.foot_now(("results", "unfold", fold)), *shown[1:]] if fold else shown

    def foot_right(self) -> list[Run]:
        """Which row is the current one, and how full the tray is."""
        tray = super().foot_right()
        if not self.panes.results.count:
            return tray
        total = self._session.result.listed if self._session.result is not None else 0
        row = [Run(number(self.panes.results.rank), "headline"), Run(f" of {number(total)}", "dim")]
        return [*row, Run("   ", "dim"), *tray] if tray else row

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def action_facets(self) -> None:
        """Open the facets, or close them."""
        self.panes.facets_open = not self.panes.facets_open
        self._session.lay_out()
        (self.panes.facets if self.panes.facets_open else self.panes.results).focus()

    def action_ask(self) -> None:
        """Go to the query line."""
        self.panes.line.focus()
        self.panes.line.cursor_position = len(self.panes.line.value)

    def action_step_back(self) -> None:
        """From the facets to the results; from there nowhere: only ``q`` leaves."""
        if self.panes.is_narrowing:
            self.panes.end_narrowing()
        elif self.panes.facets_open:
            self.action_facets()
