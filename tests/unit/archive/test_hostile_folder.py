"""An archive that comes from somebody else, who may have changed any file in it, or one whose folder is taken away."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamaged, ArchiveError, BroadsheetError, NotAnArchive, UnknownArticle
from index.search.whoosh_engine import WhooshEngine
from index.store import migrations, schema
from tests.indexing import made_empty

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and inodes are POSIX's")

OUTSIDE = b"a file of the reader's\n" * 40
FILES = [
    "archive.sqlite",
    "archive.sqlite-wal",
    "archive.sqlite-shm",
    "archive.sqlite-journal",
    "coverage.sqlite",
    "coverage.sqlite-journal",
    "differences.sqlite",
    "synonyms.txt",
    "writer.json",
    "writer.lock",
    "fulltext/fulltext.json",
    "fulltext/fulltext.json.new",
    "fulltext/fulltext.lock",
    "fulltext/segment",
]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Ferry {number} stops\n\nThe ferry of pier {number} sank in the fog.\n")
    return folder


@pytest.fixture
def folder(tmp_path: Path, shelf: Path) -> Path:
    """An archive, closed."""
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([shelf]))
        archive.coverage(archive.search("ferry").hits[0].id)
    return tmp_path / "archive"


def use(folder: Path, shelf: Path) -> list[str]:
    """Do with an archive what a reader does; the kinds of errors that this ends with."""
    errors = []

    def opened() -> None:
        with Archive.open(folder) as archive:
            assert archive.search("ferry").total in (3, 4)
            id = archive.search("ferry").hits[0].id
            archive.coverage(id)
            archive.tag([id], add=["seen"])
            (shelf / "new.txt").write_text("Another ferry stops\n\nThe ferry of pier 9 lies in the mud.\n")
            list(archive.add([shelf]))

    def rebuilt() -> None:
        with Archive.open(folder) as archive:
            list(archive.rebuild())

    for step in (opened, rebuilt):
        try:
            step()
        except BroadsheetError as error:
            errors.append(error.kind)
    return errors


# --- Links ------------------------------------------------------------------------------------------------------------


def put_link(folder: Path, name: str, target: Path) -> None:
    path = folder / name
    if name == "fulltext/segment":
        path = next((folder / "fulltext").glob("segment_*"))
    path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_the_folder_has_nothing_outside_written_or_deleted(
    folder: Path, shelf: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(OUTSIDE)
    put_link(folder, name, outside)
    errors = use(folder, shelf)
    assert outside.read_bytes() == OUTSIDE
    assert set(errors) <= {"not-an-archive"}
    store = name.startswith("archive.sqlite") or name.endswith("writer.lock")
    assert bool(errors) == store or name == "fulltext/fulltext.lock"


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_the_folder_makes_no_file_outside(folder: Path, shelf: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    put_link(folder, name, outside)
    use(folder, shelf)
    assert not outside.exists()


def test_a_database_of_the_reader_behind_a_link_is_not_taken_for_the_archives(
    folder: Path, shelf: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "mine")
    mine = tmp_path / "mine" / "archive.sqlite"
    before = mine.read_bytes()
    put_link(folder, "archive.sqlite", mine)
    with pytest.raises(NotAnArchive, match="not a regular file"):
        Archive.open(folder)
    assert mine.read_bytes() == before


def test_a_link_in_place_of_the_index_folder_is_refused(folder: Path, shelf: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.move(folder / "fulltext", outside)
    (folder / "fulltext").symlink_to(outside)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    with Archive.open(folder) as archive, pytest.raises(ArchiveError, match="symbolic link"):
        archive.search("ferry")
    assert use(folder, shelf) == ["archive", "not-an-archive"]
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before


def test_pipes_and_folders_in_place_of_files_hang_nothing(folder: Path, shelf: Path) -> None:
    (folder / "coverage.sqlite").unlink(missing_ok=True)
    os.mkfifo(folder / "coverage.sqlite")
    (folder / "differences.sqlite").unlink(missing_ok=True)
    (folder / "differences.sqlite").mkdir()
    assert use(folder, shelf) == []
    os.mkfifo(folder / "archive.sqlite-journal")
    with pytest.raises(NotAnArchive):
        Archive.open(folder)


# --- The schema -------------------------------------------------------------------------------------------------------

SCHEMAS = {
    "trigger that empties texts": "CREATE TRIGGER t AFTER INSERT ON tags BEGIN UPDATE versions SET content = x''; END",
    "trigger on a commit": "CREATE TRIGGER t AFTER UPDATE ON state BEGIN DELETE FROM articles; END",
    "view": "CREATE VIEW v AS SELECT 1",
    "view in place of a table": "ALTER TABLE tags RENAME TO own; CREATE VIEW tags AS SELECT * FROM own",
    "expression in an index": "CREATE INDEX i ON articles (abs(-1))",
    "default of a column": "ALTER TABLE tags ADD COLUMN more TEXT DEFAULT (hex(zeroblob(9)))",
    "generated column": "ALTER TABLE tags ADD COLUMN more TEXT AS (tag || tag)",
    "check": "ALTER TABLE settlements RENAME TO s; CREATE TABLE settlements (kind TEXT CHECK (likely(1)))",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "table of another name": "CREATE TABLE more (x)",
    "missing table": "DROP TABLE recleaning",
}


@pytest.mark.parametrize("sql", SCHEMAS.values(), ids=SCHEMAS)
def test_a_store_whose_schema_another_program_changed_is_not_opened(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "archive.sqlite")) as db:
        db.executescript(sql)
    before = (folder / "archive.sqlite").read_bytes()
    with pytest.raises(ArchiveDamaged, match=r"changed by another program: its (table|index|trigger|view) "):
        Archive.open(folder)
    assert (folder / "archive.sqlite").read_bytes() == before


@pytest.mark.parametrize("version", range(1, migrations.VERSION))
def test_an_old_store_with_a_trigger_is_not_brought_to_the_newest_version(tmp_path: Path, version: int) -> None:
    (tmp_path / "archive").mkdir()
    with closing(sqlite3.connect(tmp_path / "archive" / "archive.sqlite", isolation_level=None)) as db:
        migrations.create(db, version)
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("CREATE TRIGGER t AFTER UPDATE ON state BEGIN DELETE FROM articles; END")
    with pytest.raises(ArchiveDamaged, match="its trigger t is not"):
        Archive.open(tmp_path / "archive")


def test_the_digest_is_that_of_the_tables_of_the_newest_version() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        migrations.create(db)
        assert schema.digest_of(db) == schema.DIGEST


# --- A folder that is taken away --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced", "store replaced"])
def test_nothing_is_reported_as_done_in_a_folder_that_is_not_there_any_more(
    folder: Path, shelf: Path, tmp_path: Path, how: str
) -> None:
    with Archive.open(folder) as archive:
        id = archive.search("ferry").hits[0].id
        shutil.copytree(folder, tmp_path / "copy")
        if how == "store replaced":
            shutil.copy(tmp_path / "copy" / "archive.sqlite", folder / "new")
            (folder / "new").replace(folder / "archive.sqlite")
        else:
            folder.rename(tmp_path / "elsewhere")
            if how == "deleted":
                shutil.rmtree(tmp_path / "elsewhere")
            if how == "replaced":
                shutil.copytree(tmp_path / "copy", folder)
        for change in (
            lambda: archive.tag([id], add=["seen"]),
            lambda: list(archive.add([shelf])),
            lambda: archive.remove([id]),
            lambda: list(archive.rebuild()),
        ):
            with pytest.raises(ArchiveError, match="was moved, deleted or replaced while it was open"):
                change()
    with suppress(UnknownArticle), Archive.open(folder) as again:
        assert not again.article(id).tags


def test_a_folder_that_is_taken_away_during_an_import_ends_it_with_an_error(
    folder: Path, shelf: Path, tmp_path: Path
) -> None:
    (shelf / "new.txt").write_text("Another ferry stops\n\nThe ferry of pier 9 lies in the mud.\n")
    with Archive.open(folder) as archive:
        steps = iter(archive.add([shelf]))
        next(steps)
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(ArchiveError):
            list(steps)


def test_an_index_file_that_a_link_replaces_while_it_is_written_stays_inside(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "fulltext")
    made_empty(engine)
    outside = tmp_path / "outside"
    (tmp_path / "fulltext" / "fulltext.json.new").symlink_to(outside)
    with engine.rebuilding():
        pass
    assert not outside.exists() and engine.state() == "sound"
