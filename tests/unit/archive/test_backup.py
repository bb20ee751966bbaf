"""Copies of an archive: whole, of one moment, verified, and never in the place of anything else."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveError, ArchiveFull, ArchiveLocked, NotAnArchive, UsageError
from index.store import Store
from index.store.whole import changed_rows
from index.store.whole.tables import Table


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Ferry {number} stops\n\nThe ferry of pier {number} sank in the fog.\n")
    return folder


@pytest.fixture
def archive(tmp_path: Path, shelf: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([shelf]))
        archive.tag([archive.search("ferry").hits[0].id], add=["seen"])
        archive.saved.save("fog", "fog")
        (archive.path / "synonyms.txt").write_text("ferry = boat\n")
        yield archive


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "disk" / "backup"


def contents(folder: Path) -> list[object]:
    """All rows of all tables of a store but what is counted with each commit, and those of its index."""
    with closing(sqlite3.connect(folder / "archive.sqlite")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            (name, db.execute(f"SELECT * FROM {name}").fetchall()) for name in names if name not in ("state", "pending")
        ]


def test_a_backup_is_an_archive_with_all_that_the_reader_made(archive: Archive, backup: Path) -> None:
    report = archive.back_up(backup)
    assert (report.articles, report.damaged) == (4, ())
    assert report.bytes == (backup / "archive.sqlite").stat().st_size
    names = ["ABOUT-THIS-ARCHIVE.txt", "archive.sqlite", "synonyms.txt", "writer.lock"]
    assert sorted(path.name for path in backup.iterdir()) == names
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}
    assert contents(backup) == contents(archive.path)
    with Archive.open(backup) as copy:
        assert copy.search("boat").total == copy.search("ferry").total == 4
        assert copy.search("tag:seen").total == 1
        assert [each.name for each in copy.saved.all()] == ["fog"]
        assert copy.check().index == "sound"


def test_a_later_backup_takes_the_place_of_an_earlier_one_that_was_used(
    archive: Archive, backup: Path, shelf: Path
) -> None:
    archive.back_up(backup)
    with Archive.open(backup) as copy:
        assert copy.search("ferry").total == 4
        gone = copy.search("ferry").hits[0].id
        copy.remove([gone])
    archive.remove([archive.search("ferry").hits[-1].id])
    (shelf / "new.txt").write_text("Trams stop\n\nThe tram of quay 9 stands in the mud.\n")
    list(archive.add([shelf / "new.txt"]))
    assert archive.back_up(backup).articles == 4
    assert contents(backup) == contents(archive.path)
    with Archive.open(backup) as copy:
        for query in ("ferry", "tram", ""):
            assert {hit.id for hit in copy.search(query).hits} == {hit.id for hit in archive.search(query).hits}


def test_synonyms_that_the_archive_has_no_more_are_gone_from_its_next_backup(archive: Archive, backup: Path) -> None:
    archive.back_up(backup)
    assert (backup / "synonyms.txt").exists()
    (archive.path / "synonyms.txt").unlink()
    archive.back_up(backup)
    assert not (backup / "synonyms.txt").exists()


def test_a_backup_that_another_process_has_open_is_not_replaced(archive: Archive, backup: Path) -> None:
    archive.back_up(backup)
    before = contents(backup)
    with Archive.open(backup) as copy:
        copy.tag([copy.search("ferry").hits[0].id], add=["mine"])
        with pytest.raises(ArchiveLocked, match="is open"):
            archive.back_up(backup)
    assert contents(backup) != before
    assert not (backup / "backup.new").exists()


def test_what_is_damaged_in_the_archive_is_named(archive: Archive, backup: Path) -> None:
    id = archive.search("ferry").hits[0].id
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db, db:
        db.execute("UPDATE versions SET content = x'00' WHERE article = ?", (id,))
    report = archive.back_up(backup)
    assert [(damage.id, damage.what) for damage in report.damaged] == [(id, "clean text, version 1")]


def test_folders_with_anything_else_are_left_alone(archive: Archive, tmp_path: Path, shelf: Path) -> None:
    before = sorted(path.name for path in shelf.iterdir())
    with pytest.raises(NotAnArchive):
        archive.back_up(shelf)
    with pytest.raises(NotAnArchive):
        archive.back_up(shelf / "0.txt")
    assert sorted(path.name for path in shelf.iterdir()) == before
    for inside in (archive.path, archive.path / "backup", archive.path / "fulltext"):
        with pytest.raises(UsageError, match="inside the archive"):
            archive.back_up(inside)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert archive.back_up(empty).articles == 4


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_stops_a_backup_leaves_the_earlier_one(
    archive: Archive, backup: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, *, whole: bool
) -> None:
    archive.back_up(backup)
    before = contents(backup)
    archive.tag([archive.search("ferry").hits[0].id], add=["later"])

    def failing(self: Store, path: Path, *_: object) -> None:
        path.write_bytes(b"half of it")
        raise failure

    def failing_late(db: sqlite3.Connection, table: Table) -> int:
        if table.name == "tags":
            raise failure
        return copied(db, table)

    copied = changed_rows._copy
    if whole:
        monkeypatch.setattr(changed_rows, "version_of", lambda path: len(str(path)))
        monkeypatch.setattr(Store, "copy_to", failing)
    else:
        monkeypatch.setattr(changed_rows, "_copy", failing_late)
    with pytest.raises(ArchiveFull if isinstance(failure, OSError) else KeyboardInterrupt):
        archive.back_up(backup)
    assert contents(backup) == before
    assert not (backup / "backup.new").exists()
    monkeypatch.undo()
    archive.back_up(backup)
    assert contents(backup) == contents(archive.path) != before


def test_of_an_earlier_backup_only_what_changed_is_written(archive: Archive, backup: Path, shelf: Path) -> None:
    assert archive.back_up(backup).rows is None
    before = (backup / "archive.sqlite").stat()
    assert archive.back_up(backup).rows == 0
    assert (backup / "archive.sqlite").stat().st_ino == before.st_ino
    archive.tag([archive.search("ferry").hits[0].id], add=["later"], remove=["seen"])
    assert archive.back_up(backup).rows == 2
    assert contents(backup) == contents(archive.path)
    (shelf / "0.txt").write_text("Ferry 0 stops\n\nThe ferry of pier 0 floats again, and nobody knows why.\n")
    list(archive.add([shelf]))
    archive.remove([archive.search("pier 3").hits[0].id])
    report = archive.back_up(backup)
    assert report.articles == 3 and report.rows is not None and 3 < report.rows < 30
    assert contents(backup) == contents(archive.path)
    with Archive.open(backup) as copy:
        assert copy.check().damaged == ()
        assert copy.search("floats").total == 1 and copy.search("", limit=0).total == 3
    with closing(sqlite3.connect(backup / "archive.sqlite")) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_damaged_backup_and_one_of_another_version_are_replaced_whole(archive: Archive, backup: Path) -> None:
    archive.back_up(backup)
    with closing(sqlite3.connect(backup / "archive.sqlite")) as db, db:
        db.execute("UPDATE versions SET content = x'00'")
    assert archive.back_up(backup).rows is None
    assert contents(backup) == contents(archive.path)
    with closing(sqlite3.connect(backup / "archive.sqlite")) as db:
        db.execute("PRAGMA user_version = 3")
    assert archive.back_up(backup).rows is None
    store = bytearray((backup / "archive.sqlite").read_bytes())
    store[4096:8192] = bytes(4096)
    (backup / "archive.sqlite").write_bytes(store)
    assert archive.back_up(backup).rows is None
    assert contents(backup) == contents(archive.path)
    assert archive.back_up(backup).rows == 0


def test_a_backup_says_how_far_it_is(archive: Archive, backup: Path) -> None:
    stages: list[str] = []
    for _ in range(2):
        archive.back_up(backup, lambda step: stages.append(step.stage))
        assert list(dict.fromkeys(stages)) == ["copying", "verifying"]
        stages.clear()


CHILD = """
import os, sys
from pathlib import Path
from index.archive import Archive
from index.store import Store
from index.store.whole import changed_rows

own, changed = Store.copy_to, changed_rows.copy_changed_rows
Store.copy_to = lambda *given: (own(*given), os._exit(9))
changed_rows.copy_changed_rows = lambda *given: (changed(*given), os._exit(9))
with Archive.open(Path(sys.argv[1])) as archive:
    archive.back_up(Path(sys.argv[2]))
"""


@pytest.mark.parametrize("again", [False, True])
def test_a_process_that_dies_leaves_the_earlier_backup_or_a_folder_for_the_next(
    archive: Archive, backup: Path, *, again: bool
) -> None:
    if again:
        archive.back_up(backup)
        archive.tag([archive.search("ferry").hits[0].id], add=["later"])
        before = contents(backup)
    command = [sys.executable, "-c", CHILD, str(archive.path), str(backup)]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[3]).returncode == 9
    assert (backup / "backup.new").is_dir() is not again
    if again:
        assert contents(backup) == before != contents(archive.path)
    assert archive.back_up(backup).articles == 4
    assert contents(backup) == contents(archive.path)
    assert not (backup / "backup.new").exists()


def test_an_import_goes_on_while_a_backup_is_made(archive: Archive, backup: Path, shelf: Path) -> None:
    (shelf / "new.txt").write_text("Trams stop\n\nThe tram of quay 9 stands in the mud.\n")
    steps = iter(archive.add([shelf / "new.txt"]))
    next(steps)
    with Archive.open(archive.path) as other:
        assert other.back_up(backup).articles in (4, 5)
    list(steps)
    assert archive.search("").total == 5


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_links_in_an_earlier_backup_lead_nowhere(archive: Archive, backup: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "archive.sqlite").write_text("mine")
    backup.mkdir(parents=True)
    (backup / "backup.new").symlink_to(outside)
    with pytest.raises(ArchiveError):
        archive.back_up(backup)
    (backup / "backup.new").unlink()
    archive.back_up(backup)
    (backup / "synonyms.txt").unlink()
    (backup / "synonyms.txt").symlink_to(outside / "synonyms.txt")
    archive.back_up(backup)
    assert (backup / "synonyms.txt").is_file() and not (backup / "synonyms.txt").is_symlink()
    assert (outside / "archive.sqlite").read_text() == "mine"
    assert [path.name for path in outside.iterdir()] == ["archive.sqlite"]
