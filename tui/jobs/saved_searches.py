"""The searches that a reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Sort


class SavedJobs:
    """Listing, saving and removing searches: each is answered by :class:`~tui.messages.SavedReady`."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads

    def all(self, target: Target) -> int:
        """All, by name, with what is new in them."""
        return self._threads.ask(target, "saved", lambda a, t: messages.SavedReady(t, a.saved.all()))

    def save(self, target: Target, name: str, query: str, sort: Sort) -> int:
        """Save a query under a name."""

        def work(archive: Archive, ticket: int) -> Message:
            saved = archive.saved.save(name, query, sort)
            return messages.SavedReady(ticket, archive.saved.all(), saved.name)

        return self._threads.ask(target, "save", work)

    def remove(self, target: Target, name: str) -> int:
        """Delete the search of that name."""

        def work(archive: Archive, ticket: int) -> Message:
            archive.saved.remove(name)
            return messages.SavedReady(ticket, archive.saved.all())

        return self._threads.ask(target, "saved", work)

    def mark_read(self, target: Target, name: str) -> int:
        """No hit of the search is new any more."""

        def work(archive: Archive, ticket: int) -> Message:
            archive.saved.mark_read(name)
            return messages.SavedReady(ticket, archive.saved.all())

        return self._threads.ask(target, "saved", work)
