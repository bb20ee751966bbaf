"""Sentences that are equal but for a word that changes the meaning: the difference is listed, whatever the word is."""

from __future__ import annotations

import numpy as np
import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences.kinds import changed_words
from index.comparison.differences.pairwise import differences
from index.model import Difference
from tests.unit.comparison.test_kinds_of_differences import pair, reading


def listed(left: str, right: str, language: str = "en") -> tuple[Difference, ...]:
    weights = TermWeights(blended(background(language), language))
    return differences(reading(left, language, "a"), reading(right, language, "b"), weights)


@pytest.mark.parametrize(
    ("left", "right", "language", "expected"),
    [
        ("Kolb praised the new timetable.", "Kolb criticised the new timetable.", "en", ("praised", "criticised")),
        ("All passengers left the tug alive.", "Some passengers left the tug alive.", "en", ("All", "Some")),
        ("Divers dug east of the old mill.", "Divers dug west of the old mill.", "en", ("east", "west")),
        ("It sank before the storm reached Orm.", "It sank after the storm reached Orm.", "en", ("before", "after")),
        (
            "Captain Jonas Wirth left Orm at dawn.",
            "Captain Peter Wirth left Orm at dawn.",
            "en",
            ("Captain Jonas Wirth", "Captain Peter Wirth"),
        ),
        ("The dog chased the postman to Orm.", "The postman chased the dog to Orm.", "en", ("dog", "postman")),
        ("Ana Weir saw Per Holm leave Orm.", "Per Holm saw Ana Weir leave Orm.", "en", ("Ana Weir", "Per Holm")),
        ("It will cost £40 million.", "It will cost €40 million.", "en", ("£40 million", "€40 million")),
        ("Kolb lobte den neuen Fahrplan.", "Kolb kritisierte den neuen Fahrplan.", "de", ("lobte", "kritisierte")),
    ],
)
def test_a_changed_word_is_listed_once(left: str, right: str, language: str, expected: tuple[str, str]) -> None:
    (found,) = listed(left, right, language)
    assert (found.left.text, found.right.text) == expected


def test_a_changed_word_of_no_other_kind_is_no_conflict() -> None:
    (found,) = listed("Kolb praised the new timetable.", "Kolb criticised the new timetable.")
    assert found.claim == "differs"
    assert found.kind == "other"


def test_what_another_kind_reads_is_not_listed_again() -> None:
    found = listed("The firm hired a Danish diver for the dock.", "The firm hired a Dutch diver for the dock.")
    assert [(each.left.text, each.right.text) for each in found] == [("Danish", "Dutch")]


@pytest.mark.parametrize("both", ["left", "right"])
def test_an_article_that_has_both_sentences_differs_in_nothing(both: str) -> None:
    praised, criticised = "Kolb praised the new timetable.", "Kolb criticised the new timetable."
    sides = {"left": praised, "right": criticised} | {both: f"{praised} {criticised}"}
    assert not listed(**sides)


def test_sentences_that_differ_in_more_than_a_word_are_left_to_the_other_kinds() -> None:
    both = pair("Kolb praised the new timetable in Orm.", "In Carrow the new timetable of May was criticised by Kolb.")
    assert not list(changed_words.candidates(both))


@pytest.mark.parametrize(("alike", "compared"), [(0.5, 1), (0.49, 0)])
def test_sentences_are_read_from_half_alike(alike: float, compared: int) -> None:
    both = pair("Kolb praised the new timetable.", "Kolb criticised the new timetable.")
    both.__dict__["_similarities"] = np.array([[alike]])
    assert len(list(changed_words.candidates(both))) == compared


def test_four_hundred_pairs_of_sentences_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    both = pair(*(" ".join([f"Kolb {verb} the new timetable."] * 21) for verb in ("praised", "criticised")))
    both.__dict__["_similarities"] = np.ones((21, 21))
    read: list[bool] = []
    monkeypatch.setattr(changed_words, "nearly_equal", lambda *_: read.append(True))
    assert not list(changed_words.candidates(both))
    assert len(read) == 400
