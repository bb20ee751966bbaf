"""A folder that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from index.disk import own_files
from index.disk.failures import failed
from index.errors import ArchiveFull, BroadsheetError, UsageError

_FULL_HINT: Final = "Nothing was kept of it. Free some space, or give a folder on another disk."


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder of this user's alone, beside ``path``, that takes this name when the block has ended without an error.

    After an error it is deleted. Raises UsageError unless ``path`` is new or an empty folder, and no link; ArchiveFull,
    and BroadsheetError for what else the system refuses, in the block, too.
    """
    check_new(path)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir(mode=0o700)
        try:
            yield aside
            own_files.sync_folder(aside)
            _publish(aside, path)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        found = failed(error.errno, path)
        if isinstance(found, ArchiveFull):
            raise ArchiveFull(found.message, hint=_FULL_HINT) from error
        reason = (error.strerror or str(error)).lower()
        raise BroadsheetError(f"{path} cannot be written: {reason}.", hint="Give another folder.") from error
    except ArchiveFull as error:
        raise ArchiveFull(error.message, hint=_FULL_HINT) from error


def check_new(path: Path) -> None:
    """Raise UsageError unless ``path`` is new or an empty folder, and no link."""
    if not os.path.lexists(path):
        return
    with suppress(OSError):
        if not path.is_symlink() and path.is_dir() and not any(path.iterdir()):
            return
    raise UsageError(f"{path} is there already and is no empty folder.", hint="Give a new or empty folder.")


def _publish(aside: Path, path: Path) -> None:
    check_new(path)
    with suppress(FileNotFoundError):
        # A rename takes the place of an empty folder, but not everywhere.
        path.rmdir()
    aside.rename(path)
    own_files.sync_folder(path.parent)
