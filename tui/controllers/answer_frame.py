"""Where a query is asked and its answers come in: what waits for them, and what is said where there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from tui import messages
from tui.controllers.search_frame import TWO_PANES, SearchFrame
from tui.jobs import Jobs
from tui.rendering import numbers
from tui.rendering.import_progress import mending_line
from tui.rendering.search import notices
from tui.rendering.search.offers import Offer, offers
from tui.rendering.search.outcome import failure, outcome, with_time_of
from tui.rendering.search.question import Question
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.result_list import PAGE

if TYPE_CHECKING:
    from index.model import ResultPage, Statistics


_SLOW = 0.3
"""Seconds after which an answer that has not come is said to be on its way."""


class AnsweringFrame(SearchFrame):
    """Asks as one types; a subclass shows the current hit, and goes on from it."""

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
        self._meant: Callable[[], object] | None = None
        """What was asked of the first hit before there was an answer."""

    # --- What a subclass does -----------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        """Show the article of the current row."""

    def _ask_outlets(self) -> None:
        """Ask how many outlets have the stories in view."""

    def _go_on_walking(self) -> None:
        """Open the current hit, if that waits for it."""

    def _walk_no_further(self) -> None:
        """The hit that was walked to is not to be had."""

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
        right = [numbers.counted(held.articles, "article"), numbers.counted(held.outlets, "outlet")]
        if held.stories:
            right.append(numbers.counted(held.stories, "story", "stories"))
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
            from index.archive import format_list

            self.results.notify_in_place(notices.empty_archive(format_list()))
        elif self._page is not None:
            told = partial(notices.nothing_found, self._question, self._offers)
            self.results.offer(len(self._offers), told)
        self.preview.say(())

    def _waits_for(self, action: Callable[[], object]) -> bool:
        """Whether the rows are still those of an earlier question; ``action`` is then done on the answer to this."""
        waits = self._answered != self._question and self._settled_ticket != self._ticket
        self._meant = action if waits else None
        return waits
