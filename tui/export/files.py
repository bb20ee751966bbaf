"""Exports on the disk: whole or not at all; no file is ever overwritten."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

_NOT_IN_NAMES = re.compile(r"[^\w.]+")
_LONGEST_NAME = 80
"""Characters of a file name before its ending."""
_MOST_FILES = 1000
"""Files of one name in a folder, distinguished by their numbers."""


def file_name(*parts: str | None, suffix: str = ".md") -> str:
    """A file name out of titles and days, safe on every platform."""
    words = "-".join(_NOT_IN_NAMES.sub("-", part).strip("-.") for part in parts if part)
    return f"{words[:_LONGEST_NAME].strip('-.').lower() or 'broadsheet'}{suffix}"


def write_new(folder: Path, name: str, text: str) -> Path:
    """Write ``text`` to a new file in ``folder``, numbered where the name is taken; no file is overwritten.

    Raises OSError when the folder takes no file.
    """
    stem, dot, ending = name.rpartition(".")
    for number in range(1, _MOST_FILES + 1):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        if os.path.lexists(path):
            continue
        try:
            write_once(path, text)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} has {_MOST_FILES} files of that name")


def write_once(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, which must not exist: it is there whole or, when anything fails, not at all.

    Raises FileExistsError, or another OSError with the name of the file, as where the disk is full.
    """
    if os.path.lexists(path):
        raise FileExistsError(None, "There is a file of that name", str(path))
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write_draft(draft, text)
        _publish(draft, path)
    except OSError as error:
        # Calls on an open file do not say which one it is, and the draft's name means nothing to anybody.
        raise type(error)(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _write_draft(draft: Path, text: str) -> None:
    with draft.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name by a hard link, which fails where the name is taken; a rename would overwrite."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is reserved first.
        with path.open("x"):
            pass
        try:
            draft.replace(path)
        except OSError:
            path.unlink()
            raise
