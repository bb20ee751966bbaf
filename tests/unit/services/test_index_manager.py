from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveFull
from index.model import Article
from index.search.whoosh_engine import WhooshEngine
from index.services import index_builder

ARTICLES = 9


class Disk:
    """A disk that takes what ``room`` additions to an index bring, and no more."""

    def __init__(self) -> None:
        self.room = 1000


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    put = WhooshEngine.put

    def bounded(self: WhooshEngine, articles: Iterable[Article]) -> None:
        if not disk.room:
            raise OSError(28, "No space left on device")
        disk.room -= 1
        put(self, articles)

    monkeypatch.setattr(index_builder, "_PART", 2)
    monkeypatch.setattr(index_builder, "_READ_AT_ONCE", 2)
    monkeypatch.setattr(WhooshEngine, "put", bounded)
    return disk


@pytest.fixture
def folder(tmp_path: Path, disk: Disk) -> Path:
    """An archive whose index is gone, on a disk that has room for a part of another."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for number in range(ARTICLES):
        (shelf / f"{number}.txt").write_text(f"Headline {number}\n\nThe ferry of pier {number} sank in the fog.\n")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([shelf]))
    shutil.rmtree(tmp_path / "archive" / "fulltext")
    disk.room = 2
    return tmp_path / "archive"


def test_a_disk_that_fills_while_the_index_is_made_anew_leaves_none_that_answers_in_part(
    folder: Path, disk: Disk
) -> None:
    with Archive.open(folder) as archive:
        for _ in range(3):
            with pytest.raises(ArchiveFull, match="The index of"):
                archive.search("ferry")
        disk.room = 1000
        assert archive.search("ferry").total == ARTICLES


def test_what_another_process_left_half_made_is_completed_or_refused(folder: Path, disk: Disk) -> None:
    with Archive.open(folder) as archive, pytest.raises(ArchiveFull):
        archive.search("ferry")
    assert WhooshEngine(folder / "fulltext").state() == "sound"
    with Archive.open(folder) as archive:
        with pytest.raises(ArchiveFull, match="lacks articles"):
            archive.search("ferry")
        disk.room = 1000
        assert archive.search("ferry").total == ARTICLES


@pytest.mark.parametrize("way", ["rebuild", "abandoned"])
def test_a_rebuilding_that_ends_early_leaves_no_index_that_answers_in_part(folder: Path, disk: Disk, way: str) -> None:
    with Archive.open(folder) as archive:
        disk.room = 1000
        assert archive.search("ferry").total == ARTICLES
        if way == "rebuild":
            disk.room = 2
            with pytest.raises(ArchiveFull):
                list(archive.rebuild())
            with pytest.raises(ArchiveFull):
                archive.search("ferry")
            disk.room = 1000
        else:
            steps = iter(archive.rebuild())
            while next(steps).done < 2:
                pass
            del steps
        assert archive.search("ferry").total == ARTICLES
