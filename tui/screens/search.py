"""The home screen: a query line, results, a live preview of the best passage, facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui import keys, messages
from tui.controllers.answer_frame import AnsweringFrame
from tui.controllers.mark_passage import marking
from tui.jobs import Jobs
from tui.rendering import labels, numbers
from tui.rendering.labels import hit_title
from tui.rendering.search import notices
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.facet_list import FacetsList
from tui.widgets.query_line import QueryLine
from tui.widgets.result_list import PAGE, ResultsList
from tui.widgets.row_list import Listing

if TYPE_CHECKING:
    from index.model import Hit


class SearchScreen(AnsweringFrame):
    """Search as you type."""

    WHERE = "results"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("results"),
        Binding("escape", "step_back", show=False),
    ]

    def __init__(self, jobs: Jobs, settings: Settings, first_query: str = "") -> None:
        super().__init__(jobs, settings, first_query)
        self._walking = False
        """Whether the reader is to have the current hit as soon as it has been fetched."""

    # --- The page -----------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Say what is going on; the answers come after the first paint."""
        super().on_mount()
        self.masthead([Run("broadsheet", "headline")])
        self.line.remember(self.settings.queries)
        self.results.show_tray({item.article for item in self.settings.tray})
        self.results.notify_in_place(notices.opening())
        self.asking.show(self._question)
        self._lay_out()
        (self.results if self._question.text else self.line).focus()
        # The app comes to this after it has moved the focus.
        self.app.post_message(messages.Listening())
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other panes."""
        super().on_resize(event)
        self.asking.show(self._question)
        if self._settled_ticket == self._ticket and not self.results.stale:
            self._say_outcome()
        self._lay_out()

    # --- The current row ----------------------------------------------------------------------------------------------

    @on(ResultsList.Moved, "#results")
    def _moved(self, event: ResultsList.Moved) -> None:
        event.stop()
        self._show_current()
        self.show_foot()
        self._after("outlets", 0.15, self._ask_outlets)

    @on(ResultsList.PageWanted)
    def _page_wanted(self, event: ResultsList.PageWanted) -> None:
        event.stop()
        self.jobs.page(
            self, self._question.query, event.offset, ticket=self._ticket, limit=PAGE, sort=self._question.sort
        )

    def _show_current(self) -> None:
        if self.preview.display:
            self.preview.follow(self.results.hit(), self._question.query if self._question.text.strip() else "")

    def _ask_outlets(self) -> None:
        hits = self.results.in_view()
        if hits:
            self.jobs.outlets_of(self, [hit.id for hit in hits])

    def on_outlets_ready(self, message: messages.OutletsReady) -> None:
        """How many outlets have the story of each hit in view."""
        self.results.show_outlets(message.outlets)

    def on_tray_changed(self, message: messages.TrayChanged) -> None:
        """Mark the rows that are in the tray."""
        super().on_tray_changed(message)
        self.results.show_tray({item.article for item in self.settings.tray})

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Look again."""
        self.jobs.statistics(self)
        self._answered = self._question
        self._ask()

    # --- Keys ---------------------------------------------------------------------------------------------------------

    @on(QueryLine.Left)
    def _leave_query(self, event: QueryLine.Left) -> None:
        event.stop()
        self.settings.remember_query(self._question.text)
        self.settings.save()
        self.line.remember(self.settings.queries)
        self.results.focus()
        # While it was typed, what could not be read was passed over; a query that is left is held to its words.
        if self._question.text.strip():
            self._check_ticket = self.jobs.check_query(self, self._question.query)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The foot tells the keys of what has the focus."""
        self.show_foot("query" if event.widget is self.line else "facets" if event.widget is self.facets else "results")

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """``C`` compares the tray when there is something to compare in it; where offers are made, how to take one."""
        if where == "results" and self.results.choice is not None:
            return [("enter", "ask this"), ("j k", "choose"), ("/", "search"), ("?", "keys")]
        whole = len(self.settings.tray) > 1
        return [(key, "compare the tray" if whole and key == "C" else word) for key, word in keys.foot(where)]

    def foot_right(self) -> list[Run]:
        """Which row is the current one, and how full the tray is."""
        tray = super().foot_right()
        if not self.results.count:
            return tray
        total = self._page.total if self._page is not None else 0
        row = [Run(numbers.number(self.results.rank), "headline"), Run(f" of {numbers.number(total)}", "dim")]
        return [*row, Run("   ", "dim"), *tray] if tray else row

    @on(ResultsList.Chosen, "#results")
    @on(FacetsList.Chosen, "#facets")
    def _chosen(self, event: Listing.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Read the article; among the facets, pick one; where there are offers in its place, take the chosen one."""
        if self.facets.has_focus:
            if self.facets.picked is not None:
                self._change(self._question.with_filter(self.facets.picked))
            return
        if self._waits_for(self.action_open):
            return
        hit = self.results.hit()
        if hit is None:
            if self.results.choice is not None:
                self.action_take_offer(self.results.choice + 1)
            return
        self.settings.remember_query(self._question.text)
        self.settings.save()
        self.line.remember(self.settings.queries)
        self._open(hit)

    def _open(self, hit: Hit) -> None:
        asked = self._question.query if self._question.text.strip() else ""
        total = self._page.total if self._page is not None else 0
        start = hit.start if asked else None
        self.post_message(messages.OpenArticle(hit.id, asked, start, rank=self.results.rank, total=total))

    def walk(self, step: int) -> None:
        """Open the hit ``step`` rows from the current one, fetching it first if it is not there yet."""
        there = self.results.current + step
        self._walking = True
        if 0 <= there < self.results.count:
            self.results.current = there
            self.results.want(there)
            self._go_on_walking()
        else:
            self._walk_no_further()

    def _go_on_walking(self) -> None:
        hit = self.results.hit()
        if self._walking and hit is not None:
            self._walking = False
            self._open(hit)

    def _walk_no_further(self) -> None:
        if self._walking:
            self._walking = False
            self.post_message(messages.WalkEnded())

    def action_to_tray(self) -> None:
        """Put the article into the tray, or take it out."""
        if self._waits_for(self.action_to_tray):
            return
        hit = self.results.hit()
        if hit is not None:
            label = labels.label(hit.outlet, hit.published, hit_title(hit))
            self.post_message(messages.AddToTray(hit.id, label))

    def action_mark_passage(self) -> None:
        """Put the passage shown into the tray, or take it out."""
        if self._waits_for(self.action_mark_passage):
            return
        hit = self.results.hit()
        if hit is not None and hit.start == hit.end:
            self.tell([Run("No passage of this version is shown; enter opens it.", "accent")])
        elif hit is not None:
            self.post_message(marking(hit.id, (hit.start, hit.end), hit.outlet or hit_title(hit), hit.snippet))

    def action_compare(self) -> None:
        """Side by side."""
        if self._waits_for(self.action_compare):
            return
        hit = self.results.hit()
        self.post_message(messages.CompareTrayOr(hit.id if hit else None))

    def action_parallels(self) -> None:
        """Who else reports the passage shown."""
        if self._waits_for(self.action_parallels):
            return
        hit = self.results.hit()
        if hit is not None:
            self.post_message(messages.ShowParallels(hit.id, hit.start))

    def action_unfold(self) -> None:
        """List the versions of the article below it, or fold them again."""
        if self._waits_for(self.action_unfold):
            return
        editions = self.results.unfold()
        if editions is None:
            self.tell([Run("No other version of this article is known.", "accent")])
        elif editions:
            self.jobs.steps(self, [edition.id for edition in editions])

    def on_steps_ready(self, message: messages.StepsReady) -> None:
        """What was changed in each of the versions that are listed."""
        self.results.tell_changes(message.steps)
        self._show_current()

    def action_versions(self) -> None:
        """What was changed in the article, from version to version."""
        if self._waits_for(self.action_versions):
            return
        hit = self.results.hit()
        if hit is not None:
            self.post_message(messages.ShowChanges(hit.id))

    def action_facets(self) -> None:
        """Open the facets, or close them."""
        self._facets_open = not self._facets_open
        self._lay_out()
        (self.facets if self._facets_open else self.results).focus()

    def action_sort(self) -> None:
        """The next order."""
        self._change(self._question.next_sort())

    def action_drop_filter(self) -> None:
        """Drop the last filter."""
        self._change(self._question.without_last_filter())

    def action_take_offer(self, number: int = 1) -> None:
        """Ask what is offered under this number."""
        if self._answered == self._question and number <= len(self._offers):
            question = self._offers[number - 1].question
            with self.line.prevent(Input.Changed):
                self.line.put(question.text)
            self._change(question)

    def action_ask(self) -> None:
        """To the query line."""
        self.line.focus()
        self.line.cursor_position = len(self.line.value)

    def action_step_back(self) -> None:
        """From the facets to the results; from there nowhere: only ``q`` leaves."""
        if self._facets_open:
            self.action_facets()
