"""Opens the store of record, and hands out readers and writers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from index.disk import commit_counter, own_files, reserve
from index.disk.failures import FROM_BACKUP
from index.disk.place import Place
from index.errors import ArchiveDamaged, NotAnArchive
from index.model import Damage
from index.store import about, connection, lock
from index.store.caches import coverage, differences
from index.store.connection import Connections, translated
from index.store.reader import Reader
from index.store.whole import changed_rows
from index.store.whole.odd_values import odd_values
from index.store.writer import Writer

UNVERIFIED = "backup.new"
"""The folder, inside a backup, in which a copy is made and verified before it takes the place of the last one."""
_DATABASES = (
    connection.FILE,
    connection.UNFINISHED,
    coverage.FILE,
    coverage.FORMER_FILE,
    differences.FILE,
)
_OWN = {f"{name}{end}" for name in _DATABASES for end in connection.HELPERS} | {
    lock.FILE,
    lock.HOLDER,
    UNVERIFIED,
    reserve.FILE,
    commit_counter.FILE,
    about.FILE,
}
_INDEX = "fulltext"
_PAGES_AT_ONCE: Final = 1000
"""Pages that are copied between two reports of progress: some 4 MB."""


class Store:
    """``archive.sqlite`` in an archive's folder. Every thread may read; one process at a time writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connections = Connections(folder / connection.FILE)
        self._place = Place.of(folder / connection.FILE)

    @classmethod
    def open(cls, folder: Path, *, create: bool) -> Store:
        """Open the store in ``folder``, or make one where there is none and ``create`` allows it.

        Raises NotAnArchive for a folder with other content, ArchiveTooNew, ArchiveDamaged.
        """
        with translated(folder):
            if not is_archive(folder):
                if not create:
                    raise NotAnArchive(
                        f"There is no archive at {folder}.", hint="Create one with 'broadsheet add PATH'."
                    )
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                with lock.writing(folder, wait=10):
                    if not is_archive(folder):
                        connection.create(folder / connection.FILE)
        connection.verify(folder / connection.FILE)
        store = cls(folder)
        with store.reading():
            about.write_about(folder)
            return store

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read the store; each query sees the last commit."""
        with translated(self._connections.path):
            yield Reader(self._connections.get())

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Read the store as it is at this moment, in this thread alone, while others write to it."""
        with translated(self._connections.path):
            db = self._connections.get()
            db.execute("BEGIN")
            try:
                yield Reader(db)
            finally:
                db.rollback()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Change the store in one transaction; the caller holds :meth:`lock`."""
        with translated(self._connections.path):
            db = self._connections.get()
            if db.in_transaction:
                # Inside trying(): all of it is rolled back in the end.
                yield Writer(db)
                return
            self._place.check(self._connections.path)
            db.execute("BEGIN IMMEDIATE")
            try:
                writer = Writer(db)
                yield writer
                number = writer.count_commit(commit_counter.noted(self.folder))
                db.execute("COMMIT")
                commit_counter.note(self.folder, number)
            except BaseException:
                # What failed first is what the reader has to know.
                with suppress(sqlite3.Error):
                    db.rollback()
                raise

    @contextmanager
    def writing_from(self, other: Store) -> Iterator[tuple[Writer, sqlite3.Connection]]:
        """As :meth:`writing`, with the store ``other`` attached to the connection, read only and as it is now.

        Without checks of references while rows are copied. The counters are those of ``other``.
        """
        with translated(self._connections.path):
            db = self._connections.get()
            address = (other.folder / connection.FILE).absolute().as_uri()
            db.execute(f"ATTACH ? AS {changed_rows.OTHER}", (f"{address}?mode=ro",))
            db.execute("PRAGMA foreign_keys = OFF")
            try:
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield Writer(db), db
                    db.execute("COMMIT")
                except BaseException:
                    # What failed first is what the reader has to know.
                    with suppress(sqlite3.Error):
                        db.rollback()
                    raise
            finally:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute(f"DETACH {changed_rows.OTHER}")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Roll back in the end what this thread writes meanwhile, and sees as written; the caller holds the lock."""
        with translated(self._connections.path):
            db = self._connections.get()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                db.rollback()

    def first_damage(self) -> Damage | None:
        """What SQLite's own check reports, or a value that broadsheet never writes; None where there is neither."""
        with translated(self._connections.path):
            db = self._connections.get()
            (line,) = db.execute("PRAGMA integrity_check(1)").fetchone()
            return Damage("", line) if line != "ok" else next(odd_values(db), None)

    def copy_to(self, path: Path, notify: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Copy all of the store, as it is at this moment, to a new file; others may write meanwhile.

        ``notify`` is called with the pages that were copied, and how many there are.
        """
        with self.snapshot() as reader, translated(path):
            # A copy in parts begins again with each commit of others; what this reads stays as it is.
            reader.generation()
            os.close(own_files.created(path))
            with closing(sqlite3.connect(path)) as copy:
                self._connections.get().backup(
                    copy, pages=_PAGES_AT_ONCE, progress=lambda _, left, total: notify(total - left, total)
                )

    def fold_log(self) -> None:
        """Write the commits that are still beside the store into it, which frees their space."""
        with translated(self._connections.path):
            self._connections.get().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_reserve(self) -> None:
        """Keep some space of the disk for the day on which it is full; see :mod:`index.disk.reserve`."""
        reserve.keep(self.folder)

    def give_up_reserve(self) -> bool:
        """Free that space, and open the store again for writing; whether there was any."""
        given = reserve.give_up(self.folder)
        self._connections.forget()
        return given

    def lost_commits(self) -> int:
        """How many commits were on the disk and are not in the store any more, since they were last accepted."""
        with self.reading() as reader:
            return reader.lost_commits(commit_counter.noted(self.folder))

    def accept_lost_commits(self) -> None:
        """Take the store as it is; the caller holds the lock."""
        noted = commit_counter.noted(self.folder)
        with self.writing() as writer:
            writer.accept_lost_commits(noted)

    def lock(self, *, wait: float = 0.0) -> AbstractContextManager[None]:
        """Hold the archive's write lock; raises ArchiveLocked, naming the process that holds it.

        Raises ArchiveError where the archive was moved, deleted or replaced since it was opened.
        """
        self._place.check(self._connections.path)
        return lock.writing(self.folder, wait=wait)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()


def is_archive(folder: Path) -> bool:
    """Whether the folder has a store; raises NotAnArchive where it has anything else."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise NotAnArchive(f"{folder} is a file, not an archive.", hint="Give the folder of an archive.")
    store = folder / connection.FILE
    if store.exists() and store.stat().st_size:
        return True
    others = {entry.name for entry in folder.iterdir()} - _OWN
    if others == {_INDEX}:
        raise ArchiveDamaged(
            f"The archive {folder} has lost its store, {connection.FILE}.",
            hint=f"{FROM_BACKUP} Or import the articles again: broadsheet --archive NEW add PATH.",
        )
    if others:
        raise NotAnArchive(
            f"The folder {folder} has other content and is not an archive.",
            hint="Choose an empty or new folder for the archive with --archive.",
        )
    return False
