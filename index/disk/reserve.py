"""A file that keeps some space of the disk, so that articles can be removed when everything else is taken.

Deleting from a database needs space first: what is changed is written to a log beside it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from index.disk import own_files

FILE: Final = "reserve"
SIZE: Final = 1 << 20
"""Bytes: removing an article from 20,000 wrote up to 300 KB to the log."""
_LEAST_FREE: Final = 64 << 20
"""Bytes that must be free for a reserve to be made: a nearly full disk has better uses for the last ones."""


def keep(folder: Path) -> None:
    """Make the reserve in ``folder`` where there is none and much space is free; does nothing where that fails."""
    with suppress(OSError):
        if (folder / FILE).exists() or shutil.disk_usage(folder).free < _LEAST_FREE:
            return
        # Random, since some file systems store zeros in no space.
        with os.fdopen(own_files.created(folder / FILE), "wb") as file:
            file.write(os.urandom(SIZE))


def give_up(folder: Path) -> bool:
    """Free the reserve; whether there was one."""
    with suppress(OSError):
        (folder / FILE).unlink()
        return True
    return False
