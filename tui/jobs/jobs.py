"""What is done beside the interface, so that it never waits.

::

    search      answers queries; of several only the newest is run, the one that is running is told to stop
    reading     what somebody waits for: articles, stories, parallels, in the order it was asked
    comparing   what may take seconds: comparisons, matrices; stopped when nobody waits for it any more
    background  what may come later: coverage, the stories of the hits in view; of one kind only the newest
    import      a spawned process, which may start workers of its own; its progress comes over a pipe

What is not needed for the first paint is imported when it is asked for.

Every request returns a ticket at once; its answer is a message posted to the ``target`` of the request, a
:class:`~tui.messages.JobFailed` if it could not be done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import BroadsheetError
from tui import messages
from tui.jobs.archive_threads import open_archive, post
from tui.jobs.articles import Reading
from tui.jobs.comparison import Comparing
from tui.jobs.search import Searching
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Progress
    from tui.jobs.import_process import ImportProcess


class Jobs(Searching, Reading, Comparing):
    """What the app has others do, over one archive. ``opener`` opens it, when the first request is carried out."""

    def __init__(self, path: Path, opener: Callable[[Path], Archive] = open_archive) -> None:
        super().__init__(path, opener)
        self._import: ImportProcess | None = None

    def close(self) -> None:
        """Stop everything, an import too (what it has committed stays), and close the archive."""
        self.stop_import()
        super().close()

    # --- The desktop --------------------------------------------------------------------------------------------------

    def copy(self, target: Target, text: str, what: str) -> int:
        """Put ``text`` on the clipboard: :class:`~tui.messages.Copied` says by which tool, or that there is none."""

        def work(_: Archive, ticket: int) -> Message:
            from tui.jobs import desktop

            return messages.Copied(ticket, text, what, desktop.copy(text))

        return self.ask(target, "copy", work)

    def browse(self, target: Target, url: str) -> int:
        """Open a web page in the browser: :class:`~tui.messages.Done`."""

        def work(_: Archive, ticket: int) -> Message:
            from tui.jobs import desktop

            return messages.Done(ticket, desktop.browse(url))

        return self.ask(target, "browse", work)

    # --- Importing ----------------------------------------------------------------------------------------------------

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

        from tui.jobs.import_process import ImportProcess

        def advance(said: Progress | BroadsheetError) -> None:
            if isinstance(said, BroadsheetError):
                post(target, messages.JobFailed(ticket, "import", said.message, said.hint))
            else:
                post(target, messages.ImportAdvanced(ticket, said))

        self._import = ImportProcess(self.path, tuple(paths), advance)
        self._import.start()
        return ticket

    def stop_import(self) -> None:
        """End a running import; what it has committed stays, and the next import goes on from there."""
        if self._import is not None:
            self._import.stop()
            self._import = None
