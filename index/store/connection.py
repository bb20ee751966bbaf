"""Opens the store's file with one connection per thread, and translates SQLite's errors into those of this program."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from weakref import WeakSet

from index.disk import own_files
from index.disk.failures import RESTORE, disk_error
from index.errors import ArchiveDamaged, ArchiveError, NotAnArchive
from index.store import schema
from index.store.database_errors import database_error

FILE: Final = "archive.sqlite"
UNFINISHED: Final = "new.sqlite"
"""The name of the store while it is being created."""
HELPERS: Final = ("", "-wal", "-shm", "-journal")
"""The endings of a database's file and of those that SQLite makes beside it."""
_HEADER: Final = b"SQLite format 3\x00"
_LARGEST_CELL: Final = 1 << 29
"""Bytes of the largest value that is read or written: more than a record of the largest file can come to."""
_WAIT: Final = 10.0
"""Seconds to wait for another process's commit."""

_UNSHARED: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
"""What SQLite says where it cannot make the file that the processes of one database share."""


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly."""

    immutable = False
    """Whether the file is read as one that nobody changes."""


class Connections:
    """The connections to one store: each thread has its own, since SQLite serialises what shares one.

    Where SQLite cannot make its helper files, because the folder cannot be written to or the disk is full, the file is
    read as it is, until somebody writes to it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        # Weak: the connection of a thread that ended closes with it.
        self._all: WeakSet[_Connection] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def get(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._closed or (connection.immutable and _has_log(self.path)):
            connection = self._connect()
            self._local.connection = connection
        return connection

    def forget(self) -> None:
        """Have this thread open the store again where it was read as a file that nobody changes."""
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is not None and connection.immutable:
            self._local.connection = None

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._closed = True
            for connection in list(self._all):
                connection.close()
            self._all.clear()

    def _connect(self) -> _Connection:
        if self._closed:
            raise ArchiveError("The archive has been closed.", hint="Open it again.")
        connection = _opened(self.path)
        with self._lock:
            self._all.add(connection)
        return connection


def create(path: Path) -> None:
    """Create an empty store, readable by its owner only; it appears at ``path`` when it is complete, not before."""
    unfinished = path.with_name(UNFINISHED)
    with translated(path):
        for left in path.parent.glob(f"{UNFINISHED}*"):
            left.unlink()
        os.close(own_files.created(unfinished))
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            schema.create(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        unfinished.replace(path)


def with_helpers(path: Path) -> list[Path]:
    """A database's file and those that SQLite may have beside it."""
    return [path.with_name(f"{path.name}{end}") for end in HELPERS]


def verify(path: Path) -> None:
    """Check the file's header only; raises NotAnArchive or ArchiveDamaged."""
    own_files.check(path)
    with translated(path), path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(_HEADER):
        raise ArchiveDamaged(
            f"The archive's store {path} is not a database.",
            hint=RESTORE,
        )
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise NotAnArchive(
            f"{path} was not made by broadsheet.", hint="Choose another folder for the archive with --archive."
        )


def _opened(path: Path) -> _Connection:
    with translated(path):
        for file in with_helpers(path):
            own_files.check(file)
        if os.access(path.parent, os.W_OK) and os.access(path, os.W_OK):
            try:
                return _connected(path, "rw")
            except sqlite3.Error as error:
                if error.sqlite_errorcode & 0xFF not in _UNSHARED or _has_log(path):
                    raise
                with suppress(sqlite3.Error):
                    return _connected(path, "ro&immutable=1")
                raise
        return _connected(path, "ro" if _has_log(path) else "ro&immutable=1")


def _has_log(path: Path) -> bool:
    """Whether there are commits beside the file that are not in it yet."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _connected(path: Path, mode: str) -> _Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True, isolation_level=None, timeout=_WAIT, check_same_thread=False, factory=_Connection,
    )  # fmt: skip
    connection.immutable = "immutable" in mode
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # FULL: what an import reported stays through a power cut, and the index is never ahead of the store. With
    # bounded batches it costs a sync a batch.
    connection.executescript(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_CELL)
    schema.update(connection, str(path.parent))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises errors of SQLite and of the operating system as errors of the archive."""
    try:
        yield
    except sqlite3.Error as error:
        raise database_error(error, path) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged file has bytes of it, which need not be text.
        raise ArchiveDamaged(f"The archive's store {path} is damaged.", hint=RESTORE) from error
    except OSError as error:
        raise disk_error(error, path) from error
