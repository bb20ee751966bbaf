"""The constants that decide on candidates of the other kinds: each test fails when its constant moves."""

from __future__ import annotations

import pytest

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds import attributes, causes, outcomes, quotations
from index.comparison.differences.pair import Pair
from index.comparison.facts.assertions import causes as stated
from index.comparison.facts.assertions.attributes import attributes as read_attributes
from index.comparison.facts.assertions.polarity import assertions
from index.comparison.facts.assertions.quotations import quotations as quoted
from index.comparison.facts.assertions.ranks import ranks
from index.comparison.facts.statements import statement
from tests.unit.comparison.test_kinds_of_differences import found, pair


def kinds(left: str, right: str) -> set[str]:
    return {each[0] for each in found(left, right)}


def negated(text: str) -> set[str]:
    return {each.key for each in assertions(text) if each.negated}


@pytest.mark.parametrize(("words", "denied"), [(6, {"sail"}), (7, {"sail"}), (8, set())])
def test_a_negation_reaches_eight_words(words: int, denied: set[str]) -> None:
    assert negated("They did not " + "the " * words + "sail.") == denied


@pytest.mark.parametrize(("words", "modal"), [(2, True), (3, False)])
def test_a_modal_verb_reaches_three_words(words: int, modal: bool) -> None:
    row = assertions("They will " + "the " * words + "sail.")
    assert [each.modal for each in row if each.key == "sail"] == [modal]


@pytest.mark.parametrize(("words", "head"), [(2, {"kite"}), (3, set())])
def test_what_has_a_colour_is_among_three_words(words: int, head: set[str]) -> None:
    (colour,) = read_attributes(statement("It was a grey " + "of " * words + "kites."))
    assert colour.head == head


@pytest.mark.parametrize(("word", "known"), [("watchmakered", True), ("watchmakering", False)])
def test_a_form_of_a_word_has_two_letters_more(word: str, known: bool) -> None:
    assert bool(read_attributes(statement(f"They were {word} in Lindow."))) == known


@pytest.mark.parametrize(("words", "near"), [(5, True), (6, False)])
def test_six_words_on_each_side_tell_what_an_attribute_is_of(words: int, near: bool) -> None:
    (before,) = read_attributes(statement("Lanterns " + "of " * words + "grey kites."))
    (after,) = read_attributes(statement("A grey " + "of " * words + "lanterns."))
    assert ("lantern" in before.near) is ("lantern" in after.near) is near


@pytest.mark.parametrize(("words", "read"), [(8, "heart " * 7 + "heart"), (9, "heart " * 7 + "heart")])
def test_a_cause_has_eight_words(words: int, read: str) -> None:
    (cause,) = stated.causes(statement("Kolb died because of " + "heart " * words))
    assert cause.text == read


@pytest.mark.parametrize(("words", "ordered"), [(6, {"harbour"}), (7, set())])
def test_what_is_ordered_is_among_seven_words(words: int, ordered: set[str]) -> None:
    rows = ranks(statement("It is the largest " + "of " * words + "harbour."))
    assert {stem for each in rows for stem in each.ordered} == ordered


@pytest.mark.parametrize(("characters", "bears"), [(39, False), (40, True)])
def test_a_name_bears_a_rank_from_forty_characters_after_it_on(characters: int, bears: bool) -> None:
    (rank,) = ranks(statement(f"It is the largest{' harbour'.ljust(characters)}Anna Kolb of it."))
    assert bool(rank.bearers) is bears


@pytest.mark.parametrize(("text", "count"), [("ab", 0), ("abc", 1)])
def test_a_quotation_has_three_characters(text: str, count: int) -> None:
    assert len(list(quoted([f'He said "{text}" then.']))) == count


@pytest.mark.parametrize(
    ("left", "right", "compared"),
    [("Ferries sank", "Ferries burned", False), ("Ferries all sank", "Ferries all burned", True)],
)
def test_quotations_of_two_words_are_not_compared(left: str, right: str, compared: bool) -> None:
    assert ("quotation" in kinds(f'"{left}," said Kolb.', f'"{right}," said Kolb.')) == compared


def test_every_kind_offers_nothing_of_articles_without_text() -> None:
    both = pair("", "")
    for module in (attributes, causes, outcomes, quotations):
        assert not list(module.candidates(both))


# --- Outcomes and quotations ------------------------------------------------------------------------------------------


def of_outcomes(left: str, right: str, likeness: float, monkeypatch: pytest.MonkeyPatch) -> list[Candidate]:
    """The outcomes that differ in two sentences that are so much alike."""
    monkeypatch.setattr(Pair, "similarity", lambda *_: likeness)
    return list(outcomes.candidates(pair(left, right)))


@pytest.mark.parametrize(("likeness", "count"), [(0.25, 1), (0.24, 0)])
def test_one_word_in_common_is_enough_of_sentences_a_quarter_alike(
    likeness: float, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = of_outcomes(
        "The council approved the harbour plan.", "The senate rejected the plan.", likeness, monkeypatch
    )
    assert len(found) == count


@pytest.mark.parametrize(("likeness", "doubted"), [(0.25, False), (0.24, True)])
def test_outcomes_of_sentences_less_than_a_quarter_alike_are_doubted(
    likeness: float, doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = of_outcomes("The council approved the plan.", "The senate rejected the plan.", likeness, monkeypatch)
    assert bool(found.doubts) is doubted


@pytest.mark.parametrize(("likeness", "count"), [(0.3, 1), (0.29, 0)])
def test_what_shall_be_is_of_one_plan_in_sentences_three_tenths_alike(
    likeness: float, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = "The council will approve the harbour plan."
    assert len(of_outcomes(left, left.replace("approve", "reject"), likeness, monkeypatch)) == count


@pytest.mark.parametrize(("capitals", "count"), [(7, 0), (8, 1)])
def test_an_outcome_with_a_capital_counts_where_seven_tenths_of_the_words_have_one(capitals: int, count: int) -> None:
    """Of ten words seven, of eleven eight: only the second is a headline."""
    names = "Kolb Council Approved Lindow Harbour Plan Tolvia Marnow".split()[:capitals]
    left = " ".join([*names, "ferry rope kite"])
    assert len(list(outcomes.candidates(pair(left, "Kolb Council rejected Lindow harbour plan.")))) == count


@pytest.mark.parametrize(("before", "count"), [(399, 1), (400, 0)])
def test_four_hundred_outcomes_of_an_article_are_compared(before: int, count: int) -> None:
    left = "It was approved. " * before + "The council of Lindow approved the harbour plan."
    assert len(list(outcomes.candidates(pair(left, "The council of Lindow rejected the harbour plan.")))) == count


@pytest.mark.parametrize(("between", "count"), [("costly", 1), ("costly northern", 0)])
def test_what_an_outcome_is_of_is_among_two_words(between: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = f"The council approved the {between} plan."
    assert len(of_outcomes(left, "The senate rejected the plan.", 0.9, monkeypatch)) == count


@pytest.mark.parametrize(("weight", "count"), [(1.5, 1), (1.49, 0)])
def test_what_both_outcomes_are_of_weighs_one_and_a_half(
    weight: float, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: weight)
    found = of_outcomes("The council approved the plan.", "The senate rejected the plan.", 0.9, monkeypatch)
    assert len(found) == count


@pytest.mark.parametrize(("before", "count"), [(299, 1), (300, 0)])
def test_three_hundred_quotations_of_an_article_are_compared(before: int, count: int) -> None:
    left = '"and so on," ' * before + '"We sell the mill of Lindow," said Kolb.'
    assert len(list(quotations.candidates(pair(left, '"We lease the mill of Lindow," said Kolb.')))) == count


@pytest.mark.parametrize(("one", "other", "count"), [("dolst", "dolmp", 1), ("fenkos", "fenkumt", 0)])
def test_words_with_more_than_six_tenths_of_their_letters_are_spellings_of_one(
    one: str, other: str, count: int
) -> None:
    """Three of five and five letters are not more; four of six and seven are."""
    said = '"We sell the old {} of the harbour," said Kolb.'
    assert len(list(quotations.candidates(pair(said.format(one), said.format(other))))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [("We Sell The mill and {}", 1), ("We Sell The Mill And Dock to pay for {} boats", 0)],
)
def test_a_quotation_is_a_title_where_more_than_half_of_its_words_have_a_capital(words: str, count: int) -> None:
    """Three of six are not more; six of eleven are."""
    left, right = (f'It read "{words.format(each)}" there.' for each in ("lanterns", "saddles"))
    assert len(list(quotations.candidates(pair(left, right)))) == count


OWN = (
    "dolst fenko gimru barld dolmp fenrk gimst barko dolru fenld gimmp barrk dolko fenru gimld barmp dolrk fenst gimko"
)
OTHER = (
    "kites ropes lanterns barrels anvils ladders wheels hammers clocks mirrors cannons violins saddles teapots candles"
)


def of_quotations(shared: int, words: int, said: str, between: str = "") -> list[Candidate]:
    """The quotations that differ: of so many rare words, so many of which both have first; ``between`` are others."""
    mine, theirs = OWN.split()[:words], OTHER.split()[: words - shared]
    assert len(mine) == words
    assert len(theirs) == words - shared
    rows = (f'"{between}{" ".join(row)},"{said}' for row in (mine, [*mine[:shared], *theirs]))
    return list(quotations.candidates(pair(*rows)))


@pytest.mark.parametrize(
    ("shared", "words", "said", "count"),
    [
        (5, 10, " said Kolb.", 1),
        (9, 19, " said Kolb.", 0),
        (6, 10, " it read.", 1),
        (11, 19, " it read.", 0),
    ],
)
def test_how_many_words_in_one_order_make_one_utterance(shared: int, words: int, said: str, count: int) -> None:
    """Half of the words where one speaker is named, six tenths where none is."""
    assert len(of_quotations(shared, words, said)) == count


@pytest.mark.parametrize(("shared", "words", "count"), [(4, 10, 1), (5, 13, 0)])
def test_quotations_have_four_tenths_of_the_weight_in_common(
    shared: int, words: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here each content word weighs the same, and the other words are equal."""
    monkeypatch.setattr(quotations, "_weight", lambda _, content: float(len(content)))
    assert len(of_quotations(shared, words, " said Kolb.", "we and you and they and it and " * 2)) == count
