"""A SQLite file of what follows from the articles: it can be deleted at any time.

As a file of its own it can be written to during an import, and nothing that others watch changes. A file that cannot
be read or written is ignored.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, TypeVar

from index.disk import own_files
from index.errors import NotAnArchive
from index.store.connection import with_helpers

T = TypeVar("T")

_WAIT: Final = 0.2
"""Seconds to wait for another process's commit: computing what is cached again does not take much longer."""


class CacheFile:
    """The file at ``path`` with one table, which ``table`` creates where it is missing."""

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._table = table

    def read(self, what: Callable[[sqlite3.Connection], T]) -> T | None:
        """The result of ``what``; None without a file, and where it fails."""
        return self._done(what) if self._path.exists() else None

    def write(self, what: Callable[[sqlite3.Connection], None]) -> None:
        """Do ``what`` in a transaction; without effect where that fails."""
        self._done(what)

    def delete(self) -> None:
        """Delete the file."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _done(self, what: Callable[[sqlite3.Connection], T]) -> T | None:
        """The result of ``what`` in a transaction; None if that fails. A damaged file is deleted."""
        try:
            for path in with_helpers(self._path):
                own_files.check(path)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | own_files.NO_LINK, 0o600))
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as db:
                # The cache may be lost, so a sync for each article that is opened would be a waste.
                db.execute("PRAGMA synchronous = OFF")
                with db:
                    db.execute(self._table)
                    return what(db)
        except (OSError, sqlite3.OperationalError, NotAnArchive):
            return None
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError):
            self.delete()
            return None
