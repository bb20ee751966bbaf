"""What is long on the screen: articles to be read before they are compared, parallels that go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.comparison.compare import uncompared
from index.model import Parallel
from tests.interface.fakes import ARTICLES, MemoryJobs, ScreenApp, comparison, passages, settings
from tui import messages
from tui.jobs import Target
from tui.screens.compare import CompareScreen
from tui.screens.parallels import ParallelsScreen
from tui.settings import Settings
from tui.widgets.frame_parts import TextRow

SIZE = (120, 40)


class SlowJobs(MemoryJobs):
    """Gives the texts at once, and what they share when it is let."""

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        known = [self.by_id[id] for id in ids]
        ticket = next(self.numbers)
        self.finished = messages.ComparisonReady(ticket, comparison(known))
        return self.answer(target, messages.ComparisonBegun(ticket, uncompared(known)))


def opened(kept: Settings | None = None) -> tuple[ScreenApp, CompareScreen, SlowJobs]:
    memory = SlowJobs()
    screen = CompareScreen(memory, kept or settings(), ("daily", "herald"))
    return ScreenApp(screen), screen, memory


def remark(screen: CompareScreen) -> str:
    row = screen.query_one("#remark", TextRow)
    return row.text if row.display else ""


async def test_long_articles_can_be_read_while_they_are_compared() -> None:
    app, screen, memory = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = " ".join(screen.columns.render_line(y).text for y in range(screen.columns.size.height))
        assert "The old grain mill" in shown
        assert "only here" not in shown
        assert remark(screen).startswith("Looking for what these articles share")
        assert screen.query_one("#this-link", TextRow).text.strip() == ""
        await pilot.press("j", "j")
        place = screen.place()
        screen.post_message(memory.finished)
        for _ in range(100):
            await pilot.pause(0.02)
            if not remark(screen):
                break
        assert screen.place() == place
        assert remark(screen) == ""
        assert screen.columns.arranged is not None
        assert screen.columns.arranged.links


async def test_what_is_not_compared_yet_is_not_written(tmp_path: Path) -> None:
    app, _, _ = opened(Settings(path=None, export_folder=str(tmp_path)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("e")
        assert list(tmp_path.iterdir()) == []


async def test_leaving_a_comparison_withdraws_it() -> None:
    app, screen, memory = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.pop_screen()
        await pilot.pause()
        assert memory.withdrawn == [screen]


async def test_the_end_of_the_parallels_looks_further_until_there_are_no_others() -> None:
    memory = MemoryJobs()
    here = passages(ARTICLES[1])[0]
    memory.found = tuple(
        Parallel(replace(here, start=n), 0.9, f"Account {n}", f"Outlet {n}", None, "shares Kiln Lane")
        for n in range(20)
    )
    screen = ParallelsScreen(memory, settings(), "daily", 0)
    async with ScreenApp(screen).run_test(size=SIZE) as pilot:
        await pilot.pause()
        masthead = screen.query_one("#masthead", TextRow)
        assert "18 passages in 18 outlets" in masthead.text
        assert "there are more further down" in masthead.text
        await pilot.press("G")
        await pilot.pause()
        assert "20 passages in 20 outlets" in masthead.text
        assert "further down" not in masthead.text
        assert screen.listing.current == 17
