"""A copy of the store in another folder, of one moment, made while others read and write the archive."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.disk import own_files
from index.errors import ArchiveLocked, UsageError
from index.model import BackupReport
from index.store import connection, lock
from index.store.connection import HELPERS, translated, with_helpers
from index.store.store import UNVERIFIED, Store, is_archive


def back_up(store: Store, folder: Path) -> BackupReport:
    """Copy the archive of ``store`` to ``folder``; an earlier backup there is replaced when this is read back.

    The copy has no full-text index: opening it makes one. Raises NotAnArchive for a folder with other content,
    UsageError for one inside the archive, ArchiveLocked while the copy is open elsewhere, ArchiveFull.
    """
    if folder.resolve().is_relative_to(store.folder.resolve()):
        raise UsageError(f"{folder} is inside the archive itself.", hint="Give another folder, best on another disk.")
    with translated(folder):
        is_archive(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with lock.writing(folder):
            _discard(folder / UNVERIFIED)
            try:
                return _replaced(store, folder)
            finally:
                _discard(folder / UNVERIFIED)


def _replaced(store: Store, folder: Path) -> BackupReport:
    aside = folder / UNVERIFIED
    aside.mkdir(mode=0o700)
    store.copy_to(aside / connection.FILE)
    copy = Store.open(aside, create=False)
    try:
        with copy.reading() as reader:
            damaged, articles = tuple(reader.damages()), reader.count("articles")
        with copy.writing() as writer:
            # Whatever index the folder has is of other articles.
            writer.mark_pending(writer.reader.ids())
    finally:
        copy.close()
    _release(folder / connection.FILE)
    size = (aside / connection.FILE).stat().st_size
    (aside / connection.FILE).replace(folder / connection.FILE)
    own_files.sync_folder(folder)
    return BackupReport(articles, damaged, size)


def _release(path: Path) -> None:
    """Have all of an earlier backup in its one file, so that nothing beside it is taken for a part of the new one."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if any(file.exists() for file in with_helpers(path)[1:]):
        raise ArchiveLocked(f"The backup {path.parent} is open in another program.", hint="Close it and try again.")


def _discard(aside: Path) -> None:
    """Delete what a backup that did not come to its end has left."""
    if aside.is_dir() and not aside.is_symlink():
        for end in HELPERS:
            (aside / f"{connection.FILE}{end}").unlink(missing_ok=True)
        aside.rmdir()
