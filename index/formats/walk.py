"""Finds the files below the paths that a reader gave, and opens them without waiting on pipes or devices."""

from __future__ import annotations

import hashlib
import os
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
_CHUNK = 1 << 20
_DEEPEST = 100
"""Folders inside each other."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file, with the size and time that change when it changes."""

    path: Path
    size: int
    modified_ns: int


def path_text(path: Path) -> str:
    """The path as text that can be stored and printed; bytes that are not UTF-8 become ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find(paths: Iterable[Path]) -> Iterator[FoundFile | SkippedSource]:
    """The files of ``paths``, those in folders recursively and in the order of their names.

    Hidden files and folders below a given folder are skipped. What is no regular file is a row with the reason. A
    folder is not entered again inside itself, so loops of symbolic links end. A file that is given twice comes once.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _below(path, seen, ())


def _below(
    path: Path, seen: set[tuple[int, int]], above: tuple[tuple[int, int], ...]
) -> Iterator[FoundFile | SkippedSource]:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        yield SkippedSource(path_text(path), _reason(error))
        return
    here = (found.st_dev, found.st_ino)
    if stat.S_ISDIR(found.st_mode):
        if here not in above:
            yield from _in_folder(path, seen, (*above, here))
    elif stat.S_ISREG(found.st_mode):
        if here not in seen or found.st_nlink > 1:
            seen.add(here)
            yield FoundFile(path, found.st_size, found.st_mtime_ns)
    else:
        yield SkippedSource(path_text(path), f"{_kind(found.st_mode)}, not a file")


def _in_folder(
    folder: Path, seen: set[tuple[int, int]], above: tuple[tuple[int, int], ...]
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
            yield from _below(folder / name, seen, above)


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


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; raises SourceError where it cannot be read."""
    summed = hashlib.sha256()
    with open_regular(path) as file:
        try:
            while chunk := file.read(_CHUNK):
                summed.update(chunk)
        except OSError as error:
            raise SourceError(_reason(error)) from error
    return summed.hexdigest()


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
