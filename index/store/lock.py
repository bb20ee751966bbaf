"""The write lock of an archive, held by one process at a time, and a file that names this process."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from index.disk import own_files
from index.disk.failures import disk_error
from index.errors import ArchiveLocked
from index.text import printable

FILE: Final = "writer.lock"
HOLDER: Final = "writer.json"
_LONGEST_COMMAND: Final = 200
"""Characters of the holder's command line that are noted."""
_LONGEST_HOLDER: Final = 4096
"""Bytes that are read of who holds the lock: more than such a command line takes, each character escaped."""


@contextmanager
def writing(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the write lock of the archive in ``folder``; wait up to ``wait`` seconds for another process to release it.

    Raises ArchiveLocked, naming the holder.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(own_files.locked(folder / FILE, wait=wait))
        except own_files.Busy as error:
            raise _locked(folder) from error
        except OSError as error:
            raise disk_error(error, folder / FILE) from error
        stack.callback(_drop_holder, folder)
        _write_holder(folder)
        yield


def _write_holder(folder: Path) -> None:
    command = " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:]])[:_LONGEST_COMMAND]
    who = {"pid": os.getpid(), "command": command, "since": datetime.now().astimezone().isoformat(timespec="seconds")}
    # It only names who holds the lock: a full disk must not keep anybody from removing articles.
    with suppress(OSError), os.fdopen(own_files.created(folder / HOLDER), "w", encoding="utf-8") as file:
        json.dump(who, file)


def _drop_holder(folder: Path) -> None:
    with suppress(OSError):
        (folder / HOLDER).unlink()


def _locked(folder: Path) -> ArchiveLocked:
    who = _holder(folder)
    return ArchiveLocked(
        f"The archive {folder} is being written to by {who}.",
        hint="Reading and searching work meanwhile; import again when it is done.",
    )


def _holder(folder: Path) -> str:
    try:
        found = json.loads(own_files.beginning(folder / HOLDER, _LONGEST_HOLDER))
        pid, command, since = int(found["pid"]), str(found["command"]), str(found["since"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return "another process"
    return printable(f"process {pid} ({command}) since {since}")
