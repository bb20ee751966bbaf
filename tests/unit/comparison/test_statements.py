"""What two passages have in common around two facts, and which pairs of facts become conflicts."""

from __future__ import annotations

import pytest

from index.comparison.facts.conflicts import conflicts, differences, disagree
from index.comparison.facts.statements import Statement, nearness, others_named, same_bearer, statement
from index.model import Span


def at(side: Statement, words: str) -> Span:
    start = side.text.index(words)
    return start, start + len(words)


# --- Surroundings -----------------------------------------------------------------------------------------------------


def test_the_words_around_a_fact_are_the_six_on_each_side() -> None:
    side = statement("anchor brig cutter dinghy elver ferry galley 77 harbour islet jetty kelp lagoon marina narrows")
    around = side.around(at(side, "77"))
    assert {"brig", "galley", "harbour", "marina"} <= around
    assert around.isdisjoint({"anchor", "narrow"})
    assert len(around) == 12


def test_the_words_beside_a_fact_are_the_two_telling_ones_on_each_side() -> None:
    side = statement("anchor brig and the cutter 77 of the dinghy or elver ferry")
    assert side.beside(at(side, "77")) == {"brig", "cutter", "dinghi", "elver"}


def test_nearness_counts_what_both_have() -> None:
    a = statement("The brig and cutter lost 77 anchors near the islet.")
    b = statement("The cutter and brig lost 88 anchors near the jetty.")
    near = nearness(a, at(a, "77"), b, at(b, "88"), careful=False)
    assert (near.nearby, near.adjoining, near.careful) == (5, 3, False)
    assert near.agreement == pytest.approx(2 * 5 / (6 + 6))
    assert nearness(a, at(a, "77"), b, at(b, "88"), careful=True).careful
    nothing = statement("It is.")
    assert nearness(nothing, (0, 2), nothing, (0, 2), careful=False).agreement == 0


def test_two_figures_that_both_have_make_passages_more_alike() -> None:
    def agreement(a: str, b: str) -> float:
        left, right = statement(a), statement(b)
        return nearness(left, (0, 1), right, (0, 1), careful=False).agreement

    plain = agreement("Brigs lost 77 anchors.", "Cutters lost 88 anchors.")
    one = agreement("Brigs lost 77 anchors.", "Cutters lost 77 anchors.")
    assert one == plain
    two = agreement("Brigs lost 77 anchors, 12 sails.", "Cutters lost 77 anchors, 12 sails.")
    other = agreement("Brigs lost 77 anchors, 12 sails.", "Cutters lost 78 anchors, 12 sails.")
    assert two == pytest.approx(other + 0.1)
    # Ones and twos are too common to count, and so are figures of another unit.
    few = agreement("Brigs lost 2 anchors, 12 sails.", "Cutters lost 2 anchors, 12 sails.")
    assert few == other
    assert agreement("Brigs lost 3 anchors, 12 sails.", "Cutters lost 3 anchors, 12 sails.") == pytest.approx(two)
    unlike = agreement("Brigs lost 77 percent, 12 sails.", "Cutters lost 77, 12 sails.")
    assert unlike == pytest.approx(agreement("Brigs lost 78 percent, 12 sails.", "Cutters lost 77, 12 sails."))


def test_a_passage_is_read_up_to_its_longest_length() -> None:
    side = statement("word " * 400 + "12 sheep")
    assert side.figures == () and len(side.text) == 2000
    assert statement("word " * 390 + "12 sheep").figures != ()


# --- Whose it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Here sat Petra Lindqvist, 61, a potter.", "Petra Lindqvist"),
        ("Here sat Petra Lindqvist (61) at last.", "Petra Lindqvist"),
        ("Here sat Petra Lindqvist, now 61, at last.", "Petra Lindqvist"),
        ("Here sat Petra Lindqvist aged 61 at last.", "Petra Lindqvist"),
        ("Here sat Petra Lindqvist and 61 sheep.", None),
    ],
)
def test_an_age_is_of_the_name_beside_it(text: str, bearer: str | None) -> None:
    side = statement(text)
    assert [name.text for name in side.bearers(at(side, "61"))] == ([bearer] if bearer else [])


def test_two_ages_have_one_bearer_two_or_it_is_not_known() -> None:
    petra = statement("Here sat Petra Lindqvist, 61, a potter.")
    olga = statement("Here sat Olga Brandt, 61, a potter.")
    nobody = statement("Here sat a potter of 61 years.")

    def same(a: Statement, b: Statement) -> bool | None:
        return same_bearer(a, at(a, "61"), b, at(b, "61"))

    assert same(petra, petra) is True
    assert same(petra, olga) is False
    assert same(petra, nobody) is None and same(nobody, petra) is None


def test_the_last_names_before_two_facts_tell_whether_they_are_of_two_people() -> None:
    petra = statement("On Monday Olga Brandt heard that Petra Lindqvist has 61 sheep.")
    olga = statement("On Monday Petra Lindqvist heard that Olga Brandt has 61 sheep.")
    alone = statement("On Monday we heard that Petra Lindqvist has 61 sheep.")
    nobody = statement("On Monday we heard of 61 sheep.")

    def other(a: Statement, b: Statement, *, careful: bool = False) -> bool:
        return others_named(a, at(a, "61"), b, at(b, "61"), careful=careful)

    assert other(petra, olga) and not other(petra, petra)
    assert not other(petra, alone) and not other(petra, nobody) and not other(nobody, petra)
    # To be careful, a name that the other side does not know is enough.
    assert other(petra, nobody, careful=True) and other(nobody, petra, careful=True)
    assert not other(petra, petra, careful=True) and not other(nobody, nobody, careful=True)


def test_names_are_looked_for_among_the_eight_words_before_a_fact() -> None:
    near = statement("On Monday Petra Lindqvist one two three four five six 61 sheep.")
    far = statement("On Monday Petra Lindqvist one two three four five six seven 61 sheep.")
    assert [name.text for name in near.named_before(at(near, "61"))] == ["Petra Lindqvist"]
    assert list(far.named_before(at(far, "61"))) == []
    first = statement("61 sheep saw Petra Lindqvist.")
    assert list(first.named_before(at(first, "61"))) == []


# --- Conflicts --------------------------------------------------------------------------------------------------------


def test_conflicts_are_in_the_order_of_the_first_passage() -> None:
    a = "On June 3 the fire at the Lindow mill killed 12 workers and hurt 30 guests at 04:10 on the night shift."
    b = "The fire at the Lindow mill hurt 50 guests and killed 21 workers on the night shift on June 13 at 04:40."
    found = conflicts(a, b)
    assert [(c.kind, c.left, c.right) for c in found] == [
        ("day", "June 3", "June 13"),
        ("figure", "12", "21"),
        ("figure", "30", "50"),
        ("time", "04:10", "04:40"),
    ]
    assert [c.right for c in conflicts(b, a)] == ["30", "12", "June 3", "04:10"]


def test_a_passage_of_fewer_than_three_telling_words_has_no_facts() -> None:
    assert len(conflicts("Ferry sank killing 12 sailors.", "Ferry sank killing 21 sailors.")) == 1
    assert conflicts("Sank: 12 sailors.", "Ferry sank: 21 sailors.") == []
    assert conflicts("Ferry sank: 12 sailors.", "Sank: 21 sailors.") == []
    assert conflicts("", "Ferry sank: 21 sailors.") == [] and conflicts("", "") == []


def test_a_figure_that_agrees_with_any_of_the_other_side_is_settled() -> None:
    a = "The fire at the Lindow mill killed 12 workers."
    assert conflicts(a, "The fire at the Lindow mill killed 21 workers, 12 workers at once.") == []
    assert conflicts("The fire at the Lindow mill killed 21 workers, 12 workers at once.", a) == []


def test_each_fact_is_in_one_conflict_with_the_one_in_the_likest_surroundings() -> None:
    a = "The Lindow fire killed 12 workers of the spinning mill."
    b = "The Lindow fire killed 21 workers of the spinning mill, 33 workers of other trades far away in Ashby."
    (conflict,) = conflicts(a, b)
    assert (conflict.left, conflict.right) == ("12", "21")
    (conflict,) = conflicts(b, a)
    assert (conflict.left, conflict.right) == ("21", "12")


def test_figures_of_one_unit_are_compared_where_they_alone_differ() -> None:
    a = "The old Lindow mill by the river sold 12 looms last autumn."
    assert [c.right for c in conflicts(a, "The old Lindow mill by the river sold 21 wheels last autumn.")] == ["21"]
    more = "The old Lindow mill by the river sold 21 wheels last autumn, 44 carts too."
    assert conflicts(a, more) == []


def test_related_passages_have_no_conflict_where_a_fact_fits_two() -> None:
    a = statement("Divers at the Lindow wreck brought up 40 coins.")
    one = statement("Divers at the wreck off Lindow brought up 42 coins.")
    two = statement("Divers at the wreck off Lindow brought up 42 coins, then 43 coins.")
    assert len(differences(a, one, careful=True)) == 1
    assert differences(a, two, careful=True) == [] and differences(two, a, careful=True) == []


def test_names_and_places_are_no_conflict_of_passages_that_are_only_related() -> None:
    told = "\u201cWe will mend the bridge before winter,\u201d said {}, standing on the bank of the Tarn."
    a, b = statement(told.format("Petra Lindqvist")), statement(told.format("Olga Brandt"))
    assert len(differences(a, b)) == 1 and differences(a, b, careful=True) == []
    swept = "The flood swept the bridge away in the village of {} before dawn."
    a, b = statement(swept.format("Ashby")), statement(swept.format("Hexworth"))
    assert len(differences(a, b)) == 1 and differences(a, b, careful=True) == []


@pytest.mark.parametrize(
    ("a", "b", "disagreeing"),
    [
        ("The quake killed 12 people.", "The quake killed 30 people.", True),
        ("The quake killed 12 people.", "The quake killed 15 people.", False),
        ("The quake killed 2 people.", "The quake killed 1 people.", False),
        ("The quake killed 3 people.", "The quake killed 2 people.", True),
        ("The quake killed 12 people.", "The quake killed 30 people, or 12 people.", False),
        ("The quake of 3 May.", "The quake of 9 May.", True),
        ("The quake of 3 May.", "The quake of 9 May, not of 3 May.", False),
        ("The quake killed 12 people on 3 May.", "The quake on 9 May.", True),
        ("The quake.", "The quake.", False),
    ],
)
def test_twin_events_disagree_on_all_that_both_tell(a: str, b: str, disagreeing: bool) -> None:
    assert disagree(statement(a), statement(b)) is disagreeing
    assert disagree(statement(b), statement(a)) is disagreeing
