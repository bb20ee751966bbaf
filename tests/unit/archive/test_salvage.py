"""Saving what still reads of a damaged archive: exactly what is undamaged, and the rest by name."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive, salvage
from index.errors import ArchiveFull, NotAnArchive, UsageError
from index.model import SalvageReport
from index.store.salvage import copy
from index.store.salvage.copy import copy_rows
from index.store.whole.tables import tables

LETTERS = "abcdefghiklmnoprstuvw"
PAGE = 4096
ARTICLES = 60
KEPT = [table for table in tables() if not table.is_derived]
Rows = dict[str, set[str]]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose tables have several pages, some texts on overflow pages, and all that a reader makes."""
    folder = tmp_path_factory.mktemp("salvage")
    shelf = folder / "shelf"
    shelf.mkdir()
    words = random.Random(24)
    for number in range(ARTICLES):
        sentence = "The {} of {} told the {} of quay {} about a {} that no {} had seen."
        some = (sentence.format(*("".join(words.choices(LETTERS, k=9)) for _ in range(6))) for _ in range(99))
        body = "\n\n".join(list(some)[: words.choice([6, 90])])
        text = f"Ferry {number} stops at the quay\n\nThe ferry of pier {number} sank in the fog.\n\n{body}\n"
        (shelf / f"{number:02}.txt").write_text(text)
    with Archive.open(folder / "archive") as archive:
        list(archive.add([shelf]))
        ids = [hit.id for hit in archive.search("", limit=ARTICLES).hits]
        for id in ids:
            archive.tag([id], add=[f"tag of {id} {number}" for number in range(3)])
        archive.saved.save("fog", "fog")
        (archive.path / "synonyms.txt").write_text("ferry = boat\n")
        # Two texts of one article.
        (shelf / "00.txt").write_text(
            "Ferry 0 stops at the quay\n\nThe ferry of pier 0 floats again, its owner said.\n"
        )
        list(archive.add([shelf]))
    return folder / "archive"


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Callable[[Callable[[bytearray], None]], Path]:
    """Makes an archive out of the store of ``sound`` and what a function does to its bytes."""

    def make(harm: Callable[[bytearray], None]) -> Path:
        folder = tmp_path / "damaged"
        folder.mkdir(exist_ok=True)
        data = bytearray((sound / "archive.sqlite").read_bytes())
        harm(data)
        (folder / "archive.sqlite").write_bytes(data)
        return folder

    return make


def zeroed(*pages: int) -> Callable[[bytearray], None]:
    def harm(data: bytearray) -> None:
        for page in pages:
            data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)

    return harm


def rows(store: Path) -> Rows:
    with closing(sqlite3.connect(store)) as db:
        return {table.name: set(map(repr, db.execute(f"SELECT * FROM {table.name}"))) for table in KEPT}


def places(store: Path) -> list[tuple[str, int, str, int]]:
    """Each page of a store by SQLite's own account: its table, number, kind, and how many rows are on it."""
    with closing(sqlite3.connect(store)) as db:
        try:
            return db.execute("SELECT name, pageno, pagetype, ncell FROM dbstat ORDER BY pageno").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite says nothing of its pages (dbstat)")


def quiet(_: int, __: int) -> None:
    pass


def is_whole(folder: Path, report: SalvageReport) -> None:
    """The archive opens, checks clean, is indexed, and no reference in it leads nowhere."""
    with Archive.open(folder, create=False) as archive:
        check = archive.check()
        assert (check.damaged, check.index, check.articles) == ((), "sound", report.articles)
        assert archive.search("", limit=0).total == report.articles
        assert sum(len(story.articles) for story in archive.stories()) == report.articles
    with closing(sqlite3.connect(folder / "archive.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_of_a_sound_archive_all_is_saved(sound: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in sound.iterdir() if path.is_file()}
    report = salvage(sound, tmp_path / "new")
    assert (report.articles, report.lost, report.again, report.uncertain) == (ARTICLES, (), (), 0)
    assert dict(report.saved)["tags"] == 3 * ARTICLES
    one, other = rows(sound / "archive.sqlite"), rows(tmp_path / "new" / "archive.sqlite")
    assert {name: one[name] ^ other[name] for name in one if name != "state"} == {
        name: set() for name in one if name != "state"
    }
    assert (tmp_path / "new" / "synonyms.txt").read_text() == "ferry = boat\n"
    assert {path.name: path.read_bytes() for path in sound.iterdir() if path.is_file()} == before
    is_whole(tmp_path / "new", report)


def test_a_page_that_is_gone_costs_its_own_rows_and_no_others(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path
) -> None:
    all_rows, kept = rows(sound / "archive.sqlite"), {table.name: table for table in KEPT}
    pages = places(sound / "archive.sqlite")
    assert {kind for _, _, kind, _ in pages} == {"leaf", "internal", "overflow"}
    for name, number, kind, cells in random.Random(24).sample(pages, 60):
        copy_rows(damaged(zeroed(number)) / "archive.sqlite", tmp_path / "new.sqlite", quiet)
        saved = rows(tmp_path / "new.sqlite")
        lost = {each: len(all_rows[each] - saved[each]) for each in all_rows if each != "state"}
        expected = dict.fromkeys(lost, 0)
        if name in expected:
            # An inner page of a table with rowids has no rows, and all below it are found without it.
            expected[name] = {"leaf": cells, "overflow": 1, "internal": 0 if kept[name].has_rowid else cells}[kind]
        assert lost == expected, (name, number, kind)
        assert all(saved[each] <= all_rows[each] for each in saved if each != "state"), (name, number, kind)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_that_changed_are_never_saved_as_texts_and_the_rest_is(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path, seed: int
) -> None:
    flips = random.Random(seed)

    def harm(data: bytearray) -> None:
        for _ in range(12):
            at = flips.randrange(len(data))
            data[at] ^= 1 << flips.randrange(8)

    report = salvage(damaged(harm), tmp_path / f"new{seed}")
    assert report.articles >= ARTICLES - 12
    is_whole(tmp_path / f"new{seed}", report)
    with Archive.open(sound) as one, Archive.open(tmp_path / f"new{seed}") as other:
        for hit in other.search("", limit=ARTICLES).hits:
            assert other.article(hit.id).text == one.article(hit.id).text


def test_texts_that_are_gone_are_cleaned_again_from_their_originals(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path
) -> None:
    gone = [number for name, number, _, _ in places(sound / "archive.sqlite") if name == "versions"]
    report = salvage(damaged(zeroed(*gone)), tmp_path / "new")
    assert report.articles == ARTICLES
    assert sorted(report.again) == sorted(f"Ferry {number} stops at the quay" for number in range(ARTICLES))
    is_whole(tmp_path / "new", report)
    with Archive.open(sound) as one, Archive.open(tmp_path / "new") as other:
        for id in (hit.id for hit in one.search("", limit=ARTICLES).hits):
            assert other.article(id).text == one.article(id).text
            assert other.article(id).tags == one.article(id).tags
            # What was cited from the version that is lost is not taken for the new one.
            assert other.article(id).version > one.article(id).version


def test_rows_of_articles_come_back_from_their_texts(sound: Path, damaged: Callable[..., Path], tmp_path: Path) -> None:
    gone = [number for name, number, _, _ in places(sound / "archive.sqlite") if name == "articles"]
    report = salvage(damaged(zeroed(*gone)), tmp_path / "new")
    assert report.articles == ARTICLES
    is_whole(tmp_path / "new", report)
    found = rows(tmp_path / "new" / "archive.sqlite")["articles"]
    # Two texts of one article: which was the current one is only known from its row, so it is said.
    assert len(rows(sound / "archive.sqlite")["articles"] - found) <= ARTICLES
    assert [(loss.kind, loss.name) for loss in report.lost if loss.kind != "page"] == [
        ("version", "Ferry 0 stops at the quay")
    ]


def test_originals_that_are_gone_are_named_and_the_texts_stay(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path
) -> None:
    gone = [number for name, number, _, _ in places(sound / "archive.sqlite") if name == "documents"]
    report = salvage(damaged(zeroed(*gone)), tmp_path / "new")
    lost = [loss.name for loss in report.lost if loss.kind == "original"]
    assert sorted(set(lost)) == sorted(f"Ferry {number} stops at the quay" for number in range(ARTICLES))
    is_whole(tmp_path / "new", report)
    with Archive.open(sound) as one, Archive.open(tmp_path / "new") as other:
        for id in (hit.id for hit in one.search("", limit=ARTICLES).hits):
            assert other.article(id).text == one.article(id).text
            assert other.source(id).flags == ("the original is lost: this is made from the clean text",)
            assert other.source(id).sha256 == hashlib.sha256(other.source(id).data).hexdigest()


def test_an_article_of_which_nothing_is_left_is_lost_by_name(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path
) -> None:
    gone = [n for name, n, _, _ in places(sound / "archive.sqlite") if name in ("documents", "versions")]
    report = salvage(damaged(zeroed(*gone[:-1])), tmp_path / "new")
    lost = {loss.name: loss.what for loss in report.lost if loss.kind == "article"}
    assert len(lost) == ARTICLES - report.articles > 0
    assert all(name.startswith("Ferry ") and what.startswith("with the tags tag of ") for name, what in lost.items())
    is_whole(tmp_path / "new", report)
    # The next import reads the files again, and what was lost is there.
    with Archive.open(tmp_path / "new") as archive:
        *_, last = archive.add([sound.parent / "shelf"])
        assert last.report is not None
        assert last.report.added + report.articles == archive.search("").total == ARTICLES


@pytest.mark.parametrize("size", [0.3, 0.6, 0.9])
def test_of_a_file_that_was_cut_short_the_rest_is_saved(
    sound: Path, damaged: Callable[..., Path], tmp_path: Path, size: float
) -> None:
    def harm(data: bytearray) -> None:
        del data[int(len(data) * size) :]

    store = damaged(harm) / "archive.sqlite"
    copied = copy_rows(store, tmp_path / "new.sqlite", quiet)
    assert copied.pages[""] > 0
    left = store.stat().st_size // PAGE
    leaves = sum(
        cells
        for name, number, kind, cells in places(sound / "archive.sqlite")
        if name == "tags" and number <= left and kind != "overflow"
    )
    assert copied.rows["tags"] == leaves


@pytest.mark.parametrize("bytes_lost", [100, PAGE])
def test_without_the_head_of_the_file_all_else_is_saved(
    damaged: Callable[..., Path], tmp_path: Path, bytes_lost: int
) -> None:
    def harm(data: bytearray) -> None:
        data[:bytes_lost] = bytes(bytes_lost)

    report = salvage(damaged(harm), tmp_path / "new")
    assert report.articles == ARTICLES
    assert dict(report.saved)["tags"] == 3 * ARTICLES
    is_whole(tmp_path / "new", report)


def test_what_was_committed_to_the_log_alone_is_saved(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "live")
    with Archive.open(tmp_path / "live") as archive:
        id = archive.search("ferry").hits[0].id
        archive.tag([id], add=["late"])
        shutil.copytree(tmp_path / "live", tmp_path / "copy")
    assert (tmp_path / "copy" / "archive.sqlite-wal").stat().st_size
    before = {path.name: path.read_bytes() for path in (tmp_path / "copy").iterdir() if path.is_file()}
    report = salvage(tmp_path / "copy", tmp_path / "new")
    assert report.lost == ()
    with Archive.open(tmp_path / "new") as archive:
        assert [hit.id for hit in archive.search("tag:late").hits] == [id]
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy").iterdir() if path.is_file()} == before
    # A frame that does not match its checksum ends the log, as it does for SQLite.
    log = tmp_path / "copy" / "archive.sqlite-wal"
    data = bytearray(log.read_bytes())
    data[32 + 24 + 100] ^= 1
    log.write_bytes(data)
    assert "late" not in str(rows_saved(tmp_path / "copy", tmp_path))


def rows_saved(folder: Path, tmp_path: Path) -> Rows:
    copy_rows(folder / "archive.sqlite", tmp_path / "again.sqlite", quiet)
    return rows(tmp_path / "again.sqlite")


def test_removed_articles_do_not_come_back(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "less")
    with Archive.open(tmp_path / "less") as archive:
        gone = [hit.id for hit in archive.search("", limit=30).hits]
        archive.remove(gone)
    report = salvage(tmp_path / "less", tmp_path / "new")
    assert (report.articles, report.lost, report.uncertain) == (ARTICLES - 30, (), 0)


def test_nothing_that_a_schema_says_is_run(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "hostile")
    with closing(sqlite3.connect(tmp_path / "hostile" / "archive.sqlite")) as db, db:
        db.execute("CREATE TRIGGER late AFTER INSERT ON tags BEGIN DELETE FROM versions; END")
        db.execute("CREATE VIEW more AS SELECT * FROM articles")
        db.execute("ALTER TABLE rules RENAME TO rulez")
        db.execute("CREATE VIEW rules AS SELECT 1 AS number")
    report = salvage(tmp_path / "hostile", tmp_path / "new")
    assert report.articles == ARTICLES
    is_whole(tmp_path / "new", report)


def test_a_chain_without_end_and_a_page_below_itself_end(damaged: Callable[..., Path], tmp_path: Path) -> None:
    def harm(data: bytearray) -> None:
        pages = len(data) // PAGE
        for page in range(1, pages):
            at = page * PAGE
            if data[at] == 0:
                data[at : at + 4] = (page + 1).to_bytes(4, "big")
            elif data[at] in (2, 5):
                data[at + 8 : at + 12] = (page + 1).to_bytes(4, "big")

    copied = copy_rows(damaged(harm) / "archive.sqlite", tmp_path / "new.sqlite", quiet)
    assert copied.rows["tags"] == 3 * ARTICLES


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_no_link_of_an_archive_is_followed(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "archive.sqlite").symlink_to(sound / "archive.sqlite")
    with pytest.raises(NotAnArchive, match="not a regular file"):
        salvage(folder, tmp_path / "new")
    (folder / "archive.sqlite").unlink()
    os.mkfifo(folder / "archive.sqlite")
    with pytest.raises(NotAnArchive, match="not a regular file"):
        salvage(folder, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    (tmp_path / "new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is there already"):
        salvage(sound, tmp_path / "new")
    assert not (tmp_path / "elsewhere").exists()


def test_the_new_folder_is_new_and_outside(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for target, match in ((tmp_path / "full", "there already"), (sound / "new", "inside the archive")):
        with pytest.raises(UsageError, match=match):
            salvage(sound, target)
    for source in (tmp_path / "full", tmp_path / "full" / "mine.txt"):
        with pytest.raises(NotAnArchive):
            salvage(source, tmp_path / "new")
    with pytest.raises(UsageError, match="nothing at"):
        salvage(tmp_path / "none", tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full"]


def test_a_full_disk_leaves_no_half_of_an_archive(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copy, "_insert", full)
    with pytest.raises(ArchiveFull, match="is full"):
        salvage(sound, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []
