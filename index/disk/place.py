"""Which folder and file were opened, so that another one of the same name is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from index.errors import ArchiveError


class Place(NamedTuple):
    """A folder and a file in it, each by device and inode, however they are called by now."""

    folder: tuple[int, int]
    file: tuple[int, int]

    @classmethod
    def of(cls, path: Path) -> Place:
        """That of the file at ``path``. Raises OSError."""
        return cls(_identity(path.parent), _identity(path))

    def check(self, path: Path) -> None:
        """Raise ArchiveError where ``path`` is another file by now, or none."""
        try:
            same = Place.of(path) == self
        except OSError:
            same = False
        if not same:
            raise ArchiveError(
                f"The archive {path.parent} was moved, deleted or replaced while it was open; nothing more is stored.",
                hint="Put it back, or open it again; then repeat the command.",
            )


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
