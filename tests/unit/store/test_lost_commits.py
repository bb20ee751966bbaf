"""A store that has lost commits, as SQLite does not say where its log is damaged."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index.archive import Archive
from index.disk import commit_counter
from index.store import Store


def written(folder: Path, times: int) -> None:
    store = Store.open(folder, create=True)
    for _ in range(times):
        with store.lock(), store.writing():
            pass
    store.close()


def missing(folder: Path) -> list[str]:
    with Archive.open(folder) as archive:
        return [damage.what for damage in archive.check().damaged]


def test_a_damaged_log_is_reported_until_it_is_accepted(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    written(folder, 3)
    store = Store.open(folder, create=False)
    for _ in range(4):
        with store.lock(), store.writing():
            pass
    # As a process leaves it that was killed.
    shutil.copytree(folder, tmp_path / "killed")
    store.close()
    killed = tmp_path / "killed"
    log = killed / "archive.sqlite-wal"
    assert missing(killed) == []
    shutil.rmtree(killed)
    store = Store.open(folder, create=False)
    for _ in range(4):
        with store.lock(), store.writing():
            pass
    shutil.copytree(folder, killed)
    store.close()
    (killed / "archive.sqlite-shm").unlink()
    data = bytearray(log.read_bytes())
    data[40] ^= 1
    log.write_bytes(data)
    (found,) = missing(killed)
    assert "the last 4 commits are missing" in found
    written(killed, 9)
    assert missing(killed) == [found]
    with Archive.open(killed) as archive:
        assert [damage.what for damage in archive.check(repair=True).damaged] == [found]
        assert archive.check().damaged == ()
    written(killed, 1)
    assert missing(killed) == []


def test_a_sound_store_has_lost_none(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    written(folder, 5)
    assert missing(folder) == []
    for copied in (["archive.sqlite"], ["archive.sqlite", commit_counter.FILE]):
        other = tmp_path / str(len(copied))
        other.mkdir()
        for name in copied:
            shutil.copy(folder / name, other / name)
        written(other, 2)
        assert missing(other) == []
    with Archive.open(folder) as archive:
        archive.back_up(tmp_path / "backup")
        written(tmp_path / "backup", 20)
        archive.back_up(tmp_path / "backup")
    assert missing(tmp_path / "backup") == []


@pytest.mark.parametrize("content", [b"", b"x" * 30, b"-"])
def test_a_counter_that_makes_no_sense_counts_as_none(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "archive"
    written(folder, 2)
    (folder / commit_counter.FILE).write_bytes(content)
    assert missing(folder) == []
    (folder / commit_counter.FILE).unlink()
    (folder / commit_counter.FILE).symlink_to(tmp_path / "elsewhere")
    written(folder, 1)
    assert missing(folder) == []
    assert not (tmp_path / "elsewhere").exists()


def test_a_pipe_in_its_place_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Who sends an archive may have put one there."""
    folder = tmp_path / "archive"
    written(folder, 2)
    (folder / commit_counter.FILE).unlink()
    os.mkfifo(folder / commit_counter.FILE)
    assert missing(folder) == []
    written(folder, 1)
    assert commit_counter.noted(folder) > 0
    assert (folder / commit_counter.FILE).is_file()


def test_a_second_name_of_another_file_is_not_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    written(folder, 2)
    precious = tmp_path / "precious.txt"
    precious.write_text("Notes on the ferry strike.", encoding="utf-8")
    (folder / commit_counter.FILE).unlink()
    (folder / commit_counter.FILE).hardlink_to(precious)
    written(folder, 1)
    assert precious.read_text(encoding="utf-8") == "Notes on the ferry strike."
    assert commit_counter.noted(folder) > 0
