"""Paths as people type them, and what they may go on with. Looks at folders, changes nothing."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_MOST_ENTRIES = 5000
"""Entries of a folder among which a name is completed."""


class Completion(NamedTuple):
    """What a path was completed to, and all names it may still mean."""

    text: str
    names: tuple[str, ...]


def typed_path(text: str) -> Path:
    """The path that was meant: quotes, as a file manager puts them around a dropped path, and ``~`` are understood."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return Path(text.removeprefix("file://")).expanduser()


def complete(text: str) -> Completion:
    """Complete the last part of ``text`` as far as it is certain; hidden names only when their dot was typed."""
    folder, _, begun = text.rpartition(os.sep)
    folder += os.sep if os.sep in text else ""
    names = sorted(_beginning(Path(folder or ".").expanduser(), begun))
    if not names:
        return Completion(text, ())
    return Completion(folder + _common_beginning(names[0], names[-1]), tuple(names))


def _beginning(folder: Path, begun: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [
                entry.name + (os.sep if entry.is_dir() else "")
                for entry in islice(entries, _MOST_ENTRIES)
                if entry.name.startswith(begun) and (begun.startswith(".") or not entry.name.startswith("."))
            ]
    except OSError:
        return []


def _common_beginning(first: str, last: str) -> str:
    """Of the first and the last of sorted names, and so of all between them."""
    size = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first if size is None else first[:size]
