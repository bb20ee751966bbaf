"""Requests to the desktop around the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages
from tui.jobs import desktop
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive


class DesktopJobs:
    """The clipboard and the browser, which may take their time."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads

    def copy(self, target: Target, text: str, what: str) -> int:
        """Put ``text`` on the clipboard: :class:`~tui.messages.Copied` says by which tool, or that there is none."""

        def work(_: Archive, ticket: int) -> Message:
            return messages.Copied(ticket, text, what, desktop.copy(text))

        return self._threads.ask(target, "copy", work)

    def browse(self, target: Target, url: str) -> int:
        """Open a web page in the browser: :class:`~tui.messages.Done`."""

        def work(_: Archive, ticket: int) -> Message:
            return messages.Done(ticket, desktop.browse(url))

        return self._threads.ask(target, "browse", work)
