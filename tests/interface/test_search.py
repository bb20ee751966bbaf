from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Static

from index.archive import Archive
from index.errors import ArchiveFull, ArchiveTooNew, BroadsheetError, QueryError
from index.model import (
    Facet,
    Progress,
    ResultPage,
)
from tests.interface.fake_archive import FakeArchive, jobs_on
from tui.app import BroadsheetApp
from tui.jobs import Jobs
from tui.rendering.search.outcome import outcome
from tui.rendering.search.question import Filter
from tui.screens.reader import ReaderScreen
from tui.screens.search import SearchScreen
from tui.settings import Settings, TrayItem
from tui.widgets.query_line import QueryLine


def home(open_app: Any) -> SearchScreen:
    screen = open_app.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def test_an_empty_query_lists_everything_newest_first(open_app: Any) -> None:
    async with open_app() as d:
        await d.sees("4 articles in", "Crane topples in Vessel Quay gale", "by newest")
        text = d.text
        assert text.index("Gale brings down") < text.index("Late frost") < text.index("[red]Flood[/]")


async def test_typing_searches_and_previews_the_best_passage(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("pea")
        await d.sees("1 article in", "Late frost spares the orchards")
        await d.until(lambda: home(d).panes.preview.article is not None)
        await d.sees("VALE FARMER   Thursday 11 May 2017")


async def test_single_letters_are_typed_while_the_query_line_has_the_focus(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("qcsitTpfSx")
        assert home(d).panes.line.value == "qcsitTpfSx"
        assert d.app.is_running


async def test_no_hits_offers_the_suggestion_and_enter_asks_it(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("orchords")
        await d.sees("Nothing for orchords", "enter  asks for orchards")
        await d.press("enter", "enter")
        await d.sees("1 article in", "Late frost")


async def test_an_empty_result_says_what_empties_it_and_drops_that_on_a_key(open_app: Any) -> None:
    async with open_app() as d:
        await d.type('"harbour crane" zeppelin "late frost"')
        await d.sees("Nothing for", "enter  leaves out zeppelin, which no article has")
        await d.press("enter", "enter")
        await d.sees('enter  leaves out "harbour crane": 1 article', '2      leaves out "late frost": 1 article')
        await d.press("j")
        await d.sees('1      leaves out "harbour crane": 1 article', 'enter  leaves out "late frost": 1 article')
        await d.press("enter")
        await d.sees("1 article in", "Crane topples")
        assert home(d).panes.line.value == '"harbour crane"'


async def test_a_number_takes_the_offer_that_has_it(open_app: Any) -> None:
    async with open_app(query='"harbour crane" "late frost"') as d:
        await d.sees('2      leaves out "late frost": 1 article')
        await d.press("5", "2")
        await d.sees("1 article in", "Crane topples")


async def test_a_filter_that_empties_the_result_is_dropped_by_itself(open_app: Any) -> None:
    async with open_app(query="frost") as d:
        await d.sees("1 article in")
        await d.press("f", "enter", "escape", "slash")
        await d.sees("outlet Vale Farmer ×")
        for _ in range(5):
            await d.press("backspace")
        await d.type("topples")
        await d.sees("with these filters", "enter  leaves out outlet Vale Farmer: 1 article")
        await d.press("enter", "enter")
        await d.sees("1 article in", "Crane topples")
        assert "×" not in d.text
        assert home(d).panes.line.value == "topples"


async def test_near_results_say_what_to_leave_out_and_a_number_does_it(open_app: Any) -> None:
    async with open_app(query="crane zeppelin ", size=(140, 40)) as d:
        await d.sees("no article has all the words", "1 without zeppelin: 2 ")
        await d.press("1")
        await d.sees("2 articles in")
        assert home(d).panes.line.value == "crane"


async def test_fields_and_their_values_complete_as_typed(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("topples out")
        await d.sees("/ topples outlet:", "tab outlet:")
        await d.press("tab")
        assert home(d).panes.line.value == "topples outlet:"
        await d.sees('"Morning Ledger"', '"Quay Herald"', '"Vale Farmer"')
        await d.type("qu")
        await d.sees('tab "Quay Herald"')
        await d.press("tab")
        assert home(d).panes.line.value == 'topples outlet:"Quay Herald" '
        await d.sees("1 article in", "Crane topples")
        await d.sees("f facets   S sort")
        await d.type("ta")
        await d.sees('Herald" tag:')
        await d.press("right")
        assert home(d).panes.line.value.endswith("tag:")


async def test_a_completion_differs_without_colour_too(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("out")
        await d.sees("/ outlet:")
        strips = d.app.screen._compositor.render_strips()
        ghost = [s.style for strip in strips for s in strip if s.style is not None and s.text == "et:"]
        assert ghost and all(style.italic for style in ghost)


async def test_tab_without_a_completion_stays_in_the_query_line(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("crane")
        await d.sees("2 articles in")
        await d.press("tab")
        assert home(d).panes.line.value == "crane"
        assert home(d).panes.line.has_focus


async def test_completions_that_come_late_are_not_offered_for_other_words(open_app: Any) -> None:
    archive = FakeArchive(3)
    free = threading.Event()
    complete = archive.completions

    def slow(text: str) -> list[str]:
        assert free.wait(10)
        return complete(text)

    archive.completions = slow  # type: ignore[method-assign]  # the test holds the answer back
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.type("down")
        await d.sees("Headline 0 for down")
        await d.type("s")
        free.set()
        await d.until(lambda: "downs" in archive.completed)
        await d.pilot.pause()
        assert home(d).panes.line.completions == ()
        await d.press("backspace")
        await d.sees("tab downward")


@pytest.mark.parametrize(
    ("query", "found"),
    [("topp*", "toppled"), ("t?ppled", "toppled"), ("topled~", "toppled"), ('"crane vessel"~4', "crane")],
)
async def test_a_hit_opens_on_its_passage_whatever_found_it(open_app: Any, query: str, found: str) -> None:
    async with open_app(query=query) as d:
        await d.sees("1 article in")
        await d.until(lambda: home(d).panes.results.hit() is not None)
        hit = home(d).panes.results.hit()
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("hit 1/", found)
        assert hit is not None
        assert found in [hit.snippet[start:end] for start, end in hit.matches]


async def test_an_empty_archive_says_how_to_fill_it(open_app: Any, tmp_path: Path) -> None:
    async with open_app(tmp_path / "empty") as d:
        await d.sees("This archive is empty.", "broadsheet add FOLDER", "imports a folder")
        await d.until(lambda: not home(d).panes.line.has_focus)
        await d.press("i")
        await d.sees("a folder or file of saved articles")


async def test_a_query_outlives_a_terminal_that_is_killed(open_app: Any, tmp_path: Path) -> None:
    async with open_app(settings=Settings(tmp_path / "kept.json")) as d:
        await d.type("crane")
        await d.sees("2 articles in")
        await d.press("enter")
        assert Settings.load(tmp_path / "kept.json").queries == ["crane"]


async def test_leaving_the_query_line_tells_what_was_read_differently(open_app: Any) -> None:
    async with open_app() as d:
        await d.type("crane AND (")
        await d.sees("2 articles in")
        assert "✕" not in d.text
        await d.press("enter")
        await d.sees("2 articles", "A ( without a ) after it is read as if the ) were at the end.", "Crane topples")


async def test_an_archive_that_cannot_be_opened_is_reported_in_place(open_app: Any) -> None:
    def refuse(_: Path) -> Archive:
        raise ArchiveTooNew("A later broadsheet wrote this archive.", hint="Update broadsheet.")

    async with open_app(jobs=Jobs(Path("nowhere"), refuse)) as d:
        await d.sees("A later broadsheet wrote this archive.", "Update broadsheet.")
        await d.press("enter", "c", "C", "p", "j", "G", "enter")
        assert d.app.is_running


async def test_a_query_that_cannot_be_read_keeps_the_earlier_results_dimmed(open_app: Any) -> None:
    archive = FakeArchive(50)

    def gate(query: str) -> None:
        if query.endswith("("):
            raise QueryError("A parenthesis opens and nothing follows.", hint="Close it.", column=2)

    archive.gate = gate
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.sees("Headline 0")
        await d.type("a")
        await d.sees("Headline 0 for a")
        await d.press("left_parenthesis")
        await d.sees("✕ A parenthesis opens and nothing follows.  at 2  Close it.", "Headline 0 for a")
        assert home(d).panes.results.stale
        await d.press("backspace")
        await d.until(lambda: not home(d).panes.results.stale)


async def test_a_defect_in_a_job_is_a_sentence_and_not_a_crash(open_app: Any) -> None:
    archive = FakeArchive(3)

    def gate(query: str) -> None:
        if query:
            raise ZeroDivisionError("by zero")

    archive.gate = gate
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.sees("Headline 0")
        await d.type("x")
        await d.sees("went wrong inside broadsheet: ZeroDivisionError")


async def test_a_slow_search_never_blocks_typing_and_is_dropped_when_overtaken(open_app: Any) -> None:
    archive = FakeArchive(5)
    free = threading.Event()
    archive.gate = lambda query: None if query != "s" else (free.wait(10), None)[1]
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.sees("Headline 0")
        await d.type("s")
        await d.until(lambda: ("s", 0) in archive.asked)
        await d.type("low")
        assert home(d).panes.line.value == "slow"
        await d.sees("searching …")
        free.set()
        await d.sees("Headline 0 for slow")
        assert ("sl", 0) not in archive.asked
        assert "for s " not in d.text + " "


async def test_what_is_opened_before_the_answer_is_of_the_question_that_was_typed(open_app: Any) -> None:
    archive = FakeArchive(5)
    free = threading.Event()
    archive.gate = lambda query: None if query != "s" else (free.wait(30), None)[1]
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.sees("Headline 0")
        await d.type("s")
        await d.press("enter", "enter")
        await d.until(lambda: ("s", 0) in archive.asked)
        assert isinstance(d.app.screen, SearchScreen)
        free.set()
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))


async def test_ten_thousand_results_are_fetched_only_where_one_looks(open_app: Any) -> None:
    archive = FakeArchive(10_000)
    async with open_app(jobs=jobs_on(archive)) as d:
        await d.sees("10,000 articles in", "Headline 0 for")
        await d.press("enter", "G")
        await d.sees("Headline 9999 for")
        await d.press("g")
        await d.sees("Headline 0 for")
        pages = {offset for _, offset in archive.asked}
        assert 9_980 in pages
        assert len(pages) < 12


async def test_pages_passed_in_a_hurry_come_when_one_returns_to_them(open_app: Any) -> None:
    archive = FakeArchive(2_000)
    free = threading.Event()
    async with open_app(jobs=jobs_on(archive), query="kite") as d:
        await d.sees("2,000 articles in")
        archive.gate = lambda query: (free.wait(10), None)[1]
        for row in range(0, 2_000, 40):
            home(d).panes.results.current = row
            await d.pilot.pause()
        free.set()
        await d.sees("Headline 1960 for")
        for row in (840, 120, 1_200, 480):
            home(d).panes.results.current = row
            await d.sees(f"Headline {row} for")


async def test_the_reader_walks_on_to_hits_that_were_never_in_view(open_app: Any) -> None:
    archive = FakeArchive(100)
    async with open_app(jobs=jobs_on(archive), query="kite") as d:
        await d.sees("100 articles in")
        await d.until(lambda: home(d).panes.results.hit() is not None)
        home(d).panes.results.current = 18
        await d.press("enter")
        for number in (20, 21, 22):
            await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
            await d.press("J")
            await d.sees(f"{number} of 100 for  kite")


async def test_facets_narrow_and_x_drops_the_last_filter(open_app: Any) -> None:
    async with open_app() as d:
        await d.sees("4 articles")
        await d.press("enter", "f")
        await d.sees("outlet")
        screen = home(d)
        rows = [v.filter.value for v in screen.panes.facets._values]
        await d.press(*["j"] * rows.index("Vale Farmer"), "enter")
        await d.sees("1 article in", "outlet Vale Farmer ×", "✓ Vale Farmer")
        await d.press("escape", "x")
        await d.sees("4 articles in")
        assert "×" not in d.text


async def test_facets_tell_outlet_time_language_and_tag_and_drop_what_is_in_force(open_app: Any) -> None:
    async with open_app(size=(200, 50)) as d:
        await d.sees("4 articles in", "outlet", "year", "month", "tag")
        screen = home(d)
        await d.press("enter", "f")
        for facet, value in (("tag", "weather"), ("tag", "port"), ("month", "2018-04")):
            names = [v.filter for v in screen.panes.facets._values]
            screen.panes.facets.current = names.index(Filter(facet, value))
            await d.press("enter")
            await d.sees(f"✓ {value}")
        await d.sees("1 article in", "tag weather ×   tag port ×   date 2018-04 ×")
        names = [v.filter for v in screen.panes.facets._values]
        screen.panes.facets.current = names.index(Filter("tag", "weather"))
        await d.press("enter")
        await d.sees("tag port ×   date 2018-04 ×   by newest")
        assert "tag weather" not in d.text


async def test_values_of_a_facet_are_alternatives_and_may_be_excluded(open_app: Any) -> None:
    async with open_app(size=(120, 40)) as d:
        await d.sees("4 articles in")
        screen = home(d)
        await d.press("enter", "f")
        await d.sees("outlet")

        def go_to(value: str) -> None:
            facets = screen.panes.facets
            facets.current = [v.value for v in facets._values].index(value)

        go_to("Vale Farmer")
        await d.press("enter")
        await d.sees("1 article in", "✓ Vale Farmer", "Quay Herald")
        go_to("Quay Herald")
        await d.press("enter")
        await d.sees("2 articles in", "✓ Vale Farmer", "✓ Quay Herald")
        go_to("Vale Farmer")
        await d.press("minus")
        await d.sees("1 article in", "✗ Vale Farmer", "not outlet Vale Farmer ×")
        go_to("Vale Farmer")
        await d.press("enter")
        await d.sees("✓ Quay Herald", "  Vale Farmer")
        await d.press("n")
        await d.type("morn")
        await d.until(lambda: screen.panes.facets._values[0].value == "Morning Ledger")
        assert "Evil" not in "\n".join(line[60:] for line in d.lines())
        await d.press("enter", "escape")
        await d.until(lambda: len(screen.panes.facets._values) > 4)
        assert screen.panes.facets_open


async def test_all_values_of_a_facet_are_one_key_away(open_app: Any) -> None:
    async with open_app(size=(120, 40)) as d:
        await d.sees("4 articles in")
        screen = home(d)
        await d.press("enter", "f")
        screen.panes.facets.show({"outlet": [Facet(f"Outlet {n:02}", n + 1) for n in range(15)]}, ())
        await d.sees("… 3 more")
        assert "Outlet 01" not in d.text
        screen.panes.facets.current = 12
        await d.press("enter")
        await d.sees("Outlet 00", "Outlet 14")


async def test_a_line_parts_what_lacks_some_of_the_words(open_app: Any) -> None:
    async with open_app(query="crane gale warehouses harbour", size=(120, 40)) as d:
        await d.sees("articles", "in ")
        result = home(d)._session.result
        assert result is not None
        if result.total and result.more:
            await d.sees(f"── with most of the words: {result.more} more ─")
        page = ResultPage("x", result.hits[:2], 1, True, 0.001, more=1, notes=("TODO: is read as a word.",))
        home(d).panes.results.begin(page)
        home(d).panes.query_bar.say(outcome(page, 12, (), 100))
        await d.sees(
            "── with most of the words: 1 more ─", "TODO: is read as a word.", "1 article and 1 with most words"
        )


async def test_a_filter_in_force_is_in_the_panel_when_nothing_is_left_to_count(open_app: Any) -> None:
    async with open_app(query="frost") as d:
        await d.sees("1 article in")
        await d.press("f", "enter", "slash")
        await d.type("topples")
        await d.sees("with these filters")
        await d.press("escape")
        home(d).panes.facets.focus()
        await d.sees("✓ Vale Farmer")
        await d.press("enter")
        await d.until(lambda: "×" not in d.text)


async def test_history_in_the_smallest_usual_window(open_app: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json", queries=["frost", "crane " * 20])
    async with open_app(settings=settings, size=(80, 24)) as d:
        await d.press("ctrl+r")
        assert home(d).panes.line.value == "crane " * 20
        await d.press("ctrl+r")
        await d.sees("/ frost", "1 article in")
        assert max(map(len, d.lines())) <= 80


async def test_sorting_goes_round(open_app: Any) -> None:
    async with open_app(query="weather") as d:
        await d.sees("by relevance")
        for order in ("newest", "oldest", "outlet", "length", "relevance"):
            await d.press("S")
            await d.sees(f"by {order}")


async def test_tray_is_remembered_and_marked(open_app: Any, tmp_path: Path, archive: Path) -> None:
    async with open_app(query="frost") as d:
        await d.sees("Late frost")
        await d.until(lambda: home(d).panes.results.hit() is not None)
        await d.press("c")
        await d.sees("▪ tray", "tray 1")
    again = Settings.load(tmp_path / "settings.json")
    again.take_those_of(archive)
    assert [item.label for item in again.tray] == ["Vale Farmer · Thu 11 May 2017 · Late frost spares the orchards"]


async def test_two_articles_in_the_tray_are_what_is_compared(open_app: Any) -> None:
    async with open_app(query="crane") as d:
        await d.sees("2 articles in", "C compare the story")
        await d.until(lambda: home(d).panes.results.hit() is not None)
        await d.press("c", "j", "c")
        await d.sees("tray 2", "C compare the tray")
        await d.press("C")
        await d.until(lambda: type(d.app.screen).__name__ == "CompareScreen")
        await d.sees("QUAY HERALD", "MORNING LEDGER")


async def test_what_was_removed_meanwhile_leaves_the_tray_and_the_others_are_compared(
    open_app: Any, tmp_path: Path, archive: Path
) -> None:
    own = shutil.copytree(archive, tmp_path / "own")
    settings = Settings(tmp_path / "settings.json")
    with Archive.open(own) as other:
        ids = [hit.id for hit in other.search("crane OR frost").hits]
        settings.tray = [TrayItem(ids[0], ""), TrayItem(f"{ids[0]}:0-20", ""), *(TrayItem(id, "") for id in ids[1:])]
        async with open_app(own, settings=settings, query="crane") as d:
            await d.sees("2 articles in", f"tray {len(ids) + 1}")
            await d.until(lambda: home(d).panes.results.hit() is not None)
            other.remove([ids[0]])
            await d.press("C")
            await d.sees("1 article no longer in the archive; the others are compared.")
            await d.sees("2 articles")
            await d.until(lambda: [item.id for item in settings.tray] == ids[1:])
            other.remove(ids[1:])
            await d.press("q")
            await d.press("C")
            await d.sees("2 articles no longer in the archive.", "A comparison needs two")
            await d.until(lambda: not settings.tray)
            await d.press("q", "enter")
            await d.sees("This article is no longer in the archive.", "q goes back")
            await d.press("q", "p")
            await d.sees("Who else reports this", "This article is no longer in the archive.")


async def test_a_tray_of_one_archive_is_not_that_of_another(open_app: Any, tmp_path: Path, archive: Path) -> None:
    own = shutil.copytree(archive, tmp_path / "own")
    async with open_app(own, query="crane") as d:
        await d.until(lambda: home(d).panes.results.hit() is not None)
        await d.press("c")
        await d.sees("tray 1")
    settings = Settings.load(tmp_path / "settings.json")
    async with open_app(settings=settings, query="crane") as d:
        await d.sees("2 articles in", "C compare the story")
        assert "tray 1" not in d.text


async def test_keys_typed_ahead_land_where_the_ones_before_led(open_app: Any) -> None:
    async with open_app() as d:
        await d.sees("4 articles in")
        await d.until(lambda: home(d).panes.results.hit() is not None)
        for key in ("enter", "j", "enter"):
            d.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("2 of 4")


async def test_history_walks_back_through_earlier_queries(open_app: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json", queries=["frost", "crane"])
    async with open_app(settings=settings) as d:
        await d.type("pe")
        for expected in ("crane", "frost", "pe", "crane"):
            await d.press("ctrl+r")
            assert home(d).panes.line.value == expected


async def test_enter_opens_the_hit_and_the_reader_walks_the_results(open_app: Any) -> None:
    async with open_app(query="crane") as d:
        await d.sees("2 articles in")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("1 of 2 for  crane")
        await d.press("J")
        await d.sees("2 of 2 for  crane")
        await d.press("J")
        await d.sees("2 of 2 for  crane")
        await d.press("K")
        await d.sees("1 of 2 for  crane")
        await d.press("q")
        assert isinstance(d.app.screen, SearchScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_every_size_shows_what_fits(open_app: Any, size: tuple[int, int]) -> None:
    async with open_app(size=size, query="crane") as d:
        await d.sees("2 articles in", "Morning Ledger · Tue 3 Apr 2018")
        screen = home(d)
        assert screen.panes.preview.display == (size[0] >= 100)
        assert screen.query_one("#facet-pane").display == (size[0] >= 160)
        assert max(map(len, d.lines())) <= size[0]


@pytest.mark.parametrize("size", [(40, 10), (10, 3), (59, 40)])
async def test_a_window_too_small_gets_a_message(open_app: Any, size: tuple[int, int]) -> None:
    async with open_app(size=size) as d:
        await d.press("enter", "j", "f", "G")
        await d.pilot.resize_terminal(80, 24)
        await d.sees("4 articles in")
        await d.pilot.resize_terminal(40, 10)
        await d.sees("needs 60 columns")
        assert "articles in" not in d.text


async def test_hostile_text_is_shown_and_nothing_of_it_obeyed(open_app: Any) -> None:
    async with open_app(query="flood") as d:
        await d.sees("[red]Flood[/] [@click=app.quit]warning", "[bold]Evil[/] Post")
        assert not any(c in d.text for c in "\x1b\x07\x9b\u202e")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ReaderScreen))
        await d.sees("[BOLD]EVIL[/] POST", "[/ ")
        assert not any(c in d.text for c in "\x1b\x07\x9b\u202e")
        assert d.app.is_running


async def test_a_widget_that_forgot_to_make_its_text_printable_is_caught_at_the_last_moment(open_app: Any) -> None:
    async with open_app() as d:
        await d.sees("4 articles")
        d.app.screen.mount(Static("left\x1b]52;c;eA==\x07\u202eright\x9b31m", markup=False))
        await d.sees("left", "right")
        assert not set(d.text) & set("\x1b\x07\u202e\x9b")


async def test_a_query_of_which_no_article_has_all_the_words_says_so(open_app: Any) -> None:
    async with open_app(query="crane orchards barn warehouses ") as d:
        await d.sees("no article has all the words")


async def test_themes_go_round_and_are_remembered(open_app: Any, tmp_path: Path) -> None:
    async with open_app() as d:
        assert d.app.theme == "paper"
        await d.press("enter")
        seen = []
        for _ in range(3):
            await d.press("T")
            seen.append(d.app.theme)
            await d.sees("articles in")
        assert seen == ["night", "terminal", "paper"]
        await d.press("T")
    assert Settings.load(tmp_path / "settings.json").theme == "night"


async def test_without_colour_the_terminal_theme_is_used(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = BroadsheetApp(archive, first_query="crane", settings=Settings(tmp_path / "s.json", theme="night"))
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(400):
            await pilot.pause(0.025)
            strips = app.screen._compositor.render_strips()
            styles = [s.style for strip in strips for s in strip if s.style is not None and "crane" in s.text.lower()]
            if any(style.underline for style in styles):
                break
        assert app.theme == "terminal"
        await pilot.press("T")
        assert app.theme == "terminal"
        assert any(style.underline for style in styles)
    assert Settings.load(tmp_path / "s.json").theme == "night"


@pytest.mark.parametrize(("colours", "theme"), [("standard", "terminal"), ("256", "night"), ("truecolor", "night")])
async def test_with_sixteen_colours_the_theme_is_the_terminals_own(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: str, theme: str
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", colours)
    monkeypatch.setattr(BroadsheetApp, "is_headless", False)
    app = BroadsheetApp(archive, settings=Settings(tmp_path / "s.json", theme="night"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (app.theme, app.settings.theme) == (theme, "night")


async def test_the_palette_has_every_action_and_runs_it(open_app: Any) -> None:
    async with open_app(query="crane") as d:
        await d.sees("2 articles in")
        await d.press("ctrl+p")
        await d.type("next theme")
        await d.sees("next theme")
        await d.press("enter")
        await d.until(lambda: d.app.theme == "night")


class Mending(FakeArchive):
    """An archive whose index is made anew when it is first searched."""

    def __init__(self) -> None:
        super().__init__(3)
        self.free = threading.Event()
        self.gate = self.mend

    def watch(self, told: Callable[[Progress], None]) -> None:
        self.told = told

    def mend(self, query: str) -> None:
        if not self.free.is_set():
            self.told(Progress("indexing", 1, 3))
            self.free.wait(10)
            self.told(Progress("done", 3, 3))


async def test_while_the_index_is_made_anew_it_says_so_and_how_far_it_is(open_app: Any) -> None:
    archive = Mending()
    async with open_app(jobs=jobs_on(archive), size=(80, 24)) as d:
        await d.sees("Rebuilding the index", "1 of 3", "none of them is lost")
        await d.type("ferry")
        await d.pilot.pause(0.4)
        assert "1 of 3" in d.text
        assert "searching" not in d.text
        archive.free.set()
        await d.sees("Headline 0 for ferry", "3 articles in", "was rebuilt from the stored articles")


@pytest.mark.parametrize("damage", ["missing", "damaged"])
async def test_an_index_that_cannot_be_used_is_made_anew_and_searched(
    open_app: Any, archive: Path, tmp_path: Path, damage: str
) -> None:
    own = shutil.copytree(archive, tmp_path / "own")
    if damage == "missing":
        shutil.rmtree(own / "fulltext")
    else:
        for path in (own / "fulltext").iterdir():
            if path.is_file():
                path.write_bytes(b"\x00" * path.stat().st_size)
    async with open_app(own, query="frost") as d:
        await d.sees("1 article in", "Late frost", "was rebuilt from the stored articles")


async def test_an_index_of_a_later_kind_and_a_full_disk_say_what_to_do(open_app: Any) -> None:
    for error in (
        ArchiveTooNew("The index was written by a later broadsheet.", hint="Install that one."),
        ArchiveFull("The disk is full.", hint="Make room, then search again."),
    ):
        archive = FakeArchive(3)

        def fail(query: str, error: BroadsheetError = error) -> None:
            if not query:
                raise error

        archive.gate = fail
        async with open_app(jobs=jobs_on(archive)) as d:
            await d.sees(f"✕ {error.message}", error.hint)
            await d.type("again")
            await d.sees("Headline 0 for again")


async def test_what_a_page_comes_without_is_asked_for_when_it_is_shown(open_app: Any) -> None:
    asked: list[tuple[bool, bool]] = []

    class Told(FakeArchive):
        def search(self, query: str, limit: int, offset: int = 0, *args: Any, **options: Any) -> ResultPage:
            asked.append((limit > 0, options.get("facets", True)))
            return super().search(query, limit, offset, *args, **options)

    async with open_app(jobs=jobs_on(Told(3))) as d:
        await d.sees("Headline 0")
        await d.until(lambda: (False, True) in asked)
        assert asked[0] == (True, False)
        assert (True, True) not in asked


async def test_what_is_typed_from_the_first_moment_goes_into_the_query_line(archive: Path, tmp_path: Path) -> None:
    app = BroadsheetApp(archive, settings=Settings(tmp_path / "settings.json"))
    # As a terminal hands it over that was typed into before the application listened.
    for key in "qst":
        app.post_message(events.Key(key, key))
    app.post_message(events.Paste(" crane"))
    app.post_message(events.Key("s", "s"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#query", QueryLine).value == "qst cranes"
