"""What the operating system and SQLite refuse: kept apart, with advice that fits."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from filelock import FileLock

from index.disk import failures
from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveReadOnly, DeviceFailed
from index.store import Store, database_errors

SAID = [
    (errno.ENOSPC, ArchiveFull, "is full", "free some space"),
    (errno.EDQUOT, ArchiveFull, "quota", "larger quota"),
    (errno.EFBIG, ArchiveFull, "as large as a file may be", "broadsheet backup"),
    (errno.EROFS, ArchiveReadOnly, "can only be read", "broadsheet backup"),
    (errno.EACCES, ArchiveReadOnly, "permission denied", "who may read and write"),
    (errno.EPERM, ArchiveReadOnly, "permission denied", "who may read and write"),
    (errno.EIO, DeviceFailed, "input/output error", "broadsheet salvage"),
    (errno.ENOLCK, ArchiveError, "does not offer locks", "network folder"),
    (errno.ESTALE, DeviceFailed, "network folder", "Connect"),
    (errno.EMFILE, ArchiveError, "too many open files", "ulimit"),
    (errno.ENAMETOOLONG, ArchiveError, "file name too long", "permissions"),
]


@pytest.mark.parametrize(("number", "kind", "message", "hint"), SAID)
def test_each_error_of_the_system_is_said_as_what_it_is(
    number: int, kind: type[ArchiveError], message: str, hint: str
) -> None:
    found = failures.disk_error(OSError(number, os.strerror(number)), Path("/news/archive.sqlite"))
    assert type(found) is kind
    assert message in found.message
    assert "/news" in found.message
    assert hint in found.hint


def said_by_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "refused", "kind"),
    [
        (sqlite3.SQLITE_FULL, None, ArchiveFull),
        (sqlite3.SQLITE_IOERR_WRITE, errno.EDQUOT, ArchiveFull),
        (sqlite3.SQLITE_IOERR_FSYNC, errno.ENOSPC, ArchiveFull),
        (sqlite3.SQLITE_IOERR_SHMSIZE, errno.ENOSPC, ArchiveFull),
        (sqlite3.SQLITE_IOERR_READ, None, DeviceFailed),
        (sqlite3.SQLITE_IOERR_WRITE, errno.EIO, DeviceFailed),
        (sqlite3.SQLITE_READONLY_DBMOVED, errno.EROFS, ArchiveReadOnly),
        (sqlite3.SQLITE_READONLY, errno.EACCES, ArchiveReadOnly),
        (sqlite3.SQLITE_CANTOPEN, errno.EMFILE, ArchiveError),
        (sqlite3.SQLITE_CANTOPEN, None, ArchiveError),
        (sqlite3.SQLITE_PERM, None, ArchiveReadOnly),
        (sqlite3.SQLITE_PROTOCOL, None, ArchiveError),
        (sqlite3.SQLITE_CORRUPT_INDEX, None, ArchiveDamaged),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, None, ArchiveLocked),
        (sqlite3.SQLITE_MISMATCH, None, ArchiveError),
    ],
)
def test_what_sqlite_says_of_the_disk_is_found_out(
    monkeypatch: pytest.MonkeyPatch, code: int, refused: int | None, kind: type[ArchiveError]
) -> None:
    monkeypatch.setattr(database_errors, "refused", lambda path: refused)
    found = database_errors.database_error(said_by_sqlite(code), Path("/news/archive.sqlite"))
    assert type(found) is kind
    assert found.hint


def test_what_fails_is_found_out_by_a_file_that_is_gone_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "archive.sqlite"
    assert failures.refused(store) == errno.ENOENT
    store.write_bytes(b"x")
    assert failures.refused(store) is None

    def full(descriptor: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(os, "fsync", full)
    assert failures.refused(store) == errno.EDQUOT
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    assert failures.refused(store) == errno.EDQUOT
    assert [path.name for path in tmp_path.iterdir()] == ["archive.sqlite"]


def test_a_folder_without_locks_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path / "archive", create=True)

    def missing(lock: FileLock) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock; use SoftFileLock instead")

    monkeypatch.setattr(FileLock, "acquire", missing)
    with pytest.raises(ArchiveError, match="does not offer locks") as raised, store.lock():
        pass
    assert "network folder" in raised.value.hint
    store.close()


def test_the_error_that_came_first_is_said(tmp_path: Path) -> None:
    """Also where undoing the change, and naming who holds the lock, fail too."""
    store = Store.open(tmp_path / "archive", create=True)
    with pytest.raises(ArchiveFull, match="is full"), store.lock(), store.writing() as writer:
        writer._db.close()
        (tmp_path / "archive" / "writer.json").unlink()
        (tmp_path / "archive" / "writer.json").mkdir()
        raise OSError(errno.ENOSPC, "No space left on device")
    store.close()
