"""Importing what appears in the inbox of an archive while the reader is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui import messages
from tui.jobs import Jobs
from tui.jobs.workers import Target
from tui.rendering.import_progress import news_runs
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import ImportReport


class Inbox:
    """Imports new files, one import after the other. What cannot be imported now is tried again later."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._ticket = 0
        self._paths: tuple[Path, ...] = ()
        self._failures = 0

    def take(self, target: Target, paths: tuple[Path, ...]) -> None:
        """Import ``paths``, or have them come again while another import is running."""
        if self._jobs.imports.running:
            self._jobs.inbox.put_back(paths)
            return
        self._paths = paths
        self._ticket = self._jobs.imports.start(target, paths)

    def owns(self, message: messages.ImportAdvanced | messages.JobFailed) -> bool:
        """Whether a message is about an import of the inbox."""
        return bool(self._paths) and message.ticket == self._ticket

    def failed(self) -> bool:
        """Have the files come again, since another process may have held the archive; whether to report it.

        Only the first failure of several in a row is reported.
        """
        self._jobs.inbox.put_back(self._paths)
        self._paths = ()
        self._failures += 1
        return self._failures == 1

    def done(self, report: ImportReport) -> list[Run]:
        """The notice about an import that has ended; empty where it changed nothing."""
        self._paths, self._failures = (), 0
        return notice(report)


def notice(report: ImportReport) -> list[Run]:
    """``3 new articles from the inbox``; empty where nothing is new and nothing failed."""
    failed = report.kinds["failed"]
    parts = [counted(report.added, "new article")] if report.added else []
    parts += [f"{counted(report.updated, 'changed article')}"] if report.updated else []
    runs = [Run(f"{', '.join(parts)} from the inbox", "headline")] if parts else []
    if failed:
        words = f"{counted(failed, 'file or record', 'files or records')} of the inbox failed; i shows why"
        runs.append(Run(f"   {words}" if runs else words, "conflict"))
    return [*runs, *news_runs(report)]
