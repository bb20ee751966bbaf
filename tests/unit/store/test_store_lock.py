from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.errors import ArchiveLocked
from index.store import lock


def refused(folder: Path) -> ArchiveLocked:
    with pytest.raises(ArchiveLocked) as caught, lock.writing(folder):
        pass
    return caught.value


def test_who_holds_the_lock_is_named(tmp_path: Path) -> None:
    with lock.writing(tmp_path):
        error = refused(tmp_path)
    assert f"process {os.getpid()} (" in error.message
    assert error.hint
    assert error.exit_code == 3
    with lock.writing(tmp_path):
        pass


def test_a_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.writing(tmp_path):
        raise ZeroDivisionError
    with lock.writing(tmp_path):
        pass


@pytest.mark.parametrize(
    "said",
    [
        "", "[]", "{}", '{"pid": "x", "command": 1, "since": 2}', "\x00",
        '{"pid": 1e999, "command": "add", "since": "now"}', "[" * 4000,
    ],
)  # fmt: skip
def test_a_holder_that_cannot_be_read_is_another_process(tmp_path: Path, said: str) -> None:
    with lock.writing(tmp_path):
        (tmp_path / lock.HOLDER).write_text(said)
        assert "another process" in refused(tmp_path).message


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_what_is_no_file_names_no_holder(tmp_path: Path, kind: str) -> None:
    """Nor is anybody kept waiting by it."""
    with lock.writing(tmp_path):
        (tmp_path / lock.HOLDER).rename(tmp_path / "elsewhere")
        if kind == "pipe":
            os.mkfifo(tmp_path / lock.HOLDER)
        else:
            (tmp_path / lock.HOLDER).symlink_to(tmp_path / "elsewhere")
        assert "another process" in refused(tmp_path).message


def test_what_a_holder_says_is_harmless_to_print(tmp_path: Path) -> None:
    with lock.writing(tmp_path):
        said = {"pid": 7, "command": "add \x1b]52;c;aGk=\x07 \u202e", "since": "now"}
        (tmp_path / lock.HOLDER).write_text(json.dumps(said))
        assert refused(tmp_path).message.isprintable() or "\x1b" not in refused(tmp_path).message


def test_a_lock_left_by_a_process_that_died_is_free(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).touch()
    (tmp_path / lock.HOLDER).write_text(json.dumps({"pid": 1, "command": "add", "since": "2020-01-01"}))
    with lock.writing(tmp_path):
        assert json.loads((tmp_path / lock.HOLDER).read_text())["pid"] == os.getpid()
    assert not (tmp_path / lock.HOLDER).exists()


def test_waiting_for_the_lock_ends(tmp_path: Path) -> None:
    with lock.writing(tmp_path), pytest.raises(ArchiveLocked), lock.writing(tmp_path, wait=0.1):
        pass
