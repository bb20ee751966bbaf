"""Notices that another generation was published. Every search asks, so no file is opened if there is none."""

from __future__ import annotations

import os
import time
from pathlib import Path

from index.search.whoosh_engine.segments import contents as tables

_SETTLED = 3_000_000_000
"""Nanoseconds after which two tables cannot have been written at what a file system takes for one time."""

Stamp = tuple[int, int, int, int]


class GenerationWatch:
    """The number of the present generation of a folder.

    A table of contents is replaced as a whole, so that another one is another file: its device, inode, size and time
    tell. An inode may be used again for a later table; where the one that was read is so young that both could have the
    same time, it is read again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._table = str(folder / tables.TABLE)
        self._known: tuple[Stamp, int] | None = None

    def generation(self) -> int:
        """The number of the present generation. Raises as :func:`contents.generation`."""
        stamp = self._stamp()
        known = self._known
        if known is not None and known[0] == stamp:
            return known[1]
        now = time.time_ns()
        number = tables.generation(self._folder)
        settled = stamp is not None and 0 < stamp[3] < now - _SETTLED
        self._known = (stamp, number) if stamp is not None and settled else None
        return number

    def _stamp(self) -> Stamp | None:
        try:
            found = os.stat(self._table, follow_symlinks=False)  # noqa: PTH116 - a third of what a Path takes
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
