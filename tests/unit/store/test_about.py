"""What a copy of the store's file by itself has, and that the text beside it says so."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from index.archive import Archive
from index.store.about import FILE
from tui.cli.commands import commands


def saved(folder: Path) -> list[str]:
    with Archive.open(folder, create=False) as archive:
        return [each.name for each in archive.saved.all()]


def alone(archive: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(archive / "archive.sqlite", folder)
    return folder


def test_the_store_alone_is_enough_once_it_is_closed_and_not_before(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        archive.saved.save("fog", "fog")
        assert (tmp_path / "archive" / "archive.sqlite-wal").stat().st_size > 0
        assert saved(alone(tmp_path / "archive", tmp_path / "early")) == []
    assert not (tmp_path / "archive" / "archive.sqlite-wal").exists()
    assert saved(alone(tmp_path / "archive", tmp_path / "late")) == ["fog"]
    text = (tmp_path / "archive" / FILE).read_text()
    assert "archive.sqlite-wal" in text and "synonyms.txt" in text
    assert all(f" {name} " in text and name in {each.name for each in commands()} for name in ("backup", "salvage"))


def test_the_text_is_written_once_and_only_where_it_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive.open(folder).close()
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    (folder / FILE).write_text("mine")
    Archive.open(folder).close()
    assert (folder / FILE).read_text() == "mine"
    (folder / FILE).unlink()
    Archive.open(folder).close()
    assert "archive of broadsheet" in (folder / FILE).read_text()


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive.open(folder).close()
    (folder / FILE).unlink()
    (folder / FILE).symlink_to(tmp_path / "outside")
    Archive.open(folder).close()
    assert not (tmp_path / "outside").exists()


def test_a_folder_with_the_text_alone_has_lost_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive.open(folder).close()
    (folder / "archive.sqlite").unlink()
    with Archive.open(folder) as archive:
        assert archive.statistics().articles == 0
