from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from index.archive import Archive
from index.errors import ArchiveFull, ArchiveLocked
from index.model import Article, Progress
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


def test_a_disk_that_fills_while_the_index_is_rebuilt_leaves_the_one_before(folder: Path, disk: Disk) -> None:
    with Archive.open(folder) as archive:
        disk.room = 1000
        assert archive.search("ferry").total == ARTICLES
        disk.room = 2
        with pytest.raises(ArchiveFull):
            list(archive.rebuild())
        assert archive.search("ferry").total == ARTICLES
    with Archive.open(folder) as archive:
        assert archive.search("ferry").total == ARTICLES
        assert archive.check().index == "sound"


def test_a_rebuilding_that_is_given_up_leaves_the_index_before_and_no_files(folder: Path, disk: Disk) -> None:
    disk.room = 1000
    with Archive.open(folder) as archive:
        assert archive.search("ferry").total == ARTICLES
        before = sorted(path.name for path in (folder / "fulltext").iterdir())
        steps = iter(archive.rebuild())
        while next(steps).done < 2:
            pass
        assert archive.search("ferry").total == ARTICLES
        del steps
        assert archive.search("ferry").total == ARTICLES
        assert sorted(path.name for path in (folder / "fulltext").iterdir()) == before


def test_articles_that_a_full_disk_keeps_out_of_the_index_are_counted_beside_the_answer(
    folder: Path, tmp_path: Path, disk: Disk
) -> None:
    disk.room = 1000
    more = tmp_path / "more"
    more.mkdir()
    (more / "a.txt").write_text("Headline a\n\nThe ferry of pier a sank in the fog.\n")
    with Archive.open(folder) as archive:
        assert archive.search("ferry").notes == ()
        disk.room = 0
        with pytest.raises(ArchiveFull):
            list(archive.add([more]))
    with Archive.open(folder) as archive:
        page = archive.search("ferry")
        assert (page.total, page.notes) == (
            9,
            ("9 of 10 articles are indexed as they are now; others may be missing.",),
        )
    with Archive.open(folder) as archive:
        disk.room = 1000
        page = archive.search("ferry")
        assert (page.total, page.notes) == (10, ())


def test_an_article_whose_new_version_waits_is_found_as_it_was_and_counted(
    folder: Path, tmp_path: Path, disk: Disk
) -> None:
    disk.room = 1000
    with Archive.open(folder) as archive:
        assert archive.search("ferry").total == ARTICLES
        (tmp_path / "shelf" / "0.txt").write_text("Headline 0\n\nThe ferry of pier 0 floats again, said the harbour.\n")
        disk.room = 0
        with pytest.raises(ArchiveFull):
            list(archive.add([tmp_path / "shelf"]))
    with Archive.open(folder) as archive:
        page = archive.search("sank")
        assert page.total == ARTICLES, "the index has the version before, which says so"
        assert page.notes == ("8 of 9 articles are indexed as they are now; others may be missing.",)
        assert archive.search("floats").total == 0


# --- Several processes ------------------------------------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from index.archive import Archive
from index.services import index_builder

index_builder._PART, index_builder._READ_AT_ONCE = 2, 2
with Archive.open(Path(sys.argv[1])) as archive:
    for step in archive.rebuild():
        print(step.stage, step.done, flush=True)
        sys.stdin.readline()
"""


@pytest.fixture
def rebuilder(folder: Path, disk: Disk) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts another process that rebuilds the index, a step for each line that it gets."""
    disk.room = 1000
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate(timeout=60)


def steps_of(child: subprocess.Popen[str]) -> Iterator[str]:
    """The steps of a process that rebuilds; it goes on when the next is asked for."""
    assert child.stdout is not None and child.stdin is not None
    while line := child.stdout.readline().strip():
        yield line
        child.stdin.write("\n")
        child.stdin.flush()


@pytest.mark.slow
def test_readers_of_any_age_have_every_answer_while_another_process_rebuilds(
    folder: Path, rebuilder: Callable[[], subprocess.Popen[str]]
) -> None:
    with Archive.open(folder) as archive:
        assert archive.search("ferry").total == ARTICLES
        steps = []
        for step in steps_of(rebuilder()):
            steps.append(step)
            assert archive.search("ferry").total == ARTICLES
            with Archive.open(folder) as fresh:
                page = fresh.search("ferry")
                assert (page.total, page.notes) == (ARTICLES, ())
        assert steps[:3] == ["indexing 0", "indexing 2", "indexing 4"]
        assert steps[-1] == "done 9"
        assert archive.search("ferry").total == ARTICLES
        assert archive.check().index == "sound"


@pytest.mark.slow
def test_where_there_is_no_index_a_question_waits_for_that_of_another_process(
    folder: Path, rebuilder: Callable[[], subprocess.Popen[str]]
) -> None:
    child = rebuilder()
    steps = steps_of(child)
    assert [next(steps), next(steps)] == ["indexing 0", "indexing 2"]
    seen: list[tuple[str, int, int]] = []

    def noted(progress: Progress) -> None:
        seen.append((progress.stage, progress.done, progress.total))
        if progress.stage != "done" and len(seen) > 1:
            next(steps, "")

    with Archive.open(folder) as archive:
        archive.watch(noted)
        assert archive.search("ferry").total == ARTICLES
    assert seen[0] == ("indexing", 2, ARTICLES)
    assert seen[-1] == ("done", ARTICLES, ARTICLES)


@pytest.mark.slow
def test_where_the_process_that_makes_the_index_dies_the_one_that_waits_makes_it(
    folder: Path, rebuilder: Callable[[], subprocess.Popen[str]]
) -> None:
    child = rebuilder()
    steps = steps_of(child)
    assert [next(steps), next(steps)] == ["indexing 0", "indexing 2"]
    with Archive.open(folder) as archive:
        archive.watch(lambda progress: child.kill())
        assert archive.search("ferry").total == ARTICLES
    assert not [path for path in (folder / "fulltext").iterdir() if path.is_dir()]


@pytest.mark.slow
def test_a_reader_that_waits_can_be_closed(folder: Path, rebuilder: Callable[[], subprocess.Popen[str]]) -> None:
    child = rebuilder()
    steps = steps_of(child)
    assert next(steps) == "indexing 0"
    with Archive.open(folder) as archive:
        archive.watch(lambda progress: Thread(target=archive.close).start())
        with pytest.raises(ArchiveLocked):
            archive.search("ferry")
