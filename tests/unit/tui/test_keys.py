from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from textual.binding import BindingsMap
from textual.dom import DOMNode

from tui import keys, messages
from tui.app import BroadsheetApp
from tui.jobs import Jobs
from tui.screens.add_article import AddScreen
from tui.screens.changes import ChangesScreen
from tui.screens.compare import CompareScreen
from tui.screens.copied_texts import CopiedScreen
from tui.screens.differences import DifferencesScreen
from tui.screens.help import HelpScreen
from tui.screens.import_files import ImportScreen
from tui.screens.line_rules import RulesScreen
from tui.screens.links import LinksScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.parallels import ParallelsScreen
from tui.screens.reader import ReaderScreen
from tui.screens.reuse import ReuseScreen
from tui.screens.saved_searches import SavedScreen
from tui.screens.search import SearchScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.screens.tray import TrayScreen
from tui.settings import Settings
from tui.widgets.article_view import ArticleView
from tui.widgets.comparison_columns import Columns
from tui.widgets.frame import Frame
from tui.widgets.query_line import QueryLine
from tui.widgets.row_list import RowList

PLACES: tuple[keys.Where, ...] = get_args(keys.Where)


@pytest.mark.parametrize("where", PLACES)
def test_no_key_does_two_things_in_one_place(where: keys.Where) -> None:
    counted = Counter(key for action in keys.actions(where) for key in action.keys)
    assert [key for key, times in counted.items() if times > 1] == []


SPACE: dict[keys.Where, set[str]] = {"differences": {"space"}}
"""Where space settles, and only the other keys turn pages."""


def test_a_key_that_a_place_uses_otherwise_moves_nothing_there_and_help_says_so() -> None:
    bound = {key for binding in keys.moving("differences") for key in binding.key.split(",")}
    assert "space" not in bound
    assert "pagedown" in bound
    assert bound | {"space"} == {key for action in keys.actions("moving") for key in action.keys}
    (moving,) = [section for section in keys.help_sections("differences") if section.title == keys.TITLES["moving"]]
    assert ("pgdn", "a page down") in moving.rows


@pytest.mark.parametrize("where", PLACES)
def test_keys_for_moving_stay_free_where_rows_are(where: keys.Where) -> None:
    if where in ("moving", "query"):
        return
    moving = {key for action in keys.actions("moving") for key in action.keys} - SPACE.get(where, set())
    assert moving.isdisjoint(key for action in keys.actions(where) for key in action.keys)


@pytest.mark.parametrize("where", PLACES)
def test_a_place_takes_no_key_that_works_everywhere(where: keys.Where) -> None:
    if where == "everywhere":
        return
    # What is asked with / is told by the place: in an article it finds.
    everywhere = {key for action in keys.actions("everywhere") for key in action.keys} - {"/"}
    assert everywhere.isdisjoint(key for action in keys.actions(where) for key in action.keys)


OWNERS: dict[keys.Where, list[type[DOMNode]]] = {
    "everywhere": [BroadsheetApp],
    "query": [QueryLine],
}


def screens() -> dict[keys.Where, Frame]:
    """A page of every kind, with its controllers; none of them is shown."""
    jobs, settings = Jobs(Path("nowhere")), Settings()
    made: tuple[Frame, ...] = (
        SearchScreen(jobs, settings),
        ReaderScreen(jobs, settings, messages.OpenArticle("a")),
        CompareScreen(jobs, settings, ("a", "b")),
        AddScreen(jobs, settings, (), ()),
        StoriesScreen(jobs, settings),
        StoryScreen(jobs, settings, "a"),
        MatrixScreen(jobs, settings, "a"),
        DifferencesScreen(jobs, settings, "a"),
        ImportScreen(jobs, settings),
        TrayScreen(jobs, settings),
        ParallelsScreen(jobs, settings, "a", 0),
        ReuseScreen(jobs, settings, "a"),
        CopiedScreen(jobs, settings),
        ChangesScreen(jobs, settings, "a"),
        RulesScreen(jobs, settings),
        SavedScreen(jobs, settings, "", "relevance"),
        LinksScreen(jobs, settings, messages.ShowLinks("a", "", ())),
        HelpScreen(jobs, settings, "results"),
    )
    return {page.WHERE: page for page in made}


def test_every_motion_has_keys_and_every_widget_with_rows_moves() -> None:
    assert [action.name for action in keys.actions("moving")] == list(get_args(keys.Motion))
    assert all(hasattr(owner, "action_move") for owner in (RowList, Columns, ArticleView))


@pytest.mark.parametrize("where", OWNERS)
def test_every_action_of_a_widget_is_carried_out(where: keys.Where) -> None:
    for owner in OWNERS[where]:
        missing = [action.name for action in keys.actions(where) if not hasattr(owner, f"action_{action.name}")]
        assert missing == []


def test_every_action_of_a_screen_is_carried_out_by_it_or_one_of_its_controllers() -> None:
    found = screens() | {"facets": screens()["results"]}
    assert {*found, *OWNERS, "moving"} == set(PLACES)
    for where, page in found.items():
        owners = (page, *page.controllers)
        names = [action.name for action in keys.actions(where)]
        assert [name for name in names if not any(hasattr(owner, f"action_{name}") for owner in owners)] == [], where


def test_textual_takes_the_bindings() -> None:
    made = BindingsMap(keys.bindings("compare", "moving"))
    assert made.get_bindings_for_key("plus")[0].action == "carry_out('add_column')"
    assert made.get_bindings_for_key("N")[0].action == "carry_out('previous_link')"
    assert made.get_bindings_for_key("j")[0].action == "move('move_down')"


def test_the_foot_pairs_keys_and_ends_with_the_way_to_all_of_them() -> None:
    foot = keys.foot("compare")
    assert foot[0] == ("n N", "link")
    assert foot[-1] == ("?", "keys")


def test_help_of_the_results_has_the_query_line_and_the_keys_of_everywhere() -> None:
    titles = [section.title for section in keys.help_sections("results")]
    assert titles == ["Results", "The query line", "Moving", "Everywhere"]


def test_every_action_is_explained() -> None:
    assert all(action.help and action.keys for action in keys.ACTIONS)


def test_keys_are_shown_as_readers_know_them() -> None:
    rows = dict(keys.help_sections("everywhere")[0].rows)
    assert rows["q esc"] == "go back"


def test_while_typing_no_letter_is_promised_as_a_key() -> None:
    assert keys.foot("query")[-1] == ("esc", "back")
    assert all(len(names.split()[0]) > 1 for names, _ in keys.foot("import", typing=True) if names != "↓")


def test_a_foot_for_the_moment_takes_its_keys_from_the_table() -> None:
    foot = keys.foot_now(
        ("reader", "rule_here", "keep it here"),
        ("reader", "previous_passage", "line"),
        ("reader", "next_passage", "line"),
        ("moving", "move_down", "choose"),
        ("everywhere", "show_keys", "keys"),
    )
    assert foot == [("a", "keep it here"), ("[ ]", "line"), ("j", "choose"), ("?", "keys")]
