"""Files of the index that another program changes while they are open: no answer comes from them, no reader ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive

TEXT = "The ferry of Halvane number {n} stays in port because one of {n} engines failed, said Ulla Brandvik."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "articles"
    source.mkdir()
    for n in range(1, 31):
        front = f"---\ntitle: Ferry strike, day {n}\noutlet: Daily {n}\ndate: 2022-02-01\n---\n"
        (source / f"{n}.md").write_text(f"{front}{TEXT.format(n=n)}\n", encoding="utf-8")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([source]))
    return tmp_path / "archive"


def largest(folder: Path) -> Path:
    return max((path for path in folder.rglob("segment*") if path.is_file()), key=lambda path: path.stat().st_size)


# A read beyond the end of a mapped file would end the process, so another one asks.
READER = """
import sys
from index.archive import Archive
with Archive.open(sys.argv[1]) as archive:
    print(archive.search("halvane").total, flush=True)
    input()
    print(archive.search("brandvik").total, archive.search("ferry -strike").total, flush=True)
"""


@pytest.mark.parametrize("left", [0, 100, 5000])
def test_one_that_becomes_shorter_ends_no_reader_and_hides_no_article(folder: Path, left: int) -> None:
    command = [sys.executable, "-c", READER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "30\n"
        os.truncate(largest(folder), left)
        out, _ = reader.communicate("\n", timeout=120)
    assert (reader.returncode, out) == (0, "30 0\n")


def test_one_that_is_overwritten_is_not_answered_from(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.search("halvane").total == 30
        path = largest(folder)
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size // 2))
        assert archive.search("halvane").total == 30
        assert archive.check().index == "sound"


def test_one_that_was_only_touched_is_used_on(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.search("halvane").total == 30
        path = largest(folder)
        os.utime(path)
        assert archive.search("brandvik").total == 30
        assert path.exists()
