"""The worker processes of an import, and their limits. They are kept for the next import of this process."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from index.services.imports import file_reader, record_cleaner
from index.workers import Streams, Workers, processors

READING_SECONDS: Final = 60.0
"""Limit for reading one record of a file, and for finding out that it has no more."""
CLEANING_SECONDS: Final = 30.0
"""Limit for cleaning one record."""
MEMORY: Final = 2 * 1024**3
"""Bytes that a process may have."""

_MOST_READERS: Final = 2
"""Processes that read heavy files at once, at most: as many as clean, and each may need much memory for a file."""


@dataclass(frozen=True, slots=True)
class Processes:
    """The processes of one import; each starts when it is first needed."""

    reading: Streams
    cleaning: Workers
    """One process, enough for a few records."""

    def close(self) -> None:
        """End them."""
        self.reading.close()
        self.cleaning.close()


_Key = tuple[object, ...]
_kept: dict[_Key, Processes] = {}
"""Those that no import uses, by all that they depend on: this process, its modules and the limits."""


@contextmanager
def borrowed() -> Iterator[Processes]:
    """Processes for one import; they end where it does not come to its end."""
    key = (os.getpid(), tuple(sys.path), READING_SECONDS, CLEANING_SECONDS, MEMORY)
    processes = _kept.pop(key, None) or Processes(
        Streams(
            file_reader.send_records,
            seconds=READING_SECONDS,
            memory=MEMORY,
            processes=min(processors(), _MOST_READERS),
        ),
        Workers(record_cleaner.cleaned, processes=1, seconds=CLEANING_SECONDS, memory=MEMORY),
    )
    is_whole = False
    try:
        yield processes
        is_whole = True
    finally:
        if is_whole:
            # Another import of another thread, or one with other limits, may have left its own.
            close_kept()
            _kept[key] = processes
        else:
            processes.close()


@atexit.register
def close_kept() -> None:
    """End the processes that are kept."""
    for key in list(_kept):
        left = _kept.pop(key, None)
        # A process that was forked has the pipes of its parent, which are not its own to close.
        if left is not None and key[0] == os.getpid():
            left.close()
