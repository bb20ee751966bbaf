"""Open segments: a commit does not open again those that have not changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from index.search.whoosh_engine.folder import damaged
from index.search.whoosh_engine.segments import contents as tables
from index.search.whoosh_engine.segments.contents import Contents, Entry
from index.search.whoosh_engine.segments.reader import Segment

_ATTEMPTS = 8
"""How often a commit of another process may take away what is being opened."""


class OpenSegments:
    """Open segments of one folder, by name. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, tuple[Entry, Segment]] = {}
        self._lock = threading.Lock()

    def latest(self) -> tuple[Contents, list[Segment]]:
        """The present generation, and its segments. Raises :class:`index.errors.ArchiveDamaged`."""
        for _ in range(_ATTEMPTS):
            contents = tables.read(self._folder)
            if contents is None:
                raise damaged("it is of an earlier format")
            try:
                segments = [self.segment(entry) for entry in contents.segments]
            except FileNotFoundError:
                continue
            self.keep(contents.segments)
            return contents, segments
        raise damaged("files that its table of contents names are missing")

    def check_unchanged(self) -> None:
        """Raise ArchiveDamaged where the file of an open segment is not as it was when it was opened."""
        with self._lock:
            segments = [segment for _, segment in self._open.values()]
        for segment in segments:
            segment.check_unchanged()

    def segment(self, entry: Entry) -> Segment:
        """The segment of ``entry``. ``FileNotFoundError`` for one that a later commit took away."""
        with self._lock:
            known = self._open.get(entry.name)
            if known is not None and known[0].digest == entry.digest:
                return known[1]
            segment = Segment(self._folder, entry)
            self._open[entry.name] = (entry, segment)
            return segment

    def clear(self) -> None:
        """Release all segments; a search that uses one keeps it until it ends."""
        self.keep(())

    def keep(self, entries: Iterable[Entry]) -> None:
        """Release all segments but those of ``entries``."""
        names = {entry.name for entry in entries}
        with self._lock:
            for name in self._open.keys() - names:
                del self._open[name]
