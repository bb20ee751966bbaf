import os
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from textual.pilot import Pilot

from index.model import Article, Comparison, DifferenceKind
from tests.interface.conftest import OpenApp
from tests.interface.fakes import (
    ARTICLES,
    DAILY,
    STORY,
    MemoryJobs,
    ScreenApp,
    article,
    comparison,
    link,
    passages,
    settings,
)
from tui import messages
from tui.jobs import Target
from tui.screens.compare import CompareScreen
from tui.settings import Settings
from tui.widgets.comparison_notes import ComparisonNotes
from tui.widgets.frame_parts import TextRow

ALL = ("daily", "herald", "evening")


def desktop(
    ids: Sequence[str] = ALL, *, start: int | None = None, story_of: str = "", kept: Settings | None = None,
    articles: Sequence[Article] = ARTICLES,
) -> ScreenApp:  # fmt: skip
    return ScreenApp(CompareScreen(MemoryJobs(articles), kept or settings(), ids, start, story_of=story_of))


def screen(pilot: Pilot[None]) -> CompareScreen:
    found = pilot.app.screen
    assert isinstance(found, CompareScreen)
    return found


def lines(pilot: Pilot[None]) -> list[str]:
    columns = screen(pilot).columns
    return [columns.render_line(y).text.rstrip() for y in range(columns.size.height)]


def row_text(pilot: Pilot[None], name: str) -> str:
    return screen(pilot).query_one(f"#{name}", TextRow).text


def under_cursor(pilot: Pilot[None]) -> str:
    columns = screen(pilot).columns
    assert columns.arranged is not None
    cell = columns.arranged.rows[columns.cursor.row].cells[columns.cursor.column]
    return "" if cell is None else cell.passage.text


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_linked_sentences_stand_on_the_same_line_with_the_sign_of_their_link() -> None:
    async with desktop().run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        shown = lines(pilot)
        assert "KILNMOOR DAILY" in shown[0]
        assert "THE HERALD" in shown[0]
        level = next(line for line in shown if "The old grain mill" in line)
        assert "≈ ▌Nine families were led out" in level
        assert any("≡" in line and "We saved the bakery" in line.split("≡")[1] for line in shown)
        assert " ".join(shown).count("only here") == 4


async def test_a_moved_passage_says_where_its_partner_is_and_m_goes_there() -> None:
    async with desktop(("daily", "herald")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert any("⇅" in line and "It took six hours" in line for line in lines(pilot))
        assert any("↑ earlier in Kilnmoor Daily" in line for line in lines(pilot))
        await press(pilot, "n", "m")
        assert under_cursor(pilot).startswith("It took six hours")
        await press(pilot, "m")
        assert under_cursor(pilot).startswith("Fire chief")


async def test_n_walks_the_links_and_x_only_those_that_disagree() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "reworded .74" in row_text(pilot, "this-link")
        assert "02:15 Kilnmoor Daily / 02:45 Herald" in row_text(pilot, "conflicts")
        await press(pilot, "n", "n")
        assert "verbatim 1" in row_text(pilot, "this-link")
        await press(pilot, "x")
        assert "conflict 3 of 3  ✕ 1911 Kilnmoor Daily / 1912 Evening Lamp" in row_text(pilot, "conflicts")
        await press(pilot, "X")
        assert "conflict 2 of 3  ✕ four hours Kilnmoor Daily / six hours Herald" in row_text(pilot, "conflicts")
        await press(pilot, "x", "x")
        assert row_text(pilot, "conflicts").startswith("conflict 1 of 3  ✕ 02:15")


async def test_the_masthead_tells_story_days_articles_links_conflicts_and_base() -> None:
    async with desktop().run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        text = row_text(pilot, "masthead")
        for part in ("Mill fire on Kiln Lane", "14 – 15 May 2020", "3 of 4 articles", "4 links", "3 conflicts"):
            assert part in text
        assert text.endswith("base Kilnmoor Daily")


async def test_another_base_leads_and_the_cursor_stays_on_its_passage() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "tab", "B")
        assert under_cursor(pilot).startswith("Nine families")
        assert lines(pilot)[0].startswith("THE HERALD")
        assert row_text(pilot, "masthead").endswith("base The Herald")


async def test_v_shows_only_what_is_linked_then_only_here_then_conflicts() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "v")
        assert not any("only here" in line for line in lines(pilot))
        await press(pilot, "v")
        assert any("gymnasium" in line for line in lines(pilot))
        assert not any("The old grain mill" in line for line in lines(pilot))
        await press(pilot, "v")
        assert any("four hours" in line for line in lines(pilot))
        assert not any("We saved the bakery" in line for line in lines(pilot))


async def test_the_link_that_is_looked_at_stays_it_in_another_view() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "x", "x")
        looked_at = row_text(pilot, "this-link"), row_text(pilot, "conflicts")
        await press(pilot, "v")
        assert (row_text(pilot, "this-link"), row_text(pilot, "conflicts")) == looked_at
        assert "all · linked · only here · conflicts" in row_text(pilot, "foot")


async def test_enter_opens_the_passage_and_p_asks_who_else_has_it() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "tab", "enter", "p")
        opened, asked = pilot.app.posted  # type: ignore[attr-defined]  # ScreenApp keeps what is posted
        assert isinstance(opened, messages.OpenArticle)
        assert (opened.id, opened.start) == ("herald", 0)
        assert isinstance(asked, messages.ShowParallels)
        assert (asked.id, asked.start) == ("herald", 0)


async def test_a_column_is_dropped_and_another_added() -> None:
    async with desktop(("daily", "herald")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "+")
        (asked,) = pilot.app.posted  # type: ignore[attr-defined]  # ScreenApp keeps what is posted
        assert isinstance(asked, messages.ChooseArticle)
        assert asked.have == ("daily", "herald")
        assert asked.story == STORY.articles
        screen(pilot).post_message(messages.ArticleAdded("evening"))
        await pilot.pause()
        await pilot.pause()
        assert "EVENING LAMP" in lines(pilot)[0]
        assert under_cursor(pilot) in ARTICLES[2].text
        await press(pilot, "shift+tab", "d")
        assert "THE HERALD" not in lines(pilot)[0]
        assert screen(pilot).ids == ("daily", "evening")
        await press(pilot, "d")
        assert screen(pilot).ids == ("daily", "evening")


async def test_where_a_column_is_dropped_the_reader_stays_where_he_was() -> None:
    async with desktop().run_test(size=(140, 60)) as pilot:
        await pilot.pause()
        await press(pilot, "g", "j")
        while not under_cursor(pilot).startswith("“We saved"):
            await press(pilot, "j")
        await press(pilot, "tab", "d")
        assert screen(pilot).ids == ("daily", "evening")
        assert under_cursor(pilot).startswith("“We saved")


async def test_j_and_k_go_from_passage_to_passage_of_a_column() -> None:
    async with desktop().run_test(size=(140, 60)) as pilot:
        await pilot.pause()
        await press(pilot, "g")
        assert await walked(pilot, "j", len(passages(ARTICLES[0]))) == [p.text for p in passages(ARTICLES[0])]
        await press(pilot, "tab", "tab", "G")
        assert await walked(pilot, "k", 3) == [p.text for p in reversed(passages(ARTICLES[2]))]


async def walked(pilot: Pilot[None], key: str, steps: int) -> list[str]:
    """What the cursor is on, from here on in so many steps."""
    seen = []
    for _ in range(steps):
        seen.append(under_cursor(pilot))
        await press(pilot, key)
    return seen


async def test_at_80_columns_two_stand_side_by_side_and_tab_brings_the_third() -> None:
    async with desktop().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "THE HERALD" in lines(pilot)[0]
        assert "EVENING LAMP" not in lines(pilot)[0]
        await press(pilot, "tab", "tab")
        assert "EVENING LAMP" in lines(pilot)[0]
        assert "THE HERALD" not in lines(pilot)[0]
        await press(pilot, "tab")
        assert under_cursor(pilot) in ARTICLES[0].text


async def test_how_many_articles_have_no_column_is_reported_in_two_digits_too() -> None:
    many = [article(f"a{n:02}", f"Outlet {n}", f"Mill fire {n}", None, DAILY) for n in range(14)]
    async with desktop([one.id for one in many], articles=many).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines(pilot)[0].rstrip().endswith("+12")


async def test_where_there_is_no_room_for_two_columns_the_passages_are_stacked() -> None:
    async with desktop().run_test(size=(64, 24)) as pilot:
        await pilot.pause()
        shown = [line.strip() for line in lines(pilot)]
        first = next(n for n, line in enumerate(shown) if "The old grain mill" in line)
        second = next(n for n, line in enumerate(shown) if "Nine families were led" in line)
        assert 0 < second - first < 5
        assert any("≈ The Herald" in line for line in shown)


async def test_a_row_higher_than_the_window_is_read_to_its_end_before_the_next_one() -> None:
    long = article("long", "The Weir", None, None, " ".join(["word"] * 400) + ". The last sentence.")
    async with desktop(("daily", "long"), articles=(ARTICLES[0], long)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        columns = screen(pilot).columns
        while not under_cursor(pilot).startswith("word"):
            before = columns.cursor
            await press(pilot, "j" if columns.cursor.column else "tab")
            assert columns.cursor != before
        row, top = columns.cursor.row, columns.scroll_offset.y
        await press(pilot, "j")
        assert columns.cursor.row == row
        assert columns.scroll_offset.y > top
        for _ in range(10):
            await press(pilot, "j")
        assert columns.cursor.row > row


async def test_in_a_stack_tab_brings_the_passage_into_view() -> None:
    async with desktop().run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await press(pilot, "tab")
        assert any("▌Nine families were led" in line for line in lines(pilot))


async def test_a_wide_window_tells_beside_two_columns_what_they_disagree_on() -> None:
    async with desktop(ALL[:2]).run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        notes = screen(pilot).query_one("#aside", ComparisonNotes)
        shown = "\n".join(notes.render_line(y).text for y in range(notes.size.height))
        assert screen(pilot).has_class("-aside")
        for part in (
            "Where they differ",
            "✕  02:15             Kilnmoor Daily",
            "   02:45                     Herald",
            "✕  four hours        Kilnmoor Daily",
            "Kiln Lane = Kiln Ln",
            "≈  reworded",
        ):
            assert part in shown
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        assert not screen(pilot).has_class("-aside")
        assert "02:15 Kilnmoor Daily / 02:45 Herald" in row_text(pilot, "conflicts")


def long_pair() -> tuple[Article, Article]:
    """Two articles that fill more than a window, sentence by sentence."""
    left = " ".join(f"Left sentence {n} stands here alone and fills its line." for n in range(30))
    right = " ".join(f"Right sentence {n} stands here alone and fills its line." for n in range(30))
    return article("left", "Left", None, None, left), article("right", "Right", None, None, right)


async def test_columns_scroll_each_on_its_own_and_are_tied_again() -> None:
    async with desktop(("left", "right"), articles=long_pair()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "=", "G")
        shown = lines(pilot)
        assert any("Left sentence 29" in line for line in shown)
        assert any("Right sentence 0" in line for line in shown)
        await press(pilot, "=")
        tied = [line for line in lines(pilot) if "sentence" in line]
        assert all(("Left" in line) == ("Right" in line) for line in tied)
        assert any("Left sentence 29" in line and "Right sentence 29" in line for line in tied)


async def test_a_window_too_narrow_for_columns_ties_them() -> None:
    async with desktop(("left", "right"), articles=long_pair()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "=")
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        await press(pilot, "=", "G")
        assert any("sentence 29" in line for line in lines(pilot))


async def test_in_free_columns_both_ends_of_a_moved_link_are_brought_level() -> None:
    async with desktop(("daily", "herald")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "=", "n")
        assert any("▌Fire chief" in line and "▌It took six hours" in line for line in lines(pilot))


class LinkedJobs(MemoryJobs):
    """Five long articles; each two of them are linked from the middle of one to the end of the other."""

    def __init__(self) -> None:
        outlets = "Alder", "Birch", "Cedar", "Dogwood", "Elm"
        super().__init__([
            article(name.lower(), name, f"Headline {name}", None, " ".join(
                f"{name} sentence {n} stands here and fills more than one line of a column." for n in range(30)
            )) for name in outlets
        ])  # fmt: skip

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        known = [self.by_id[id] for id in ids]
        found = {each.id: passages(each) for each in known}
        pairs = combinations(range(len(known)), 2)
        links = tuple(
            link(found[known[a].id][15 + b], found[known[b].id][29 - a], "reworded", 0.5, conflicts=numbers(a, b))
            for a, b in pairs
        )
        return self.answer(target, messages.ComparisonReady(next(self.numbers), Comparison(
            tuple(known), found, links, {each.id: () for each in known}, ()
        )))  # fmt: skip


def numbers(a: int, b: int) -> list[tuple[DifferenceKind, str, str]]:
    """Every other link is in conflict."""
    return [("figure", str(15 + b), str(29 - a))] if (a + b) % 2 else []


@pytest.mark.parametrize("size", [(64, 24), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize(("key", "count"), [("n", 6), ("N", 6), ("x", 4), ("X", 4)])
async def test_walking_brings_both_ends_of_every_link_onto_the_screen_in_hidden_columns_too(
    size: tuple[int, int], key: str, count: int
) -> None:
    jobs = LinkedJobs()
    async with ScreenApp(CompareScreen(jobs, settings(), list(jobs.by_id))).run_test(size=size) as pilot:
        await pilot.pause()
        columns, seen = screen(pilot).columns, []
        for _ in range(count):
            here = columns.cursor.link
            assert here is not None
            seen.append(here)
            shown = lines(pilot)
            for end in (here.left, here.right):
                beginning = " ".join(end.text.split()[:3])
                assert any(f"▌{beginning} " in line for line in shown), f"{beginning}:\n" + "\n".join(shown)
            await press(pilot, key)
        assert len(seen) == len({(one.left, one.right) for one in seen})
        assert columns.cursor.link == seen[0]
        if key in "nx":
            assert "1 article not compared yet, tab brings them" in row_text(pilot, "foot")


async def test_columns_that_a_link_needs_come_and_go_and_the_foot_says_which() -> None:
    jobs = LinkedJobs()
    async with ScreenApp(CompareScreen(jobs, settings(), list(jobs.by_id))).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "ALDER" in lines(pilot)[0]
        assert "BIRCH" in lines(pilot)[0]
        assert "1 of 6 links here" in row_text(pilot, "masthead")
        await press(pilot, "N")
        assert "CEDAR" in lines(pilot)[0]
        assert "DOGWOOD" in lines(pilot)[0]
        assert "Cedar and Dogwood have columns for this one. Last of 6 links again" in row_text(pilot, "foot")
        await press(pilot, "n")
        assert "ALDER" in lines(pilot)[0]
        assert "BIRCH" in lines(pilot)[0]
        await press(pilot, "x", "x")
        assert "conflict 2/4" in row_text(pilot, "conflicts")


async def test_it_opens_with_what_is_shared_and_says_how_much_lies_above() -> None:
    jobs = LinkedJobs()
    async with ScreenApp(CompareScreen(jobs, settings(), ["alder", "birch"])).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown, page = lines(pilot), screen(pilot).columns.page
        assert page is not None
        first = shown[page.head_height]
        assert "▌Alder sentence 16" in first
        assert "▌Birch sentence 29" in first
        assert any("↑ " in line and " passages above" in line for line in shown[:5])


async def test_tab_goes_to_the_other_end_of_the_link_and_a_step_ties_the_columns_again() -> None:
    jobs = LinkedJobs()
    async with ScreenApp(CompareScreen(jobs, settings(), list(jobs.by_id))).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        assert any("scrolled to this link" in line for line in lines(pilot)[:6])
        here = screen(pilot).columns.cursor.link
        await press(pilot, "tab")
        assert screen(pilot).columns.cursor.link == here
        assert here is not None and under_cursor(pilot) in (here.left.text, here.right.text)
        assert any("scrolled to this link" in line for line in lines(pilot)[:6])
        await press(pilot, "k")
        assert not any("scrolled to this link" in line for line in lines(pilot)[:6])


async def test_one_goes_through_a_long_gap_of_a_column_screen_by_screen() -> None:
    text = " ".join(f"Left sentence {n} stands here alone and fills its line." for n in range(40))
    short = article("right", "Right", None, None, "Right sentence one. Right sentence two.")
    both = (article("left", "Left", None, None, text), short)
    async with desktop(("left", "right"), articles=both).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "tab", "G")
        seen = set()
        for _ in range(12):
            seen |= {n for n in range(40) if any(f"Left sentence {n} " in line for line in lines(pilot))}
            await press(pilot, "j")
        assert seen == set(range(40))
        assert under_cursor(pilot) == "Right sentence two."


async def test_the_matrix_of_the_story_is_one_key_away_and_begins_at_the_passage() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "tab", "M")
        (asked,) = pilot.app.posted  # type: ignore[attr-defined]  # ScreenApp keeps what is posted
        assert isinstance(asked, messages.ShowMatrix)
        assert (asked.id, asked.at) == ("s1", ("herald", 0))


async def test_articles_of_no_story_have_no_matrix() -> None:
    async with desktop(("left", "right"), articles=long_pair()).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "M")
        assert "in no story" in row_text(pilot, "foot")
        assert pilot.app.posted == []  # type: ignore[attr-defined]  # ScreenApp keeps what is posted


async def test_resizing_keeps_the_passage() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        before = under_cursor(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert under_cursor(pilot) == before


async def test_it_begins_at_the_passage_that_was_asked_for() -> None:
    start = ARTICLES[0].text.index("“We saved")
    async with desktop(start=start).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert under_cursor(pilot).startswith("“We saved")


async def test_a_story_is_laid_out_from_one_of_its_articles() -> None:
    extra = article("fourth", None, None, None, "A note without a date.")
    async with desktop((), story_of="herald", articles=(*ARTICLES, extra)).run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        assert screen(pilot).ids == ("herald", "daily", "evening", "fourth")
        assert "fourth.txt" in lines(pilot)[0]


async def test_an_article_that_stands_alone_says_so() -> None:
    lone = article("lone", "The Herald", "Fair opens", "2020-05-20", "The fair opened.")
    async with desktop((), story_of="lone", articles=(lone,)).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert any("No other article of the archive is in this story" in line for line in lines(pilot))


async def test_an_unknown_article_is_a_clear_line() -> None:
    async with desktop(("daily", "nobody")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert any("No such article" in line for line in lines(pilot))


async def test_an_article_that_cannot_be_added_leaves_the_comparison_as_it_was() -> None:
    async with desktop(("daily", "herald")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        screen(pilot).post_message(messages.ArticleAdded("gone"))
        await pilot.pause()
        await pilot.pause()
        assert "No such article" in row_text(pilot, "foot")
        assert screen(pilot).ids == ("daily", "herald")
        assert "THE HERALD" in lines(pilot)[0]


async def test_text_from_outside_is_shown_and_obeyed_by_nobody() -> None:
    hostile = "[@click=app.quit]Press[/] \x1b]52;c;aGk=\x07 here \u202egnihton\u202c [red]."
    evil = article("evil", "[bold]Out[/let]", "Head\x1b[2J", None, hostile)
    async with desktop(("daily", "evil"), articles=(ARTICLES[0], evil)).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = lines(pilot)
        assert "[BOLD]OUT[/LET]" in shown[0]
        assert any("[@click=app.quit]Press[/]" in line for line in shown)
        assert all(line.isprintable() for line in shown)


async def test_the_comparison_is_written_to_a_new_file(tmp_path: Path) -> None:
    kept = settings()
    kept.export_folder = str(tmp_path)
    async with desktop(kept=kept).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "e", "e", "E")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "compare-mill-fire-on-kiln-lane-2.md",
        "compare-mill-fire-on-kiln-lane.html",
        "compare-mill-fire-on-kiln-lane.md",
    ]
    written = (tmp_path / "compare-mill-fire-on-kiln-lane.md").read_text(encoding="utf-8")
    assert re.search(r"### ✕ time: \*\*02:15\*\* <!-- .*? --> \(Kilnmoor Daily\) against \*\*02:45", written)
    page = (tmp_path / "compare-mill-fire-on-kiln-lane.html").read_text(encoding="utf-8")
    assert '<mark class="conflict">02:45</mark>' in page


async def test_an_export_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    kept = settings()
    kept.export_folder = str(tmp_path / "missing")
    async with desktop(kept=kept).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in ("e", "E"):
            await press(pilot, key)
            assert "Not written" in row_text(pilot, "foot")
    assert not (tmp_path / "missing").exists()


async def test_a_passage_is_copied_with_where_it_is_from() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "y", "Y")
        open_app = screen(pilot).jobs
        assert isinstance(open_app, MemoryJobs)
        plain, cited = open_app.copied
        assert plain == ARTICLES[0].text[:109]
        assert cited.startswith(f"“{plain}”\nKilnmoor Daily, “Grain mill burns on Kiln Lane”, 14 May 2020")
        assert "copied by xclip" in row_text(pilot, "foot")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_no_key_fails_at_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    kept = settings()
    kept.export_folder = os.fspath(tmp_path)
    async with desktop(kept=kept).run_test(size=size) as pilot:
        await pilot.pause()
        for key in "n N x X tab shift+tab v v v v j k space b G g m O B d + y Y".split():
            await press(pilot, key)
        assert screen(pilot).state.comparison is not None


# --- In the application ---------------------------------------------------------------------------------------------


async def test_from_a_hit_to_side_by_side_into_an_article_and_back_to_the_same_place(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples", "Gale brings down")
        await d.press("enter", "C")
        await d.sees("QUAY HERALD", "MORNING LEDGER", "1 conflict")
        await d.press("n")
        here = d.app.screen
        assert isinstance(here, CompareScreen)
        columns, before = here.columns, here.columns.cursor
        await d.press("enter")
        await d.sees("100 %")
        await d.press("q")
        assert d.app.screen is here
        assert columns.cursor == before


async def test_what_is_picked_up_is_compared(open_app: OpenApp) -> None:
    async with open_app(query="") as d:
        await d.sees("Late frost")
        await d.press("enter", "c", "j", "c", "C")
        await d.until(lambda: isinstance(d.app.screen, CompareScreen))
        await d.sees("links")
        await d.press("q", "t")
        await d.sees("The tray", "2 articles")
        await d.press("E")
        await d.sees("The tray is empty")


async def test_who_else_reports_a_passage_is_one_key_from_the_comparison(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples")
        await d.press("enter", "C")
        await d.sees("this link")
        await d.press("p")
        await d.sees("Who else reports this", "passage")
        await d.press("C")
        await d.until(lambda: isinstance(d.app.screen, CompareScreen))


async def test_a_query_is_typed_from_wherever_one_is(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples")
        await d.press("enter", "C")
        await d.sees("this link")
        await d.press("slash")
        await d.type(" gale")
        await d.sees("/ crane gale")


async def test_the_stories_of_the_archive_open_side_by_side(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples")
        await d.press("enter", "s")
        await d.sees("of several articles")
        await d.press("S", "enter")
        await d.sees("QUAY HERALD", "MORNING LEDGER")


async def test_the_passage_to_begin_at_is_in_view_however_far_down_it_is() -> None:
    text = " ".join(f"Sentence number {n} of the evening paper that nobody else has." for n in range(40))
    long = article("long", "The Weir", None, None, text)
    start = text.index("Sentence number 33")
    async with desktop(("long", "daily"), start=start, articles=(ARTICLES[0], long)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert under_cursor(pilot).startswith("Sentence number 33")
        assert any("Sentence number 33" in line for line in lines(pilot))


# --- More than four, added and marked ---------------------------------------------------------------------------------


def six() -> tuple[Article, ...]:
    return tuple(
        article(f"paper{n}", f"Paper {n}", f"Headline {n}", f"2020-05-1{n}", f"Sentence {n} stands alone here.")
        for n in range(6)
    )


async def test_of_six_articles_four_are_compared_and_tab_brings_the_others() -> None:
    papers = six()
    async with desktop([a.id for a in papers], articles=papers).run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        assert "PAPER 3" in lines(pilot)[0]
        assert "PAPER 4" not in lines(pilot)[0]
        await press(pilot, "tab", "tab", "tab", "tab")
        await pilot.pause()
        assert "PAPER 4" in lines(pilot)[0]
        assert "PAPER 0" in lines(pilot)[0]
        assert under_cursor(pilot) == "Sentence 4 stands alone here."
        open_app = screen(pilot).jobs
        assert isinstance(open_app, MemoryJobs)
        assert [len(ids) for ids in open_app.compared] == [4, 4]
        assert "4 of 6 articles" in row_text(pilot, "masthead")
        await press(pilot, "shift+tab", "shift+tab", "shift+tab")
        await pilot.pause()
        assert "PAPER 1" in lines(pilot)[0]
        assert [len(ids) for ids in open_app.compared] == [4, 4]


async def test_a_removed_article_is_reported_above_what_was_shown_before() -> None:
    async with desktop().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        open_app = screen(pilot).jobs
        assert isinstance(open_app, MemoryJobs)
        assert not screen(pilot).query_one("#remark").display
        del open_app.by_id["evening"]
        screen(pilot).post_message(messages.ArchiveChanged())
        await pilot.pause()
        await pilot.pause()
        assert "No such article. What is shown is as it was before." in row_text(pilot, "remark")
        assert screen(pilot).query_one("#remark").display
        assert "KILNMOOR DAILY" in lines(pilot)[0]
        await press(pilot, "n", "tab", "v", "B", "O", "d")


async def test_what_could_not_be_compared_is_said_above_the_columns() -> None:
    class Polyglot(MemoryJobs):
        def compare(self, target: Target, ids: Sequence[str]) -> int:
            told = replace(comparison([self.by_id[id] for id in ids]), note="Two languages: names and figures only.")
            target.post_message(messages.ComparisonReady(1, told))
            return 1

    shown = ScreenApp(CompareScreen(Polyglot(), settings(), ALL))
    async with shown.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Two languages: names and figures only." in row_text(pilot, "remark")
        assert screen(pilot).query_one("#remark").display


async def test_a_long_remark_is_read_to_its_end_in_a_narrow_window() -> None:
    async with desktop().run_test(size=(70, 30)) as pilot:
        await pilot.pause()
        screen(pilot).captions.remark(
            "In one language and in another one: only names and figures are compared between languages."
        )
        await pilot.pause()
        both = f"{row_text(pilot, 'remark')} {row_text(pilot, 'remark-on')}"
        assert " ".join(both.split()).endswith("only names and figures are compared between languages.")
        screen(pilot).captions.remark("")
        assert not screen(pilot).query_one("#remark-on").display


async def test_an_article_is_not_compared_with_itself() -> None:
    async with desktop(("daily", "daily")).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert any("A comparison needs two different articles." in line for line in lines(pilot))


async def test_marked_passages_are_compared_without_the_rest_until_v() -> None:
    found = passages(ARTICLES[0])[2], passages(ARTICLES[1])[1]
    ids = [f"{p.article}:{p.start}-{p.end}" for p in found]
    async with desktop(ids).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = [line for line in lines(pilot)[4:] if line.strip(" │·")]
        assert sum("We saved the bakery" in line for line in shown) == 1
        assert not any("grain mill" in line for line in shown)
        assert " marked" in row_text(pilot, "masthead")
        await press(pilot, "v")
        assert any("grain mill" in line for line in lines(pilot))


async def test_a_passage_marked_in_the_results_is_compared_with_another(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples", "Gale brings down")
        await d.press("m", "j", "m")
        await d.sees("tray 2")
        assert all(item.span is not None for item in d.app.settings.tray)
        await d.press("C")
        await d.sees("marked")
        assert isinstance(d.app.screen, CompareScreen)
        assert len(d.app.screen.ids) == 2


async def test_an_article_is_added_from_what_a_query_finds(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("Crane topples", "Gale brings down")
        await d.press("c", "j", "c", "C")
        await d.sees("Leif Aubrey")
        await d.press("plus")
        await d.sees("Add an article")
        await d.press("slash")
        await d.type("frost")
        await d.sees("Late frost spares the orchards", "Add an article   1 article")
        await d.press("enter", "enter")
        await d.sees("VALE FARMER")
        assert isinstance(d.app.screen, CompareScreen)
        assert len(d.app.screen.ids) == 3
