"""Looking for new files in the folders of an inbox, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tui import messages
from tui.jobs.archive_threads import post
from tui.jobs.workers import Target

BETWEEN_LOOKS: Final = 3.0
"""Seconds from one look into the folders to the next: a new file is imported after two."""


class InboxJobs:
    """Looks into folders until it is stopped."""

    def __init__(self, between: float = BETWEEN_LOOKS) -> None:
        self._between = between
        self._stopped = threading.Event()
        self._returned = threading.Lock()
        self._again: list[Path] = []
        self._thread: threading.Thread | None = None

    def watch(self, target: Target, folders: Sequence[Path]) -> None:
        """Look into ``folders`` from now on: :class:`~tui.messages.InboxFiles` for each look with new files."""
        if folders and self._thread is None:
            self._thread = threading.Thread(
                target=self._look, args=(target, folders), name="broadsheet-inbox", daemon=True
            )
            self._thread.start()

    def put_back(self, paths: Sequence[Path]) -> None:
        """Post these files again with the next look, because they could not be imported."""
        with self._returned:
            self._again += paths

    def stop(self) -> None:
        """Stop looking."""
        self._stopped.set()

    def _look(self, target: Target, folders: Sequence[Path]) -> None:
        from index.archive import folder_watch

        watch = folder_watch(folders)
        while not self._stopped.wait(self._between):
            with self._returned:
                again, self._again = self._again, []
            found = dict.fromkeys([*again, *watch.look()])
            if found and not self._stopped.is_set():
                post(target, messages.InboxFiles(tuple(found)))
