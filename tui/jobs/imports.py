"""Starting and stopping imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BroadsheetError
from tui import messages
from tui.jobs.archive_threads import ArchiveThreads, post
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.model import Progress
    from tui.jobs.import_process import ImportProcess


class ImportJobs:
    """One import at a time, in a process of its own."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads
        self._import: ImportProcess | None = None

    @property
    def running(self) -> bool:
        """Whether an import is running."""
        return self._import is not None and self._import.running

    def start(self, target: Target, paths: Sequence[Path]) -> int:
        """Import ``paths`` in a process of its own: :class:`~tui.messages.ImportAdvanced`, again and again."""
        ticket = self._threads.ticket()
        if self.running:
            target.post_message(
                messages.JobFailed(ticket, "import", "An import is running.", "Wait for its end, then start this one.")
            )
            return ticket

        from tui.jobs.import_process import ImportProcess

        def advance(received: Progress | BroadsheetError) -> None:
            if isinstance(received, BroadsheetError):
                post(target, messages.JobFailed(ticket, "import", received.message, received.hint))
            else:
                post(target, messages.ImportAdvanced(ticket, received))

        self._import = ImportProcess(self._threads.path, tuple(paths), advance)
        self._import.start()
        return ticket

    def stop(self) -> None:
        """Stop a running import; what it has committed stays, and the next import resumes there."""
        if self._import is not None:
            self._import.stop()
            self._import = None
