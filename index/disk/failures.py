"""What the operating system refuses: the error that a reader sees, and what to do about it."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from index.disk import own_files
from index.errors import ArchiveError, ArchiveFull, ArchiveReadOnly, DeviceFailed

FROM_BACKUP: Final = "If you have a backup, copy it to a new folder: broadsheet --archive BACKUP backup FOLDER."
RESTORE: Final = f"Save what still reads to a new archive: broadsheet salvage ARCHIVE DEST. {FROM_BACKUP}"
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
        f"It may be broken or gone. {RESTORE}",
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


def disk_error(error: OSError, path: Path) -> ArchiveError:
    """An error of the operating system as an error of the archive at ``path``."""
    found = failed(error.errno, path)
    if found is not None:
        return found
    reason = (error.strerror or str(error)).lower()
    return ArchiveError(f"The archive's {path} cannot be used: {reason}.", hint="Check the folder and its permissions.")


def failed(number: int | None, path: Path) -> ArchiveError | None:
    """The error of the archive at ``path`` for what the operating system said; None where nothing is known of it."""
    if number is None:
        return None
    failure = _FAILURES.get(_SAME.get(number, number))
    if failure is None:
        return None
    message, hint = (text.format(path=path, folder=path.parent) for text in (failure.message, failure.hint))
    return failure.error(message, hint=hint)


def refused(path: Path) -> int | None:
    """What the operating system says when ``path`` is read and a file is written beside it; None where both work."""
    try:
        with path.open("rb") as file:
            file.read(1)
        descriptor = _nameless(path.parent)
        try:
            # As far from the beginning as what was written last: a file may be too large, too.
            os.lseek(descriptor, max(map(_size, path.parent.glob(f"{path.name}*")), default=0), os.SEEK_SET)
            os.write(descriptor, bytes(_PROBE))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return error.errno
    return None if os.access(path, os.W_OK) else errno.EACCES


def _size(path: Path) -> int:
    """Bytes of a file; 0 for one that is gone."""
    try:
        return path.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _nameless(folder: Path) -> int:
    """The descriptor of a new file in ``folder`` that is gone when it is closed."""
    if hasattr(os, "O_TMPFILE"):
        with suppress(OSError):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    path = folder / f"probe-{secrets.token_hex(8)}"
    descriptor = own_files.created(path)
    path.unlink()
    return descriptor
