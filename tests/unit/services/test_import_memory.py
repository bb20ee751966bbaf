"""What an import keeps in memory while it goes on: words, and nothing of the articles that it has stored."""

from __future__ import annotations

import gc
import mmap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from index.archive import Archive
from index.cleaning import lines
from index.formats import FoundFile
from index.model import Progress
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.services import index_sync
from index.services.freed_memory import give_back
from index.services.imports import cleaning_pool, file_reader, importer, processes
from index.services.stories.story_sync import group_stories
from index.store import Store
from index.text import fold
from index.workers import Failed, Workers

T = TypeVar("T")

PARAGRAPH = (
    "The ferry between Port Ansel and Hallow Isle will not sail for a week after an engine failed, the harbour office"
    " said on Tuesday. About 340 islanders depend on the boat for food and medicine.\n\n"
)


def test_no_text_of_an_article_is_remembered(tmp_path: Path) -> None:
    """The folded form of a word is remembered, 65,536 of them: as many texts would be hundreds of megabytes."""
    path = tmp_path / "ferry.txt"
    path.write_text("Ferry to Hallow Isle stops\n\n" + PARAGRAPH * 20)
    fold.cache_clear()
    with Archive.open(tmp_path / "archive") as archive:
        *_, last = archive.add([path])
    assert last.report is not None and last.report.added == 1
    kept = [held for held in gc.get_referents(fold) if isinstance(held, str)]
    assert kept
    assert max(map(len, kept)) < 100


def test_few_lines_of_articles_are_remembered() -> None:
    """A line with all that is found in it takes some 2 KB in each process that cleans."""
    for number in range(3000):
        lines.read(f"The ferry was {number} minutes late.")
    assert lines._cached.cache_info().currsize == 2048


@pytest.mark.parametrize(("waiting", "returned"), [(2, 0), (3, 1)])
def test_freed_memory_is_returned_after_a_large_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: int, returned: int
) -> None:
    for number in range(waiting):
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} stops\n\n" + PARAGRAPH * (number + 1))
    seen: list[int] = []
    monkeypatch.setattr(index_sync, "_MANY", 3)
    monkeypatch.setattr(index_sync, "give_back", lambda: seen.append(1))
    with Archive.open(tmp_path / "archive") as archive:
        *_, last = archive.add(sorted(tmp_path.glob("*.txt")))
    assert last.report is not None and last.report.added == waiting
    assert len(seen) == returned


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory of a process is read on Linux")
def test_what_lies_between_pieces_in_use_is_returned() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE

    # Written to, because pages that are only zeros may take no memory.
    pieces = [b"x" * 100_000 for _ in range(1000)]
    del pieces[::2]
    before = resident()
    give_back()
    assert resident() < before - 20_000_000
    assert len(pieces) == 500


@pytest.mark.parametrize(("usable", "used"), [(1, 1), (2, 2), (3, 2)])
def test_two_processes_read_heavy_files_at_most(monkeypatch: pytest.MonkeyPatch, usable: int, used: int) -> None:
    processes.close_kept()
    monkeypatch.setattr(processes, "processors", lambda: usable)
    with processes.borrowed() as borrowed:
        assert len(borrowed.reading._streams) == used
    processes.close_kept()


@pytest.mark.parametrize(
    ("name", "heavy"), [("a.pdf", True), ("A.PDF", True), ("a.docx", True), ("a.html", False), ("pdf", False)]
)
def test_files_that_take_long_to_read_are_known_by_their_ending(name: str, heavy: bool) -> None:
    assert file_reader.is_heavy(FoundFile(Path(name), 100, 0)) is heavy


@pytest.mark.parametrize(("usable", "used"), [(1, 1), (2, 2), (3, 2)])
def test_two_processes_clean_at_most(monkeypatch: pytest.MonkeyPatch, usable: int, used: int) -> None:
    monkeypatch.setattr(cleaning_pool, "processors", lambda: usable)
    assert cleaning_pool.processes_at_once() == used


def test_the_process_of_the_first_records_rests_while_several_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning_pool, "processors", lambda: 4)
    pools: list[tuple[Workers, int]] = []
    original = Workers.map

    def noted(
        self: Workers, items: Iterable[T], task: Callable[[T], bytes | None], check: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[T, bytes | Failed | None]]:
        pools.append((self, self._processes))
        for answer in original(self, items, task, check):
            running = sum(each.is_running for pool, _ in pools for each in pool._all)
            assert running <= 2
            yield answer

    monkeypatch.setattr(Workers, "map", noted)
    for number in range(cleaning_pool._FEW_RECORDS + 20):
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} stops\n\n" + PARAGRAPH * 2)
    with Archive.open(tmp_path / "archive") as archive:
        *_, last = archive.add(sorted(tmp_path.glob("*.txt")))
    assert last.report is not None and last.report.added > cleaning_pool._FEW_RECORDS
    assert [count for _, count in pools] == [1, 2]


@pytest.mark.parametrize(("many", "are_kept"), [(2, False), (3, True)])
def test_before_many_articles_are_grouped_what_read_them_is_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, are_kept: bool
) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} stops\n\n" + PARAGRAPH * (number + 1))
    seen: list[tuple[bool, bool]] = []

    def noted(store: Store, index: FullText, changed: Sequence[str]) -> Iterator[Progress]:
        assert isinstance(index.engine, WhooshEngine)
        seen.append((bool(processes._kept), len(index.engine._writer._maker._vocabulary) > 0))
        return group_stories(store, index, changed)

    monkeypatch.setattr(importer, "_MANY", many)
    monkeypatch.setattr(importer, "group_stories", noted)
    with Archive.open(tmp_path / "archive") as archive:
        *_, last = archive.add(sorted(tmp_path.glob("*.txt")))
        assert last.report is not None and last.report.added == 2
        assert len(archive.search("ferry").hits) == 2
    assert seen == [(are_kept, are_kept)]
    processes.close_kept()
