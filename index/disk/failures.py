"""What the operating system refuses, told apart: the error that a reader sees, and what to do about it.

SQLite reports several of these as one: a quota that is used up, a broken disk and a folder that went read-only are all
an "input/output error". A file of 64 KB, written to the archive's folder and gone again, shows which it is.
"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from index.disk import own_files
from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveReadOnly, DeviceFailed

RESTORE: Final = (
    "If you have a backup, copy it to a new folder: broadsheet --archive BACKUP backup FOLDER."
    " Or import the articles into a new archive."
)
"""What to do where the store itself cannot be used."""

_SAFE: Final = "Stored articles are safe; "
_PROBE: Final = 1 << 16
"""Bytes that are written to find out what fails: more than a disk has left that SQLite calls full."""


class _Failure(NamedTuple):
    error: type[ArchiveError]
    message: str
    """With the ``path`` that failed, and its ``folder``."""
    hint: str


_OTHER_DISK: Final = "Copy the archive to another disk: broadsheet backup FOLDER."
_FAILURES: Final = {
    errno.ENOSPC: _Failure(
        ArchiveFull, "The disk of {folder} is full.", f"{_SAFE}free some space and run the command again to resume."
    ),
    errno.EDQUOT: _Failure(
        ArchiveFull,
        "Your quota on the disk of {folder} is used up.",
        f"{_SAFE}delete files of yours there or ask for a larger quota, then run the command again.",
    ),
    errno.EFBIG: _Failure(
        ArchiveFull, "{path} has become as large as a file may be there.", f"{_SAFE}the rest is not. {_OTHER_DISK}"
    ),
    errno.EROFS: _Failure(ArchiveReadOnly, "The disk of {folder} can only be read.", _OTHER_DISK),
    errno.EACCES: _Failure(
        ArchiveReadOnly,
        "{path} cannot be used: permission denied.",
        f"Change who may read and write there. {_OTHER_DISK}",
    ),
    errno.EIO: _Failure(
        DeviceFailed,
        "The disk of {folder} failed (input/output error at {path}).",
        f"It may be broken or gone. Copy what can be read to another disk: broadsheet backup FOLDER. {RESTORE}",
    ),
    errno.ENOLCK: _Failure(
        ArchiveError,
        "The disk of {folder} does not offer locks, so that two programs could write at a time.",
        "Keep the archive on a disk of this computer, not on a network folder.",
    ),
    errno.ESTALE: _Failure(
        DeviceFailed, "The network folder of {folder} is gone.", "Connect to it again, then repeat the command."
    ),
    errno.EMFILE: _Failure(
        ArchiveError, "{path} cannot be opened: this program has too many open files.", "Allow more: ulimit -n 1024."
    ),
}
"""By what the operating system says."""
_SAME: Final = {
    errno.EPERM: errno.EACCES,
    errno.ENFILE: errno.EMFILE,
    errno.ENXIO: errno.EIO,
    errno.ENODEV: errno.EIO,
    errno.EOPNOTSUPP: errno.ENOLCK,
}
FULL: Final = {number for number, failure in _FAILURES.items() if failure.error is ArchiveFull}
"""What the operating system says where no more can be stored."""

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_NOLFS: errno.EFBIG,
    sqlite3.SQLITE_PROTOCOL: errno.ENOLCK,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: None,
    sqlite3.SQLITE_IOERR: None,
    sqlite3.SQLITE_CANTOPEN: None,
}
"""By the basic code of SQLite, what the operating system said; None where that has to be found out."""
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def disk_error(error: OSError, path: Path) -> ArchiveError:
    """An error of the operating system as an error of the archive at ``path``."""
    found = _failed(error.errno, path)
    if found is not None:
        return found
    reason = (error.strerror or str(error)).lower()
    return ArchiveError(f"The archive's {path} cannot be used: {reason}.", hint="Check the folder and its permissions.")


def database_error(error: sqlite3.Error, path: Path) -> ArchiveError:
    """An error of SQLite as an error of the archive whose database is at ``path``."""
    code = getattr(error, "sqlite_errorcode", None)
    basic = code & 0xFF if code is not None else None
    if basic in _DAMAGED:
        return ArchiveDamaged(f"The archive's store {path} is damaged ({error}).", hint=RESTORE)
    if basic in _BUSY:
        return ArchiveLocked(f"The archive {path.parent} is busy.", hint="Try again after the other import.")
    if basic in _SQLITE:
        number = _SQLITE[basic] or _refused(path)
        if number is None and basic == sqlite3.SQLITE_IOERR:
            number = errno.EIO
        found = _failed(number, path)
        if found is not None:
            return found
    return ArchiveError(
        f"The archive's store {path} cannot be used: {error}.", hint="Check the folder and its permissions."
    )


def _failed(number: int | None, path: Path) -> ArchiveError | None:
    if number is None:
        return None
    failure = _FAILURES.get(_SAME.get(number, number))
    if failure is None:
        return None
    message, hint = (text.format(path=path, folder=path.parent) for text in (failure.message, failure.hint))
    return failure.error(message, hint=hint)


def _refused(path: Path) -> int | None:
    """What the operating system says when ``path`` is read and a file is written beside it; None where both work."""
    try:
        with path.open("rb") as file:
            file.read(1)
        descriptor = _nameless(path.parent)
        try:
            os.write(descriptor, bytes(_PROBE))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return error.errno
    return None if os.access(path, os.W_OK) else errno.EACCES


def _nameless(folder: Path) -> int:
    """The descriptor of a new file in ``folder`` that is gone when it is closed."""
    if hasattr(os, "O_TMPFILE"):
        with suppress(OSError):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    path = folder / f"probe-{secrets.token_hex(8)}"
    descriptor = own_files.created(path)
    path.unlink()
    return descriptor
