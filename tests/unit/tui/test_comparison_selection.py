from hypothesis import given
from hypothesis import strategies as st

from tui.rendering.comparison.selection import Selection

FOUR = Selection.of("abcd")


def test_each_article_once_and_four_at_a_time() -> None:
    six = Selection.of(["a", "b", "a", "c", "d", "e"]).joined_by(["f", "a"])
    assert six.ids == ("a", "b", "c", "d", "e", "f")
    assert six.loaded == ("a", "b", "c", "d")
    assert six.showing("f", 4).loaded == ("a", "d", "e", "f")
    assert len(six.loaded) == 4


@given(st.integers(2, 12), st.data())
def test_what_has_a_column_is_compared_whatever_the_room(articles: int, data: st.DataObject) -> None:
    selection = Selection.of("abcdefghijkl"[:articles])
    for _ in range(3):
        wanted = data.draw(st.sampled_from(selection.ids))
        room = data.draw(st.integers(2, 4))
        selection = selection.showing(wanted, room)
        assert wanted in selection.columns(room)
        assert set(selection.columns(room)) <= set(selection.loaded)


def test_passages_are_marked_in_articles_and_have_a_view_of_their_own() -> None:
    selection = Selection.of(["har:5-9", "led", "har:20-31"])
    assert selection.ids == ("har", "led")
    assert selection.view == "marked"
    assert selection.marked == {"har": [(5, 9), (20, 31)]}
    assert selection.named(["harbour", "ledger"]).marked == {"harbour": [(5, 9), (20, 31)]}
    assert [selection.view, (after := selection.next_view()).view, after.next_view().view] == [
        "marked",
        "all",
        "linked",
    ]
    assert selection.without("har").view == "all"


def test_the_base_always_has_a_column() -> None:
    assert FOUR.columns(2) == ("a", "b")
    assert FOUR.showing("d", 2).columns(2) == ("a", "d")
    assert FOUR.showing("d", 3).columns(3) == ("a", "c", "d")
    assert FOUR.showing("d", 3).showing("b", 3).columns(3) == ("a", "b", "c")
    assert FOUR.columns(4) == ("a", "b", "c", "d")


def test_columns_move_no_further_than_the_last() -> None:
    assert FOUR.showing("d", 2).columns(3) == ("a", "c", "d")
    assert FOUR.showing("d", 2).without("d").columns(2) == ("a", "c")


def test_columns_are_walked_round_and_round() -> None:
    assert FOUR.neighbour("d", 1) == "a"
    assert FOUR.neighbour("a", -1) == "d"


def test_another_base_leads() -> None:
    swapped = FOUR.showing("d", 2).based_on("d")
    assert swapped.columns(2) == ("d", "a")
    assert set(swapped.loaded) == set(FOUR.loaded)


def test_beginnings_of_ids_become_ids() -> None:
    assert Selection.of(["har", "led"]).named(["ledger", "harbour"]).ids == ("harbour", "ledger")


def test_views_and_orders_go_round() -> None:
    selection, seen = FOUR, []
    for _ in range(4):
        seen.append(selection.view)
        selection = selection.next_view()
    assert seen == ["all", "linked", "only here", "conflicts"]
    assert selection.view == "all"
    assert FOUR.other_order().other_order() == FOUR
