"""Hidden lines in one place: folded into one line, opened, kept together here or at the outlet, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tui.screens.reader import ReaderScreen

PARAGRAPHS = (
    "The harbour council voted late on Monday to close the old swing bridge for at least {n} months of repairs.",
    "Engineers who inspected the bridge in March found that {n} of its bearings had worn through completely, it said.",
    "About {n},400 cars cross the bridge each day, and the nearest other crossing lies {n} kilometres up the river.",
)
JUNK = ("Sign up for our daily newsletter", "Share on Facebook", "© 2021 Harbour Bell. All rights reserved.")


def page(number: int, below: Sequence[str], menu: str = "") -> str:
    body = "".join(f"<p>{paragraph.format(n=number * 7 + i)}</p>" for i, paragraph in enumerate(PARAGRAPHS))
    junk = "".join(f"<p>{line}</p>" for line in below)
    return (
        f"<html><head><title>Bridge closes, part {number}</title><meta property='og:site_name' content='Harbour Bell'>"
        f"</head><body>{menu}<article><h1>Bridge closes, part {number}</h1>{body}{junk}</article></body></html>"
    )


def made(folder: Path, *pages: str) -> Path:
    """An archive of these pages."""
    for number, text in enumerate(pages):
        (folder / f"{number}.html").write_text(text)
    with Archive.open(folder / "archive") as archive:
        list(archive.add([folder / f"{number}.html" for number in range(len(pages))]))
    return folder / "archive"


async def opened(d: Any) -> ReaderScreen:
    await d.until(lambda: d.app.screen.panes.results.hit() is not None)
    await d.press("enter")
    await d.until(lambda: isinstance(d.app.screen, ReaderScreen) and d.app.screen.article is not None)
    screen = d.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


async def at_the_group(d: Any, screen: ReaderScreen) -> None:
    """Show the hidden lines, and go to the last group of them."""
    await d.press("h", "G")
    for _ in range(12):
        if (stop := screen.view.state.hidden) is not None and stop.group:
            return
        await d.press("right_square_bracket")
    raise AssertionError(d.text)


async def test_two_hundred_hidden_lines_are_one_line_that_opens_and_is_kept(open_app: Any, tmp_path: Path) -> None:
    teasers = [f"Read more: The ferry number {n} that nobody wanted" for n in range(200)]
    async with open_app(made(tmp_path, page(1, [*JUNK, *teasers])), query="bridge", size=(80, 24)) as d:
        screen = await opened(d)
        await d.press("G")
        await d.sees("203 lines hidden: 200 teasers, 1 promo", "h shows them")
        await at_the_group(d, screen)
        await d.sees("… 203 lines hidden: 200 teasers, 1 promo, 2 others", "a keep them here", "A at the outlet")
        assert "Sign up" not in d.text
        height = screen.view.virtual_size.height
        await d.press("enter")
        await d.sees("┌ 203 lines hidden", "┆ Sign up for our daily newsletter")
        assert screen.view.virtual_size.height > height + 200
        await d.press("right_square_bracket")
        await d.sees("a keep it here")
        # The line that was kept is above the others, which stay open.
        await d.press("a")
        await d.sees("the line is back", "┌ 202 lines hidden", "┆ Share on Facebook")
        await d.press("u")
        await d.sees("┌ 203 lines hidden")


async def test_one_line_of_a_mixed_group_is_kept_and_what_is_left_is_counted(open_app: Any, tmp_path: Path) -> None:
    teaser, mark = "Read more: The ferry nobody wanted", "Advertisement"
    junk = (JUNK[0], mark, teaser, mark, JUNK[2])
    async with open_app(made(tmp_path, page(1, junk)), query="bridge") as d:
        screen = await opened(d)
        await at_the_group(d, screen)
        await d.press("enter", *["right_square_bracket"] * 3)
        await d.sees("a keep it here")
        await d.press("a")
        await d.sees(
            "the line is back", "┌ 2 lines hidden: 1 promo, 1 advertisement", "┌ 2 lines hidden: 1 advertisement"
        )
        state = screen.view.state
        assert state.article is not None and state.passage is not None and state.hidden is None
        assert state.article.text[slice(*state.passage)] == teaser
        # It is hidden again, and still the current line.
        await d.press("u")
        await d.sees("┌ 5 lines hidden")
        await d.until(lambda: state.hidden_line is not None)
        assert state.article.content.hidden[state.hidden_line or 0].text == teaser
        await d.press("left_square_bracket", "a")
        await d.sees("2 lines are back", teaser)
        assert screen.article is not None and screen.article.text.count(mark) == 2
        assert [line.text for line in screen.article.content.hidden] == [JUNK[0], teaser, JUNK[2]]


async def test_a_group_is_kept_for_the_outlet_listed_and_undone(open_app: Any, tmp_path: Path) -> None:
    junk = (*JUNK, "Advertisement")
    folder = made(tmp_path, page(1, junk), page(2, junk))
    async with open_app(folder, query="bridge") as d:
        screen = await opened(d)
        await at_the_group(d, screen)
        await d.press("A")
        await d.sees("4 lines are back at the outlet", "u undoes")
        await d.until(lambda: screen.article is not None and screen.article.version == 2)
        assert screen.article is not None
        assert all(line in screen.article.text for line in junk)
        await d.press("R")
        await d.sees(f"{JUNK[0]}  and 3 lines below it", "kept everywhere in Harbour Bell")
        await d.press("q", "J")
        await d.until(lambda: d.app.screen is screen or d.app.screen.article is not None)
        await d.press("u")
        await d.sees("undone: the 4 lines are no longer kept at the outlet")
    with Archive.open(folder) as archive:
        assert archive.rules() == ()
        assert all(JUNK[0] not in archive.article(hit.id).text for hit in archive.search("bridge").hits)


async def test_a_group_kept_in_two_articles_is_kept_at_the_outlet_and_the_message_says_why(
    open_app: Any, tmp_path: Path
) -> None:
    folder = made(tmp_path, page(1, JUNK), page(2, JUNK), page(3, JUNK))
    with Archive.open(folder) as archive:
        hits = archive.search("bridge").hits
        archive.keep(hits[1].id, range(len(JUNK)))
    async with open_app(folder, query="bridge") as d:
        screen = await opened(d)
        assert screen.article is not None and JUNK[0] not in screen.article.text
        await at_the_group(d, screen)
        await d.press("a")
        await d.sees("kept at the outlet: you kept these lines in two of its articles", "u undoes")
    with Archive.open(folder) as archive:
        assert all(JUNK[0] in archive.article(hit.id).text for hit in archive.search("bridge").hits)


async def test_a_click_goes_to_a_group_and_the_next_one_opens_it(open_app: Any, tmp_path: Path) -> None:
    async with open_app(made(tmp_path, page(1, (*JUNK, "Advertisement"))), query="bridge") as d:
        screen = await opened(d)
        await d.press("h", "G")
        await d.sees("… 4 lines hidden")
        y, line = next((y, line) for y, line in enumerate(d.lines()) if "… 4 lines hidden" in line)
        for seen in ("… 4 lines", "┌ 4 lines", "… 4 lines"):
            await d.pilot.click(offset=(line.index("4 lines"), y))
            await d.sees(seen)
            stop = screen.view.state.hidden
            assert stop is not None and len(stop.group) == 4


@pytest.mark.parametrize(
    ("below", "menu", "said"),
    [
        ((), "<nav>Home</nav>", "No line is hidden; menus"),
        ((), "", "Nothing is hidden of the text that was read"),
        (("Sign up for our daily newsletter",), "<nav>Home</nav>", "1 line hidden: promo"),
    ],
)
async def test_h_says_what_is_hidden_and_what_is_left_out_of_a_page(
    open_app: Any, tmp_path: Path, below: tuple[str, ...], menu: str, said: str
) -> None:
    async with open_app(made(tmp_path, page(1, below, menu)), query="bridge") as d:
        await opened(d)
        await d.press("h")
        await d.sees(said)
