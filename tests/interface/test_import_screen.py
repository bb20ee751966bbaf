import os
from collections.abc import Sequence
from pathlib import Path

from textual.message import Message
from textual.pilot import Pilot

from index.archive import Archive
from index.model import ImportedArticle, ImportReport, Progress, SkippedSource
from tests.interface.conftest import AppDriver as OpenedApp
from tests.interface.conftest import OpenApp
from tests.interface.fakes import MemoryJobs, ScreenApp, settings
from tui import messages
from tui.app import BroadsheetApp
from tui.controllers.path_completion import complete, typed_path
from tui.jobs import Target
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.imports import ImportJobs
from tui.screens.import_files import ImportScreen
from tui.settings import Settings
from tui.widgets.frame_parts import TextRow
from tui.widgets.report_list import ReportList


class Importing(MemoryJobs):
    """Notes what it was asked to import and is busy until told otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path("archive")
        self.asked: list[tuple[Path, ...]] = []
        self.busy = False
        self.imports = NotedImports(self)


class NotedImports(ImportJobs):
    """Imports nothing."""

    def __init__(self, noted: Importing) -> None:
        super().__init__(ArchiveThreads(Path("archive")))
        self._noted = noted

    @property
    def running(self) -> bool:
        return self._noted.busy

    def start(self, target: Target, paths: Sequence[Path]) -> int:
        self._noted.asked.append(tuple(paths))
        self._noted.busy = True
        return 1

    def stop(self) -> None:
        self._noted.busy = False


def desktop(
    open_app: Importing, paths: tuple[Path, ...] = (), last_import: messages.ImportAdvanced | None = None
) -> ScreenApp:
    return ScreenApp(ImportScreen(open_app, settings(), paths, last_import))


def row_text(pilot: Pilot[None], name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", TextRow).text


async def advance(pilot: Pilot[None], message: Message) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    assert isinstance(message, messages.ImportAdvanced | messages.JobFailed)
    screen.import_advanced(message)
    await pilot.pause()


def report(*skipped: SkippedSource, articles: int = 2) -> Progress:
    imported = tuple(ImportedArticle(f"id{n}", f"{n}.txt", None, "added") for n in range(articles))
    whole = ImportReport(imported, skipped, 0.2)
    return Progress("done", articles, articles, "", articles, 0, 0, len(skipped), whole)


async def test_a_typed_folder_is_imported_and_its_progress_shown(tmp_path: Path) -> None:
    open_app = Importing()
    async with desktop(open_app).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*str(tmp_path), "enter")
        await pilot.pause()
        assert open_app.asked == [(tmp_path,)]
        await advance(pilot, messages.ImportAdvanced(1, Progress("reading", 30, 120, "b/c.html", 25, 1, 3, 1)))
        assert "Reading" in row_text(pilot, "stage")
        assert "30 of 120" in row_text(pilot, "stage")
        assert row_text(pilot, "counts") == "added 25   updated 1   unchanged 3   skipped 1   failed 0"
        assert row_text(pilot, "current-path") == "b/c.html"


async def test_the_report_lists_failures_with_reasons_first_and_counts_by_format_and_folder() -> None:
    open_app = Importing()
    async with desktop(open_app, (Path("a"),)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        skips = [
            SkippedSource("deep/site.css", "a stylesheet", "not an article"),
            SkippedSource("deep/broken.txt", "is not text: [/bold]", format="plain text"),
            SkippedSource("feeds.opml", "a list of feeds", "list", format="OPML"),
        ]
        await advance(pilot, messages.ImportAdvanced(1, report(*skips)))
        counts = "added 2   updated 0   unchanged 0   failed 1"
        assert row_text(pilot, "counts") == counts
        assert "1 failed, 1 list without texts, 1 not an article" in row_text(pilot, "current-path")
        listing = pilot.app.screen.query_one("#report", ReportList)
        shown = [" ".join(listing.draw(y, 0, 80)[n].text for n in range(1, 2)).strip() for y in range(listing.count)]
        assert shown[0] == "Failed: 1"
        assert [shown.index(heading) for heading in shown if heading.endswith(": 1")] == [0, 3, 6]
        lines = ["".join(run.text for run in listing.draw(y, 0, 80)).strip() for y in range(listing.count)]
        assert "deep/broken.txt" in lines[1] and "is not text: [/bold]" in lines[1]
        assert ["By", "format", "added", "no", "article", "list", "failed"] in [line.split() for line in lines]
        assert ["not", "recognised", "2", "1", "0", "0"] in [line.split() for line in lines]
        assert ["deep", "0", "1", "0", "1"] in [line.split() for line in lines]


async def test_the_whole_reason_of_the_current_row_is_shown() -> None:
    reason = "no text layer in this file of scanned pages: run OCR first, then import it again"
    async with desktop(Importing(), (Path("a"),)).run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        await advance(pilot, messages.ImportAdvanced(1, report(SkippedSource("a.pdf", reason))))
        assert row_text(pilot, "current-path").startswith("✕ 1 failed")
        await pilot.press("j")
        await pilot.pause()
        assert row_text(pilot, "current-path") == reason
        await pilot.press("k")
        await pilot.pause()
        assert row_text(pilot, "current-path").startswith("✕ 1 failed")


async def test_what_is_no_article_is_no_failure() -> None:
    async with desktop(Importing()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await advance(pilot, messages.ImportAdvanced(1, report(SkippedSource("a.css", "a style", "not an article"))))
        assert row_text(pilot, "current-path").startswith("· 1 not an article")


async def test_an_address_of_the_web_is_refused() -> None:
    open_app = Importing()
    async with desktop(open_app).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"https://example.org/a", "enter")
        await pilot.pause()
        assert open_app.asked == []
        assert row_text(pilot, "path-hint") == "broadsheet works offline: save the page first."


async def test_a_folder_without_articles_says_so() -> None:
    async with desktop(Importing(), (Path("a"),)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await advance(pilot, messages.ImportAdvanced(1, report(articles=0)))
        listing = pilot.app.screen.query_one("#report", ReportList)
        assert "No articles were found there" in listing.render_line(0).text


async def test_a_path_that_is_not_there_is_not_imported(tmp_path: Path) -> None:
    open_app = Importing()
    async with desktop(open_app).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*str(tmp_path / "nothing"), "enter")
        await pilot.pause()
        assert open_app.asked == []
        assert "There is no file or folder" in row_text(pilot, "path-hint")


async def test_whoever_holds_the_archive_is_named() -> None:
    async with desktop(Importing(), (Path("a"),)).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await advance(pilot, messages.JobFailed(1, "import", "Process 4711 is importing.", "Wait for it."))
        listing = pilot.app.screen.query_one("#report", ReportList)
        assert "The import ended" in row_text(pilot, "stage")
        assert "Process 4711 is importing" in listing.render_line(0).text
        assert "Wait for it" in listing.render_line(1).text


async def test_coming_back_shows_how_far_the_import_is() -> None:
    open_app = Importing()
    open_app.busy = True
    last = messages.ImportAdvanced(1, Progress("indexing", 5, 10))
    async with desktop(open_app, last_import=last).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "5 of 10" in row_text(pilot, "stage")


async def test_tab_completes_the_path(tmp_path: Path) -> None:
    (tmp_path / "saved-2019").mkdir()
    (tmp_path / "saved-2020").mkdir()
    async with desktop(Importing()).run_test(size=(140, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*f"{tmp_path}/s", "tab")
        await pilot.pause()
        assert "saved-2019/   saved-2020/" in row_text(pilot, "path-hint")


def test_completion_stops_where_it_is_no_longer_certain(tmp_path: Path) -> None:
    for name in ("north", "northern", ".hidden", "south"):
        (tmp_path / name).mkdir()
    assert complete(f"{tmp_path}/n").text == f"{tmp_path}/north"
    assert complete(f"{tmp_path}/").names == ("north/", "northern/", "south/")
    assert complete(f"{tmp_path}/s").text == f"{tmp_path}/south/"
    assert complete(f"{tmp_path}/x").names == ()
    assert complete(f"{tmp_path}/missing/x").names == ()


def test_a_dropped_path_loses_its_quotes() -> None:
    assert typed_path(" '/a b/c' ") == Path("/a b/c")
    assert typed_path("file:///a/b") == Path("/a/b")


# --- In the application ---------------------------------------------------------------------------------------------


async def test_a_folder_is_imported_while_reading_goes_on(open_app: OpenApp, shelf: Path, tmp_path: Path) -> None:
    async with open_app(tmp_path / "fresh") as d:
        await d.press("escape", "i")
        await d.sees("a folder or file of saved articles")
        await d.type(str(shelf))
        await d.press("enter", "q")
        await d.sees("4 articles")
        await d.press("i")
        await d.sees("a folder or file of saved articles")


async def test_the_report_of_an_import_lists_what_was_left_out(open_app: OpenApp, tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "noise.txt").write_bytes(bytes(range(256)) * 8)
    async with open_app(tmp_path / "fresh") as d:
        await d.press("escape", "i")
        await d.type(str(tmp_path / "odd"))
        await d.press("enter")
        await d.sees("noise.txt", "Not articles: 1")
        await d.press("i", "escape")
        assert d.app.screen is d.app.screen_stack[1]


async def test_paths_given_at_the_start_lead_to_the_results_when_all_went_well(shelf: Path, tmp_path: Path) -> None:
    app = BroadsheetApp(tmp_path / "fresh", [shelf], settings=Settings(path=None))
    async with app.run_test(size=(100, 30)) as pilot:
        d = OpenedApp(app, pilot)
        await d.sees("Late frost spares the orchards")
        assert app.screen is app.screen_stack[1]


async def test_paths_given_at_the_start_stay_with_what_was_left_out(shelf: Path, tmp_path: Path) -> None:
    app = BroadsheetApp(tmp_path / "fresh", [shelf, tmp_path / "missing"], settings=Settings(path=None))
    async with app.run_test(size=(100, 30)) as pilot:
        await OpenedApp(app, pilot).sees("1 failed", "missing")


async def test_a_second_import_says_who_holds_the_archive(open_app: OpenApp, shelf: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "held") as holder:
        progress = holder.add([shelf])
        next(progress)
        async with open_app(tmp_path / "held") as d:
            await d.press("escape", "i")
            await d.type(str(shelf))
            await d.press("enter")
            await d.sees(str(os.getpid()))
            await d.until(lambda: not d.app.jobs.imports.running)
            await d.press("i")
            await d.type(str(shelf))
            await d.press("enter", "q")
            await d.until(lambda: any(str(os.getpid()) in toast.message for toast in d.app._notifications))
        for _ in progress:
            pass
