"""What two statements of a kind must share: each test fails when its constant moves; the weights of words are set."""

from __future__ import annotations

import math
from types import ModuleType

import pytest

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds import actors, attributes, causes, days, figures, order, quotations
from index.comparison.differences.pair import Pair
from tests.unit.comparison.test_kinds_of_differences import found, pair


def count(kind: ModuleType, left: str, right: str) -> int:
    return len(list(kind.candidates(pair(left, right))))


# --- Actors -----------------------------------------------------------------------------------------------------------


def test_who_did_it_is_among_eight_words() -> None:
    left = f"The boat was found by {' '.join(['divers'] * 9)}."
    assert found(left, "The boat was found by anglers.") == {("actor", " ".join(["divers"] * 8), "anglers")}


@pytest.mark.parametrize(("between", "compared"), [(4, 1), (5, 0)])
def test_to_what_it_was_done_is_among_six_words(between: int, compared: int) -> None:
    """The verb has ``was`` before it too."""
    left = f"Canoe {'of ' * between}was found by divers."
    assert count(actors, left, "The canoe was found by anglers.") == compared


@pytest.mark.parametrize(
    ("kind", "left", "right", "least"),
    [
        (actors, "The canoe was found by divers.", "The canoe was found by anglers.", 2.0),
        (attributes, "They saw a grey kite.", "They saw a red kite.", 3.0),
        (order, "Anna Kolb won the third game.", "Anna Kolb won the fourth game.", 3.0),
    ],
)
def test_the_one_word_that_two_statements_share_weighs_enough(
    kind: ModuleType, left: str, right: str, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: least)
    assert count(kind, left, right) == 1
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: least - 0.01)
    assert count(kind, left, right) == 0


# --- Attributes and causes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "left", "right", "stems", "least"),
    [
        (attributes, "A baker sold lanterns.", "A butcher sold lanterns.", {"lantern"}, 4.0),
        (causes, "Kolb died of heart failure.", "Kolb died of poison.", {"kolb", "die"}, 2.5),
        (
            causes,
            "The cause of the fire is not known.",
            "The fire broke out because of lightning.",
            {"fire"},
            1.0,
        ),
    ],
)
def test_the_words_that_two_statements_share_weigh_enough_among_those_of_the_pair(
    kind: ModuleType, left: str, right: str, stems: set[str], least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pair, "local", lambda _, stem: least if stem in stems else 0.0)
    assert count(kind, left, right) == 1
    monkeypatch.setattr(Pair, "local", lambda _, stem: least - 0.01 if stem in stems else 0.0)
    assert count(kind, left, right) == 0


def test_one_word_in_common_is_no_effect_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pair, "local", lambda *_: 9.0)
    assert count(causes, "Kolb died of heart failure.", "Moreno died of poison.") == 0


# --- Order and figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("other", "compared"), [("home match", 1), ("away game", 0)])
def test_two_ranks_are_of_one_order_if_the_first_two_words_are_equal(other: str, compared: int) -> None:
    left = "Anna Kolb won the third straight home game."
    assert count(order, left, f"Anna Kolb won the fourth straight {other}.") == compared


def test_no_noun_weighs_more_than_six_and_a_half(monkeypatch: pytest.MonkeyPatch) -> None:
    both = pair("The yard has 100 trams.", "The yard has 300 trams.")
    for weight, share in ((6.0, 6 / 6.5), (6.5, 1.0), (7.0, 1.0)):
        monkeypatch.setattr(TermWeights, "__call__", lambda *_, weight=weight: weight)
        (one,) = figures.candidates(both)
        assert one.features["noun weight"] == pytest.approx(share)


def test_a_measure_is_named_with_two_words_that_both_have() -> None:
    (one,) = figures.candidates(
        pair(
            "The steel cable of the harbour bridge is 12 km long.",
            "The steel cable of the harbour bridge is 30 km long.",
        )
    )
    assert one.subject.startswith("length (")
    assert one.subject.count(",") == 1


# --- Evidence ---------------------------------------------------------------------------------------------------------


def test_how_soon_shared_words_and_names_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared weight of 5, and two words of a clause, count for 63 %; of names a third each."""
    monkeypatch.setattr(Pair, "local", lambda *_: 2.0)
    shown = evidence(pair("9 trams", "8 trams"), Mark(0, (0, 1)), Mark(0, (0, 1)))
    assert shown["beside shared"] == pytest.approx(1 - math.exp(-2 / 5))
    assert shown["clause shared"] == pytest.approx(1 - math.exp(-1 / 2))
    left, right = "Later that day they met Anna Kolb and Ida Brand.", "Later that day they met Anna Kolb and Tom Marsh."
    shown = evidence(pair(left, right), Mark(0, (0, 4)), Mark(0, (0, 4)))
    assert (shown["names shared"], shown["names apart"]) == pytest.approx((1 / 3, 2 / 3))


@pytest.mark.parametrize(("weight", "local"), [(6.0, 6.0), (9.0, 6.5)])
def test_a_word_of_one_sentence_counts_in_full_and_a_word_of_several_less(
    weight: float, local: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten sentences are added to the two of the pair."""
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: weight)
    both = pair("They saw a tram.", "They saw a kite.")
    assert both.local("tram") == pytest.approx(local)
    assert both.local("saw") == pytest.approx(local * math.log(12 / 2.5) / math.log(12 / 1.5))


def test_how_many_other_values_there_are_counts_by_the_quarter_of_its_logarithm() -> None:
    """Of three pairs, one is looked at: the left has one value to compare with and the right three."""
    one, *_ = figures.candidates(pair("The yard has 100 trams, 300 trams and 500 trams.", "The yard has 700 trams."))
    assert one.features["rivals"] == pytest.approx(math.log(4) / 4)
    one, *_ = days.candidates(pair("Kolb left in 2001. Kolb left in 2002. Kolb left in 2004.", "Kolb left in 2006."))
    assert one.features["event: rivals"] == pytest.approx(math.log(4) / 4)


@pytest.mark.parametrize(("words", "share"), [(1, 0.25), (3, 0.75), (4, 1.0), (5, 1.0)])
def test_eight_words_that_only_one_of_two_quotations_has_count_in_full(words: int, share: float) -> None:
    shared = "mill dock barrel candle window hammer"
    mine, theirs = (
        " ".join(row.split()[:words]) for row in ("dolst fenko gimru barld dolmp", "kite rope saddle wheel anvil")
    )
    left, right = (f'"We sell {shared} {row}," said Kolb.' for row in (mine, theirs))
    (one,) = quotations.candidates(pair(left, right))
    assert one.features["quotation: differing"] == share


def test_the_words_that_two_statements_share_count_the_sooner_the_less_they_must_weigh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At twice the least weight for 63 %; for attributes at the least weight."""
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: 6.0)
    monkeypatch.setattr(Pair, "local", lambda _, stem: 6.0 if stem in ("lantern", "die") else 0.0)
    for kind, left, right, name, share in (
        (actors, "The canoe was found by divers.", "The canoe was found by anglers.", "actor: object", 6 / 4),
        (order, "Anna Kolb won the third game.", "Anna Kolb won the fourth game.", "order: ordered", 6 / 6),
        (causes, "Kolb died of heart failure.", "Kolb died of poison.", "cause: effect", 6 / 10),
        (attributes, "A baker sold lanterns.", "A butcher sold lanterns.", "attribute: near", 6 / 4),
    ):
        (one,) = kind.candidates(pair(left, right))
        assert one.features[name] == pytest.approx(1 - math.exp(-share))
