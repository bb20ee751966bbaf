from tui.widgets.comparison_selection import MOST, Selection

FOUR = Selection.of("abcd")


def test_each_article_once_and_four_at_most() -> None:
    assert Selection.of(["a", "b", "a", "c", "d", "e"]).ids == ("a", "b", "c", "d")
    assert len(FOUR.joined_by(["e"]).ids) == MOST


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
    assert FOUR.showing("d", 2).based_on("c").columns(2) == ("c", "a")


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
