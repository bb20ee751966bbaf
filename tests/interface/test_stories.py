from index.model import Lead, Parallel, PartialDate, Story
from tests.interface.fakes import ARTICLES, STORY, MemoryJobs, ScreenApp, passages, settings
from tests.interface.pages import posted, press, text_of
from tui import messages
from tui.screens.parallels import ParallelsScreen
from tui.screens.stories import StoriesScreen
from tui.screens.tray import TrayScreen
from tui.settings import TrayItem

FAIR = Story(
    "s2", "Autumn [fair] opens", PartialDate("2021-09-01"), PartialDate("2021-09-01"), ("Evening Lamp",), ("fair",)
)
UNDATED = Story("s3", "A bridge is planned", None, None, (), ("one", "two"))


def stories(*told: Story) -> ScreenApp:
    return ScreenApp(StoriesScreen(MemoryJobs(stories=told), settings()))


async def test_stories_are_listed_newest_first_with_days_and_outlets() -> None:
    async with stories(UNDATED, STORY, FAIR).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        shown = text_of(pilot, "stories")
        assert shown.index("Autumn [fair] opens") < shown.index("Mill fire") < shown.index("A bridge")
        assert "14 – 15 May 2020" in shown
        assert "4 articles" in shown
        assert "◆ 2 outlets" in shown
        assert "no date" in shown
        assert "2 stories of several articles" in text_of(pilot, "masthead")


async def test_the_order_changes_and_the_current_story_stays_current() -> None:
    async with stories(UNDATED, STORY, FAIR).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "S")
        shown = text_of(pilot, "stories")
        assert shown.index("Mill fire") < shown.index("Autumn")
        assert "▌Autumn" in shown
        await press(pilot, "S")
        assert text_of(pilot, "stories").index("A bridge") < text_of(pilot, "stories").index("Autumn")


async def test_a_story_of_several_opens_side_by_side_and_a_single_article_in_the_reader() -> None:
    async with stories(STORY, FAIR).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "j", "enter")
        single, several = posted(pilot)
        assert isinstance(single, messages.OpenArticle)
        assert single.id == "fair"
        assert isinstance(several, messages.CompareArticles)
        assert several.ids == STORY.articles


async def test_a_story_goes_into_the_tray_article_by_article() -> None:
    async with stories(STORY).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "c")
        assert [m.id for m in posted(pilot) if isinstance(m, messages.AddToTray)] == list(STORY.articles)


async def test_no_stories_is_said() -> None:
    async with stories().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "There are no stories yet" in text_of(pilot, "stories")
        await press(pilot, "enter", "c", "S")
        assert posted(pilot) == []


async def test_ten_thousand_stories_can_be_walked_to_the_end() -> None:
    many = [Story(f"s{n:05}", f"Story {n:05}", None, None, (), (f"a{n}",)) for n in range(10_000)]
    async with stories(*many).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "G")
        assert "▌Story 09999" in text_of(pilot, "stories")


# --- The tray -------------------------------------------------------------------------------------------------------


async def test_the_tray_numbers_what_it_holds() -> None:
    kept = settings()
    kept.tray = [TrayItem(f"id{n}", f"Article {n}") for n in range(6)]
    async with ScreenApp(TrayScreen(MemoryJobs(), kept)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▌ 1  Article 0" in text_of(pilot, "tray")
        assert "6 articles" in text_of(pilot, "masthead")
        await press(pilot, "C", "j", "enter", "d")
        compare, read, out = posted(pilot)
        assert isinstance(compare, messages.CompareArticles)
        assert compare.ids == tuple(f"id{n}" for n in range(6))
        assert isinstance(read, messages.OpenArticle)
        assert read.id == "id1"
        assert isinstance(out, messages.AddToTray)
        assert out.id == "id1"


async def test_the_tray_tells_who_a_passage_is_of_and_what_it_says() -> None:
    kept = settings()
    kept.tray = [
        TrayItem("daily", "Kilnmoor Daily · Thu 14 May 2020 · Grain mill burns"),
        TrayItem("herald:0-20", "The Herald · “Nine families were led out of Kiln Lane”"),
    ]
    async with ScreenApp(TrayScreen(MemoryJobs(), kept)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first, about, blank, second, says = [line.rstrip() for line in text_of(pilot, "tray").split("\n")[:5]]
        assert first.endswith("1  Kilnmoor Daily")
        assert "Thu 14 May 2020 · Grain mill burns" in about
        assert about.endswith("article")
        assert blank == ""
        assert second.endswith("2  The Herald")
        assert "“Nine families were led out of Kiln Lane”" in says
        assert says.endswith("passage")


async def test_an_empty_tray_tells_how_to_fill_it() -> None:
    async with ScreenApp(TrayScreen(MemoryJobs(), settings())).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "The tray is empty" in text_of(pilot, "tray")
        await press(pilot, "C", "enter", "d", "D")
        assert posted(pilot) == []


# --- Who else -------------------------------------------------------------------------------------------------------


def parallels(*found: Parallel) -> ScreenApp:
    memory = MemoryJobs()
    memory.found = found
    return ScreenApp(ParallelsScreen(memory, settings(), "daily", 0))


async def test_who_else_reports_a_passage_is_reported_with_reason_and_opened() -> None:
    herald = passages(ARTICLES[1])[0]
    found = Parallel(
        herald, 0.74, "Nine families homeless", "The Herald", PartialDate("2020-05-14"), "shares Kiln Lane"
    )
    async with parallels(found).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "The old grain mill" in text_of(pilot, "quotation")
        shown = text_of(pilot, "parallels")
        for part in ("▌The Herald", "Thu 14 May 2020", "~ .74", "Nine families were led out", "shares Kiln Lane"):
            assert part in shown
        await press(pilot, "enter", "C", "c")
        opened, compared, picked = posted(pilot)
        assert isinstance(opened, messages.OpenArticle)
        assert (opened.id, opened.start) == ("herald", herald.start)
        assert isinstance(compared, messages.CompareArticles)
        assert (compared.ids, compared.start) == (("daily", "herald"), 0)
        assert isinstance(picked, messages.AddToTray)
        assert picked.id == "herald"


async def test_that_nobody_else_reports_it_is_said() -> None:
    async with parallels().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "No other article of this archive reports this" in text_of(pilot, "parallels")


async def test_the_lead_passages_of_the_stories_in_view_are_asked_for_where_the_import_left_them_out() -> None:
    many = [Story(f"s{n:02}", f"Story {n:02}", None, None, (), (f"a{n}", f"b{n}"), lead=None) for n in range(40)]
    memory = MemoryJobs(stories=many)
    passage = passages(ARTICLES[0])[0]
    memory.known_leads["s00"] = (Lead(passage, ("Daily",)),)
    async with ScreenApp(StoriesScreen(memory, settings())).run_test(size=(100, 24)) as pilot:
        await pilot.pause(0.2)
        assert "The old grain mill" in text_of(pilot, "stories")
        (first,) = memory.leads_asked
        assert first[0] == "s00" and 5 <= len(first) < 10
        await press(pilot, "G")
        await pilot.pause(0.2)
        assert memory.leads_asked[-1][-1] == "s39"
        asked = len(memory.leads_asked)
        await press(pilot, "k")
        await pilot.pause(0.2)
        assert len(memory.leads_asked) == asked
