from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import Changes, Edition, Hit, PartialDate
from tests.copied_texts import EDITED, OTHER, OWN, WIRE, text_of
from tests.interface.conftest import OpenApp
from tests.interface.fake_archive import FakeArchive, jobs_on
from tui.screens.changes import ChangesScreen
from tui.screens.reader import ReaderScreen
from tui.screens.search import SearchScreen
from tui.screens.story import StoryScreen


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """An archive in which one outlet has an article on three days, and others have other articles."""
    folder = tmp_path / "edited"
    folder.mkdir()
    (folder / "first.md").write_text(text_of("Grid fails", "Haldon Herald", "2019-02-02", WIRE, OWN))
    (folder / "second.md").write_text(text_of("Grid fails", "Haldon Herald", "2019-02-03", EDITED, OWN))
    (folder / "third.md").write_text(
        text_of("Grid fails for a night", "Haldon Herald", "2019-02-05", EDITED, OWN, "It is over.")
    )
    (folder / "post.md").write_text(
        text_of("Power cut at night", "Coast Post", "2019-02-04", OTHER, "The grid failed.")
    )
    path = tmp_path / "archive-of-versions"
    with Archive.open(path) as opened:
        for _ in opened.add([folder]):
            pass
    return path


async def test_versions_share_a_row_and_unfold_below_it(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, size=(200, 50), query="grid outlet:haldon") as d:
        await d.sees("▸ 3 versions: 2, 3, 5 Feb 2019", "3 articles in", "1 of 3")
        await d.press("z")
        await d.sees("▾ 3 versions", "├ ", "version 1 of 3", "version 3 of 3")
        await d.press("z")
        await d.sees("▸ 3 versions")
        assert "├ " not in d.text


async def test_a_version_below_its_article_opens_and_goes_into_the_tray(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="nearly 38,000 outlet:haldon") as d:
        await d.sees("▸ 3 versions")
        await d.press("z", "j")
        await d.sees("version 1 of 3", "the first version")
        await d.press("c")
        await d.sees("▪ tray", "tray 1")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen) and d.app.screen.article is not None)
        assert isinstance(d.app.screen, ReaderScreen)
        assert d.app.screen.article is not None
        assert str(d.app.screen.article.published) == "2019-02-02"
        await d.sees("version 1 of 3   v changes")
        await d.press("J")
        await d.until(
            lambda: (
                isinstance(d.app.screen, ReaderScreen)
                and d.app.screen.article is not None
                and str(d.app.screen.article.published) != "2019-02-02"
            )
        )


async def test_what_was_changed_stands_below_the_day_of_a_version(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="grid outlet:haldon date:2019-02-05") as d:
        await d.sees("1 of 1", "▸ 3 versions")
        await d.press("z")
        await d.sees("1 change since 2 Feb 2019", "nearly 38,000")
        assert isinstance(d.app.screen, SearchScreen)
        await d.press("j", "j", "m")
        await d.sees("tray 1")


MANY = 50
"""Hits of :class:`Edited`, of which every fifth is an edition of the first one."""


class Edited(FakeArchive):
    """Pages of hits on which versions of one article stand far apart."""

    def __init__(self) -> None:
        super().__init__(MANY)

    def _hit(self, index: int, query: str) -> Hit:
        hit = super()._hit(index, query)
        return hit if index % 5 else replace(hit, editions=self.all())

    def all(self) -> tuple[Edition, ...]:
        return tuple(
            Edition(f"id{number}", f"Headline {number}", PartialDate("2019-03-12")) for number in range(0, MANY, 5)
        )

    def changes(self, old: str, new: str) -> Changes:
        return Changes(self.article(old), self.article(new), ())

    def versions(self, id: str) -> tuple[()]:
        return ()


async def test_rows_grow_fewer_as_pages_tell_of_versions_and_the_current_one_stays(open_app: OpenApp) -> None:
    async with open_app(jobs=jobs_on(Edited()), query="kites") as d:
        await d.sees("Headline 1 for kites")
        screen = d.app.screen
        assert isinstance(screen, SearchScreen)
        results = screen.panes.results
        # Of the first twenty three are folded into the first.
        assert results.count == MANY - 3
        await d.press("G")
        await d.sees("Headline 49 for kites")
        last = results.hit()
        assert last is not None
        assert (last.id, results.rank) == ("id49", 50)
        await d.press("g")
        await d.sees("1 of 50")
        for _ in range(MANY):
            await d.press("j")
        await d.until(lambda: results.count == MANY - 9)
        assert results.hit() is not None
        assert [hit.id for hit in map(results.hit, range(6)) if hit is not None] == [
            "id0", "id1", "id2", "id3", "id4", "id6",
        ]  # fmt: skip
        await d.press("g", "z")
        await d.until(lambda: results.count == MANY)
        await d.sees("▾ 10 versions", "├ Tue 12 Mar 2019   Headlin…", "the same words as the version before")
        await d.press("j", "j")
        second = results.hit()
        assert second is not None
        assert (second.id, results.rank) == ("id10", 11)
        await d.press("z")
        first = results.hit()
        assert first is not None
        assert (first.id, results.count) == ("id0", MANY - 9)


async def test_the_reader_walks_over_what_is_folded(open_app: OpenApp) -> None:
    async with open_app(jobs=jobs_on(Edited()), query="kites") as d:
        await d.sees("Headline 1 for kites")
        await d.press("j", "j", "j", "j", "enter")
        await d.sees("5 of 50")
        await d.press("J")
        await d.sees("7 of 50")
        await d.press("K")
        await d.sees("5 of 50")


async def test_an_article_without_versions_says_so(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="outlet:coast") as d:
        await d.sees("Power cut at night")
        await d.press("z")
        await d.sees("no other version of it is known.")


async def test_v_lays_versions_side_by_side_and_walks_from_one_to_the_next(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="outlet:haldon date:2019-02-05") as d:
        await d.sees("1 of 1")
        await d.press("v")
        await d.until(lambda: isinstance(d.app.screen, ChangesScreen))
        await d.sees("version 3 of 3", "another headline, 1 added", "Headline: Grid fails for a night", "+ for a night")
        await d.press("n")
        await d.sees("+ It is over.", "+ added")
        await d.press("K")
        await d.sees("version 2 of 3", "1 reworded", "− forty thousand", "+ nearly 38,000")
        assert "Nobody had been told" in d.text
        await d.press("v")
        await d.until(lambda: "Nobody had been told" not in d.text)
        await d.sees("nearly 38,000")
        await d.press("K")
        await d.sees("This is the first version that was changed.")
        await d.press("tab", "enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("Saturday 2 February 2019")


async def test_what_a_file_said_before_it_was_changed_is_reported(open_app: OpenApp, edited: Path) -> None:
    path = edited.parent / "edited" / "post.md"
    path.write_text(text_of("Power cut at night", "Coast Post", "2019-02-04", OTHER, "The grid failed twice."))
    with Archive.open(edited) as opened:
        for _ in opened.add([path]):
            pass
    async with open_app(edited, query="outlet:coast") as d:
        await d.sees("Power cut at night")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen) and d.app.screen.article is not None)
        await d.press("v")
        await d.sees("before it was changed", "as it is now", "1 reworded", "+ twice")
        await d.press("tab", "enter")
        await d.sees("This version was replaced")


async def test_an_article_of_one_version_says_so(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="outlet:coast") as d:
        await d.sees("Power cut at night")
        await d.press("v")
        await d.sees("The archive has one version of this article.")
        await d.press("J", "n", "v", "enter", "C", "q")
        await d.until(lambda: isinstance(d.app.screen, SearchScreen))


async def test_versions_share_a_row_of_their_story_and_the_newest_leads(open_app: OpenApp, edited: Path) -> None:
    async with open_app(edited, query="outlet:haldon") as d:
        await d.sees("3 articles in")
        await d.press("s")
        await d.sees("Haldon Herald")
        await d.press(*(["j"] if "▌ Power" in d.text else []), "o")
        await d.until(lambda: isinstance(d.app.screen, StoryScreen))
        await d.sees("▸ 3 versions: 2, 3, 5 Feb 2019", "Grid fails for a night")
        assert "Sun 3 Feb 2019" not in d.text
        await d.press("G", "z")
        await d.sees("▾ 3 versions", "├ Grid fails", "Sun 3 Feb 2019", "Sat 2 Feb 2019")
        await d.press("j", "v")
        await d.until(lambda: isinstance(d.app.screen, ChangesScreen))
        await d.sees("version 2 of 3")
        await d.press("q", "z")
        await d.sees("▸ 3 versions")
        assert "├ " not in d.text
