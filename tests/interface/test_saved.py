"""Saved searches in the reader: named, listed with what is new, asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from tests.interface.conftest import ARTICLES, OpenApp
from tui.screens.saved_searches import SavedScreen
from tui.screens.search import SearchScreen


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An archive to be changed."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in ("harbour.md", "orchard.md"):
        (folder / name).write_text(ARTICLES[name], encoding="utf-8")
    with Archive.open(tmp_path / "own") as opened:
        list(opened.add([folder]))
    return tmp_path / "own"


async def test_a_query_is_saved_under_a_name_and_asked_again(open_app: OpenApp, own: Path, tmp_path: Path) -> None:
    async with open_app(own) as d:
        await d.type("crane")
        await d.sees("1 article in")
        await d.press("enter", "ctrl+s")
        await d.until(lambda: isinstance(d.app.screen, SavedScreen))
        await d.sees("save as", "No search is saved", "enter save")
        await d.press("end")
        await d.type("s of Quay")
        await d.press("enter")
        await d.sees("1 search", "cranes of Quay", "1 article", "saved as cranes of Quay")
        assert "save as" not in d.text
        ledger = tmp_path / "ledger.md"
        ledger.write_text(ARTICLES["ledger.md"], encoding="utf-8")
        await d.press("q", "i")
        await d.type(str(ledger))
        await d.press("enter")
        await d.sees("1 new for 'cranes of Quay'")
        await d.press("escape")
        await d.until(lambda: isinstance(d.app.screen, SearchScreen))
        await d.press("ctrl+s")
        await d.sees("1 search, 1 with new hits", "1 new   2 articles")
        # The query is saved: there is nothing to name, and the list has the focus.
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, SearchScreen))
        await d.sees("crane", "2 articles in")
        await d.press("ctrl+s")
        await d.sees("2 articles")
        assert "1 new" not in d.text
        await d.press("d")
        await d.sees("No search is saved")


async def test_filters_and_order_are_saved_too(open_app: OpenApp, own: Path) -> None:
    async with open_app(own, query="crane OR frost") as d:
        await d.sees("2 articles in")
        await d.press("f", "enter")
        await d.sees("1 article in")
        await d.press("f", "S", "ctrl+s")
        await d.sees("save as")
        await d.press("enter")
        await d.sees("1 search", "1 article")
        with Archive.open(own) as opened:
            (saved,) = opened.saved.all()
            assert saved.error == ""
            assert (saved.total, saved.sort) == (1, "newest")


async def test_a_name_that_is_taken_is_refused(open_app: OpenApp, own: Path) -> None:
    with Archive.open(own) as opened:
        opened.saved.save("crane", "frost")
    async with open_app(own, query="crane") as d:
        await d.sees("1 article in")
        await d.press("ctrl+s")
        await d.sees("save as", "frost")
        await d.press("enter")
        await d.sees("There is a search crane already: frost")
        await d.press("escape")
        await d.press("n")
        await d.type("2")
        await d.press("enter")
        await d.sees("2 searches")


async def test_without_a_query_the_list_opens(open_app: OpenApp, own: Path) -> None:
    async with open_app(own) as d:
        await d.sees("2 articles")
        await d.press("ctrl+s")
        await d.sees("No search is saved")
        assert "save as" not in d.text
        await d.press("n")
        await d.sees("There is no query to save")
