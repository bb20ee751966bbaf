from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveLocked
from index.model import ImportReport

ARTICLES = 450

# Imports into an archive and does one more thing at the first progress of a stage that has come so far.
CHILD = """
import os, signal, sys
from index.archive import Archive

archive, source, stage, done, action = sys.argv[1:]
for progress in Archive.open(archive).add([source]):
    if progress.stage == stage and progress.done >= int(done):
        if action == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        print("here", flush=True)
        sys.stdin.readline()
"""

# Imports with a bound on how large a file may become, as on a full disk.
FULL = """
import resource, sys
from index.archive import Archive
from index.errors import ArchiveFull

archive, source, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
opened = Archive.open(archive)
try:
    for progress in opened.add([source]):
        pass
except ArchiveFull as error:
    print(error)
    sys.exit(9)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "notices.jsonl"
    with path.open("w") as file:
        for n in range(ARTICLES):
            text = f"Notice {n} says that berth {n} is closed.\n\nShips of class {n} go to berth {n + 1} instead."
            row = {"title": f"Notice {n} of the harbour office", "text": text, "url": f"https://harbour.example/n/{n}"}
            file.write(json.dumps(row) + "\n")
    return path


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def import_all(archive: Archive, source: Path) -> ImportReport:
    report = list(archive.add([source]))[-1].report
    assert report is not None
    return report


def assert_everything_is_there_once(folder: Path, source: Path) -> None:
    with Archive.open(folder) as archive:
        report = import_all(archive, source)
        assert report.added + report.unchanged == ARTICLES
        assert len({article.id for article in report.articles}) == ARTICLES
        # Not by the first question about copies, which would wait for all of them.
        with archive._store.reading() as reader:
            assert not reader.copies.is_behind()
        assert archive.statistics().articles == ARTICLES
        assert archive.search("", limit=1).total == ARTICLES
        assert archive.search("notice berth", limit=1).total == ARTICLES
        assert sum(len(story.articles) for story in archive.stories()) == ARTICLES
        check = archive.check()
        assert (check.damaged, check.index) == ((), "sound")


@pytest.mark.parametrize(
    ("stage", "done"),
    [("reading", 1), ("reading", 300), ("indexing", 1), ("grouping", 0), ("describing", 0), ("tracing", 0)],
)
def test_an_import_that_was_killed_goes_on_where_it_was(tmp_path: Path, source: Path, stage: str, done: int) -> None:
    child = run(CHILD, tmp_path / "archive", source, stage, done, "die")
    assert child.wait(timeout=120) == -signal.SIGKILL
    assert_everything_is_there_once(tmp_path / "archive", source)


@pytest.mark.parametrize("kilobytes", [16, 128, 500])
def test_an_import_killed_while_it_writes_loses_nothing(tmp_path: Path, source: Path, kilobytes: int) -> None:
    child = run(CHILD, tmp_path / "archive", source, "none", 0, "die")
    growing = tmp_path / "archive" / "archive.sqlite-wal"
    while child.poll() is None and not (growing.exists() and growing.stat().st_size > kilobytes * 1024):
        time.sleep(0.001)
    child.kill()
    child.wait(timeout=60)
    assert_everything_is_there_once(tmp_path / "archive", source)


def test_what_was_stored_and_not_indexed_is_caught_up_when_it_is_opened(tmp_path: Path, source: Path) -> None:
    child = run(CHILD, tmp_path / "archive", source, "reading", 300, "die")
    assert child.wait(timeout=120) == -signal.SIGKILL
    with Archive.open(tmp_path / "archive") as archive:
        stored = archive.statistics().articles
        assert stored >= 300
        assert archive.search("notice berth", limit=1).total == stored
        assert sum(len(story.articles) for story in archive.stories()) == stored


def test_a_second_import_says_who_holds_the_archive_while_reading_works(tmp_path: Path, source: Path) -> None:
    folder = tmp_path / "archive"
    with Archive.open(folder) as archive:
        (tmp_path / "first.txt").write_text("The ferry is late\n\nThe ferry to Hallow Isle was late again on Monday.\n")
        first = import_all(archive, tmp_path / "first.txt").articles[0]
        child = run(CHILD, folder, source, "reading", 1, "wait")
        assert child.stdout is not None and child.stdin is not None
        assert child.stdout.readline() == "here\n"
        with pytest.raises(ArchiveLocked) as caught:
            import_all(archive, source)
        assert str(child.pid) in str(caught.value)
        assert archive.article(first.id).text
        assert archive.search("ferry").total == 1
        with Archive.open(folder) as another:
            assert another.search("ferry").total == 1
            assert another.statistics().articles > 1
        child.kill()
        child.communicate(timeout=60)
        assert import_all(archive, source).added < ARTICLES


def test_searching_works_while_the_first_import_is_going_on(tmp_path: Path, source: Path) -> None:
    child = run(CHILD, tmp_path / "archive", source, "reading", 1, "wait")
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.search("berth").total < ARTICLES
        child.communicate("", timeout=120)
        assert archive.search("berth", limit=1).total == ARTICLES


def test_a_reader_sees_what_another_process_imported(tmp_path: Path, source: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.search("berth").total == 0
        before = archive.generation()
        child = run(CHILD, tmp_path / "archive", source, "none", 0, "wait")
        assert child.wait(timeout=120) == 0
        assert archive.generation() > before
        assert archive.search("berth", limit=1).total == ARTICLES


def test_a_full_disk_is_reported_and_the_import_goes_on_later(tmp_path: Path, source: Path) -> None:
    pytest.importorskip("resource")
    child = run(FULL, tmp_path / "archive", source, 300_000)
    said, _ = child.communicate(timeout=120)
    assert child.returncode == 9
    assert "Stored articles are safe" in said
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.check().damaged == ()
    assert_everything_is_there_once(tmp_path / "archive", source)
