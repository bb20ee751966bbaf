"""The inbox: what appears in its folders is imported while the reader is open, with a notice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import ImportedArticle, ImportReport, Progress, SkippedSource
from tests.interface.conftest import AppDriver
from tui import messages
from tui.app import BroadsheetApp
from tui.controllers.inbox import Inbox, notice
from tui.jobs import Jobs, Target
from tui.jobs.inbox import InboxJobs
from tui.settings import Settings

FERRY = "---\ntitle: Ferry late\noutlet: Quay\n---\nThe ferry was late again on Monday, its owner said to the board.\n"


def report(added: int = 0, updated: int = 0, failed: int = 0) -> ImportReport:
    outcomes = ["added"] * added + ["updated"] * updated
    articles = tuple(
        ImportedArticle(f"a{n}", f"a{n}", None, "added" if outcome == "added" else "updated")
        for n, outcome in enumerate(outcomes)
    )
    return ImportReport(articles, tuple(SkippedSource(f"f{n}", "empty") for n in range(failed)), 0.1)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (report(3), "3 new articles from the inbox"),
        (report(1, 2), "1 new article, 2 changed articles from the inbox"),
        (report(), ""),
        (report(0, 0, 1), "1 file or record of the inbox failed; i shows why"),
        (report(1, 0, 2), "1 new article from the inbox   2 files or records of the inbox failed; i shows why"),
    ],
)
def test_the_notice_counts_what_is_new_and_what_failed(found: ImportReport, words: str) -> None:
    assert "".join(run.text for run in notice(found)) == words


class Watching(InboxJobs):
    """Notes what is put back."""

    def __init__(self) -> None:
        super().__init__()
        self.returned: list[Path] = []

    def put_back(self, paths: Sequence[Path]) -> None:
        self.returned += paths


class NoTarget:
    """Takes messages and drops them."""

    def post_message(self, _: object) -> bool:
        return True


def test_files_wait_for_a_running_import_and_come_again_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(tmp_path / "archive")
    watching = jobs.inbox = Watching()
    running, started = [True], list[tuple[Path, ...]]()
    monkeypatch.setattr(type(jobs.imports), "running", property(lambda _: running[0]))

    def start(target: Target, paths: Sequence[Path]) -> int:
        started.append(tuple(paths))
        return 7

    monkeypatch.setattr(jobs.imports, "start", start)
    inbox, paths = Inbox(jobs), (tmp_path / "a.md",)
    inbox.take(NoTarget(), paths)
    assert (started, watching.returned) == ([], list(paths))
    running[0] = False
    inbox.take(NoTarget(), paths)
    assert started == [paths]
    failed = messages.JobFailed(7, "import", "Another process is importing.")
    assert inbox.owns(failed) and not inbox.owns(messages.JobFailed(6, "import", "x"))
    assert inbox.failed(), "the first failure is reported"
    assert watching.returned == [*paths, *paths]
    inbox.take(NoTarget(), paths)
    assert not inbox.failed(), "the next is not"
    inbox.take(NoTarget(), paths)
    inbox.done(report(1))
    inbox.take(NoTarget(), paths)
    assert inbox.failed()
    assert not inbox.owns(messages.ImportAdvanced(7, Progress("done", 1, 1)))


async def test_a_file_that_appears_is_imported_and_announced(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    Archive.open(tmp_path / "archive").close()
    settings = Settings(path=tmp_path / "settings.json")
    settings.take_those_of(tmp_path / "archive")
    settings.set_inbox([folder])
    jobs = Jobs(tmp_path / "archive")
    jobs.inbox = InboxJobs(between=0.05)
    app = BroadsheetApp(tmp_path / "archive", settings=settings, jobs=jobs)
    async with app.run_test(size=(100, 30)) as pilot:
        d = AppDriver(app, pilot)
        await pilot.pause()
        (folder / "ferry.md").write_text(FERRY)
        await d.sees("1 new article from the inbox")
        await d.sees("Ferry late")
