"""Finds the files below the paths that a reader gave, and opens them without waiting on pipes or devices."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.model import SkippedSource

_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_SYSTEM = ("/proc/", "/sys/")
"""Where Linux shows its own state as files, some of which never end."""
_OUTSIDE = "a symbolic link that leads out of the folder; --follow-links follows it"
_BACKSLASH = re.compile(rb"\\(?=x)")
_ESCAPED = re.compile(r"\\x[89a-f][0-9a-f]|\\x5cx")
"""What the text of a path has only where a byte or a backslash was escaped."""
_CHUNK = 1 << 20
_DEEPEST = 100
"""Folders inside each other."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file, with the size and time that change when it changes."""

    path: Path
    size: int
    modified_ns: int
    name: str = ""
    """The address that its documents get; that of the path where it is empty."""

    @property
    def address(self) -> str:
        """Its path as text, or the name that it has instead."""
        return self.name or path_text(self.path)


def path_text(path: Path) -> str:
    r"""The path as text that can be stored and printed; no two paths have the same.

    Bytes that are not UTF-8 become ``\xff``. Only in a path with such bytes, a backslash before ``x`` becomes
    ``\x5c``, so that it cannot be taken for one of them; a path without them is printed as it is, unless it looks like
    one of these.
    """
    raw = os.fsencode(path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _BACKSLASH.sub(rb"\\x5c", raw).decode("utf-8", "backslashreplace")
    return _BACKSLASH.sub(rb"\\x5c", raw).decode("utf-8") if _ESCAPED.search(text) else text


def find(paths: Iterable[Path], *, follow_links: bool = False) -> Iterator[FoundFile | SkippedSource]:
    """The files of ``paths``, those in folders recursively and in the order of their names.

    Hidden files and folders below a given folder are skipped. What is no regular file is a row with the reason, and so
    is a symbolic link that leads out of the given folder, unless ``follow_links``. A folder is not entered again inside
    itself, so loops of symbolic links end. A file that is given twice comes once.
    """
    walk = _Walk(follow_links)
    for path in paths:
        yield from walk.below(path, path, ())


class _Walk:
    """One walk; it knows the files that it has found."""

    def __init__(self, follow_links: bool) -> None:
        self._follow_links = follow_links
        self._seen: set[tuple[int, int]] = set()

    def below(self, path: Path, root: Path, above: tuple[tuple[int, int], ...]) -> Iterator[FoundFile | SkippedSource]:
        """What is at a path, and in it; ``root`` is the path that was given, ``above`` the folders around."""
        try:
            found = path.lstat()
            if stat.S_ISLNK(found.st_mode):
                if above and not self._follow_links and not _leads_inside(path, root):
                    yield SkippedSource(path_text(path), _OUTSIDE, "not an article")
                    return
                found = path.stat()
        except (OSError, ValueError) as error:
            yield SkippedSource(path_text(path), _reason(error))
            return
        here = (found.st_dev, found.st_ino)
        if stat.S_ISDIR(found.st_mode):
            if here not in above:
                yield from self._in_folder(path, root, (*above, here))
        elif not stat.S_ISREG(found.st_mode):
            yield SkippedSource(path_text(path), f"{_kind(found.st_mode)}, not a file")
        elif _is_of_system(path):
            yield SkippedSource(path_text(path), "a file of the operating system, not on a disk")
        elif here not in self._seen or found.st_nlink > 1:
            self._seen.add(here)
            yield FoundFile(path, found.st_size, found.st_mtime_ns)

    def _in_folder(
        self, folder: Path, root: Path, above: tuple[tuple[int, int], ...]
    ) -> Iterator[FoundFile | SkippedSource]:
        if len(above) > _DEEPEST:
            yield SkippedSource(path_text(folder), f"folders nested more than {_DEEPEST} deep")
            return
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - only the names are needed
        except OSError as error:
            yield SkippedSource(path_text(folder), _reason(error))
            return
        for name in names:
            if not name.startswith("."):
                yield from self.below(folder / name, root, above)


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a symbolic link leads to the folder ``root`` or to something in it; true where it leads nowhere."""
    target = Path(os.path.realpath(link))
    return target.is_relative_to(os.path.realpath(root)) or not target.exists()


def _is_of_system(path: Path) -> bool:
    """Whether a path leads to what looks like a file and is none: reading it may not end."""
    return os.path.realpath(path).startswith(_SYSTEM)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; raises SourceError for anything else, at once also for a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise SourceError(_reason(error)) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise SourceError(f"{_kind(mode)}, not a file")
    return os.fdopen(descriptor, "rb")


@dataclass(frozen=True, slots=True)
class FileState:
    """What changes when a file changes."""

    size: int
    modified_ns: int
    sha256: str
    """Of its bytes, in hexadecimal."""


def state(path: Path) -> FileState:
    """The state of a file; raises SourceError where it cannot be read, or is written to meanwhile."""
    summed = hashlib.sha256()
    with open_regular(path) as file:
        before = os.fstat(file.fileno())
        left = before.st_size
        try:
            # No more than that: a file that grows faster than it is read has no end.
            while left > 0 and (chunk := file.read(min(left, _CHUNK))):
                summed.update(chunk)
                left -= len(chunk)
        except OSError as error:
            raise SourceError(_reason(error)) from error
    found = FileState(before.st_size, before.st_mtime_ns, summed.hexdigest())
    check_unchanged(path, found)
    return found


def check_unchanged(path: Path, before: FileState) -> None:
    """Raise SourceError where a file has another size or time than ``before``, or is gone."""
    try:
        now = path.stat()
    except FileNotFoundError as error:
        raise SourceError("it was deleted while it was read") from error
    except (OSError, ValueError) as error:
        raise SourceError(_reason(error)) from error
    if (now.st_size, now.st_mtime_ns) != (before.size, before.modified_ns):
        raise SourceError("it changed while it was read; import it again")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return next((words for test, words in _SPECIAL if test(mode)), "a special file")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "cannot be read"
