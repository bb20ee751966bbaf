"""Pairwise differences put together as facts: what belongs to one, its values, and how much is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.comparison.differences.story import disputed_facts
from index.model import (
    CLAIMS,
    READER,
    Claim,
    Difference,
    DifferenceKind,
    DisputedFact,
    SettledAs,
    Settlement,
    StatedValue,
)


def stated(article: str, text: str, at: int = 0, value: str = "") -> StatedValue:
    return StatedValue(article, 1, "text", (at, at + 40), f"{text} people", (at, at + len(text)), text, value)


def pair(
    left: StatedValue,
    right: StatedValue,
    score: float = 0.5,
    claim: Claim = "differs",
    kind: DifferenceKind = "figure",
    subject: str = "",
    settled: Settlement | None = None,
) -> Difference:
    return Difference(kind, claim, subject, left, right, score, settled=settled)


def facts(
    *found: Difference, texts: dict[str, int] | None = None, order: Sequence[str] = "abcdef", language: str = "en"
) -> list[DisputedFact]:
    return list(disputed_facts(found, texts or {}, dict.fromkeys(order, language)))


def shape(fact: DisputedFact) -> list[tuple[str, str]]:
    """Each value with the articles that state it."""
    return [(value.value, "".join(each.article for each in value.stated)) for value in fact.values]


def by_reader(verdict: SettledAs, made: str = "2026-01-01") -> Settlement:
    return Settlement(verdict, READER, "", made)


def test_pairs_that_share_a_mention_are_one_fact() -> None:
    nine, seven, eight = stated("a", "nine"), stated("b", "seven"), stated("c", "eight")
    (fact,) = facts(pair(nine, seven), pair(seven, eight), pair(nine, eight))
    assert shape(fact) == [("nine", "a"), ("seven", "b"), ("eight", "c")]
    assert len(fact.differences) == 3


def test_other_places_of_the_articles_are_another_fact() -> None:
    found = facts(pair(stated("a", "nine"), stated("b", "seven")), pair(stated("a", "two", 90), stated("b", "one", 90)))
    assert [shape(fact) for fact in found] == [[("nine", "a"), ("seven", "b")], [("two", "a"), ("one", "b")]]


def test_one_place_with_two_kinds_is_two_facts() -> None:
    nine, seven = stated("a", "nine"), stated("b", "seven")
    assert len(facts(pair(nine, seven), pair(nine, seven, kind="day"))) == 2


def test_equal_values_are_one() -> None:
    nine, written, seven = stated("a", "Nine", value="9"), stated("c", "9", value="9"), stated("b", "seven", value="7")
    (fact,) = facts(pair(nine, seven), pair(seven, written))
    assert shape(fact) == [("Nine", "ac"), ("seven", "b")]


def test_a_value_is_shown_in_the_words_of_most_texts() -> None:
    seven = stated("d", "seven", value="7")
    (fact,) = facts(
        *(pair(stated(id, text, value="9"), seven) for id, text in (("a", "9"), ("b", "nine"), ("c", "Nine")))
    )
    assert shape(fact)[0] == ("nine", "abc")


def test_a_value_is_shown_as_the_earliest_text_has_it() -> None:
    (fact,) = facts(
        pair(stated("a", "Nine", value="9"), stated("b", "seven", value="7")),
        pair(stated("b", "seven", value="7"), stated("c", "nine", value="9")),
    )
    assert [value.value for value in fact.values] == ["Nine", "seven"]


def test_values_that_are_written_alike_are_told_apart_by_words_or_places() -> None:
    (fact,) = facts(pair(stated("a", "was", value="x"), stated("b", "was not", value="x")))
    assert shape(fact) == [("was", "a"), ("was not", "b")]
    (fact,) = facts(pair(stated("a", "was"), stated("b", "was")))
    assert shape(fact) == [("was", "a"), ("was", "b")]


def test_no_pair_makes_an_article_state_two_values_of_one_fact() -> None:
    nine, other, seven, three = stated("a", "nine"), stated("a", "two", 90), stated("b", "seven"), stated("c", "three")
    strong = pair(nine, seven, 0.9), pair(other, three, 0.8)
    weak = pair(seven, three, 0.2)
    found = facts(*strong, weak)
    assert [shape(fact) for fact in found] == [
        [("nine", "a"), ("seven", "b")],
        [("two", "a"), ("three", "c")],
        [("seven", "b"), ("three", "c")],
    ]


def test_an_article_may_state_one_value_twice() -> None:
    seven = stated("b", "seven")
    (fact,) = facts(pair(stated("a", "nine"), seven), pair(stated("a", "nine", 90), seven))
    assert shape(fact) == [("nine", "aa"), ("seven", "b")]
    assert [value.texts for value in fact.values] == [1, 1]


def test_a_value_and_the_same_with_a_hedge_are_of_one_fact() -> None:
    above, below = stated("a", "1,400", 0, "1,400"), stated("a", "about 1,400", 90, "about 1,400")
    other, third = stated("b", "900", 0, "about 900"), stated("c", "2,000", 0, "2,000")
    [fact] = facts(pair(above, third), pair(below, other), pair(other, third))
    assert shape(fact) == [("1,400", "aa"), ("900", "b"), ("2,000", "c")]
    assert len(facts(pair(above, third), pair(stated("a", "1,500", 90), other), pair(other, third))) > 1


def test_the_same_subject_and_values_are_one_fact() -> None:
    found = [
        pair(stated("a", "nine"), stated("b", "seven"), subject="people hurt"),
        pair(stated("c", "Nine"), stated("d", "seven"), subject="People  hurt"),
    ]
    (fact,) = facts(*found)
    assert shape(fact) == [("nine", "ac"), ("seven", "bd")]
    apart = pair(stated("c", "nine"), stated("d", "seven"), subject="cars")
    assert len(facts(found[0], apart)) == 2
    assert len(facts(*(pair(each.left, each.right) for each in found))) == 2
    assert len(facts(found[0], pair(stated("a", "seven", 90), stated("d", "nine"), subject="people hurt"))) == 2


def test_without_a_subject_the_word_that_follows_all_values_is_it() -> None:
    nine, seven = stated("a", "nine"), stated("b", "seven")
    assert [fact.subject for fact in facts(pair(nine, seven))] == ["people"]
    assert [fact.subject for fact in facts(pair(nine, seven, subject="people hurt"))] == ["people hurt"]
    other = replace(seven, sentence_text="seven cars")
    assert [fact.subject for fact in facts(pair(nine, other))] == [""]
    assert [fact.subject for fact in facts(pair(nine, replace(seven, sentence_text="seven.")))] == [""]


@pytest.mark.parametrize(
    ("after", "language", "subject"),
    [("barges", "en", "barges"), ("during", "en", ""), ("during", "de", "during"), ("gegen", "de", "")],
)
def test_a_word_that_names_nothing_is_no_subject(after: str, language: str, subject: str) -> None:
    nine, seven = (replace(stated(*each), sentence_text=f"{each[1]} {after}") for each in (("a", "nine"), ("b", "two")))
    assert [fact.subject for fact in facts(pair(nine, seven), language=language)] == [subject]


def test_only_of_figures_the_word_that_follows_is_the_subject() -> None:
    closed, open_ = stated("a", "closed"), stated("b", "open")
    assert [fact.subject for fact in facts(pair(closed, open_, kind="outcome"))] == [""]


def test_copies_of_one_text_count_once_and_the_value_of_most_texts_is_first() -> None:
    seven = stated("d", "seven")
    found = [pair(stated(id, "nine"), seven) for id in "abc"] + [pair(stated("a", "nine"), stated("e", "seven"))]
    (fact,) = facts(*found, texts={"a": 0, "b": 0, "c": 0, "d": 1, "e": 2})
    assert shape(fact) == [("seven", "de"), ("nine", "abc")]
    assert [value.texts for value in fact.values] == [2, 1]


def test_values_are_stated_in_order_of_time() -> None:
    (fact,) = facts(*(pair(stated(id, "nine"), stated("d", "seven")) for id in "abc"), order=["c", "a", "b", "d"])
    assert shape(fact)[0] == ("nine", "cab")


@pytest.mark.parametrize("claims", list(combinations(CLAIMS, 2)))
def test_a_fact_claims_what_the_strongest_of_its_pairs_claims(claims: tuple[Claim, Claim]) -> None:
    seven = stated("b", "seven")
    first = pair(stated("a", "nine"), seven, 0.5, claim=claims[0])
    (fact,) = facts(pair(stated("c", "six"), seven, 0.9, claim=claims[1]), first)
    assert (fact.claim, fact.score) == (claims[0], 0.9)
    assert [each.score for each in fact.differences] == [0.9, 0.5]
    assert [(value.value, value.claim) for value in fact.values] == [
        ("nine", claims[0]), ("seven", claims[0]), ("six", claims[1])
    ]  # fmt: skip


@pytest.mark.parametrize(("score", "together"), [(0.45, True), (0.44, False)])
def test_a_pair_brings_no_value_into_a_fact_of_a_pair_that_is_twice_as_likely(score: float, *, together: bool) -> None:
    seven = stated("b", "seven")
    found = facts(pair(stated("a", "nine"), seven, 0.9), pair(stated("c", "six"), seven, score))
    assert len(found) == (1 if together else 2)
    assert len(facts(pair(stated("a", "nine"), seven, 0.9), pair(stated("c", "nine"), seven, score))) == 1


def test_facts_come_by_claim_then_by_score_and_settled_ones_last() -> None:
    found = [
        pair(stated("a", "one", at), stated("b", "two", at), score, claim, settled=settled)
        for at, (score, claim, settled) in enumerate(
            [
                (0.9, CLAIMS[0], by_reader("same")),
                (0.9, CLAIMS[3], None),
                (0.3, CLAIMS[0], None),
                (0.8, CLAIMS[0], None),
                (0.7, CLAIMS[1], None),
                (0.7, CLAIMS[2], None),
            ]
        )
    ]
    assert [each.differences[0].left.span[0] for each in facts(*found)] == [3, 2, 4, 5, 1, 0]


# --- Settled ones -----------------------------------------------------------------------------------------------------


def test_a_difference_that_is_settled_is_none_and_the_fact_says_so() -> None:
    nine, seven = stated("a", "nine"), stated("b", "seven")
    for settled in (by_reader("same"), by_reader("unrelated")):
        (fact,) = facts(pair(nine, seven, claim="conflict", settled=settled))
        assert (fact.settled, fact.claim) == (settled, "conflict")
        assert shape(fact) == [("nine", "a"), ("seven", "b")]


def test_values_that_a_reader_found_the_same_are_one_value() -> None:
    nine, crew, seven = stated("a", "nine"), stated("b", "the crew"), stated("c", "seven")
    (fact,) = facts(pair(nine, crew, settled=by_reader("same")), pair(crew, seven, claim="conflict"), pair(nine, seven))
    assert shape(fact) == [("nine", "ab"), ("seven", "c")]
    assert (fact.settled, fact.claim) == (None, "conflict")


def test_what_a_reader_found_unrelated_joins_no_facts() -> None:
    nine, seven, six = stated("a", "nine"), stated("b", "seven"), stated("c", "six")
    found = facts(pair(nine, seven, 0.4), pair(seven, six, 0.9, settled=by_reader("unrelated")))
    assert [(shape(fact), fact.settled is None) for fact in found] == [
        ([("nine", "a"), ("seven", "b")], True),
        ([("seven", "b"), ("six", "c")], False),
    ]


@pytest.mark.parametrize("verdict", ["conflict", "update", "differs"])
def test_a_claim_that_a_reader_settled_is_the_claim(verdict: Literal["conflict", "update", "differs"]) -> None:
    settled = by_reader(verdict)
    (fact,) = facts(pair(stated("a", "nine"), stated("b", "seven"), claim="open", settled=settled))
    assert (fact.claim, fact.settled) == (verdict, None)


def test_a_judge_changes_nothing() -> None:
    plain = pair(stated("a", "nine"), stated("b", "seven"), claim="differs")
    (fact,) = facts(replace(plain, judged=Settlement("conflict", "judge")))
    assert (fact.claim, fact.settled) == ("differs", None)


def test_the_latest_decision_is_that_of_the_fact() -> None:
    seven = stated("b", "seven")
    early, late = by_reader("same", "2026-01-01"), by_reader("same", "2026-01-02")
    (fact,) = facts(pair(stated("a", "nine"), seven, settled=late), pair(stated("c", "nine"), seven, settled=early))
    assert fact.settled == late


# --- Whatever the pairs -----------------------------------------------------------------------------------------------

_SIDES = st.builds(
    stated, st.sampled_from("abcde"), st.sampled_from(["one", "two", "three", "four"]), st.sampled_from([0, 50, 100])
)
_PAIRS = st.builds(
    pair,
    _SIDES,
    _SIDES,
    st.floats(0, 1),
    st.sampled_from(CLAIMS),
    st.sampled_from(["figure", "day"]),
    st.sampled_from(["", "people"]),
    st.sampled_from([None, by_reader("same"), by_reader("unrelated"), by_reader("update")]),
)


@given(st.lists(_PAIRS, max_size=12))
def test_every_pair_is_in_one_fact_and_every_fact_has_two_values(found: list[Difference]) -> None:
    given_pairs = [each for each in found if each.left.article != each.right.article]
    made = facts(*given_pairs)
    listed = [each for fact in made for each in fact.differences]
    assert sorted(map(repr, listed)) == sorted(map(repr, given_pairs))
    for fact in made:
        assert len(fact.values) >= 2
        assert {each.kind for each in fact.differences} == {fact.kind}
        assert fact.claim in {each.current_claim or each.claim for each in fact.differences}
        assert CLAIMS.index(fact.claim) >= min(
            CLAIMS.index(each.current_claim or each.claim) for each in fact.differences
        )
