"""The number of the last commit, in a file beside the store: a store that has fewer has lost some.

SQLite takes a damaged log of commits for one that ends where the damage begins, and says nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from index.disk import own_files

FILE: Final = "commits"
_LONGEST: Final = 20
"""Digits of the largest number."""


def note(folder: Path, number: int) -> None:
    """Write the number of a commit that is on the disk. Where that fails, the next one is written."""
    with suppress(OSError):
        file = own_files.rewritten(folder / FILE)
        try:
            os.write(file, f"{number:0{_LONGEST}}\n".encode())
        finally:
            os.close(file)


def forget(folder: Path) -> None:
    """Delete the file: the store is another one from now on."""
    (folder / FILE).unlink(missing_ok=True)


def noted(folder: Path) -> int:
    """The number in the file; 0 where there is none, or no number in it."""
    try:
        return int(own_files.beginning(folder / FILE, _LONGEST + 1))
    except (OSError, ValueError):
        return 0
