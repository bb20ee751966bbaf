"""Threads that carry out requests to one archive, so that the interface never waits."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import BroadsheetError, Cancelled, UnknownArticle
from tui import messages
from tui.jobs.workers import Request, Target, Worker

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Progress


_PATIENCE = 1.5
"""Seconds that quitting waits for what is being done."""

_OF_STORIES = ("story", "matrix")
_GONE = "is no longer in the archive."
_GO_ON = "q goes back; / searches the archive."


def open_archive(path: Path) -> Archive:
    """Open the archive at ``path``; imports it only here, after the first paint."""
    from index.archive import Archive

    return Archive.open(path)


class ArchiveThreads:
    """Four worker threads with the archive that they share; ``opener`` opens it for the first request."""

    def __init__(self, path: Path, opener: Callable[[Path], Archive] = open_archive) -> None:
        self.path = path
        self._opener = opener
        self._opening = threading.Lock()
        self._archive: Archive | None = None
        self._failure: BroadsheetError | None = None
        self._numbers = itertools.count(1)
        self.search = Worker("search", self._carry_out)
        self._in_turn = Worker("reading", self._carry_out)
        self.comparing = Worker("comparing", self._carry_out)
        self.background = Worker("background", self._carry_out)
        self._watcher: Target | None = None

    def ticket(self) -> int:
        """A number for another request; no two are alike."""
        return next(self._numbers)

    def start(self) -> None:
        """Start the threads with the requests so far."""
        for lane in (self._in_turn, self.search, self.comparing, self.background):
            lane.start()

    def watch(self, target: Target) -> None:
        """Tell ``target`` when an index is rebuilt: :class:`~tui.messages.IndexAdvanced`. Call it first."""
        self._watcher = target

    def close(self) -> None:
        """Drop what waits, stop what can be stopped, and close the archive as soon as nobody asks it anything."""
        until = monotonic() + _PATIENCE
        lanes = (self.search, self.comparing, self._in_turn, self.background)
        for lane in lanes:
            lane.stop()
        ended = [lane.ended(max(0.0, until - monotonic())) for lane in lanes]
        if self._archive is not None and all(ended):
            self._archive.close()
            self._archive = None

    def ask(self, target: Target, name: str, work: Callable[[Archive, int], Message]) -> int:
        """Have ``work(archive, ticket)`` done and its message posted to ``target``, in turn."""
        ticket = self.ticket()
        self._in_turn.put(Request(ticket, name, target, lambda archive: work(archive, ticket)))
        return ticket

    def ask_later(self, target: Target, name: str, work: Callable[[Archive, int], Message]) -> int:
        """The same in the background; a waiting request of the same name is dropped."""
        ticket = self.ticket()
        self.background.put(Request(ticket, name, target, lambda archive: work(archive, ticket)), keep=1)
        return ticket

    def withdraw(self, target: Target) -> None:
        """Stop what takes long and was asked for by ``target``, which wants it no more."""
        for lane in (self.comparing, self.background):
            lane.withdraw(target)

    def _opened(self) -> Archive:
        with self._opening:
            if self._archive is not None:
                return self._archive
            if self._failure is not None:
                raise self._failure
            try:
                self._archive = self._opener(self.path)
            except BroadsheetError as error:
                self._failure = error
                raise
            except OSError as error:
                self._failure = BroadsheetError(
                    f"The archive {self.path} cannot be opened: {error.strerror or error}.",
                    hint="Choose another folder with --archive.",
                )
                raise self._failure from error
            if self._watcher is not None:
                self._archive.watch(self._tell_watcher)
            return self._archive

    def _tell_watcher(self, progress: Progress) -> None:
        if self._watcher is not None:
            post(self._watcher, messages.IndexAdvanced(progress))

    def _carry_out(self, request: Request) -> None:
        try:
            message = request.work(self._opened())
        except Cancelled:
            return
        except UnknownArticle:
            # What is on the screen was in the archive: it was removed since, or another archive is at that path now.
            kind = "story" if request.name in _OF_STORIES else "article"
            message = messages.JobFailed(request.ticket, request.name, f"This {kind} {_GONE}", _GO_ON)
        except BroadsheetError as error:
            message = messages.JobFailed(request.ticket, request.name, error.message, error.hint, error.column)
        # A defect in one job must not take the whole session with it.
        except Exception as error:
            message = messages.JobFailed(
                request.ticket,
                request.name,
                f"Something went wrong inside broadsheet: {type(error).__name__}: {error}",
                "Everything else still works; broadsheet check verifies the archive.",
            )
        post(request.target, message)


def post(target: Target, message: Message) -> None:
    """Post ``message`` to ``target`` from a thread; it is dropped where the screen or the application has ended."""
    # Textual looks whether the target has ended before it asks for its event loop, and either may end in between.
    with suppress(RuntimeError):
        target.post_message(message)
