"""The rows and counts of an import report, and what a dry run leaves behind."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from index import formats
from index.archive import Archive
from index.model import ImportReport, SkippedSource

FERRY = "Ferry to Hallow Isle stops\n\nThe ferry will not sail for a week after an engine failed, an officer said.\n"
BRIDGE = "Council votes for a bridge\n\nThe council of Port Ansel voted by nine to four for a second bridge.\n"
LINE = b'{"title": "Notice", "text": "Berth 4 is closed for the winter, the harbour office says."}\n'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    (articles / "more").mkdir(parents=True)
    (articles / "ferry.txt").write_text(FERRY)
    (articles / "more" / "bridge.txt").write_text(BRIDGE)
    (articles / "more" / "style.css").write_text("p { color: red }")
    (articles / "more" / "notices.jsonl").write_bytes(LINE + b"{broken\n")
    return articles


def imported(
    archive: Archive, *paths: Path | str, stream: BinaryIO | None = None, follow_links: bool = False, dry: bool = False
) -> ImportReport:
    report = list(archive.add(paths, stream=stream, follow_links=follow_links, dry_run=dry))[-1].report
    assert report is not None
    return report


def outcomes(report: ImportReport) -> dict[str, str]:
    return {Path(article.path).name: article.outcome for article in report.articles}


def test_each_article_has_its_outcome_format_and_file(archive: Archive, folder: Path) -> None:
    report = imported(archive, folder)
    assert {Path(a.path).name: (a.outcome, a.format, Path(a.file).name) for a in report.articles} == {
        "ferry.txt": ("added", "plain text", "ferry.txt"),
        "bridge.txt": ("added", "plain text", "bridge.txt"),
        "notices.jsonl#L1": ("added", "JSON Lines", "notices.jsonl"),
    }
    assert report.by_folder() == {
        str(folder): {"added": 1},
        str(folder / "more"): {"added": 2, "failed": 1, "not an article": 1},
    }
    assert report.by_format()["plain text"] == {"added": 2}
    assert report.kinds == {"failed": 1, "not an article": 1, "list": 0}
    again = imported(archive, folder)
    assert again.by_folder() == {
        str(folder): {"unchanged": 1},
        str(folder / "more"): {"unchanged": 2, "failed": 1, "not an article": 1},
    }
    assert {article.format for article in again.articles} == {"plain text", "JSON Lines"}


def test_a_copy_is_the_same_as_another_whether_it_is_read_or_known(archive: Archive, folder: Path) -> None:
    (folder / "more" / "ferry again.txt").write_text(FERRY)
    for first in ("added", "unchanged"):
        report = imported(archive, folder)
        assert outcomes(report)["ferry.txt"] == first
        assert outcomes(report)["ferry again.txt"] == "same as another"
        assert (report.same, report.unchanged) == (1, 1 if first == "added" else 4)


def test_a_record_that_moved_in_its_file_is_unchanged(archive: Archive, folder: Path) -> None:
    imported(archive, folder)
    other = LINE.replace(b"Notice", b"Another").replace(b"4", b"5")
    (folder / "more" / "notices.jsonl").write_bytes(other + LINE)
    assert outcomes(imported(archive, folder))["notices.jsonl#L2"] == "unchanged"


def test_a_dry_run_says_what_an_import_does_and_writes_nothing(archive: Archive, folder: Path) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in archive.path.rglob("*.sqlite")}

    before, stored = files(), archive.generation()
    dry = imported(archive, folder, dry=True)
    assert files() == before
    assert archive.generation() == stored
    assert (archive.statistics().articles, archive.search("ferry").total) == (0, 0)
    real = imported(archive, folder)
    assert dry.is_dry_run and not real.is_dry_run
    assert (dry.articles, dry.skipped) == (real.articles, real.skipped)
    (folder / "ferry.txt").write_text(FERRY.replace("week", "month"))
    assert outcomes(imported(archive, folder, dry=True))["ferry.txt"] == "updated"
    assert archive.search("month").total == 0


def test_a_dry_run_that_is_dropped_leaves_nothing(archive: Archive, folder: Path) -> None:
    steps = archive.add([folder], dry_run=True)
    assert next(step for step in steps if step.stage == "reading")
    steps.close()  # type: ignore[attr-defined]  # what add returns is a generator
    assert archive.statistics().articles == 0
    assert imported(archive, folder).added == 3


def test_articles_on_standard_input_are_other_ones_each_time(archive: Archive) -> None:
    first = imported(archive, stream=io.BytesIO(FERRY.encode()))
    second = imported(archive, stream=io.BytesIO(BRIDGE.encode()))
    assert outcomes(first) == outcomes(second) == {"stdin": "added"}
    assert archive.statistics().articles == 2
    assert archive.article(first.articles[0].id).paths == ("stdin",)
    third = imported(archive, stream=io.BytesIO(BRIDGE.encode()))
    assert outcomes(third) == {"stdin": "unchanged"}


def test_an_address_of_the_web_is_a_row(archive: Archive, folder: Path) -> None:
    report = imported(archive, "https://gazette.example/ferry", folder / "ferry.txt")
    assert report.added == 1
    assert report.skipped == (
        SkippedSource("https://gazette.example/ferry", "broadsheet works offline: save the page first"),
    )


# --- Links ------------------------------------------------------------------------------------------------------------


def test_links_are_not_followed_out_of_the_folder_unless_asked(archive: Archive, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "far.txt").write_text(FERRY.replace("week", "year"))
    (folder / "far.txt").symlink_to(outside / "far.txt")
    (folder / "far").symlink_to(outside)
    (folder / "near.txt").symlink_to(folder / "more" / "bridge.txt")
    (folder / "loop").symlink_to(folder)
    report = imported(archive, folder)
    reason = "a symbolic link that leads out of the folder; --follow-links follows it"
    assert {Path(row.path).name for row in report.skipped if row.reason == reason} == {"far", "far.txt"}
    assert {row.kind for row in report.skipped if row.reason == reason} == {"not an article"}
    assert report.added == 3
    asked = imported(archive, folder, follow_links=True)
    assert asked.added == 1
    assert not [row for row in asked.skipped if row.reason == reason]


def test_a_link_that_is_given_itself_is_followed(archive: Archive, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert imported(archive, tmp_path / "link").added == 3


@pytest.mark.parametrize("target", ["/proc/kmsg", "/proc/self/mem", "/dev/zero", "/sys/kernel/notes"])
def test_a_link_to_a_device_or_the_system_is_a_row(archive: Archive, folder: Path, target: str) -> None:
    if not os.path.exists(target):  # noqa: PTH110 - as the walk sees it
        pytest.skip(f"there is no {target} here")
    (folder / "odd.txt").symlink_to(target)
    for follow in (False, True):
        (row,) = (row for row in imported(archive, folder, follow_links=follow).skipped if row.path.endswith("odd.txt"))
        assert "not a file" in row.reason or "not on a disk" in row.reason or not follow


# --- Names ------------------------------------------------------------------------------------------------------------


def test_no_two_paths_have_one_text() -> None:
    names = [
        b"f\xe4hre", rb"f\xe4hre", rb"f\x5cxe4hre", b"f\\x\xe4", rb"f\x\xe4", rb"f\x5cx\xe4", rb"f\x5cx5cxe4hre",
        "fähre".encode(), b"f\\", rb"f\x5c", rb"f\x", rb"f\xc4\xa4", "f\\xĤ".encode(), rb"f\x41",
    ]  # fmt: skip
    texts = [formats.path_text(Path(os.fsdecode(name))) for name in names]
    assert len(set(texts)) == len(set(names)) == len(names)
    assert texts[0] == r"f\xe4hre"


@pytest.mark.parametrize("name", ["a.txt", "über/straße.html", r"back\slash", r"f\x", r"f\x41.txt", r"C:\x5c.txt"])
def test_the_text_of_a_plain_path_is_the_path(name: str) -> None:
    assert formats.path_text(Path(name)) == name


# --- Files that change ------------------------------------------------------------------------------------------------


def test_a_file_that_changes_while_it_is_read_is_read_again(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = formats.state

    def state_then_change(path: Path) -> formats.FileState:
        found = taken(path)
        if path.name == "ferry.txt":
            path.write_text(FERRY.replace("week", "fortnight"))
        if path.name == "bridge.txt":
            path.unlink()
        return found

    monkeypatch.setattr(formats, "state", state_then_change)
    report = imported(archive, folder)
    reasons = {Path(row.path).name: row.reason for row in report.skipped if row.reason.endswith(("again", "read"))}
    assert reasons["ferry.txt"] == "it changed while it was read; import it again"
    assert reasons["bridge.txt"] == "it was deleted while it was read"
    monkeypatch.undo()
    with archive._store.reading() as reader:
        assert reader.files.sha256(str(folder / "ferry.txt")) is None
    assert outcomes(imported(archive, folder))["ferry.txt"] == "unchanged"
