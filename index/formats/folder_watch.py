"""Which files have appeared in folders, by looking at them from time to time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from index.formats.walk import FoundFile, find

FILES_AT_ONCE: Final = 5000
"""Files that one look takes in at most, so that it takes little time; larger folders take several looks."""
_UNFINISHED: Final = (".part", ".partial", ".crdownload", ".download", ".tmp")
"""Endings that browsers give to files while they save them."""


class FolderWatch:
    """Files in folders that are new or changed. One that is empty or still being written is waited for."""

    def __init__(self, folders: Iterable[Path], most: int = FILES_AT_ONCE) -> None:
        self._folders = tuple(folders)
        self._most = most
        self._round: Iterator[FoundFile] | None = None
        self._seen: dict[Path, FoundFile] = {}
        """The files as they were in the round before, and in this one as far as it is."""
        self._taken: dict[Path, FoundFile] = {}
        """The files as they were when they were given out."""
        self._present: set[Path] = set()

    def look(self) -> list[Path]:
        """Look at the next files; those that are new or changed, and have the size and time of the look before.

        A file that the caller could not import comes again after :meth:`put_back`.
        """
        if self._round is None:
            self._round, self._present = self._files(), set()
        looked = list(islice(self._round, self._most))
        ready = [file for file in looked if self._seen.get(file.path) == file and self._taken.get(file.path) != file]
        for file in looked:
            self._seen[file.path] = file
            self._present.add(file.path)
        for file in ready:
            self._taken[file.path] = file
        if len(looked) < self._most:
            self._end_round()
        return [file.path for file in ready]

    def put_back(self, paths: Iterable[Path]) -> None:
        """Have files that were given out come again."""
        for path in paths:
            self._taken.pop(path, None)

    def _files(self) -> Iterator[FoundFile]:
        for found in find(self._folders):
            if isinstance(found, FoundFile) and found.size and found.path.suffix.lower() not in _UNFINISHED:
                yield found

    def _end_round(self) -> None:
        """Forget the files that are gone."""
        self._round = None
        for known in (self._seen, self._taken):
            for path in known.keys() - self._present:
                del known[path]
