"""Each screen of the real application over the sample articles, as a picture; the README shows them.

A picture that was meant to change is taken anew with ``python -m pytest tests/snapshots --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

import tui
from index.archive import Archive
from index.model import Article, Progress, ResultPage
from tests.wire_copies import write
from tui import messages
from tui.app import BroadsheetApp
from tui.screens.changes import ChangesScreen
from tui.screens.compare import CompareScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.parallels import ParallelsScreen
from tui.screens.reader import ReaderScreen
from tui.screens.story import StoryScreen
from tui.settings import Settings
from tui.widgets.article_view import ArticleView

SIZE = (120, 40)
LEGIBLE = (110, 32)
"""For lists, which need fewer columns than articles side by side."""
SAMPLE = Path(tui.__file__).parent / "sample"
Steps = Callable[[Pilot[None]], Awaitable[None]]


class Compare(Protocol):
    """What ``pytest-textual-snapshot`` offers."""

    def __call__(self, app: App[Any], *, terminal_size: tuple[int, int], run_before: Steps) -> bool: ...


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where an archive of the sample articles lies, under the name ``sample``."""
    folder = tmp_path_factory.mktemp("pictures")
    with Archive.open(folder / "sample") as archive:
        for _ in archive.add([SAMPLE]):
            pass
    return folder


@pytest.fixture(autouse=True)
def steady(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same path and the same milliseconds on every machine."""
    search = Archive.search

    def timeless(self: Archive, *args: Any, **options: Any) -> ResultPage:
        return replace(search(self, *args, **options), seconds=0.004)

    monkeypatch.setattr(Archive, "search", timeless)
    monkeypatch.chdir(folder)
    yield


def app(theme: str, query: str = "") -> BroadsheetApp:
    """The application on the sample."""
    return BroadsheetApp("sample", first_query=query, settings=Settings(path=None, theme=theme))


def shown(pilot: Pilot[None]) -> str:
    """The screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def until(pilot: Pilot[None], *wanted: str) -> None:
    """Wait until the screen shows ``wanted``."""
    for _ in range(400):
        if all(text in shown(pilot) for text in wanted):
            for field in pilot.app.screen.query(Input):
                field.cursor_blink = False
            await pilot.pause()
            return
        await pilot.pause(0.025)
    raise AssertionError(f"{wanted} never came:\n{shown(pilot)}")


async def searched(pilot: Pilot[None]) -> None:
    await until(pilot, "32 articles", "in 4 ms", "≈")


def test_search_as_you_type(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, "32 articles · 8 outlets")
        await pilot.press(*"bridge coll")
        await searched(pilot)

    assert snap_compare(app("paper"), terminal_size=SIZE, run_before=steps)


def test_unfold_what_has_the_same_text(snap_compare: Compare, folder: Path) -> None:
    with Archive.open(folder / "wired") as archive:
        for _ in archive.add([write(folder)]):
            pass
    wired = BroadsheetApp("wired", first_query="aground kestrel", settings=Settings(path=None, theme="paper"))

    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, "9 articles, 2 texts in 4 ms", "The Harbour Light + 7", "▸ 2 versions", "7 ≡")
        await pilot.press("z")
        await until(pilot, "├ Quay Herald", "├ Vale Farmer", "z fold")

    assert snap_compare(wired, terminal_size=SIZE, run_before=steps)


def test_read_an_article(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, "for  bridge collapsed", "hit ", "5 ≈", "also in")
        assert isinstance(pilot.app.screen, ReaderScreen)

    assert snap_compare(app("paper", "bridge collapsed"), terminal_size=SIZE, run_before=steps)


def test_see_what_was_hidden_in_an_article(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Archive.article

    def anywhere(self: Archive, *args: Any) -> Article:
        found = article(self, *args)
        return replace(found, paths=tuple(Path(path).name for path in found.paths))

    # The path below an article is that of this machine.
    monkeypatch.setattr(Archive, "article", anywhere)

    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, "Storm brings down", "in 4 ms")
        await pilot.press("enter", "enter")
        await until(pilot, "also in", "1≠ of 5")
        await pilot.press("h", "G")
        await until(pilot, "… 17 lines hidden")
        for _ in range(40):
            if (stop := pilot.app.screen.query_one("#article", ArticleView).state.hidden) is not None and stop.group:
                break
            await pilot.press("right_square_bracket")
        await until(pilot, "keep them here")

    assert snap_compare(app("paper", "title:tolmen three missing"), terminal_size=LEGIBLE, run_before=steps)


def test_compare_three_accounts(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "C")
        await until(pilot, "4 of 7 articles", "this link")
        await pilot.press("x")
        assert isinstance(pilot.app.screen, CompareScreen)

    assert snap_compare(app("night", "bridge"), terminal_size=SIZE, run_before=steps)


def test_stories(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "s")
        await until(pilot, "newest first")

    assert snap_compare(app("paper", "bridge"), terminal_size=SIZE, run_before=steps)


def test_see_what_was_changed_in_an_article(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, "by relevance", "2 versions")
        await pilot.press("enter", "v")
        await until(pilot, "version 2 of 2", "reworded")
        assert isinstance(pilot.app.screen, ChangesScreen)

    assert snap_compare(app("paper", "outlet:meravia recount"), terminal_size=LEGIBLE, run_before=steps)


def test_import(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "i")
        await until(pilot, "into sample")
        half = Progress("reading", 412, 1200, "saved/2019/harbour-light/ferry-strike.html", 380, 4, 21, 7)
        pilot.app.post_message(messages.ImportAdvanced(1, half))
        await until(pilot, "412 of 1,200")

    assert snap_compare(app("paper", "bridge"), terminal_size=SIZE, run_before=steps)


def test_keys(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "question_mark")
        await until(pilot, "Everywhere")

    assert snap_compare(app("night", "bridge"), terminal_size=SIZE, run_before=steps)


async def at_the_story_of_the_bridge(pilot: Pilot[None]) -> None:
    """The page of the story that most outlets tell."""
    await searched(pilot)
    await pilot.press("enter", "s")
    await until(pilot, "newest first")
    await pilot.press("G", "o")
    await until(pilot, "leads", "articles")


def test_see_what_a_story_leads_with_and_who_tells_it(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at_the_story_of_the_bridge(pilot)
        assert isinstance(pilot.app.screen, StoryScreen)

    assert snap_compare(app("paper", "bridge"), terminal_size=LEGIBLE, run_before=steps)


def test_see_who_has_what_and_who_left_it_out(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at_the_story_of_the_bridge(pilot)
        await pilot.press("m")
        await until(pilot, "of 34 passages")
        await pilot.press("j", "j", "j", "j", "right")
        await until(pilot, "[✕]")
        assert isinstance(pilot.app.screen, MatrixScreen)

    assert snap_compare(app("night", "bridge"), terminal_size=LEGIBLE, run_before=steps)


def test_see_who_else_reports_a_passage(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await searched(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, "hit ", "also in")
        await pilot.press("p")
        await until(pilot, "Who else reports this", "passages in")
        assert isinstance(pilot.app.screen, ParallelsScreen)

    assert snap_compare(app("paper", "bridge collapsed"), terminal_size=LEGIBLE, run_before=steps)


def test_compare_two_accounts_in_a_small_window(snap_compare: Compare) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, "8 articles in 4 ms")
        await pilot.press("enter", "C")
        await until(pilot, "4 of 7", "conflict")
        await pilot.press("x")

    assert snap_compare(app("paper", "bridge"), terminal_size=(80, 24), run_before=steps)
