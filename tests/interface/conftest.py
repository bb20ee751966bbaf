"""A small real archive, and the application on it, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from index.archive import Archive
from tui.app import BroadsheetApp
from tui.jobs import Jobs
from tui.settings import Settings

HOSTILE = "[red]Flood[/] [@click=app.quit]warning[/] [/ \x1b]52;c;ZXZpbA==\x07 \x1b[31mred \u202egnirts \x9b2J end"

ARTICLES = {
    "harbour.md": (
        "---\ntitle: Crane topples in Vessel Quay gale\noutlet: Quay Herald\ndate: 2018-04-03\nauthor: Ines Dorn\n"
        "url: https://quay.example/crane\ntags: [port, weather]\n---\n"
        "A harbour crane toppled across Vessel Quay in Tuesday's gale and crushed two empty warehouses.\n\n"
        "Harbour master Leif Aubrey said nobody stood below the crane when it fell. He praised the night watch.\n\n"
        "The crane, built in 1974, was to be scrapped in May. Its owner declined to speak.\n\n"
        "Sign up for our newsletter to get the day's top stories in your inbox.\n"
    ),
    "ledger.md": (
        "---\ntitle: Gale brings down port crane\noutlet: Morning Ledger\ndate: 2018-04-03\n---\n"
        "A port crane came down in a gale on Tuesday and crushed three empty warehouses on Vessel Quay.\n\n"
        "Harbour master Leif Aubrey said nobody stood below the crane when it fell.\n"
    ),
    "orchard.md": (
        "---\ntitle: Late frost spares the orchards\noutlet: Vale Farmer\ndate: 2017-05-11\ntags: [weather]\n---\n"
        "Growers in the upper vale counted little damage after three nights of frost.\n\n"
        "“We lit forty fires and slept in the barn,” said Hanne Orcutt, who keeps pears.\n"
    ),
    "hostile.md": (
        "---\ntitle: '[red]Flood[/] [@click=app.quit]warning'\noutlet: '[bold]Evil[/] Post'\ndate: 2016-01-02\n---\n"
        + HOSTILE
        + "\n\nA second paragraph says that the flood warning was lifted by noon.\n"
    ),
}


@dataclass(frozen=True)
class AppDriver:
    """The application under test, and what its screen shows."""

    app: BroadsheetApp
    pilot: Pilot[None]

    def lines(self) -> list[str]:
        """The screen as text, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines())

    async def press(self, *keys: str) -> None:
        """Press keys and let them be dealt with."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type text."""
        await self.pilot.press(*("space" if c == " " else c for c in text))

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for ``condition``; fail, with the screen, if it does not come true."""
        for _ in range(800):
            if condition():
                return
            await self.pilot.pause(0.025)
        raise AssertionError(f"This never came:\n{self.text}")

    async def sees(self, *wanted: str) -> None:
        """Wait until the screen shows all of ``wanted``."""
        await self.until(lambda: all(text in self.text for text in wanted))


OpenApp = Callable[..., AbstractAsyncContextManager[AppDriver]]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles."""
    folder = tmp_path_factory.mktemp("shelf")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, shelf: Path) -> Path:
    """An archive of them, only to be read."""
    path = tmp_path_factory.mktemp("archive") / "archive"
    with Archive.open(path) as opened:
        for _ in opened.add([shelf]):
            pass
    return path


@pytest.fixture
def open_app(archive: Path, tmp_path: Path) -> OpenApp:
    """Opens the application: ``async with open_app(size=(120, 40)) as d``."""

    @asynccontextmanager
    async def opened(
        path: Path | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        query: str = "",
        jobs: Jobs | None = None,
        settings: Settings | None = None,
    ) -> AsyncIterator[AppDriver]:
        settings = settings or Settings(tmp_path / "settings.json")
        app = BroadsheetApp(path or archive, first_query=query, settings=settings, jobs=jobs)
        async with app.run_test(size=size) as pilot:
            yield AppDriver(app, pilot)

    return opened
