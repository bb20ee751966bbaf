"""Whether an archive is sound, what it holds, and copies of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from index.desk.synonyms import copy_file
from index.model import BackupReport, CheckReport, Damage, Progress, Statistics
from index.services.index_manager import WAIT, IndexManager
from index.services.index_sync import index_state
from index.store import Store, back_up

_LOST: Final = "store: the last {} commits are missing; its log was damaged or lost, or an older copy took its place"


class Maintenance:
    """Verifies the store and the index, and counts."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index

    def check(self, *, repair: bool) -> CheckReport:
        """Verify every checksum; ``repair`` rebuilds the index where needed and has damaged articles read again."""
        with self._store.reading() as reader:
            count, damaged = reader.count("articles"), tuple(reader.damages())
        lost = self._store.lost_commits()
        if lost:
            damaged = (Damage("", _LOST.format(lost)), *damaged)
        if repair and damaged:
            with self._store.lock(wait=WAIT):
                self._store.accept_lost_commits()
                with self._store.writing() as writer:
                    writer.files.forget(damage.id for damage in damaged)
        state = index_state(self._store, {damage.id for damage in damaged})
        if not repair or state == "sound":
            return CheckReport(count, damaged, state)
        for _ in self._index.rebuild():
            pass
        return CheckReport(count, damaged, "rebuilt")

    def back_up(self, folder: Path, notify: Callable[[Progress], None]) -> BackupReport:
        """Copy the archive to ``folder`` and verify the copy; see :func:`index.store.back_up`."""
        report = back_up(self._store, folder, notify)
        copy_file(self._store.folder, folder)
        return report

    def statistics(self) -> Statistics:
        """Counts of articles, outlets, stories and documents, the span of days, and the bytes on disk."""
        with self._store.reading() as reader:
            outlets = reader.outlets()
            return Statistics(
                articles=reader.count("articles"),
                outlets=len(outlets),
                stories=reader.count("stories"),
                documents=reader.count("documents"),
                first=reader.days()[0],
                last=reader.days()[1],
                bytes=_bytes_below(self._store.folder),
                by_outlet=outlets,
                fields=reader.files.field_names(),
            )


def _bytes_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
