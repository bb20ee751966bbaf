"""The constants that decide on candidates of the other kinds: each test fails when its constant moves."""

from __future__ import annotations

import pytest

from index.comparison.differences.kinds import attributes, causes, outcomes, quotations
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


@pytest.mark.parametrize(("word", "known"), [("watchmakers", True), ("watchmakerships", False)])
def test_a_form_of_a_word_has_two_letters_more(word: str, known: bool) -> None:
    assert bool(read_attributes(statement(f"They were {word} in Lindow."))) == known


@pytest.mark.parametrize(("words", "read"), [(8, "heart " * 7 + "heart"), (9, "heart " * 7 + "heart")])
def test_a_cause_has_eight_words(words: int, read: str) -> None:
    (cause,) = stated.causes(statement("Kolb died because of " + "heart " * words))
    assert cause.text == read


@pytest.mark.parametrize(("words", "ordered"), [(6, {"harbour"}), (7, set())])
def test_what_is_ordered_is_among_seven_words(words: int, ordered: set[str]) -> None:
    rows = ranks(statement("It is the largest " + "of " * words + "harbour."))
    assert {stem for each in rows for stem in each.ordered} == ordered


@pytest.mark.parametrize(("text", "count"), [("ab", 0), ("abc", 1)])
def test_a_quotation_has_three_characters(text: str, count: int) -> None:
    assert len(list(quoted([f'He said "{text}" then.']))) == count


@pytest.mark.parametrize(
    ("left", "right", "compared"), [("We sell", "We lease", False), ("We sell it", "We lease it", False)]
)
def test_quotations_of_two_words_are_not_compared(left: str, right: str, compared: bool) -> None:
    assert ("quotation" in kinds(f'"{left}," said Kolb.', f'"{right}," said Kolb.')) == compared


def test_every_kind_offers_nothing_of_articles_without_text() -> None:
    both = pair("", "")
    for module in (attributes, causes, outcomes, quotations):
        assert not list(module.candidates(both))
