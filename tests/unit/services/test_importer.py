from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from index.archive import Archive
from index.model import ImportReport, Progress
from index.services.imports import cleaning_pool, processes
from index.workers import Failed, Workers

T = TypeVar("T")

FERRY = (
    "Ferry to Hallow Isle stops for a week\n\nThe ferry between Port Ansel and Hallow Isle will not sail for a week"
    " after an engine failed, the harbour office said on Tuesday.\n\nAbout 340 islanders depend on the boat for food"
    " and medicine, and a smaller vessel will carry both twice a day.\n"
)
BRIDGE = (
    "Council votes for a second bridge\n\nThe council of Port Ansel voted by nine to four for a second bridge over the"
    " river Selle, which is to open in three years.\n\nThe mayor, Ada Brook, called it the largest building in the"
    " town's history, and said that it would cost 41 million.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ferry.txt").write_text(FERRY)
    (articles / "bridge.txt").write_text(BRIDGE)
    return articles


def imported(archive: Archive, *paths: Path) -> ImportReport:
    report = list(archive.add(paths))[-1].report
    assert report is not None
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.skipped)


def records(count: int, start: int = 0) -> str:
    rows = (
        {
            "title": f"Notice {n} of the harbour office",
            "text": f"Notice {n} says that berth {n} is closed.\n\nShips of class {n} go to berth {n + 1} instead.",
            "url": f"https://harbour.example/notices/{n}",
            "outlet": "Harbour Gazette",
            "date": f"2021-03-{1 + n % 28:02}",
        }
        for n in range(start, start + count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_folder_is_imported_once(archive: Archive, folder: Path) -> None:
    first = imported(archive, folder)
    assert counts(first) == (2, 0, 0, 0)
    again = imported(archive, folder)
    assert counts(again) == (0, 0, 2, 0)
    assert again.articles == tuple(replace(article, outcome="unchanged") for article in first.articles)
    assert {article.outcome for article in first.articles} == {"added"}
    assert [Path(article.path).name for article in first.articles] == ["bridge.txt", "ferry.txt"]


def test_unchanged_files_are_not_cleaned_again(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(archive, folder)
    monkeypatch.setattr(processes, "Workers", None)
    monkeypatch.setattr(processes, "Streams", None)
    assert counts(imported(archive, folder)) == (0, 0, 2, 0)


def test_a_changed_file_makes_a_version(archive: Archive, folder: Path) -> None:
    before = imported(archive, folder).articles[1]
    (folder / "ferry.txt").write_text(FERRY.replace("340", "360"))
    report = imported(archive, folder)
    assert counts(report) == (0, 1, 1, 0)
    article = archive.article(before.id)
    assert (article.version, "360" in article.text) == (2, True)
    assert "340" in archive.article(before.id, version=1).text
    assert [hit.id for hit in archive.search("360").hits] == [before.id]
    (earlier,) = archive.search("340").hits
    assert "340" not in earlier.snippet and earlier.aside is not None and "340" in earlier.aside.text


def test_an_article_stays_when_its_file_goes(archive: Archive, folder: Path) -> None:
    id = imported(archive, folder).articles[0].id
    (folder / "bridge.txt").unlink()
    report = imported(archive, folder)
    assert counts(report) == (0, 0, 1, 0)
    assert archive.article(id).text
    assert archive.search("bridge").total == 1


def test_copies_are_one_article_with_all_their_paths(archive: Archive, folder: Path) -> None:
    (folder / "copy.txt").write_text(FERRY)
    report = imported(archive, folder)
    assert counts(report) == (2, 0, 1, 0)
    assert len({article.id for article in report.articles}) == 2
    ferry = archive.article(report.articles[-1].id)
    assert [Path(path).name for path in ferry.paths] == ["copy.txt", "ferry.txt"]


def test_what_cannot_be_read_is_a_row_and_stops_nothing(archive: Archive, folder: Path) -> None:
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "lines.jsonl").write_text(records(1) + "{broken\n" + records(1, 5))
    (folder / "empty.txt").touch()
    report = imported(archive, folder, folder / "nowhere.txt")
    assert report.added == 4
    skipped = {Path(row.path).name: row.reason for row in report.skipped}
    assert set(skipped) == {"picture.txt", "lines.jsonl#L2", "empty.txt", "nowhere.txt"}
    assert all(skipped.values())
    again = imported(archive, folder, folder / "nowhere.txt")
    assert {Path(row.path).name: row.reason for row in again.skipped} == skipped
    assert (again.added, again.unchanged) == (0, 4)


def test_nothing_to_import_is_no_failure(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert counts(imported(archive, tmp_path / "empty")) == (0, 0, 0, 0)


def test_the_archive_does_not_import_itself(archive: Archive, folder: Path, tmp_path: Path) -> None:
    imported(archive, folder)
    (archive.path / "note.txt").write_text(FERRY + "A note.")
    report = imported(archive, tmp_path)
    assert counts(report) == (0, 0, 2, 0)
    assert [row.reason for row in imported(archive, archive.path).skipped] == ["inside the archive itself"]


def test_names_that_are_not_utf8_are_imported(archive: Archive, folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/f\xe4hre.txt")).write_text(FERRY.replace("340", "345"))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    report = imported(archive, folder)
    assert counts(report) == (3, 0, 0, 0)
    assert any("f\\xe4hre.txt" in article.path for article in report.articles)


@pytest.mark.slow
def test_a_killed_batch_goes_on_where_it_was(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "notices.jsonl"
    path.write_text(records(450))
    stream = archive.add([path])
    for progress in stream:
        if progress.stage == "reading" and progress.added:
            break
    stream.close()  # type: ignore[attr-defined]  # what add returns is a generator
    stored = archive.statistics().articles
    assert 0 < stored < 450
    report = imported(archive, path)
    assert (report.added, report.unchanged) == (450 - stored, stored)
    assert archive.search("berth", limit=1).total == 450
    assert sum(len(story.articles) for story in archive.stories()) == 450


@pytest.mark.slow
def test_several_workers_give_what_one_gives(
    archive: Archive, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "lines.jsonl").write_text(records(30) + "{broken\n")
    alone = imported(archive, folder)
    monkeypatch.setattr(cleaning_pool, "_FEW_RECORDS", 3)
    monkeypatch.setattr(cleaning_pool, "processors", lambda: 3)
    with Archive.open(tmp_path / "other") as other:
        helped = imported(other, folder)
        assert (helped.articles, helped.skipped) == (alone.articles, alone.skipped)
        for article in alone.articles:
            assert other.article(article.id) == archive.article(article.id)


def test_a_record_that_workers_give_up_is_a_row(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class HalfHearted(Workers):
        """Gives up one record."""

        def map(
            self, items: Iterable[T], task: Callable[[T], bytes | None], check: Callable[[], None] = lambda: None
        ) -> Iterator[tuple[T, bytes | Failed | None]]:
            for item, answer in super().map(items, task, check):
                yield item, Failed("took longer than 1 s") if b"nine to four" in (task(item) or b"") else answer

    processes.close_kept()
    monkeypatch.setattr(processes, "Workers", HalfHearted)
    report = imported(archive, folder)
    assert counts(report) == (1, 0, 0, 1)
    assert Path(report.skipped[0].path).name == "bridge.txt"
    assert "took longer" in report.skipped[0].reason
    assert imported(archive, folder).skipped == report.skipped
    processes.close_kept()


def test_a_page_that_takes_too_long_is_given_up_in_its_process(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "CLEANING_SECONDS", 2.0)
    many = "".join(
        f"<p>The ferry was {n} minutes late, said the harbour office in its report.</p>" for n in range(20_000)
    )
    (folder / "zz.html").write_text(f"<html><body>{many}</body></html>")
    report = imported(archive, folder)
    assert [Path(row.path).name for row in report.skipped] == ["zz.html"]
    assert report.skipped[0].reason == "cleaning failed: took longer than 2 s"


@pytest.mark.parametrize("few", [1, 64])
def test_a_clean_text_that_is_too_long_is_refused_with_its_size(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(cleaning_pool, "_FEW_RECORDS", few)
    monkeypatch.setattr("index.formats.limits.MAX_TEXT", 2000)
    lines = (
        f"<p>The ferry was {n} minutes late on day {n} of the year, said the harbour office.</p>" for n in range(99)
    )
    (folder / "long.html").write_text(f"<html><body><article>{''.join(lines)}</article></body></html>")
    report = imported(archive, folder)
    assert counts(report) == (2, 0, 0, 1)
    assert "KB of clean text" in report.skipped[0].reason
    assert imported(archive, folder).skipped == report.skipped


@pytest.mark.slow
def test_commits_are_bounded(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "notices.jsonl").write_text(records(500))
    before = archive.generation()
    steps = list(archive.add([tmp_path / "notices.jsonl"]))
    assert archive.generation() - before >= 3
    kept = [0, *(step.added for step in steps if step.stage == "reading")]
    assert max(later - earlier for earlier, later in itertools.pairwise(kept)) <= 200


@pytest.mark.slow
def test_progress_only_goes_forward_and_ends_with_the_report(archive: Archive, folder: Path) -> None:
    (folder / "lines.jsonl").write_text(records(300))
    steps = list(archive.add([folder]))
    reading = [step for step in steps if step.stage == "reading"]
    assert [step.done for step in reading] == sorted(step.done for step in reading)
    assert reading[-1].done == reading[-1].total == 302
    assert all(step.done <= step.total for step in steps if step.total)
    order = ["finding", "reading", "indexing", "grouping", "describing", "tracing", "done"]
    assert list(dict.fromkeys(step.stage for step in steps)) == order
    assert [step.report is not None for step in steps] == [False] * (len(steps) - 1) + [True]


def test_lines_shifted_in_a_file_keep_their_ids(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "notices.jsonl"
    path.write_text(records(5))
    first = {article.headline: article.id for article in imported(archive, path).articles}
    path.write_text(records(1, 90) + records(5))
    report = imported(archive, path)
    assert counts(report) == (1, 0, 5, 0)
    assert {a.headline: a.id for a in report.articles if a.headline in first} == first
    assert len(archive.article(first["Notice 0 of the harbour office"]).paths) == 1


def test_progress_is_a_record_that_crosses_processes(archive: Archive, folder: Path) -> None:
    import multiprocessing.reduction

    for step in archive.add([folder]):
        assert isinstance(step, Progress)
        multiprocessing.reduction.ForkingPickler.dumps(step)


def test_files_that_are_read_ahead_come_in_the_order_of_their_names(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for number in range(6):
        lines = FERRY.replace("a week", f"{number + 2} weeks").split("\n\n")
        (folder / f"{number}.rtf").write_text("{\\rtf1\\ansi " + "\\par\\par ".join(lines) + "}")
        (folder / f"{number}.txt").write_text(BRIDGE.replace("41 million", f"{41 + number} million"))
    (folder / "3.rtf").write_text("{\\rtf1 no text}")
    report = imported(archive, folder)
    names = sorted(path.name for path in folder.iterdir())
    assert [Path(row.path).name for row in report.skipped] == ["3.rtf"]
    assert [Path(row.path).name for row in report.articles] == [name for name in names if name != "3.rtf"]
    assert report.added == 11


def test_articles_that_an_interrupted_import_has_queued_are_cleaned_by_the_next(archive: Archive, folder: Path) -> None:
    first = imported(archive, folder)
    with archive._store.writing() as writer:
        writer.recurring_lines.queue([first.articles[0].id])
    assert counts(imported(archive, folder)) == (0, 0, 2, 0)
    with archive._store.writing() as writer:
        assert writer.recurring_lines.queued(1) == []
