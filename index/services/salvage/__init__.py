"""Saves what still reads of a damaged archive, and makes an archive of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.model import Progress, SalvageReport


def salvage(source: Path, target: Path, notify: Callable[[Progress], None] = lambda _: None) -> SalvageReport:
    """Save what still reads of the archive in ``source`` to a new archive; see :mod:`index.services.salvage.archive`.

    Raises UsageError, NotAnArchive, ArchiveError, ArchiveFull.
    """
    from index.services.salvage.archive import save

    return save(source, target, notify)
