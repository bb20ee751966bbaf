"""Checks that the folder of the full-text index and its files belong to this user.

A folder or file is only read if it belongs to this user and nobody else can write to it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from index.errors import ArchiveDamaged

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check_folder(folder: Path) -> None:
    """Raise :class:`ArchiveDamaged` unless ``folder`` is a real one that only this user can write to."""
    _check(folder, stat.S_IFDIR)


def check_file(path: Path) -> None:
    """Raise :class:`ArchiveDamaged` unless ``path`` is a regular file that only this user can write to."""
    _check(path, stat.S_IFREG)


def _check(path: Path, kind: int) -> None:
    try:
        found = path.lstat()
    except OSError as error:
        raise damaged(f"{path.name} is missing") from error
    if stat.S_IFMT(found.st_mode) != kind:
        raise damaged(f"{path.name} is not of the right type")
    if os.name == "posix" and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE):
        raise damaged(f"{path.name} can be written by others")


def damaged(what: str) -> ArchiveDamaged:
    """The error for an index that has to be rebuilt."""
    return ArchiveDamaged(f"The full-text index is damaged: {what}.", hint="Run: broadsheet rebuild")
