import pytest

from index.archive import query_fields
from tests.interface.fakes import MemoryJobs, ScreenApp, settings
from tui import keys
from tui.screens.help import HelpScreen, KeyList


async def shown(where: keys.Where, size: tuple[int, int], *pressed: str) -> str:
    async with ScreenApp(HelpScreen(MemoryJobs(), settings(), where)).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*pressed)
        await pilot.pause()
        listing = pilot.app.screen.query_one("#keys", KeyList)
        return "\n".join(listing.render_line(y).text.rstrip() for y in range(listing.size.height))


@pytest.mark.parametrize("where", ["results", "reader", "compare", "stories", "import", "tray", "parallels"])
async def test_every_key_of_a_screen_is_reported(where: keys.Where) -> None:
    text = await shown(where, (120, 60))
    for section in keys.help_sections(where):
        assert section.title in text
        assert all(names in text and help[:20] in text for names, help in section.rows)


async def test_a_narrow_window_shows_one_column_and_scrolls() -> None:
    assert "go back" not in await shown("compare", (80, 24))
    assert "go back" in await shown("compare", (80, 24), "space", "space")


async def test_a_wide_window_shows_everything_at_once() -> None:
    text = await shown("compare", (120, 40))
    assert "next conflict" in text
    assert "go back" in text
    assert "at another place of the text" in text


async def test_what_can_be_typed_comes_from_the_table_of_query_fields() -> None:
    text = " ".join((await shown("results", (120, 80))).split())
    assert query_fields()
    for written, finds in query_fields():
        assert f"{written} " in text
        assert all(word in text for word in finds.split())
