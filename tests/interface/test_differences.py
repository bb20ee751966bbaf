from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.model import (
    Article,
    Claim,
    Difference,
    DifferenceKind,
    DisputedFact,
    FactValue,
    Settlement,
    StatedValue,
    StoryDifferences,
)
from tests.interface.conftest import OpenApp
from tests.interface.fakes import ARTICLES, STORY, MemoryJobs, ScreenApp, settings
from tests.interface.pages import posted, press, text_of
from tui import messages
from tui.rendering.stated_pair import StatedPair, about_pair, pair_of
from tui.screens.compare import CompareScreen
from tui.screens.differences import DifferencesScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.screens.tray import TrayScreen
from tui.settings import TrayItem
from tui.widgets.difference_list import DifferenceList

ONE, TWO, THREE = ARTICLES[:3]


def stated(article: Article, words: str, speaker: str = "") -> StatedValue:
    at = article.text.index(words)
    start = article.text.rfind(". ", 0, at) + 2 if ". " in article.text[:at] else 0
    end = article.text.find(".", at) + 1
    sentence = article.text[start:end]
    span = (at, at + len(words))
    return StatedValue(
        article.id, article.version, "text", (start, end), sentence, span, words, words, speaker, article.published
    )


def fact(
    kind: DifferenceKind, claim: Claim, subject: str, *values: StatedValue, settled: Settlement | None = None
) -> DisputedFact:
    pair = Difference(kind, claim, subject, values[0], values[1], 0.8, ("both say when",), settled=settled)
    each = tuple(FactValue(value.value, (value,), 1, claim) for value in values)
    closed = settled if settled and settled.verdict == "same" else None
    return DisputedFact(kind, claim, subject, each, (pair,), 0.8, closed)


TIME = fact("time", "conflict", "fire began", stated(ONE, "02:15"), stated(TWO, "02:45"))
HOURS = fact(
    "figure",
    "differs",
    "hours until under control",
    stated(ONE, "four hours", "Fire chief Marta Oyelaran"),
    stated(TWO, "six hours"),
)
BUILT = fact("day", "update", "built", stated(ONE, "1911"), stated(THREE, "1912"))


def found(*facts: DisputedFact, articles: Sequence[Article] = ARTICLES[:3]) -> StoryDifferences:
    groups = tuple((article.id,) for article in articles)
    return StoryDifferences(tuple(articles), facts, len(articles), "Mill fire on Kiln Lane", groups)


def page(differing: StoryDifferences | None, asked: str | tuple[str, ...] = STORY.id) -> tuple[ScreenApp, MemoryJobs]:
    jobs = MemoryJobs()
    jobs.differing = differing
    return ScreenApp(DifferencesScreen(jobs, settings(), asked)), jobs


async def test_facts_are_listed_by_claim_each_value_with_who_states_it() -> None:
    app, _ = page(found(TIME, HOURS, BUILT))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = text_of(pilot, "differences")
        assert shown.index("conflict") < shown.index("update") < shown.index("differs")
        assert "▌fire began" in shown
        assert "✕  02:15" in shown
        assert "02:45" in shown
        assert "Fire chief Marta Oyelaran" in shown
        assert "Mill fire on Kiln Lane" in text_of(pilot, "masthead")
        assert "burned down at 02:15" in text_of(pilot, "differences-caption")


async def test_the_cursor_stays_on_values_and_shows_their_sentences() -> None:
    app, _ = page(found(TIME, HOURS))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await press(pilot, "j")
        assert "caught fire at 02:45" in text_of(pilot, "differences-caption")
        await press(pilot, "j")
        assert "under control after four hours" in text_of(pilot, "differences-caption")
        await press(pilot, "k")
        assert "caught fire at 02:45" in text_of(pilot, "differences-caption")
        await press(pilot, "g", "k")
        assert "burned down at 02:15" in text_of(pilot, "differences-caption")
        await press(pilot, "G")
        assert "It took six hours" in text_of(pilot, "differences-caption")


async def test_enter_opens_both_passages_side_by_side_at_the_sentence() -> None:
    app, _ = page(found(TIME, HOURS))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await press(pilot, "G", "enter", "r")
        compared, read = posted(pilot)
        assert isinstance(compared, messages.CompareArticles)
        assert compared.ids == (TWO.id, ONE.id)
        assert compared.start == TWO.text.index("It took six hours")
        assert compared.beside == HOURS.values[0].stated[0].sentence[0]
        assert isinstance(read, messages.OpenArticle)
        assert (read.id, read.start) == (TWO.id, TWO.text.index("It took six hours"))


@pytest.mark.parametrize(("width", "called"), [(80, "time: a fire"), (120, "a fire in a barn")])
async def test_a_clause_that_does_not_fit_is_called_by_its_kind(width: int, called: str) -> None:
    app, _ = page(found(replace(TIME, subject="a fire in a barn" + "  of the mill" * (width < 100))))
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        assert called in text_of(pilot, "differences")


async def test_space_settles_and_goes_on_to_the_next_decision() -> None:
    app, jobs = page(found(TIME, HOURS))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await press(pilot, "space")
        assert jobs.settled == [(TIME.key, "same")]
        assert "not the same" in text_of(pilot, "foot")
        same = fact("time", "conflict", "fire began", stated(ONE, "02:15"), stated(TWO, "02:45"), settled=SAME)
        jobs.differing = found(HOURS, same)
        await press(pilot, "space")
        await press(pilot, "space")
        assert jobs.settled[-1] == (same.key, "unrelated")
        assert "1 settled" in text_of(pilot, "differences")
        assert "settled: same" in text_of(pilot, "differences-caption")


SAME = Settlement("same", "reader", "", "2020-05-16T09:00:00Z")


async def test_less_than_is_claimed_of_the_fact_has_a_sign_of_its_own() -> None:
    third = FactValue("03:15", (stated(THREE, "Friday"),), 1, "differs")
    wider = replace(TIME, values=(*TIME.values, third))
    app, _ = page(found(wider))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = text_of(pilot, "differences")
        assert "✕  02:15" in shown
        assert "✕  02:45" not in shown
        assert "≠  03:15" in shown


async def test_a_narrow_page_loses_nobody_who_states_a_value() -> None:
    app, _ = page(found(HOURS))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        shown = " ".join(text_of(pilot, "differences").split())
        assert "Kilnmoor Daily, Fire ▌ chief Marta Oyelaran" in shown
        assert "The Herald" in shown
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "▌hours until under" in text_of(pilot, "differences")


async def test_that_nothing_was_found_is_not_called_agreement() -> None:
    app, _ = page(found())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "does not mean that the articles agree" in text_of(pilot, "differences")
        await press(pilot, "enter", "space", "n", "r")
        assert posted(pilot) == []


async def test_one_article_alone_is_not_compared() -> None:
    app, _ = page(replace(found(), articles=(ONE,)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "One article alone differs from nothing" in text_of(pilot, "differences")
        assert "agree" not in text_of(pilot, "differences")


@pytest.mark.parametrize("width", range(78, 82))
async def test_no_word_is_cut_where_the_list_scrolls(width: int) -> None:
    long = fact(
        "figure", "differs", "hours", stated(ONE, "four hours", " ".join("abcdefg" * 9)), stated(TWO, "six hours")
    )
    app, _ = page(found(long))
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        listing = app.screen.query_one("#differences", DifferenceList)
        listing.show(found(*(replace(long, subject=f"hours {number}") for number in range(12))))
        await pilot.pause()
        assert "…" not in text_of(pilot, "differences")


async def test_a_story_that_is_gone_is_reported() -> None:
    app, _ = page(None)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "No such story." in text_of(pilot, "differences")


async def test_a_decision_that_cannot_be_stored_leaves_the_list() -> None:
    app, jobs = page(found(TIME))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        jobs.differing = None
        await press(pilot, "space")
        assert "No such story." in text_of(pilot, "foot")
        assert "fire began" in text_of(pilot, "differences")


async def test_stories_matrix_and_tray_open_the_differences() -> None:
    for screen in (
        StoriesScreen(MemoryJobs(), settings()),
        StoryScreen(MemoryJobs(), settings(), STORY.id),
        MatrixScreen(MemoryJobs(), settings(), STORY.id),
    ):
        async with ScreenApp(screen).run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await press(pilot, "D")
            (asked,) = posted(pilot)
            assert isinstance(asked, messages.ShowDifferences)
            assert asked.asked == STORY.id


async def test_the_tray_asks_for_its_articles_and_needs_two() -> None:
    picked = settings()
    picked.tray = [TrayItem(ONE.id, "one")]
    async with ScreenApp(TrayScreen(MemoryJobs(), picked)).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "D")
        assert posted(pilot) == []
        assert "Two articles or more" in text_of(pilot, "foot")
        picked.tray.append(TrayItem(TWO.id, "two"))
        await press(pilot, "D")
        (asked,) = posted(pilot)
        assert isinstance(asked, messages.ShowDifferences)
        assert asked.asked == (ONE.id, TWO.id)


async def test_the_pair_that_was_opened_is_described_until_the_cursor_moves() -> None:
    pair = pair_of(HOURS, 1, HOURS.values[1].stated[0])
    assert pair is not None
    sides = pair.here, pair.there
    start, beside = (side.sentence[0] for side in sides)
    compare = CompareScreen(MemoryJobs(), settings(), [side.article for side in sides], start, beside, pair)
    async with ScreenApp(compare).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        said = text_of(pilot, "this-link")
        assert said.startswith(
            "≠ differs   hours until under control   six hours The Herald / four hours Kilnmoor Daily"
        )
        assert "Fire chief Marta Oyelaran" in said
        assert compare.columns.cursor.link is not None
        assert compare.columns.cursor.link.left.text.startswith("Fire chief")
        await pilot.resize_terminal(90, 30)
        await pilot.pause()
        assert "hours until under control" in text_of(pilot, "this-link")
        await press(pilot, "j")
        assert "hours until under control" not in text_of(pilot, "this-link")


async def test_passages_without_a_link_are_not_described_by_another_link() -> None:
    built = fact("day", "open", "built", stated(THREE, "1912"), stated(ONE, "02:15"))
    pair = pair_of(built, 0, built.values[0].stated[0])
    assert pair is not None
    start, beside = pair.here.sentence[0], pair.there.sentence[0]
    compare = CompareScreen(MemoryJobs(), settings(), [THREE.id, ONE.id], start, beside, pair)
    async with ScreenApp(compare).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert text_of(pilot, "this-link").startswith("? open   built   1912 Evening Lamp / 02:15 Kilnmoor Daily")
        assert compare.columns.cursor.link is None
        shown = text_of(pilot, "columns")
        assert "▌The building dates from 1912" in shown
        assert "▌╎ The old grain mill" in shown


def test_the_other_statement_is_the_one_of_which_most_is_claimed() -> None:
    third = stated(THREE, "Friday")
    weaker = Difference("time", "differs", "fire began", TIME.values[1].stated[0], third, 0.4)
    wider = replace(
        TIME,
        values=(FactValue("Friday", (third,), 1, "differs"), *TIME.values),
        differences=(weaker, *TIME.differences),
    )
    pair = pair_of(wider, 2, TIME.values[1].stated[0])
    assert pair is not None
    assert (pair.there, pair.claim) == (TIME.values[0].stated[0], "conflict")
    alone = pair_of(wider, 0, third)
    assert alone is not None
    assert (alone.there, alone.claim) == (TIME.values[1].stated[0], "differs")


def test_what_was_never_compared_is_claimed_to_be_nothing() -> None:
    names = {ONE.id: "Kilnmoor Daily", THREE.id: "Evening Lamp"}
    pair = StatedPair(TIME, TIME.values[0].stated[0], stated(THREE, "Friday"))
    assert pair.claim is None
    assert "".join(run.text for run in about_pair(pair, names)).startswith("not compared with each other   fire began")


async def test_the_reader_and_the_results_open_the_differences_of_the_story(open_app: OpenApp) -> None:
    async with open_app(query="crane") as d:
        await d.sees("2 articles")
        await d.press("D")
        await d.sees("enter side by side")
        assert isinstance(d.app.screen, DifferencesScreen)
        await d.press("q", "enter")
        await d.sees("1 of 2 for  crane", "A port crane came down")
        await d.press("D")
        await d.sees("enter side by side")


async def test_of_an_article_of_no_story_it_is_said(open_app: OpenApp) -> None:
    async with open_app(query="orchards") as d:
        await d.sees("1 article")
        await d.press("D")
        await d.sees("No other article of the archive is in this story")
        await d.press("enter")
        await d.sees("Growers in the upper vale")
        await d.press("D")
        await d.sees("No other article of the archive is in this story")
