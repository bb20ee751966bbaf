"""Queries: of several only the newest is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import Cancelled
from tui import messages
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.workers import Request, Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Sort


class SearchJobs:
    """Searches, of which only the newest is answered, and what helps with a query."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads
        self._query = 0
        """The ticket of the newest search."""

    def stop(self) -> None:
        """Have the search that is running end early."""
        self._query = self._threads.ticket()

    def search(
        self,
        target: Target,
        query: str,
        *,
        limit: int = 40,
        sort: Sort = "relevance",
        as_typed: bool = True,
        fold: bool = False,
    ) -> int:
        """Ask for the first page of a result: :class:`~tui.messages.ResultsReady`. Overtakes every search before it.

        What takes longer than its rows is left to :meth:`details`.
        """
        self._query = ticket = self._threads.ticket()
        request = self._searching(ticket, "search", target, query, 0, limit, sort, as_typed, fold)
        self._threads.search.put(request, keep=1, instead_of=("page", "details"))
        return ticket

    def details(
        self,
        target: Target,
        query: str,
        *,
        ticket: int,
        sort: Sort = "relevance",
        as_typed: bool = True,
        fold: bool = False,
    ) -> None:
        """Ask for what the page of ``ticket`` lacks: :class:`~tui.messages.DetailsReady`; dropped if overtaken."""
        if ticket == self._query:

            def overtaken() -> bool:
                return ticket != self._query

            def work(archive: Archive) -> Message:
                page = archive.search(query, 0, 0, sort, as_typed=as_typed, cancelled=overtaken, fold=fold)
                return messages.DetailsReady(ticket, page)

            self._threads.search.put(Request(ticket, "details", target, work), keep=1)

    def page(
        self,
        target: Target,
        query: str,
        offset: int,
        *,
        ticket: int,
        limit: int = 40,
        sort: Sort = "relevance",
        as_typed: bool = True,
        fold: bool = False,
    ) -> None:
        """Ask for a later page of the result that ``ticket`` was for; dropped if that has been overtaken."""
        if ticket == self._query:
            # A reader who scrolls fast wants the page they arrived at, not those in between.
            request = self._searching(ticket, "page", target, query, offset, limit, sort, as_typed, fold)
            self._threads.search.put(request, keep=4)

    def same_texts(self, target: Target, query: str, ids: Sequence[str], *, ticket: int, as_typed: bool = True) -> None:
        """Ask for articles that share the row of a hit of the result that ``ticket`` was for.

        :class:`~tui.messages.SameTextsReady`; dropped if the result has been overtaken.
        """
        if ticket == self._query:

            def work(archive: Archive) -> Message:
                return messages.SameTextsReady(ticket, archive.hits(query, ids, as_typed=as_typed))

            self._threads.search.put(Request(ticket, "page", target, work), keep=4)

    def _searching(
        self,
        ticket: int,
        name: str,
        target: Target,
        query: str,
        offset: int,
        limit: int,
        sort: Sort,
        as_typed: bool,
        fold: bool,
    ) -> Request:
        def overtaken() -> bool:
            return ticket != self._query

        def work(archive: Archive) -> Message:
            if overtaken():
                raise Cancelled("Overtaken.")
            page = archive.search(
                query,
                limit,
                offset,
                sort,
                as_typed=as_typed,
                cancelled=overtaken,
                facets=False,
                suggestions=False,
                fold=fold,
            )
            return messages.ResultsReady(ticket, page, offset)

        return Request(ticket, name, target, work)

    def check_query(self, target: Target, query: str) -> int:
        """Parse ``query`` strictly: :class:`~tui.messages.JobFailed` for ``check`` where that cannot be done."""
        return self._threads.ask(target, "check", lambda a, t: messages.ResultsReady(t, a.search(query, limit=0), 0))

    def completions(self, target: Target, text: str) -> int:
        """How the end of ``text`` may go on, in the background: :class:`~tui.messages.CompletionsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            return messages.CompletionsReady(ticket, text, tuple(archive.completions(text)))

        return self._threads.ask_later(target, "completions", work)
