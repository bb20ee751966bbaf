"""Articles with the same text share a row of the results."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from tests.interface.conftest import OpenApp
from tests.wire_copies import write
from tui.screens.reader import ReaderScreen
from tui.settings import Settings


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one text at eight outlets."""
    folder = tmp_path_factory.mktemp("wired")
    with Archive.open(folder / "archive") as opened:
        for _ in opened.add([write(folder)]):
            pass
    return folder / "archive"


async def test_z_lists_what_has_the_same_text_below_a_row_and_hides_it_again(open_app: OpenApp, wired: Path) -> None:
    async with open_app(wired, size=(200, 70), query="aground kestrel") as d:
        await d.sees("9 articles, 2 texts in", "▸ The Harbour Light + 7 with the same text", "1 of 2", "z unfold")
        await d.press("z")
        await d.sees("▾ The Harbour Light + 7 with the same text", "├ Quay Herald · 13 Mar 2019", "z fold", "1 of 2")
        await d.sees("├ Coast Wire", "the same headline", "│ Forty brought ashore")
        await d.press("z")
        await d.sees("▸ The Harbour Light + 7", "z unfold")
        assert "├ " not in d.text


async def test_an_article_below_a_row_opens_and_goes_into_the_tray(open_app: OpenApp, wired: Path) -> None:
    async with open_app(wired, query="aground kestrel") as d:
        await d.sees("The Harbour Light + 7")
        await d.press("z", "j")
        await d.sees("├ Quay Herald", "QUAY HERALD")
        await d.press("c")
        await d.sees("▪ tray", "tray 1")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen) and d.app.screen.article is not None)
        assert isinstance(d.app.screen, ReaderScreen)
        assert d.app.screen.article is not None
        assert d.app.screen.article.outlet == "Quay Herald"


async def test_shift_z_gives_each_article_a_row_and_takes_it_again(open_app: OpenApp, wired: Path) -> None:
    async with open_app(wired, size=(200, 70), query="aground kestrel") as d:
        await d.sees("The Harbour Light + 7", "1 of 2", "year      2019" + " " * 5)
        await d.press("Z")
        await d.sees("9 articles, 2 texts in", "1 of 9", "by relevance, copies too", "One row for each article")
        assert "with the same text" not in d.text
        await d.press("z")
        await d.sees("Z folds them")
        await d.press("Z")
        await d.sees("The Harbour Light + 7", "1 of 2", "One row for each text.")
        assert "copies too" not in d.text


async def test_whether_copies_have_rows_is_remembered(open_app: OpenApp, wired: Path, tmp_path: Path) -> None:
    kept = Settings(tmp_path / "settings.json")
    async with open_app(wired, size=(200, 70), query="aground kestrel", settings=kept) as d:
        await d.sees("1 of 2")
        await d.press("Z")
        await d.sees("1 of 9")
    again = Settings.load(kept.path)
    async with open_app(wired, size=(200, 70), query="aground kestrel", settings=again) as d:
        await d.sees("1 of 9", "by relevance, copies too")
        await d.press("Z")
        await d.sees("The Harbour Light + 7", "1 of 2")
    assert Settings.load(kept.path).one_row_a_text


async def test_facets_count_what_has_rows(open_app: OpenApp, wired: Path) -> None:
    def count() -> str:
        return next(line for line in d.lines() if "year " in line).split()[-1]

    async with open_app(wired, size=(200, 70), query="aground kestrel") as d:
        await d.sees("1 of 2", "year ")
        await d.until(lambda: count() == "2")
        await d.press("Z")
        await d.sees("1 of 9")
        await d.until(lambda: count() == "9")


async def test_an_edited_copy_whose_article_shares_another_row_is_listed(open_app: OpenApp, wired: Path) -> None:
    async with open_app(wired, size=(200, 70), query="aground kestrel outlet:quay") as d:
        await d.sees("2 articles in", "▸ 2 versions")
        assert "with the same text" not in d.text


async def test_help_says_what_both_keys_do(open_app: OpenApp, wired: Path) -> None:
    async with open_app(wired, size=(120, 60), query="aground kestrel") as d:
        await d.sees("The Harbour Light + 7")
        await d.press("?")
        await d.sees("list what has the same text, and", "a row for each text, or for each")
