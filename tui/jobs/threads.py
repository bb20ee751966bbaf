"""What is done beside the interface, so that it never waits.

Two threads and, for an import, one process::

    search   answers queries; of several only the newest is run, the one that is running is told to stop
    reading  everything else that is asked of the archive, in the order it was asked
    import   a spawned process, which may start workers of its own; its progress comes over a pipe

Every request returns a ticket at once; its answer is a message posted to the ``target`` of the request, a
:class:`~tui.messages.JobFailed` if it could not be done. Nothing here is to be called from a job.
"""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual.message import Message

from index.errors import BroadsheetError, Cancelled
from index.model import Matches, Sort
from tui import messages
from tui.jobs.importing import ImportProcess

if TYPE_CHECKING:
    from index.archive import Archive


class Target(Protocol):
    """Who gets the answer: any widget, screen or app."""

    def post_message(self, message: Message) -> bool:
        """Hand over ``message`` from any thread; False when the target is gone."""
        ...


class _Request(NamedTuple):
    ticket: int
    name: str
    target: Target
    work: Callable[[Archive], Message]


class Jobs:
    """What the app has others do, over one archive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tickets = itertools.count(1)
        self._archive: Archive | None = None
        self._failure: BroadsheetError | None = None
        self._opened = threading.Event()
        self._closing = threading.Event()
        self._reading: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._asked = threading.Condition()
        self._newest: _Request | None = None
        self._pages: list[_Request] = []
        self._query = 0
        self._import: ImportProcess | None = None
        self._threads: list[threading.Thread] = []

    # --- Life -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the threads; the first thing the reading one does is to open the archive."""
        for name, body in (("reading", self._read), ("search", self._answer)):
            thread = threading.Thread(target=body, name=f"broadsheet-{name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Stop everything, an import too (what it has committed stays), and close the archive."""
        self._closing.set()
        self.stop_import()
        self._reading.put(None)
        with self._asked:
            self._query += 1
            self._newest, self._pages = None, []
            self._asked.notify_all()
        for thread in self._threads:
            thread.join(timeout=2)
        if self._archive is not None and not any(t.is_alive() for t in self._threads):
            self._archive.close()
            self._archive = None

    # --- Searching ------------------------------------------------------------------------------------------------

    def search(
        self, target: Target, query: str, *, limit: int = 40, sort: Sort = "relevance", as_typed: bool = True
    ) -> int:
        """Ask for the first page of a result: :class:`~tui.messages.ResultsReady`. Overtakes every search before it."""
        with self._asked:
            self._query = ticket = next(self._tickets)
            self._newest = self._searching(ticket, target, query, 0, limit, sort, as_typed)
            self._pages = []
            self._asked.notify_all()
        return ticket

    def page(
        self, target: Target, query: str, offset: int, *, ticket: int, limit: int = 40, sort: Sort = "relevance",
        as_typed: bool = True,
    ) -> None:  # fmt: skip
        """Ask for a later page of the result that ``ticket`` was for; dropped if that has been overtaken."""
        with self._asked:
            if ticket != self._query:
                return
            self._pages.append(self._searching(ticket, target, query, offset, limit, sort, as_typed))
            # Whoever scrolls fast wants the page they arrived at, not those they passed.
            del self._pages[:-4]
            self._asked.notify_all()

    def _searching(
        self, ticket: int, target: Target, query: str, offset: int, limit: int, sort: Sort, as_typed: bool
    ) -> _Request:
        def overtaken() -> bool:
            return ticket != self._query

        def work(archive: Archive) -> Message:
            page = archive.search(query, limit=limit, offset=offset, sort=sort, as_typed=as_typed, cancelled=overtaken)
            return messages.ResultsReady(ticket, page, offset)

        return _Request(ticket, "search", target, work)

    # --- Reading --------------------------------------------------------------------------------------------------

    def ask(self, target: Target, name: str, work: Callable[[Archive, int], Message]) -> int:
        """Have ``work(archive, ticket)`` done in the reading thread and its message posted to ``target``."""
        ticket = next(self._tickets)
        self._reading.put(_Request(ticket, name, target, lambda archive: work(archive, ticket)))
        return ticket

    def statistics(self, target: Target) -> int:
        """What the archive holds: :class:`~tui.messages.ArchiveReady`."""
        return self.ask(target, "archive", lambda a, t: messages.ArchiveReady(t, a.statistics()))

    def article(self, target: Target, id: str, query: str = "", *, as_typed: bool = True) -> int:
        """An article with the found words in it: :class:`~tui.messages.ArticleReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            article = archive.article(id)
            return messages.ArticleReady(ticket, article, _matches(archive, query, article.id, as_typed))

        return self.ask(target, "article", work)

    def matches(self, target: Target, id: str, query: str) -> int:
        """Where the words of ``query`` stand: :class:`~tui.messages.MatchesReady`."""
        return self.ask(
            target, "matches", lambda a, t: messages.MatchesReady(t, id, query, a.matches(query, id, as_typed=True))
        )

    def source(self, target: Target, id: str) -> int:
        """The original: :class:`~tui.messages.SourceReady`."""
        return self.ask(target, "source", lambda a, t: messages.SourceReady(t, id, a.source(id).text))

    def coverage(self, target: Target, id: str) -> int:
        """Who else reports each passage: :class:`~tui.messages.CoverageReady`."""
        return self.ask(target, "coverage", lambda a, t: messages.CoverageReady(t, id, a.coverage(id)))

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        """Articles side by side: :class:`~tui.messages.ComparisonReady`."""
        return self.ask(target, "compare", lambda a, t: messages.ComparisonReady(t, a.compare(tuple(ids))))

    def stories(self, target: Target) -> int:
        """All stories: :class:`~tui.messages.StoriesReady`."""
        return self.ask(target, "stories", lambda a, t: messages.StoriesReady(t, a.stories()))

    def story_of(self, target: Target, id: str) -> int:
        """The story of one article: :class:`~tui.messages.StoryReady`."""
        return self.ask(target, "story", lambda a, t: messages.StoryReady(t, id, a.story_of(id)))

    def parallels(self, target: Target, id: str, start: int) -> int:
        """Who else reports the passage at ``start``: :class:`~tui.messages.ParallelsReady`."""
        return self.ask(target, "parallels", lambda a, t: messages.ParallelsReady(t, *a.parallels(id, start)))

    def hide(self, target: Target, id: str, start: int, *, outlet: bool) -> int:
        """Hide the line at ``start``, here or for the outlet: :class:`~tui.messages.LineHidden`."""

        def work(archive: Archive, ticket: int) -> Message:
            line = archive.hide(id, start, "outlet" if outlet else "article")
            return messages.LineHidden(ticket, id, line.text)

        return self.ask(target, "hide", work)

    def undo_hide(self, target: Target, id: str) -> int:
        """Bring back the line that was hidden last: :class:`~tui.messages.LineHidden` without text."""

        def work(archive: Archive, ticket: int) -> Message:
            if archive.undo_hide() is None:
                return messages.JobFailed(ticket, "undo", "There is no hidden line to bring back.")
            return messages.LineHidden(ticket, id, "")

        return self.ask(target, "undo", work)

    # --- Importing --------------------------------------------------------------------------------------------------

    @property
    def importing(self) -> bool:
        """Whether an import is running."""
        return self._import is not None and self._import.running

    def start_import(self, target: Target, paths: Sequence[Path]) -> int:
        """Import ``paths`` in a process of its own: :class:`~tui.messages.ImportAdvanced`, again and again."""
        ticket = next(self._tickets)
        if self.importing:
            target.post_message(
                messages.JobFailed(ticket, "import", "An import is running.", "Let it finish, then ask again.")
            )
            return ticket

        def advance(progress: object) -> None:
            target.post_message(_import_message(ticket, progress))

        self._import = ImportProcess(self.path, tuple(paths), advance)
        self._import.start()
        return ticket

    def stop_import(self) -> None:
        """End a running import; what it has committed stays, and the next import goes on from there."""
        if self._import is not None:
            self._import.stop()
            self._import = None

    # --- In the threads ---------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._open()
        while (request := self._reading.get()) is not None and not self._closing.is_set():
            self._carry_out(request)

    def _answer(self) -> None:
        self._opened.wait()
        while (request := self._next_search()) is not None:
            self._carry_out(request)

    def _next_search(self) -> _Request | None:
        with self._asked:
            while not self._closing.is_set():
                if self._newest is not None:
                    request, self._newest = self._newest, None
                    return request
                if self._pages:
                    return self._pages.pop()
                self._asked.wait()
        return None

    def _open(self) -> None:
        try:
            from index.archive import Archive

            self._archive = Archive.open(self.path)
        except BroadsheetError as error:
            self._failure = error
        except OSError as error:
            self._failure = BroadsheetError(
                f"The archive {self.path} cannot be opened: {error.strerror or error}.",
                hint="Choose another folder with --archive.",
            )
        finally:
            self._opened.set()

    def _carry_out(self, request: _Request) -> None:
        if self._archive is None:
            failure = self._failure or BroadsheetError("The archive is closed.")
            request.target.post_message(_failed(request, failure))
            return
        try:
            message = request.work(self._archive)
        except Cancelled:
            return
        except BroadsheetError as error:
            message = _failed(request, error)
        except Exception as error:
            message = messages.JobFailed(
                request.ticket,
                request.name,
                f"This went wrong inside broadsheet: {type(error).__name__}: {error}",
                "The rest goes on working; broadsheet check looks at the archive.",
            )
        request.target.post_message(message)


def _matches(archive: Archive, query: str, id: str, as_typed: bool) -> Matches:
    return archive.matches(query, id, as_typed=as_typed) if query.strip() else Matches((), (), ())


def _failed(request: _Request, error: BroadsheetError) -> messages.JobFailed:
    return messages.JobFailed(request.ticket, request.name, error.message, error.hint, error.column)


def _import_message(ticket: int, progress: object) -> Message:
    from index.model import Progress

    if isinstance(progress, Progress):
        return messages.ImportAdvanced(ticket, progress)
    if isinstance(progress, BroadsheetError):
        return messages.JobFailed(ticket, "import", progress.message, progress.hint)
    return messages.JobFailed(ticket, "import", str(progress))
