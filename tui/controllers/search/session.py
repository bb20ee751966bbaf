"""The query that is asked and its answers: what waits for them, and what is shown where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Input

from tui import messages
from tui.controllers.search.panes import TWO_PANES, SearchPanes
from tui.rendering.import_progress import rebuild_line
from tui.rendering.numbers import counted
from tui.rendering.search import notices
from tui.rendering.search.offers import Offer, offers
from tui.rendering.search.outcome import failure, outcome, with_time_of
from tui.rendering.search.question import Question
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame
from tui.widgets.result_list import PAGE

if TYPE_CHECKING:
    from index.model import ResultPage, Statistics

_SLOW = 0.3
"""Seconds after which the page says that it waits for an answer."""
_WIDE_BARS, _NARROW_BARS = 24, 12
"""Bars of the sparkline, with two panes and with one."""


class SearchSession:
    """Asks the archive, and shows its answers in the panes. The page sets what is done on them."""

    def __init__(self, page: Frame, panes: SearchPanes, first_query: str = "") -> None:
        self._page, self._panes = page, panes
        self.question = Question(first_query, fold=page.settings.one_row_a_text)
        self.result: ResultPage | None = None
        """The first page of the last answer."""
        self.offers: tuple[Offer, ...] = ()
        """What can be asked instead, where no article matches all of it."""
        self.shown: Callable[[], object] = lambda: None
        """Called when an answer, empty or not, has taken the place of the one before."""
        self.more_came: Callable[[], object] = lambda: None
        """Called when a later page of the same result has come."""
        self.nothing_comes: Callable[[], object] = lambda: None
        """Called when a later page could not be had."""
        self._ticket = 0
        self._settled_ticket = 0
        """The last search that was answered, or could not be."""
        self._check_ticket = 0
        self._answered: Question | None = None
        self._statistics: Statistics | None = None
        self._focus_borrowed = False
        """Whether the results have the focus only because there is nothing to search."""
        self._rebuilding = False
        self._waits: dict[str, Timer] = {}
        self._meant: Callable[[], object] | None = None
        """The action on the first hit that was asked for before there was an answer."""

    # --- Asking -------------------------------------------------------------------------------------------------------

    @property
    def query(self) -> str:
        """The query as it is asked; empty where it has filters at most, so that nothing is marked in an article."""
        return self.question.query if self.question.text.strip() else ""

    def change(self, question: Question) -> None:
        """Ask ``question``, unless it is the one that was asked."""
        if question != self.question:
            self.question, self._meant = question, None
            self._panes.query_bar.show(self.question)
            self.ask()

    def ask(self, *, again: bool = False) -> None:
        """Ask for the first page; ``again`` keeps the current row where its article is still found."""
        if again:
            self._answered = self.question
        self._ticket = self._page.jobs.queries.search(
            self._page, self.question.query, limit=PAGE, sort=self.question.sort, fold=self.question.fold
        )
        self.after("slow", _SLOW, self._say_slow)

    def ask_page(self, offset: int) -> None:
        """Ask for the page of the result from ``offset``."""
        self._page.jobs.queries.page(
            self._page,
            self.question.query,
            offset,
            ticket=self._ticket,
            limit=PAGE,
            sort=self.question.sort,
            fold=self.question.fold,
        )

    def ask_same_texts(self, ids: Sequence[str]) -> None:
        """Ask for articles that share the row of a hit."""
        self._page.jobs.queries.same_texts(self._page, self.question.query, ids, ticket=self._ticket)

    def check(self) -> None:
        """Have the query read strictly, now that it is typed: what was forgiven meanwhile is reported."""
        if self.query:
            self._check_ticket = self._page.jobs.queries.check_query(self._page, self.question.query)

    def take_offer(self, number: int) -> bool:
        """Ask what is offered under ``number``, from 1; False where nothing is."""
        if self._answered == self.question and number <= len(self.offers):
            question = self.offers[number - 1].question
            with self._panes.line.prevent(Input.Changed):
                self._panes.line.put(question.text)
            self.change(question)
            return True
        return False

    def waits_for(self, action: Callable[[], object]) -> bool:
        """Whether the rows still answer an earlier question; ``action`` is then done on the answer to this one."""
        waits = self._answered != self.question and self._settled_ticket != self._ticket
        self._meant = action if waits else None
        return waits

    def after(self, name: str, seconds: float, what: Callable[[], object]) -> None:
        """Do ``what`` when nobody has asked for the same ``name`` again for ``seconds``."""
        if name in self._waits:
            self._waits[name].stop()
        self._waits[name] = self._page.set_timer(seconds, what)

    def _say_slow(self) -> None:
        if self._settled_ticket == self._ticket or self._rebuilding:
            return
        self._panes.results.make_stale(True)
        self._panes.query_bar.say([Run("searching …", "dim")])

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_archive_ready(self, message: messages.ArchiveReady) -> None:
        """Show what the archive holds."""
        held = self._statistics = message.statistics
        right = [counted(held.articles, "article"), counted(held.outlets, "outlet")]
        if held.stories:
            right.append(counted(held.stories, "story", "stories"))
        self._page.masthead([Run("broadsheet", "headline")], [Run(" · ".join(right), "dim")])
        if not held.articles:
            self._show_nothing()
        self._keep_import_key_at_hand(empty=not held.articles)

    def _keep_import_key_at_hand(self, *, empty: bool) -> None:
        """While there is nothing to search, letters are keys; the query line has the focus again afterwards."""
        line = self._panes.line
        if empty and self._page.focused is line and not line.value and not self._page.jobs.imports.running:
            self._focus_borrowed = True
            self._panes.results.focus()
        elif not empty and self._focus_borrowed:
            self._focus_borrowed = False
            line.focus()

    def on_index_advanced(self, message: messages.IndexAdvanced) -> None:
        """The index is rebuilt, which queries wait for: show how far it is."""
        self._rebuilding = message.progress.stage != "done"
        if not self._rebuilding:
            self._page.show_message([Run("The search index was rebuilt from the stored articles.", "ink")])
            return
        self._panes.query_bar.say(rebuild_line(message.progress))
        if self.result is None:
            self._panes.results.notify_in_place(notices.rebuilding())
        self._panes.results.make_stale(True)

    def on_results_ready(self, message: messages.ResultsReady) -> None:
        """Show the first page of a result, or add a later one; of a strict reading, what it reads differently."""
        if message.ticket == self._check_ticket:
            if self.result is not None and self._answered == self.question:
                self.result = replace(self.result, notes=message.page.notes)
                self.show_outcome()
            return
        if message.ticket != self._ticket:
            return
        if message.offset:
            self._panes.results.more(message.page, message.offset)
            self.more_came()
            return
        question = self.question
        self._page.jobs.queries.details(
            self._page, question.query, ticket=message.ticket, sort=question.sort, fold=question.fold
        )
        if not message.page.listed:
            # An empty result is shown together with what can be asked instead, which comes with the details.
            return
        kept = self._panes.results.hit() if self._answered == self.question else None
        self._take(message.ticket, with_time_of(message.page, self.result))
        self._panes.results.begin(message.page, keep=kept.id if kept else None)
        self._show_all()

    def on_same_texts_ready(self, message: messages.SameTextsReady) -> None:
        """Add articles that share the row of a hit."""
        if message.ticket == self._ticket:
            self._panes.results.rows.add_same(message.hits)
            self._panes.results.draw_again()
            self.shown()
            self.more_came()

    def on_details_ready(self, message: messages.DetailsReady) -> None:
        """Add what the first page came without: facets, and what can be asked instead."""
        if message.ticket != self._ticket:
            return
        if message.page.listed:
            seconds = self.result.seconds if self.result is not None else 0.0
            self._take(message.ticket, replace(message.page, seconds=seconds))
            self.lay_out()
            self._page.show_foot()
        else:
            self._take(message.ticket, message.page)
            self._show_nothing()
            self._show_all()

    def _take(self, ticket: int, page: ResultPage) -> None:
        self._settled_ticket = ticket
        self._answered, self.result = self.question, page
        self.offers = offers(self.question, page)
        self.show_outcome()
        self._panes.facets.show(page.facets, self.question.filters)

    def show_outcome(self) -> None:
        """Show above the results how many there are; nothing while they answer an earlier question."""
        if self.result is not None and self._settled_ticket == self._ticket and not self._panes.results.stale:
            bars = _WIDE_BARS if self._page.app.size.width >= TWO_PANES else _NARROW_BARS
            self._panes.query_bar.say(outcome(self.result, bars, self.offers, self._panes.query_bar.room))

    def lay_out(self) -> None:
        """Show the panes that there is room and use for."""
        self._panes.lay_out(self.result, filtered=bool(self.question.filters))

    def _show_all(self) -> None:
        self.nothing_comes()
        self.lay_out()
        self.shown()
        self._page.show_foot()
        meant, self._meant = self._meant, None
        if meant is not None:
            meant()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say it where it happened; what was there before stays, dimmed."""
        notice = failure(self.question, message.message, message.hint, message.column)
        results = self._panes.results
        if message.job in ("search", "details") and message.ticket == self._ticket:
            self._settled_ticket = message.ticket
            self._panes.query_bar.say(notice)
            if self.result is None:
                results.notify_in_place(notices.failed(message.message, message.hint))
            results.make_stale(True)
        elif message.job == "page":
            results.forget_what_was_asked()
            self.nothing_comes()
            self._page.show_message(
                [Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")]
            )
        elif message.job == "archive":
            results.notify_in_place(notices.failed(message.message, message.hint))
            self.lay_out()
        elif message.job == "check" and message.ticket == self._check_ticket:
            self._panes.query_bar.say(notice)

    def _show_nothing(self) -> None:
        """No hit: the archive is empty, or no article matches."""
        if self._statistics is not None and not self._statistics.articles:
            from index.archive import format_list

            self._panes.results.notify_in_place(notices.empty_archive(format_list()))
        elif self.result is not None:
            choices = range(max(1, len(self.offers)))
            shown = [notices.nothing_found(self.question, self.offers, choice) for choice in choices]
            self._panes.results.offer(shown, choosing=bool(self.offers))
        self._panes.preview.say(())
