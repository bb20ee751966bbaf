"""A disk that is full, or can only be read: a small one is mounted for it, where the tests may do that."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.disk import reserve
from index.errors import ArchiveFull, ArchiveReadOnly

WEEK = range(1, 7)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("a disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def folder(disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of six articles on the small disk."""
    monkeypatch.setattr(reserve, "_LEAST_FREE", 4 << 20)
    source = tmp_path / "articles"
    source.mkdir()
    for n in WEEK:
        text = f"The ferry of Halvane number {n} stays in port because one of {n} engines failed, said Ulla Brandvik."
        front = f"---\ntitle: Ferry strike, day {n}\noutlet: Daily {n}\ndate: 2022-02-0{n}\n---\n"
        (source / f"{n}.md").write_text(f"{front}{text}\n\nAbout 34{n} residents need it for food.\n", encoding="utf-8")
    with Archive.open(disk / "archive") as archive:
        list(archive.add([source]))
    return disk / "archive"


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(bytes(4096))


def test_a_full_disk_is_read_searched_and_compared_on(folder: Path) -> None:
    fill(folder.parent)
    with Archive.open(folder) as archive:
        hits = archive.search("ferry").hits
        assert len(hits) == len(WEEK)
        assert "Halvane" in archive.article(hits[0].id).text
        assert len(archive.compare([hits[0].id, hits[1].id]).articles) == 2
        assert archive.stories()
        assert archive.check().damaged == ()
        with pytest.raises(ArchiveFull, match="is full"):
            archive.tag([hits[0].id], ["read"])


def test_articles_can_be_removed_from_a_full_disk(folder: Path) -> None:
    assert (folder / reserve.FILE).stat().st_size == reserve.SIZE
    fill(folder.parent)
    with Archive.open(folder) as archive:
        gone, *stay = [hit.id for hit in archive.search("ferry").hits]
        archive.remove([gone])
        assert [hit.id for hit in archive.search("ferry").hits] == stay
    with Archive.open(folder) as archive:
        assert [hit.id for hit in archive.search("ferry").hits] == stay
        assert archive.check().index == "sound"
    (folder.parent / "filling").unlink()
    with Archive.open(folder) as archive:
        archive.remove(stay[:1])
        assert archive.search("ferry").total == len(stay) - 1
    assert (folder / reserve.FILE).exists()


def test_without_a_reserve_the_disk_is_said_to_be_full_and_nothing_changes(folder: Path) -> None:
    (folder / reserve.FILE).unlink()
    fill(folder.parent)
    with Archive.open(folder) as archive:
        ids = [hit.id for hit in archive.search("ferry").hits]
        with pytest.raises(ArchiveFull):
            archive.remove(ids)
        assert [hit.id for hit in archive.search("ferry").hits] == ids


def test_one_who_reads_a_full_disk_sees_what_is_stored_once_there_is_space(folder: Path) -> None:
    fill(folder.parent)
    with Archive.open(folder) as reading:
        id = reading.search("ferry").hits[0].id
        (folder.parent / "filling").unlink()
        with Archive.open(folder) as writing:
            writing.tag([id], ["urgent"])
            assert "urgent" in reading.article(id).tags
            assert [hit.id for hit in reading.search("tag:urgent").hits] == [id]


def test_a_disk_that_can_only_be_read_is_said_to_be_one(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", folder.parent], check=True)
    with Archive.open(folder) as archive:
        hits = archive.search("ferry").hits
        assert len(hits) == len(WEEK)
        with pytest.raises(ArchiveReadOnly, match="can only be read"):
            archive.tag([hits[0].id], ["read"])


@pytest.mark.parametrize("free", [reserve._LEAST_FREE - 1, reserve._LEAST_FREE])
def test_no_reserve_is_made_on_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("usage", (), {"free": free}))
    reserve.keep(tmp_path)
    assert (tmp_path / reserve.FILE).exists() == (free == reserve._LEAST_FREE)
    assert reserve.give_up(tmp_path) == (free == reserve._LEAST_FREE)
    assert not reserve.give_up(tmp_path)
