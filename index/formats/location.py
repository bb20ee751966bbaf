"""Where a source is, and what else is there: some programs show only by the files beside it what a file is.

A place is the file system or a container. Formats ask it for names that they know, such as ``index.json``; they never
go through all that is there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

MOST: Final = 1024 * 1024
"""Bytes of a file beside a source that are read, where a format does not need more."""


class Place(Protocol):
    """The file system or a container. Paths in it have ``/`` between their parts."""

    def size(self, path: str) -> int | None:
        """The size in bytes of the file with that path; None where there is none."""

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a file; None where it is not there, has more than ``most`` bytes or cannot be read."""


class Disk:
    """The file system. Links are not followed."""

    def size(self, path: str) -> int | None:
        """See :class:`Place`."""
        try:
            found = os.lstat(path)
        except (OSError, ValueError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """See :class:`Place`."""
        size = self.size(path)
        if size is None or size > most:
            return None
        try:
            return Path(path).read_bytes()
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a container."""

    sizes: Mapping[str, int]
    """In bytes, by their names."""
    bytes_of: Callable[[str], bytes | None]
    """Reads one; None where that fails."""

    def size(self, path: str) -> int | None:
        """See :class:`Place`."""
        return self.sizes.get(path)

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """See :class:`Place`."""
        size = self.sizes.get(path)
        return None if size is None or size > most else self.bytes_of(path)


@dataclass(frozen=True)
class Location:
    """Where one source is."""

    place: Place
    path: str
    """With ``/`` between its parts."""

    @cached_property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.rpartition("/")[2]

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders that it is in, the nearest first. Each ends with ``/``; the top of a container is empty."""
        found = []
        above = self.path
        while "/" in above:
            above = above.rpartition("/")[0]
            found.append(above + "/")
        return (*found, "") if not self.path.startswith("/") else tuple(found)

    def has(self, folder: str, *names: str) -> bool:
        """Whether ``folder``, one of :attr:`folders`, has any of the files ``names`` with something in it."""
        return any(self.place.size(folder + name) for name in names)

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of another file in the same place, where it has at most so many."""
        return self.place.read(path, most)

    def renamed(self, name: str) -> Location:
        """The same place under another name in the same folder."""
        return replace(self, path=self.path[: len(self.path) - len(self.name)] + name)
