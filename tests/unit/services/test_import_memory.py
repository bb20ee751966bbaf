"""What an import keeps in memory while it goes on: words, and nothing of the articles that it has stored."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from index.archive import Archive
from index.model import Progress
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.services.imports import cleaning_pool, importer, processes
from index.services.story_sync import group_stories
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
