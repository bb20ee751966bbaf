"""What is remembered of a text for the next key is what would be found in it anew."""

from __future__ import annotations

import pytest

from index.search.known_texts import KnownText
from index.search.word_beginnings import MOST
from index.text import sentences

TEXT = "The harbour master's harvest, 3D maps and U.S. hardware. Hard-won, sub-harbour: 33 harbours.\nUnharmed; HÄRTE"
TYPED = ["h", "ha", "har", "hard", "harbours", "hx", "har", "3", "33", "d", "u", "u.s."]


def test_the_places_of_a_longer_beginning_are_those_found_anew() -> None:
    known = KnownText(TEXT, "en")
    for beginning in TYPED:
        assert list(known.places_begun(beginning)) == list(KnownText(TEXT, "en").places_begun(beginning)), beginning
    assert len(known.places_begun("har")) == 7


def test_places_within_words_are_not_among_those_where_words_begin() -> None:
    known = KnownText(TEXT, "en")
    begun, inside = set(known.places_begun("har")), set(known.places_inside("har"))
    assert {TEXT[at - 2 : at + 3] for at in inside - begun} == {"Unhar"}


@pytest.mark.parametrize("before", [MOST - 1, MOST])
def test_a_longer_beginning_is_found_after_more_places_than_are_looked_at(before: int) -> None:
    known = KnownText("ha " * before + "harbour", "en")
    assert len(known.places_begun("ha")) == MOST
    assert list(known.places_begun("harb")) == [3 * before]


def test_more_beginnings_than_are_remembered_change_no_places() -> None:
    known = KnownText(TEXT, "en")
    for letters in range(2):
        for first in "abcdefghijklmnopqrstuvwxyz":
            found = list(known.places_begun(first + "a" * letters))
            assert found == list(KnownText(TEXT, "en").places_begun(first + "a" * letters))


def test_sentences_are_those_of_the_part_that_is_asked_for() -> None:
    text = "One came. Two went.\n" * 40
    known = KnownText(text, "en")
    for start in [*range(0, len(text), 20), 0, 20]:
        for end in (start + 10, start + 19):
            assert known.sentences(start, end) == sentences(text, start, end)
