"""What runs in threads and processes, so that the interface never waits.

::

    search      answers queries; of several only the newest is run, the running one is cancelled
    in turn     what somebody waits for: articles, stories, parallels, in the order it was asked
    comparing   what may take seconds: comparisons, matrices; stopped when nobody waits for it any more
    background  what may come later: coverage, the stories of the hits in view; of one kind only the newest
    inbox       looks for new files in folders
    import      a spawned process, which may start workers of its own; its progress comes over a pipe

What is not needed for the first paint is imported when it is asked for.

Every request returns a ticket at once; its answer is a message posted to the ``target`` of the request, a
:class:`~tui.messages.JobFailed` if it could not be done.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.jobs.archive_threads import ArchiveThreads, open_archive
from tui.jobs.articles import ArticleJobs
from tui.jobs.comparison import ComparisonJobs
from tui.jobs.desktop_jobs import DesktopJobs
from tui.jobs.imports import ImportJobs
from tui.jobs.inbox import InboxJobs
from tui.jobs.line_rules import RuleJobs
from tui.jobs.saved_searches import SavedJobs
from tui.jobs.search import SearchJobs
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive


class Jobs:
    """All requests to one archive, by what they ask for. ``opener`` opens it for the first request."""

    def __init__(self, path: Path, opener: Callable[[Path], Archive] = open_archive) -> None:
        self.path = path
        self._threads = ArchiveThreads(path, opener)
        self.queries = SearchJobs(self._threads)
        self.articles = ArticleJobs(self._threads)
        self.rules = RuleJobs(self._threads)
        self.saved = SavedJobs(self._threads)
        self.comparisons = ComparisonJobs(self._threads)
        self.desktop = DesktopJobs(self._threads)
        self.imports = ImportJobs(self._threads)
        self.inbox = InboxJobs()

    def start(self) -> None:
        """Begin with what was asked so far."""
        self._threads.start()

    def watch(self, target: Target) -> None:
        """Tell ``target`` when an index is rebuilt: :class:`~tui.messages.IndexAdvanced`. Call it first."""
        self._threads.watch(target)

    def withdraw(self, target: Target) -> None:
        """Stop what takes long and was asked for by ``target``, which needs it no more."""
        self._threads.withdraw(target)

    def close(self) -> None:
        """Stop everything, an import too (what it has committed stays), and close the archive."""
        self.inbox.stop()
        self.imports.stop()
        self.queries.stop()
        self._threads.close()
