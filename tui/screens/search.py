"""The home screen: a query line, results, a live preview of the best passage, facets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input

from tui import keys, messages
from tui.jobs import Jobs
from tui.settings import Settings
from tui.widgets import figures, notices
from tui.widgets.facets import FacetsList
from tui.widgets.listing import Listing
from tui.widgets.marking import marking
from tui.widgets.offers import Offer, offers
from tui.widgets.outcome import failure, outcome, with_time_of
from tui.widgets.progress import mending_line
from tui.widgets.query import QueryLine
from tui.widgets.question import Question
from tui.widgets.results import PAGE, ResultsList, title
from tui.widgets.searching import TWO_PANES, SearchFrame
from tui.widgets.typesetting import Run

if TYPE_CHECKING:
    from index.model import Hit, ResultPage, Statistics

_SLOW = 0.3
"""Seconds after which an answer that has not come is said to be on its way."""


class SearchScreen(SearchFrame):
    """Search as you type."""

    WHERE = "results"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("results"),
        Binding("escape", "step_back", show=False),
    ]

    def __init__(self, jobs: Jobs, settings: Settings, first_query: str = "") -> None:
        super().__init__(jobs, settings, first_query)
        self._ticket = 0
        self._answered: Question | None = None
        self._statistics: Statistics | None = None
        self._settled_ticket = 0
        """The last search that was answered, or could not be."""
        self._check_ticket = 0
        self._kept_at_hand = False
        self._mending = False
        self._waits: dict[str, Timer] = {}
        self._offers: tuple[Offer, ...] = ()
        """What can be asked instead, where no article answers all of it."""
        self._walking = False
        """Whether the reader is to have the current hit as soon as it has been fetched."""
        self._meant: Callable[[], object] | None = None
        """What was asked of the first hit before there was an answer."""

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

    # --- Asking -------------------------------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._question.text:
            self._change(replace(self._question, text=event.value))

    def _change(self, question: Question) -> None:
        if question != self._question:
            self._question, self._meant = question, None
            self.asking.show(self._question)
            self._ask()

    def _ask(self) -> None:
        self._ticket = self.jobs.search(self, self._question.query, limit=PAGE, sort=self._question.sort)
        self._after("slow", _SLOW, self._say_slow)

    def _after(self, name: str, seconds: float, what: Callable[[], object]) -> None:
        """Do ``what`` when nobody has asked for the same ``name`` again for ``seconds``."""
        if name in self._waits:
            self._waits[name].stop()
        self._waits[name] = self.set_timer(seconds, what)

    def _say_slow(self) -> None:
        if self._settled_ticket == self._ticket or self._mending:
            return
        self.results.make_stale(True)
        self.asking.say([Run("searching …", "dim")])

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_archive_ready(self, message: messages.ArchiveReady) -> None:
        """Say what the archive holds."""
        held = self._statistics = message.statistics
        right = [figures.counted(held.articles, "article"), figures.counted(held.outlets, "outlet")]
        if held.stories:
            right.append(figures.counted(held.stories, "story", "stories"))
        self.masthead([Run("broadsheet", "headline")], [Run(" · ".join(right), "dim")])
        if not held.articles:
            self._say_nothing()
        self._keep_import_key_at_hand(empty=not held.articles)

    def _keep_import_key_at_hand(self, *, empty: bool) -> None:
        """While there is nothing to search, letters are keys; the query line has the focus again afterwards."""
        if empty and self.focused is self.line and not self.line.value and not self.jobs.importing:
            self._kept_at_hand = True
            self.results.focus()
        elif not empty and self._kept_at_hand:
            self._kept_at_hand = False
            self.line.focus()

    def on_index_advanced(self, message: messages.IndexAdvanced) -> None:
        """The index is made anew, which questions wait for: say so, and how far it is."""
        self._mending = message.progress.stage != "done"
        if not self._mending:
            self.tell([Run("The search index was made anew from the stored articles.", "ink")])
            return
        self.asking.say(mending_line(message.progress))
        if self._page is None:
            self.results.notify_in_place(notices.mending())
        self.results.make_stale(True)

    def on_results_ready(self, message: messages.ResultsReady) -> None:
        """The first page of a result, or a later one."""
        if message.ticket != self._ticket:
            return
        if message.offset:
            self.results.more(message.page, message.offset)
            self._go_on_walking()
            return
        self.jobs.details(self, self._question.query, ticket=message.ticket, sort=self._question.sort)
        if not message.page.total:
            # Nothing is said of an empty result before it can be said what to ask instead.
            return
        kept = self.results.hit() if self._answered == self._question else None
        self._take(message.ticket, with_time_of(message.page, self._page))
        self.results.begin(message.page, keep=kept.id if kept else None)
        self._show_all()

    def on_details_ready(self, message: messages.DetailsReady) -> None:
        """What the page came without."""
        if message.ticket != self._ticket:
            return
        if message.page.total:
            seconds = self._page.seconds if self._page is not None else 0.0
            self._take(message.ticket, replace(message.page, seconds=seconds))
            self._lay_out()
            self.show_foot()
        else:
            self._take(message.ticket, message.page)
            self._say_nothing()
            self._show_all()

    def _take(self, ticket: int, page: ResultPage) -> None:
        self._settled_ticket = ticket
        self._answered, self._page = self._question, page
        self._offers = offers(self._question, page)
        self._say_outcome()
        self.facets.show(page.facets, self._question.filters)

    def _say_outcome(self) -> None:
        if self._page is not None:
            bars = 24 if self.app.size.width >= TWO_PANES else 12
            self.asking.say(outcome(self._page, bars, self._offers, self.asking.room))

    def _show_all(self) -> None:
        self._walk_no_further()
        self._lay_out()
        self._show_current()
        self.show_foot()
        self._after("outlets", 0.15, self._ask_outlets)
        meant, self._meant = self._meant, None
        if meant is not None:
            meant()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say it where it happened; what was there before stays, dimmed."""
        said = failure(self._question, message.message, message.hint, message.column)
        if message.job in ("search", "details") and message.ticket == self._ticket:
            self._settled_ticket = message.ticket
            self.asking.say(said)
            if self._page is None:
                self.results.notify_in_place(notices.failed(message.message, message.hint))
            self.results.make_stale(True)
        elif message.job == "page":
            self.results.forget_what_was_asked()
            self._walk_no_further()
            self.tell([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])
        elif message.job == "archive":
            self.results.notify_in_place(notices.failed(message.message, message.hint))
            self._lay_out()
        elif message.job == "check" and message.ticket == self._check_ticket:
            self.asking.say(said)

    def _say_nothing(self) -> None:
        """No hit: the archive is empty, or nothing answers."""
        if self._statistics is not None and not self._statistics.articles:
            self.results.notify_in_place(notices.empty_archive())
        elif self._page is not None:
            told = partial(notices.nothing_found, self._question, self._offers)
            self.results.offer(len(self._offers), told)
        self.preview.say(())

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

    def _waits_for(self, action: Callable[[], object]) -> bool:
        """Whether the rows are still those of an earlier question; ``action`` is then done on the answer to this."""
        waits = self._answered != self._question and self._settled_ticket != self._ticket
        self._meant = action if waits else None
        return waits

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
        at = figures.number(self.results.current + 1)
        row = [Run(at, "headline"), Run(f" of {figures.number(self.results.count)}", "dim")]
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
        self.post_message(messages.OpenArticle(hit.id, asked, start, rank=self.results.current + 1, total=total))

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
            label = figures.label(hit.outlet, hit.published, title(hit))
            self.post_message(messages.AddToTray(hit.id, label))

    def action_mark_passage(self) -> None:
        """Put the passage shown into the tray, or take it out."""
        if self._waits_for(self.action_mark_passage):
            return
        hit = self.results.hit()
        if hit is not None:
            self.post_message(marking(hit.id, (hit.start, hit.end), hit.outlet or title(hit), hit.snippet))

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
