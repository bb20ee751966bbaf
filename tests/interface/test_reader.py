from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.errors import UnknownArticle
from index.model import Article, CleanArticle, Coverage, HiddenLine, Metadata, PartialDate, Passage
from tui import messages
from tui.jobs import desktop
from tui.rendering.article.gutter import Gutter
from tui.screens.reader import ReaderScreen
from tui.settings import Settings
from tui.widgets import frame_parts


def reader(open_app: Any) -> ReaderScreen:
    screen = open_app.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def account(first: int) -> str:
    return "\n\n".join(
        f"Witness {i} told the court that cart {i * 7} had passed at dawn." for i in range(first, first + 80)
    )


async def opened(open_app: Any) -> ReaderScreen:
    await open_app.until(lambda: open_app.app.screen.panes.results.hit() is not None)
    await open_app.press("enter")
    await open_app.until(
        lambda: isinstance(open_app.app.screen, ReaderScreen) and open_app.app.screen.article is not None
    )
    return reader(open_app)


@pytest.fixture
def own_archive(archive: Path, tmp_path: Path) -> Path:
    return shutil.copytree(archive, tmp_path / "own")


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "a-tool"

    monkeypatch.setattr(desktop, "copy", copy)
    yield copied


async def test_the_article_is_set_apart_from_what_is_said_about_it(open_app: Any) -> None:
    async with open_app(query="crane scrapped") as d:
        await opened(d)
        await d.sees(
            "Crane topples in Vessel Quay gale",
            "QUAY HERALD   Tuesday 3 April 2018   by Ines Dorn",
            "A harbour crane toppled across Vessel Quay",
            "https://quay.example/crane",
            "#port · #weather",
        )
        lines = d.lines()
        column = next(line for line in lines if "A harbour crane" in line).index("A harbour")
        assert all(line[column:].startswith("Crane") for line in lines if "Crane topples" in line)


async def test_found_words_are_walked_round_and_round(open_app: Any) -> None:
    async with open_app(query="crane", size=(80, 24)) as d:
        screen = await opened(d)
        found = len(screen.view.state.found)
        assert found >= 2
        await d.sees(f"hit {screen.view.state.found_at + 1}/{found}")
        at = screen.view.state.found_at
        for step in range(1, found + 2):
            await d.press("n")
            assert screen.view.state.found_at == (at + step) % found
        await d.press("N")
        await d.sees(f"hit {(at + found) % found + 1}/{found}")
        start, end = screen.view.state.found[screen.view.state.found_at]
        assert screen.article is not None
        assert screen.article.text[start:end].lower().startswith("crane")


async def test_a_hit_opens_on_its_passage(open_app: Any, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(
        f"A headline of its own\n\n{account(0)}\n\nThe zeppelin landed at dusk.\n\n{account(80)}\n"
    )
    with Archive.open(tmp_path / "a") as archive:
        list(archive.add([tmp_path / "long.txt"]))
    async with open_app(tmp_path / "a", query="zeppelin", size=(80, 24)) as d:
        screen = await opened(d)
        await d.sees("The zeppelin landed at dusk.", "hit 1/1")
        assert screen.view.scroll_offset.y > 20
        await d.press("g")
        assert screen.view.scroll_offset.y == 0
        await d.press("G", "space", "b", "ctrl+d", "ctrl+u", "j", "k")
        await d.press("n")
        await d.sees("The zeppelin landed at dusk.")


async def test_where_an_article_was_left_is_remembered(open_app: Any, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"A headline of its own\n\n{account(0)}\n")
    with Archive.open(tmp_path / "a") as archive:
        list(archive.add([tmp_path / "long.txt"]))
    async with open_app(tmp_path / "a", size=(80, 24)) as d:
        await d.press("enter")
        await opened(d)
        await d.press("space", "space", "space")
        line = d.lines()[4]
        assert "Witness" in d.text
    async with open_app(tmp_path / "a", size=(80, 24), settings=Settings.load(tmp_path / "settings.json")) as d:
        await d.press("enter")
        await opened(d)
        await d.sees(line.strip())
        assert reader(d).view.scroll_offset.y > 20


async def test_passages_are_walked_and_the_bar_stands_beside_them(open_app: Any) -> None:
    async with open_app(query="harbour praised") as d:
        screen = await opened(d)
        await d.press("g")
        said = []
        for _ in range(9):
            assert screen.article is not None
            assert screen.view.state.passage is not None
            start, end = screen.view.state.passage
            said.append(screen.article.text[start:end])
            await d.press("right_square_bracket")
        assert said[-1] == said[-2] == "Its owner declined to speak."
        assert "▌ " in next(line for line in d.lines() if "declined to speak" in line)
        await d.press("left_square_bracket")
        assert screen.view.state.passage is not None
        assert screen.article is not None
        assert screen.article.text[slice(*screen.view.state.passage)].startswith("The crane, built in 1974")


async def test_hidden_lines_are_one_key_away_with_their_reason(open_app: Any) -> None:
    async with open_app(query="crane scrapped") as d:
        await opened(d)
        await d.sees("1 line hidden: promo")
        assert "Sign up" not in d.text
        await d.press("h")
        await d.sees("Sign up for our newsletter", "newsletter")
        assert "lines hidden" not in d.text
        await d.press("h")
        await d.sees("1 line hidden")


async def test_the_source_is_one_key_away_and_back(open_app: Any) -> None:
    async with open_app(query="crane scrapped") as d:
        await opened(d)
        await d.press("r")
        await d.sees("as it was imported", "Sign up for our newsletter")
        await d.press("escape")
        await d.sees("1 line hidden")


async def test_the_source_gives_way_to_where_one_was(open_app: Any, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"A headline of its own\n\n{account(0)}\n")
    with Archive.open(tmp_path / "a") as archive:
        list(archive.add([tmp_path / "long.txt"]))
    async with open_app(tmp_path / "a", size=(80, 24)) as d:
        await d.press("enter")
        screen = await opened(d)
        await d.press("space", "space", "right_square_bracket")
        place, passage = screen.view.scroll_offset.y, screen.view.state.passage
        await d.press("r")
        await d.sees("as it was imported")
        await d.press("G", "right_square_bracket", "n", "r")
        assert (screen.view.scroll_offset.y, screen.view.state.passage) == (place, passage)


async def test_a_wide_window_gets_a_second_column_and_no_longer_lines(open_app: Any, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"A headline of its own\n\n{account(0)}\n")
    with Archive.open(tmp_path / "a") as archive:
        list(archive.add([tmp_path / "long.txt"]))
    async with open_app(tmp_path / "a", size=(200, 50)) as d:
        await d.press("enter")
        screen = await opened(d)
        assert len(screen.view.sheet.lefts) == 2
        # The screen has two cells of margin.
        columns = [
            [line[left + 2 :].split()[1] for line in d.lines() if line[left + 2 :].startswith("Witness")]
            for left in screen.view.sheet.lefts
        ]
        numbers = [int(number) for column in columns for number in column]
        assert len(columns[1]) > 10
        assert numbers == list(range(len(numbers)))
        await d.press("G")
        await d.sees("Witness 79", "long.txt")
        await d.press("g")
        before = screen.view.page.top_offset(screen.view.scroll_offset.y)
        await d.press("space")
        assert screen.view.page.top_offset(screen.view.scroll_offset.y) > before
        await d.pilot.resize_terminal(120, 40)
        await d.until(lambda: len(screen.view.sheet.lefts) == 1)
        await d.pilot.resize_terminal(200, 50)
        await d.until(lambda: len(screen.view.sheet.lefts) == 2)
        await d.press("g")
        left = screen.view.sheet.lefts[1]
        y, line = next((y, ln) for y, ln in enumerate(d.lines()) if ln[left + 2 :].startswith("Witness"))
        await d.pilot.click(offset=(left + 5, y))
        assert screen.article is not None
        assert screen.view.state.passage is not None
        assert screen.article.text[slice(*screen.view.state.passage)] == line[left + 2 :].strip()


async def test_finding_in_the_article_and_dropping_it(open_app: Any) -> None:
    async with open_app(query="crane scrapped") as d:
        screen = await opened(d)
        asked = screen.view.state.matches
        await d.press("slash")
        await d.type("nobody  stood")
        await d.sees("1 place", "hit 1/1")
        await d.press("enter", "n")
        assert screen.view.has_focus
        await d.press("escape")
        assert screen.view.state.matches == asked
        await d.press("slash")
        await d.type("qJr")
        await d.sees("0 places")
        await d.press("escape")
        assert screen.view.has_focus
        assert screen.view.state.matches == asked


async def test_a_line_is_hidden_and_brought_back(open_app: Any, own_archive: Path) -> None:
    async with open_app(own_archive, query="frost orchards") as d:
        screen = await opened(d)
        await d.press("g")
        await d.press("a")
        await d.sees("hidden; h shows it")
        await d.until(lambda: "Growers in the upper vale" not in d.text)
        assert screen.article is not None
        assert screen.article.version == 2
        await d.press("u")
        await d.sees("Growers in the upper vale")


async def test_a_hidden_line_is_walked_to_and_kept(open_app: Any, own_archive: Path) -> None:
    async with open_app(own_archive, query="crane scrapped") as d:
        screen = await opened(d)
        await d.press("G")
        for _ in range(9):
            await d.press("right_square_bracket")
        await d.sees("J K article")
        await d.press("h", *["right_square_bracket"] * 9)
        await d.sees("a keep it here", "A at the outlet")
        assert any("▌" in line and "┆ Sign up for our newsletter" in line for line in d.lines())
        await d.press("left_square_bracket")
        assert not any("▌" in line and "Sign up" in line for line in d.lines())
        await d.press("right_square_bracket", "a")
        await d.sees("the line is back", "u undoes")
        await d.until(lambda: screen.article is not None and screen.article.version == 2)
        assert screen.article is not None
        assert screen.article.text.endswith("in your inbox.")
        await d.until(lambda: "┆" not in d.text)
        await d.press("u")
        await d.sees("undone: the line is no longer kept", "┆ Sign up")
        assert "Sign up" not in screen.article.text


async def test_a_kept_line_of_an_outlet_is_listed_and_forgotten(open_app: Any, own_archive: Path) -> None:
    async with open_app(own_archive, query="crane scrapped") as d:
        screen = await opened(d)
        await d.press("h", "G", *["right_square_bracket"] * 9, "A")
        await d.sees("the line is back at the outlet")
        await d.press("R")
        await d.sees("Lines hidden and kept", "1 rule", "kept everywhere in Quay Herald", "Sign up for our newsletter")
        await d.press("d")
        await d.sees("rule 1 is removed", "You hid and kept no line.")
        await d.press("q")
        await d.until(lambda: screen.article is not None and screen.article.version == 3)
        await d.sees("┆ Sign up")


async def test_a_rule_opens_the_article_that_it_was_made_in(open_app: Any, own_archive: Path) -> None:
    async with open_app(own_archive, query="frost orchards") as d:
        first = await opened(d)
        await d.press("g", "a")
        await d.sees("hidden; h shows it")
        await d.press("R")
        await d.sees("hidden in “Late frost spares the orchards”")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen) and d.app.screen is not first)
        await d.sees("Late frost spares the orchards")


LINKED = (
    "<html><head><title>A weir for the Senn</title><meta property='og:site_name' content='Vale Courier'></head><body>"
    "<article><h1>A weir for the Senn</h1><p>The river Senn gets a weir of stone in spring, its council said, "
    "after <a href='https://vale.example/plan'>a plan of two years</a> was read out in the hall of the town.</p>"
    "<figure><img src='w.jpg'><figcaption>The place where the weir is to stand. Photo: R. Quill</figcaption></figure>"
    "<p>The county pays for most of it, and the rest comes out of a fund that was set up after the last flood.</p>"
    "</article></body></html>"
)


async def test_links_are_underlined_listed_opened_and_copied(
    open_app: Any, tmp_path: Path, clipboard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weir.html").write_text(LINKED)
    with Archive.open(tmp_path / "a") as archive:
        list(archive.add([tmp_path / "weir.html"]))
    browsed: list[str] = []

    def browse(url: str) -> str:
        browsed.append(url)
        return "opened"

    monkeypatch.setattr(desktop, "browse", browse)
    async with open_app(tmp_path / "a", query="weir") as d:
        screen = await opened(d)
        assert screen.article is not None
        await d.press("l")
        await d.sees("1 link", "a plan of two years", "https://vale.example/plan")
        await d.press("y", "enter")
        await d.until(lambda: browsed and clipboard)
        assert (browsed, clipboard) == (["https://vale.example/plan"], ["https://vale.example/plan"])


def shown_alone(content: CleanArticle) -> Article:
    return Article("x", 1, "x", "", ("x.html",), content)


async def test_a_caption_stands_dimmed_in_its_place_and_is_not_found(open_app: Any) -> None:
    hidden = (HiddenLine(None, 11, "The square on Friday.", "caption"), HiddenLine(None, 0, "Menu", "navigation"))
    content = CleanArticle(Metadata(headline="Flood"), "It began.\n\nIt ended.", ((0, 9), (11, 20)), hidden)
    async with open_app(query="crane scrapped") as d:
        screen = await opened(d)
        screen.view.show(shown_alone(content))
        await d.sees("The square on Friday.", "caption", "1 line hidden: “navigation”")
        lines = d.lines()
        place = [next(i for i, line in enumerate(lines) if words in line) for words in ("began", "square", "ended")]
        assert place == sorted(place)
        await d.press("g", "right_square_bracket")
        assert screen.view.state.hidden_line == 0
        await d.press("slash", *"square")
        await d.sees("0 places")


async def test_where_the_metadata_came_from_is_one_key_away(open_app: Any) -> None:
    about = Metadata(
        headline="Flood", outlet="Vale Courier", section="Local", published=PartialDate("2021-06-11T09:40+02:00"),
        updated=PartialDate("2021-06-11T18:20+02:00"),
    )  # fmt: skip
    origins = (("headline", "JSON-LD"), ("published", "the text"))
    content = CleanArticle(about, "It began.", ((0, 9),), flags=("day and month uncertain",), origins=origins)
    async with open_app(query="crane scrapped") as d:
        screen = await opened(d)
        screen.view.show(shown_alone(content))
        await d.sees("VALE COURIER   Local   Friday 11 June 2021, 09:40 UTC+2", "updated 18:20 UTC+2", "uncertain")
        await d.press("I")
        await d.sees("headline    JSON-LD", "published   the text")
        await d.press("I")
        await d.until(lambda: "JSON-LD" not in d.text)


async def test_nothing_to_undo_and_no_links_are_said(open_app: Any) -> None:
    async with open_app(query="frost orchards") as d:
        await opened(d)
        await d.press("u")
        await d.sees("There is nothing to undo")
        await d.press("l")
        await d.sees("This article has no links")


async def test_measure_is_changed_kept_inside_its_bounds_and_remembered(open_app: Any, tmp_path: Path) -> None:
    async with open_app(query="crane scrapped", size=(200, 50)) as d:
        screen = await opened(d)
        await d.press("plus")
        assert screen.view.sheet.measure == 70
        await d.press(*["minus"] * 40)
        assert screen.view.sheet.measure == 40
        await d.press(*["plus"] * 60)
        assert screen.view.sheet.measure == 100
    assert Settings.load(tmp_path / "settings.json").measure == 100


async def test_passages_are_copied_with_their_citation(open_app: Any, clipboard: list[str]) -> None:
    async with open_app(query='"nobody stood"') as d:
        await opened(d)
        await d.press("y")
        await d.sees("passage copied by a-tool")
        assert clipboard == ["Harbour master Leif Aubrey said nobody stood below the crane when it fell."]
        await d.press("Y")
        await d.sees("passage with its citation copied by a-tool")
        assert "Quay Herald" in clipboard[1] or "Morning Ledger" in clipboard[1]


async def test_without_a_tool_it_says_that_the_terminal_was_asked(
    open_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "copy", lambda text: "")
    async with open_app(query='"nobody stood"') as d:
        await opened(d)
        await d.press("y")
        await d.sees("passage sent to the terminal (OSC 52)")
        assert d.app.clipboard.startswith("Harbour master")


async def test_an_article_is_written_to_a_file_and_never_over_another(open_app: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json", export_folder=str(tmp_path))
    async with open_app(query="frost orchards", settings=settings) as d:
        await opened(d)
        await d.press("e")
        await d.sees("Written to")
        await d.press("e")
        await d.until(lambda: len(list(tmp_path.glob("*.md"))) == 2)
        assert "Growers in the upper vale" in min(tmp_path.glob("*.md")).read_text()


async def test_an_article_without_an_address_says_so(open_app: Any) -> None:
    async with open_app(query="frost orchards") as d:
        await opened(d)
        await d.press("o")
        await d.sees("This article has no web address")


async def test_an_unknown_article_is_reported_in_place(open_app: Any) -> None:
    async with open_app() as d:
        d.app.post_message(messages.OpenArticle("nosuchid"))
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("✕ ")
        await d.press("n", "N", "J", "h", "r", "c", "C", "p", "y", "Y", "o", "e", "a", "A", "u", "plus", "j", "G")
        await d.press("q")
        assert not isinstance(d.app.screen, ReaderScreen)


async def test_the_gutter_counts_other_outlets_with_a_sign_and_says_who_was_first(open_app: Any) -> None:
    async with open_app(query="crane scrapped") as d:
        screen = await opened(d)
        article = screen.article
        assert article is not None
        first, second = article.content.paragraphs[0], article.content.paragraphs[1]
        screen.view.state.gutter = Gutter(
            (
                Coverage(Passage(article.id, 1, *first, ""), ("A", "B"), "verbatim", True),
                Coverage(Passage(article.id, 1, *second, ""), ("A",), "related", False),
            )
        )
        screen.view.refresh()
        await d.pilot.pause()
        lines = d.lines()
        at = next(i for i, line in enumerate(lines) if "A harbour crane" in line)
        assert "2 ≡" in lines[at]
        assert "first" in lines[at + 1]
        assert "1 ~" in next(line for line in lines if "Harbour master" in line)


async def test_a_very_long_article_opens_scrolls_and_lands_anywhere(open_app: Any) -> None:
    paragraphs = [
        f"Paragraph {i} of the long report. " + "The clerk counted more barrels than before. " * 12 for i in range(3000)
    ]
    text = "\n\n".join(p.strip() for p in paragraphs)
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    hidden = (HiddenLine(3, 0, "Menu", "navigation"),)
    article = Article("x", 1, "x", "", ("x.txt",), CleanArticle(Metadata(headline="Long"), text, tuple(spans), hidden))
    async with open_app(query="crane scrapped") as d:
        screen = await opened(d)
        screen.view.show(article, land=spans[2500][0])
        await d.sees("Paragraph 2500 of the long report.")
        for _ in range(30):
            await d.press("b")
            assert "Paragraph" in d.text
        await d.press("G")
        await d.sees("Paragraph 2999 of")
        await d.press("g")
        await d.sees("Paragraph 0 of", "Long")


@dataclass
class Delayed:
    """Holds back the loading of an article until it is let go."""

    free: threading.Event = field(default_factory=threading.Event)
    asked: int = 0


@pytest.fixture
def delayed(monkeypatch: pytest.MonkeyPatch) -> Delayed:
    delay = Delayed()
    load = Archive.article

    def late(self: Archive, id: str, version: int | None = None) -> Article:
        delay.asked += 1
        delay.free.wait(120)
        return load(self, id, version)

    monkeypatch.setattr(Archive, "article", late)
    return delay


async def waiting(open_app: Any, delay: Delayed) -> ReaderScreen:
    await open_app.until(lambda: open_app.app.screen.panes.results.hit() is not None)
    await open_app.press("enter")
    await open_app.until(lambda: isinstance(open_app.app.screen, ReaderScreen) and delay.asked)
    assert reader(open_app).article is None
    return reader(open_app)


@pytest.mark.parametrize(
    ("pressed", "seen"),
    [
        (("c",), "tray 1"),
        (("h",), "hidden_shown"),
        (("Y",), "passage with its citation copied"),
        (("n", "n"), "hit 1/4"),
        (("]", "y"), "passage copied"),
        (("slash", "w", "a", "t", "c", "h"), "1 place"),
        (("o",), "opened"),
        (("r",), "as it was imported"),
        (("p",), "reports this"),
        (("c", "t"), "take out"),
    ],
)
async def test_keys_typed_before_the_article_has_come_count(
    open_app: Any,
    delayed: Delayed,
    clipboard: list[str],
    monkeypatch: pytest.MonkeyPatch,
    pressed: tuple[str, ...],
    seen: str,
) -> None:
    monkeypatch.setattr(desktop, "browse", lambda url: f"opened {url}")
    # What is said in the foot for a few seconds must not be gone before a busy machine looks.
    monkeypatch.setattr(frame_parts, "MESSAGE_SECONDS", 600.0)
    async with open_app(query="crane scrapped", size=(80, 24)) as d:
        screen = await waiting(d, delayed)
        await d.press(*pressed)
        assert screen.article is None
        delayed.free.set()
        await d.until(lambda: screen.article is not None)
        if seen == "hidden_shown":
            await d.until(lambda: screen.view.state.hidden_view.shown)
        else:
            await d.sees(seen)


async def test_keys_typed_ahead_keep_their_order(open_app: Any, delayed: Delayed, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    async with open_app(query="crane scrapped", settings=settings) as d:
        await waiting(d, delayed)
        await d.press("c", "q")
        assert isinstance(d.app.screen, ReaderScreen)
        delayed.free.set()
        await d.until(lambda: not isinstance(d.app.screen, ReaderScreen))
        await d.until(lambda: len(settings.tray) == 1)


async def test_what_is_typed_after_turning_to_the_next_article_is_meant_for_that(
    open_app: Any, delayed: Delayed, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    async with open_app(query="crane", settings=settings) as d:
        await waiting(d, delayed)
        d.app.simulate_key("c")
        d.app.simulate_key("J")
        d.app.simulate_key("c")
        delayed.free.set()
        await d.until(lambda: len(settings.tray) == 2)
        await d.sees("tray 2")


async def test_what_is_typed_after_the_last_article_is_meant_for_that(open_app: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    async with open_app(query="scrapped", settings=settings) as d:
        screen = await opened(d)
        await d.press("J", "c")
        await d.until(lambda: len(settings.tray) == 1)
        await d.press("K", "K", "c")
        await d.until(lambda: not settings.tray)
        assert d.app.screen is screen


async def test_what_needs_no_article_and_the_way_out_do_not_wait(open_app: Any, delayed: Delayed) -> None:
    async with open_app(query="crane") as d:
        first = await waiting(d, delayed)
        await d.press("J")
        await d.until(lambda: d.app.screen is not first and isinstance(d.app.screen, ReaderScreen))
        await d.press("e", "escape")
        await d.until(lambda: not isinstance(d.app.screen, ReaderScreen))
        delayed.free.set()


async def test_keys_typed_ahead_of_an_article_that_cannot_be_had_are_forgotten(
    open_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    def never(self: Archive, id: str, version: int | None = None) -> Article:
        free.wait(20)
        raise UnknownArticle("No article is called that.", hint="Look again.")

    monkeypatch.setattr(Archive, "article", never)
    settings = Settings(path=None)
    async with open_app(query="crane", settings=settings) as d:
        await d.until(lambda: d.app.screen.panes.results.hit() is not None)
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.press("c")
        free.set()
        await d.sees("This article is no longer in the archive.")
        await d.press("c", "j", "q")
        await d.until(lambda: not isinstance(d.app.screen, ReaderScreen))
        assert not settings.tray
