"""Files of an archive's own folder, which may come from somebody else: none is opened through a link.

A link in it could have a commit overwrite, or a question read, a file anywhere else of this user's.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from index.errors import NotAnArchive

NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
"""The flag with which a link is an error to ``os.open``; 0 where the platform has none."""

_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""The flag with which a pipe is opened at once, or refused; 0 where the platform has none."""


class Busy(Exception):
    """Another process holds the lock."""


def check(path: Path) -> None:
    """Raise NotAnArchive where ``path`` is there and is no regular file: a link, a device, a pipe, a folder."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise NotAnArchive(
                f"{path} is not a regular file, so nothing in this archive is opened.",
                hint="If you put a link there, give the path of the folder that it leads to with --archive.",
            )


def created(path: Path) -> int:
    """The descriptor of a new file at ``path``, in place of whatever has that name; for this user only."""
    with suppress(FileNotFoundError):
        path.unlink()
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | getattr(os, "O_BINARY", 0), 0o600)


def rewritten(path: Path) -> int:
    """The descriptor of the file at ``path``, to be written over in place; a new file where it is none of our own.

    A pipe would wait for who reads it, and a file with a second name may be another one of this user's.
    """
    with suppress(OSError):
        file = os.open(path, os.O_WRONLY | NO_LINK | _NO_WAIT | getattr(os, "O_BINARY", 0))
        found = os.fstat(file)
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            return file
        os.close(file)
    return created(path)


def beginning(path: Path, most: int) -> bytes:
    """Up to ``most`` bytes of the file at ``path``; raises OSError for a link, and waits for no pipe."""
    file = os.open(path, os.O_RDONLY | NO_LINK | _NO_WAIT | getattr(os, "O_BINARY", 0))
    try:
        return os.read(file, most)
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, if the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock file ``path``; raises Busy after ``wait`` seconds, and NotAnArchive for a link.

    The lock of a process that died is free: the system drops it.
    """
    # Not at the top: its asyncio part takes longer to load than opening an archive.
    from filelock import FileLock, Timeout

    check(path)
    lock = FileLock(path, timeout=wait, mode=0o600, poll_interval=0.05)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy from error
    except NotImplementedError as error:
        # What filelock makes of a file system that has no locks, as some network folders.
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(path)) from error
    try:
        yield
    finally:
        lock.release()
