"""A copy of the store in another folder, of one moment, made while others read and write the archive.

An earlier backup is brought up to date in one transaction: only the rows that differ are written, and it is read back
before that is committed. Where that cannot be done a whole copy is made beside it, and takes its place when it is read
back. Either way the earlier backup stays as it was until then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.disk import commit_counter, own_files
from index.errors import ArchiveDamaged, ArchiveFull, ArchiveLocked, ArchiveTooNew, UsageError
from index.model import BackupReport, Progress
from index.store import about, connection, lock
from index.store.connection import HELPERS, translated, with_helpers
from index.store.store import UNVERIFIED, Store, is_archive
from index.store.whole import changed_rows

Notify = Callable[[Progress], None]


def back_up(store: Store, folder: Path, notify: Notify = lambda progress: None) -> BackupReport:
    """Copy the archive of ``store`` to ``folder``, or what of it differs from the earlier backup there.

    The copy has no full-text index: opening it makes one. Raises NotAnArchive for a folder with other content,
    UsageError for one inside the archive, ArchiveLocked while the copy is open elsewhere, ArchiveFull.
    """
    if folder.resolve().is_relative_to(store.folder.resolve()):
        raise UsageError(f"{folder} is inside the archive itself.", hint="Give another folder, best on another disk.")
    try:
        with translated(folder):
            has_earlier = is_archive(folder)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with lock.writing(folder):
                _discard(folder / UNVERIFIED)
                try:
                    report = _updated(store, folder, notify) if has_earlier else None
                    report = report or _replaced(store, folder, notify)
                    # It counted what somebody has changed in the earlier backup.
                    commit_counter.forget(folder)
                    return report
                finally:
                    _discard(folder / UNVERIFIED)
    except ArchiveFull as error:
        raise ArchiveFull(
            error.message, hint="What was there before is as it was. Free some space on that disk."
        ) from error


def _updated(store: Store, folder: Path, notify: Notify) -> BackupReport | None:
    """Bring an earlier backup up to date; None where it is not sound, or not of this version, and so is as it was."""
    path = folder / connection.FILE
    _release(path)
    try:
        if changed_rows.version_of(path) != changed_rows.version_of(store.folder / connection.FILE):
            return None
        copy = Store.open(folder, create=False)
    except (ArchiveDamaged, ArchiveTooNew):
        return None
    try:
        with copy.writing_from(store) as (writer, db):
            rows = changed_rows.copy_changed_rows(db, lambda done, total: notify(Progress("copying", done, total)))
            articles = writer.reader.count("articles")
            notify(Progress("verifying", 0, articles))
            if next(writer.reader.damages(), None) is not None:
                raise ArchiveDamaged("The earlier backup is damaged.")
            writer.mark_pending(writer.reader.ids())
    except ArchiveDamaged:
        return None
    finally:
        copy.close()
    _release(path)
    return BackupReport(articles, (), path.stat().st_size, rows)


def _replaced(store: Store, folder: Path, notify: Notify) -> BackupReport:
    aside = folder / UNVERIFIED
    aside.mkdir(mode=0o700)
    store.copy_to(aside / connection.FILE, lambda done, total: notify(Progress("copying", done, total)))
    copy = Store.open(aside, create=False)
    try:
        with copy.reading() as reader:
            articles = reader.count("articles")
            notify(Progress("verifying", 0, articles))
            damaged = tuple(reader.damages())
        with copy.writing() as writer:
            # Whatever index the folder has is of other articles.
            writer.mark_pending(writer.reader.ids())
    finally:
        copy.close()
    _release(folder / connection.FILE)
    size = (aside / connection.FILE).stat().st_size
    (aside / connection.FILE).replace(folder / connection.FILE)
    about.write_about(folder)
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
        for name in (*(f"{connection.FILE}{end}" for end in HELPERS), about.FILE, commit_counter.FILE):
            (aside / name).unlink(missing_ok=True)
        aside.rmdir()
