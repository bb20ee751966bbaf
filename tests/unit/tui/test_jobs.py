from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from textual.message import Message

from index.archive import Archive
from index.errors import ArchiveDamaged, Cancelled, UsageError
from index.model import Comparison, Coverage, ResultPage, SourceDocument
from tui import messages
from tui.jobs import Jobs, desktop

LONG = 20.0
NOTHING = Comparison((), {}, (), {}, ())


class Inbox:
    """Gets messages, and waits for them."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._came = threading.Condition()

    def post_message(self, message: Message) -> bool:
        with self._came:
            self.messages.append(message)
            self._came.notify_all()
        return True

    def wait(self, condition: Callable[[list[Message]], object]) -> list[Message]:
        with self._came:
            assert self._came.wait_for(lambda: condition(self.messages), LONG), self.messages
            return list(self.messages)


class SlowArchive:
    """Answers when it is let; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.begun = threading.Event()
        self.free = threading.Event()
        self.stopped: list[str] = []
        self.closed = False

    def search(
        self,
        query: str,
        limit: int,
        offset: int,
        sort: str,
        *,
        as_typed: bool,
        cancelled: Callable[[], bool],
        facets: bool = True,
        suggestions: bool = True,
        fold: bool = False,
    ) -> ResultPage:
        self.asked.append((query, offset))
        self.begun.set()
        assert self.free.wait(LONG)
        if cancelled():
            self.stopped.append(query)
        return ResultPage(query, (), 0, True, 0.0)

    def source(self, id: str) -> SourceDocument:
        raise ArchiveDamaged("The store does not read.", hint="Run broadsheet check.")

    def compare(
        self, ids: tuple[str, ...], *, cancelled: Callable[[], bool], meanwhile: Callable[[Comparison], None]
    ) -> Comparison:
        meanwhile(NOTHING)
        self.begun.set()
        while not self.free.wait(0.001):
            if cancelled():
                self.stopped.append(" ".join(ids))
                raise Cancelled("Stopped.")
        return NOTHING

    def coverage(self, id: str, *, whole: bool, cancelled: Callable[[], bool]) -> tuple[Coverage, ...]:
        self.begun.set()
        while not cancelled():
            if id == "b":
                return ()
        self.stopped.append(id)
        raise Cancelled("Stopped.")

    def close(self) -> None:
        self.closed = True


class Gone:
    """A screen whose application ends while a message is on its way."""

    def __init__(self) -> None:
        self.tried = threading.Event()

    def post_message(self, message: Message) -> bool:
        self.tried.set()
        raise RuntimeError("Event loop is closed")


def slow_jobs() -> tuple[Jobs, SlowArchive]:
    archive = SlowArchive()
    jobs = Jobs(Path("nowhere"), lambda _: cast(Archive, archive))
    jobs.start()
    return jobs, archive


def test_the_newest_query_wins_and_the_running_one_is_stopped() -> None:
    jobs, archive = slow_jobs()
    inbox = Inbox()
    jobs.queries.search(inbox, "a")
    assert archive.begun.wait(LONG)
    for query in ("ab", "abc"):
        jobs.queries.search(inbox, query)
    last = jobs.queries.search(inbox, "abcd")
    archive.free.set()
    inbox.wait(lambda got: any(isinstance(m, messages.ResultsReady) and m.ticket == last for m in got))
    jobs.close()
    assert archive.asked == [("a", 0), ("abcd", 0)]
    assert archive.stopped == ["a"]
    assert archive.closed


def test_pages_of_an_overtaken_query_are_never_fetched() -> None:
    jobs, archive = slow_jobs()
    inbox = Inbox()
    ticket = jobs.queries.search(inbox, "a")
    assert archive.begun.wait(LONG)
    for offset in range(40, 400, 40):
        jobs.queries.page(inbox, "a", offset, ticket=ticket)
    newer = jobs.queries.search(inbox, "b")
    jobs.queries.page(inbox, "a", 400, ticket=ticket)
    jobs.queries.page(inbox, "b", 40, ticket=newer)
    archive.free.set()
    inbox.wait(lambda got: any(isinstance(m, messages.ResultsReady) and m.offset == 40 for m in got))
    jobs.close()
    assert archive.asked == [("a", 0), ("b", 0), ("b", 40)]


def test_what_cannot_be_done_comes_back_as_a_sentence_with_its_hint() -> None:
    jobs, _ = slow_jobs()
    inbox = Inbox()
    ticket = jobs.articles.source(inbox, "x")
    (failed,) = inbox.wait(len)
    jobs.close()
    assert isinstance(failed, messages.JobFailed)
    assert (failed.ticket, failed.job, failed.message) == (ticket, "source", "The store does not read.")
    assert failed.hint == "Run broadsheet check."


def test_a_long_comparison_holds_up_no_reader_and_its_texts_come_first() -> None:
    jobs, archive = slow_jobs()
    inbox = Inbox()
    ticket = jobs.comparisons.compare(inbox, ("a", "b"))
    assert archive.begun.wait(LONG)
    jobs.articles.source(inbox, "x")
    inbox.wait(lambda got: any(isinstance(m, messages.JobFailed) and m.job == "source" for m in got))
    archive.free.set()
    got = inbox.wait(lambda got: any(isinstance(m, messages.ComparisonReady) for m in got))
    jobs.close()
    assert isinstance(got[0], messages.ComparisonBegun)
    assert {m.ticket for m in got if isinstance(m, messages.ComparisonBegun | messages.ComparisonReady)} == {ticket}


def test_a_comparison_that_nobody_waits_for_is_stopped() -> None:
    jobs, archive = slow_jobs()
    left, stays = Inbox(), Inbox()
    jobs.comparisons.compare(left, ("a", "b"))
    assert archive.begun.wait(LONG)
    jobs.comparisons.compare(left, ("a", "c"))
    jobs.withdraw(left)
    archive.begun.clear()
    jobs.comparisons.compare(stays, ("c", "d"))
    assert archive.begun.wait(LONG)
    archive.free.set()
    stays.wait(lambda got: any(isinstance(m, messages.ComparisonReady) for m in got))
    jobs.close()
    assert archive.stopped == ["a b"]
    assert not any(isinstance(m, messages.ComparisonReady | messages.JobFailed) for m in left.messages)


def test_closing_stops_a_long_comparison() -> None:
    jobs, archive = slow_jobs()
    jobs.comparisons.compare(Inbox(), ("a", "b"))
    assert archive.begun.wait(LONG)
    jobs.close()
    assert archive.stopped == ["a b"]
    assert archive.closed


def test_an_answer_for_an_application_that_has_ended_is_dropped() -> None:
    jobs, _ = slow_jobs()
    gone, inbox = Gone(), Inbox()
    jobs.articles.source(gone, "x")
    assert gone.tried.wait(LONG)
    jobs.articles.source(inbox, "x")
    inbox.wait(len)
    jobs.close()


def test_an_archive_that_cannot_be_opened_answers_every_request(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    jobs = Jobs(tmp_path / "file")
    inbox = Inbox()
    jobs.queries.search(inbox, "a")
    jobs.articles.statistics(inbox)
    jobs.start()
    got = inbox.wait(lambda got: len(got) == 2)
    jobs.close()
    assert all(isinstance(m, messages.JobFailed) for m in got)


def test_closing_before_anything_was_asked_is_quick_and_harmless() -> None:
    jobs = Jobs(Path("nowhere"))
    jobs.close()
    started = Jobs(Path("nowhere"))
    started.start()
    started.close()


def test_an_import_runs_in_a_process_and_reports(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "one.txt").write_text("A storm took the pier\n\nThe pier at Oxwell fell into the sea on Monday night.\n")
    jobs = Jobs(tmp_path / "archive")
    inbox = Inbox()
    ticket = jobs.imports.start(inbox, [shelf])
    assert jobs.imports.running
    got = inbox.wait(
        lambda got: any(not isinstance(m, messages.ImportAdvanced) or m.progress.report is not None for m in got)
    )
    last = got[-1]
    assert isinstance(last, messages.ImportAdvanced)
    assert last.ticket == ticket
    assert last.progress.report is not None
    assert last.progress.report.added == 1
    jobs.close()
    assert not jobs.imports.running


def test_an_import_that_cannot_begin_says_why(tmp_path: Path) -> None:
    (tmp_path / "not-an-archive").write_text("a file")
    jobs = Jobs(tmp_path / "not-an-archive")
    inbox = Inbox()
    jobs.imports.start(inbox, [tmp_path])
    (failed,) = inbox.wait(len)
    jobs.close()
    assert isinstance(failed, messages.JobFailed)
    assert failed.job == "import"
    assert failed.message
    assert failed.hint


def test_one_import_at_a_time(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "archive")
    inbox = Inbox()
    jobs.imports.start(inbox, [tmp_path])
    ticket = jobs.imports.start(inbox, [tmp_path])
    got = inbox.wait(lambda got: any(isinstance(m, messages.JobFailed) for m in got))
    jobs.close()
    (failed,) = [m for m in got if isinstance(m, messages.JobFailed)]
    assert failed.ticket == ticket


def test_a_stopped_import_says_nothing_more(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for i in range(300):
        (shelf / f"{i}.txt").write_text(f"Headline {i}\n\nBarge {i} was moored at lock {i} for the night.\n")
    jobs = Jobs(tmp_path / "archive")
    inbox = Inbox()
    jobs.imports.start(inbox, [shelf])
    jobs.imports.stop()
    assert not jobs.imports.running
    assert not any(isinstance(m, messages.JobFailed) for m in inbox.messages)
    again = Inbox()
    jobs.imports.start(again, [shelf])
    got = again.wait(lambda got: any(isinstance(m, messages.ImportAdvanced) and m.progress.report for m in got))
    last = got[-1]
    assert isinstance(last, messages.ImportAdvanced)
    assert last.progress.report is not None
    assert len(last.progress.report.articles) == 300
    jobs.close()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://a b/",
        "--help",
        "",
        "ftp://x/",
        "https://[",
        "http://x/\n",
    ],
)
def test_only_web_addresses_are_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was started")

    monkeypatch.setattr("subprocess.Popen", never)
    with pytest.raises(UsageError):
        desktop.browse(url)


def test_without_a_clipboard_tool_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert desktop.copy("text") == ""


def test_the_gutter_of_an_article_that_was_left_is_no_longer_worked_out() -> None:
    jobs, archive = slow_jobs()
    left, stays = Inbox(), Inbox()
    jobs.articles.coverage(left, "a", whole=True)
    assert archive.begun.wait(LONG)
    jobs.withdraw(left)
    ticket = jobs.articles.coverage(stays, "b", whole=True)
    got = stays.wait(lambda got: len(got) == 2)
    jobs.close()
    assert archive.stopped == ["a"]
    assert left.messages == []
    assert [m.ticket for m in got if isinstance(m, messages.CoverageReady)] == [ticket, ticket]
