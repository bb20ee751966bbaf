from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from tests.copied_texts import EDITED, OTHER, OWN, WIRE, text_of
from tests.interface.conftest import OpenApp
from tui.screens.changes import ChangesScreen
from tui.screens.compare import CompareScreen
from tui.screens.copied_texts import CopiedScreen
from tui.screens.reader import ReaderScreen
from tui.screens.reuse import ReuseScreen


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """An archive in which an article has two versions, and another outlet a copy."""
    folder = tmp_path / "copied"
    folder.mkdir()
    (folder / "first.md").write_text(text_of("Grid fails", "Haldon Herald", "2019-02-02", WIRE, OWN))
    (folder / "second.md").write_text(text_of("Grid fails", "Haldon Herald", "2019-02-03", EDITED, OWN))
    (folder / "post.md").write_text(text_of("Power cut at night", "Coast Post", "2019-02-04", WIRE, OWN))
    (folder / "music.md").write_text(text_of("A prize", "Dale Times", "2019-02-05", OTHER))
    path = tmp_path / "archive-of-copies"
    with Archive.open(path) as opened:
        for _ in opened.add([folder]):
            pass
    return path


async def test_the_reader_says_who_has_the_text_and_w_lists_and_compares_them(open_app: OpenApp, copied: Path) -> None:
    async with open_app(copied, query="outlet:coast grid") as d:
        await d.sees("Power cut at night")
        await d.press("enter", "enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("─ 100 % also in Haldon Herald (earlier) and 1 more ─", "w shows ─")
        await d.press("w")
        await d.until(lambda: isinstance(d.app.screen, ReuseScreen))
        await d.sees("2 articles", "copy", "it was earlier")
        await d.sees("2 outlets", "source Haldon Herald", "(first published)")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, CompareScreen))


async def test_what_was_changed_between_two_versions_is_shown_and_left_again(open_app: OpenApp, copied: Path) -> None:
    async with open_app(copied, query="date:2019-02-02 grid") as d:
        await d.sees("Grid fails")
        await d.press("enter", "enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.press("w")
        await d.sees("near-duplicate")
        await d.press(*(["j"] if "▌Coast" in d.text else []), "w")
        await d.until(lambda: isinstance(d.app.screen, ChangesScreen))
        await d.sees("1 reworded", "2 Feb 2019", "3 Feb 2019", "forty thousand", "nearly 38,000")
        await d.press("J")
        await d.sees("These are two articles")
        await d.press("q")
        await d.sees("near-duplicate")
        await d.press("q")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))


async def test_an_article_without_copies_says_so(open_app: OpenApp, copied: Path) -> None:
    async with open_app(copied, query="outlet:dale prize") as d:
        await d.sees("A prize")
        await d.press("enter", "enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.press("w")
        await d.sees("No other article of this archive has text from it.")


async def test_results_tell_copies(open_app: OpenApp, copied: Path) -> None:
    async with open_app(copied, query="grid failed") as d:
        await d.sees("+ 1 same text", "▸ 2 versions")


async def test_all_texts_that_several_have_are_listed_and_compared(open_app: OpenApp, copied: Path) -> None:
    async with open_app(copied, query="outlet:dale prize") as d:
        await d.sees("A prize")
        await d.press("enter", "W")
        await d.until(lambda: isinstance(d.app.screen, CopiedScreen))
        await d.sees("1 text in several articles", "Grid fails", "3 copies", "Haldon Herald, Coast Post")
        await d.sees("source Haldon Herald", "(first published)")
        await d.press("w")
        await d.until(lambda: isinstance(d.app.screen, ReuseScreen))
        await d.press("q", "r")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.press("q", "enter")
        await d.until(lambda: isinstance(d.app.screen, CompareScreen))
        await d.sees("HALDON HERALD", "COAST POST")


async def test_an_archive_without_copies_has_no_list_of_them(open_app: OpenApp, tmp_path: Path) -> None:
    path = tmp_path / "archive-without-copies"
    (tmp_path / "music.md").write_text(text_of("A prize", "Dale Times", "2019-02-05", OTHER))
    with Archive.open(path) as opened:
        for _ in opened.add([tmp_path / "music.md"]):
            pass
    async with open_app(path, query="prize") as d:
        await d.sees("A prize")
        await d.press("enter", "W")
        await d.sees("No article of this archive has text from another.")


async def test_copies_of_an_article_that_was_removed_are_not_looked_for_for_ever(
    open_app: OpenApp, copied: Path
) -> None:
    async with open_app(copied, query="outlet:coast grid") as d:
        await d.sees("Power cut at night")
        await d.press("enter", "enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("w shows ─")
        with Archive.open(copied) as opened:
            opened.remove([hit.id for hit in opened.search("outlet:coast").hits])
        await d.press("w")
        await d.sees("This article is no longer in the archive.")
        assert "Looking for copies" not in d.text
