from dataclasses import replace

import pytest
from textual.pilot import Pilot

from index.model import Lead, RelatedStory
from tests.interface.fakes import ARTICLES, DAILY, STORY, MemoryJobs, ScreenApp, article, passages, settings
from tests.interface.pages import posted, press, text_of
from tui import messages
from tui.rendering import words
from tui.screens.matrix import MatrixScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen

LEAD = Lead(passages(ARTICLES[0])[0], ("Kilnmoor Daily", "The Herald"))
COURT = replace(STORY, id="s2", title="Mill owner in court", articles=("evening",), saga=())
TOLD = replace(
    STORY, articles=("daily", "herald", "evening"), lead=(LEAD,),
    saga=(RelatedStory("s2", "Mill owner in court", "shares Kiln Lane, Marta Oyelaran; 3 days apart", 0.4),),
)  # fmt: skip


def story(of: str = "s1") -> ScreenApp:
    return ScreenApp(StoryScreen(MemoryJobs(stories=(TOLD, COURT)), settings(), of))


def matrix() -> ScreenApp:
    return ScreenApp(MatrixScreen(MemoryJobs(stories=(TOLD, COURT)), settings(), "s1"))


def table(pilot: Pilot[None]) -> str:
    return text_of(pilot, "matrix")


async def test_a_story_lists_its_lead_its_saga_and_its_articles() -> None:
    async with story().run_test(size=(110, 40)) as pilot:
        await pilot.pause()
        shown = text_of(pilot, "story")
        for part in ("▌ leads      “The old grain mill", "Kilnmoor Daily, The Herald", "◆ 2 outlets",
                     "same saga  Mill owner in court", "3 days apart", "articles   Grain mill burns",
                     "Thu 14 May 2020"):  # fmt: skip
            assert part in shown
        for section in ("leads", "same saga", "articles"):
            assert shown.count(section) == 1
        assert "3 articles" in text_of(pilot, "masthead")


async def test_enter_reads_the_passage_goes_to_the_saga_or_reads_the_article() -> None:
    async with story().run_test(size=(110, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "j", "enter", "j", "enter", "C", "m", "n")
        passage, kin, read, compared, laid, beside = posted(pilot)
        assert isinstance(passage, messages.OpenArticle)
        assert (passage.id, passage.start) == ("daily", 0)
        assert isinstance(kin, messages.ShowStory)
        assert isinstance(beside, messages.ShowStory)
        assert kin.id == beside.id == "s2"
        assert isinstance(read, messages.OpenArticle)
        assert read.neighbours == TOLD.articles
        assert isinstance(compared, messages.CompareArticles)
        assert isinstance(laid, messages.ShowMatrix)
        assert laid.id == "s1"


async def test_a_single_article_has_nothing_to_compare_and_no_saga() -> None:
    async with story("s2").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "C")
        assert "Only one article" in text_of(pilot, "foot")
        await press(pilot, "n")
        assert "no other story" in text_of(pilot, "foot")
        assert posted(pilot) == []


async def test_the_list_of_stories_leads_to_story_matrix_and_saga() -> None:
    async with ScreenApp(StoriesScreen(MemoryJobs(stories=(TOLD, COURT)), settings())).run_test(
        size=(100, 30)
    ) as pilot:
        await pilot.pause()
        assert "“The old grain mill" in text_of(pilot, "stories")
        assert "↔ 1 in its saga" in text_of(pilot, "stories")
        await press(pilot, "o", "m", "n")
        opened, laid = posted(pilot)
        assert isinstance(opened, messages.ShowStory)
        assert isinstance(laid, messages.ShowMatrix)
        assert "▌Mill owner in court" in text_of(pilot, "stories")
        assert "shares Kiln Lane" in text_of(pilot, "foot")


async def test_the_matrix_tells_who_has_what_and_who_left_it_out() -> None:
    async with matrix().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        lines = table(pilot).split("\n")
        shared = next(line for line in lines if "We saved the bakery" in line)
        assert shared.count("≡") == 2
        assert shared.count("·") == 1
        letters, first, _, numbers = text_of(pilot, "matrix-head").split("\n")
        assert "only here" in text_of(pilot, "matrix-head")
        assert letters.split()[-3:] == ["A", "B", "C"]
        assert "Kilnmoor Daily" in first
        assert numbers.split()[-3:] == ["4", "5", "3"]
        alone = next(line for line in lines if "Insurers put" in line)
        assert alone.count("╎") == 1
        assert alone.count("·") == 2
        assert "by 3 articles" in text_of(pilot, "masthead")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_matrix_shows_its_legend_and_the_names_of_the_outlets_at_every_size(size: tuple[int, int]) -> None:
    async with matrix().run_test(size=size) as pilot:
        await pilot.pause()
        head = text_of(pilot, "matrix-head")
        for entry in words.MATRIX_LEGEND:
            assert f"{entry.sign} {entry.word}" in head
        for name in ("Kilnmoor", "Herald", "Evening"):
            assert name in head
        assert "We saved the bakery" in table(pilot)


async def test_of_twelve_articles_in_a_small_window_each_letter_has_its_outlet() -> None:
    trees = "Alder Birch Cedar Dogwood Elm Fir Gum Holly Ivy Juniper".split()
    outlets = [f"{name} Gazette and Advertiser" for name in trees]
    papers = [article(name[0].lower(), name, name, None, DAILY) for name in outlets]
    of = replace(TOLD, articles=tuple(paper.id for paper in papers))
    shown = ScreenApp(MatrixScreen(MemoryJobs(papers, stories=(of,)), settings(), "s1"))
    async with shown.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        head = text_of(pilot, "matrix-head")
        for letter, name in zip("ABCDEFGHIJ", outlets, strict=True):
            assert f"{letter} {name[:5]}" in head
        assert "✕ conflict" in head
        assert "The old grain mill" in table(pilot)


async def test_what_the_articles_disagree_on_is_marked_and_said_of_the_passage() -> None:
    async with matrix().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        lines = table(pilot).split("\n")
        assert next(line for line in lines if "The old grain mill" in line or "Nine families" in line).count("✕") == 2
        assert table(pilot).count("≠") == 4
        screen = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        while "02:45 here" not in text_of(pilot, "matrix-caption"):
            before = screen.table.current
            await press(pilot, "j")
            assert screen.table.current != before
        assert "✕ time: 02:45 here, 02:15 in B Kilnmoor Daily" in text_of(pilot, "matrix-caption")


async def test_the_matrix_begins_at_the_passage_that_was_asked_for() -> None:
    start = ARTICLES[1].text.index("It took six")
    page = MatrixScreen(MemoryJobs(stories=(TOLD, COURT)), settings(), "s1", ("herald", start))
    async with ScreenApp(page).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "It took six hours" in text_of(pilot, "matrix-caption")
        assert page.matrix is not None
        assert page.matrix.articles[page.table.column].id == "herald"


async def test_filters_leave_what_several_have_or_only_one() -> None:
    async with matrix().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "f")
        assert "Insurers put" not in table(pilot)
        assert "We saved the bakery" in table(pilot)
        await press(pilot, "f")
        assert "Insurers put" in table(pilot)
        assert "We saved the bakery" not in table(pilot)


async def test_a_filter_shows_what_the_article_under_the_cursor_leaves_out() -> None:
    async with matrix().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        await press(pilot, "f", "f", "f")
        for column in range(3):
            assert screen.table.column == column
            assert screen.matrix is not None
            told = [row for row in screen.matrix.rows if sum(cell is not None for cell in row.cells) > 1]
            assert list(screen.table.rows if screen.table.count else ()) == [r for r in told if r.cells[column] is None]
            assert screen.table.count or "every passage that several have" in table(pilot)
            await press(pilot, "right")
        assert screen.table.count > 0


async def test_a_cell_opens_in_the_reader_and_an_empty_one_says_so() -> None:
    async with matrix().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        place = next(n for n, row in enumerate(screen.table.rows) if row.passage.text.startswith("Insurers"))
        screen.table.current = place
        await press(pilot, "enter")
        assert posted(pilot) == []
        assert "left out" in text_of(pilot, "matrix-caption")
        await press(pilot, "right", "right", "right", "enter")
        (opened,) = posted(pilot)
        assert isinstance(opened, messages.OpenArticle)
        assert opened.id == "evening"
        assert "Insurers put the damage" in text_of(pilot, "matrix-caption")


async def test_marked_columns_are_compared_and_else_those_that_have_the_passage() -> None:
    async with matrix().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "m", "right", "right", "m", "C")
        marked = posted(pilot)[-1]
        assert isinstance(marked, messages.CompareArticles)
        screen = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        assert screen.matrix is not None
        assert marked.ids == (screen.matrix.articles[0].id, screen.matrix.articles[2].id)
        await press(pilot, "m", "left", "left", "m")
        screen.table.current = next(n for n, row in enumerate(screen.table.rows) if "bakery" in row.passage.text)
        await press(pilot, "C")
        having = posted(pilot)[-1]
        assert isinstance(having, messages.CompareArticles)
        assert set(having.ids) == {"daily", "herald"}
