"""Names in Arabic and Cyrillic letters, found by their consonants."""

from __future__ import annotations

import pytest

from index.comparison.links.transliteration import other_script, outlines, pair_outlines, pair_written_as, written_as


@pytest.mark.parametrize(
    ("latin", "written"),
    [
        ("hoxtan", "هوكستان"),
        ("porto", "بورتو"),
        ("liska", "وليسكا"),
        ("baghouz", "الباغوز"),
        ("volkov", "Волков"),
        ("shevchenko", "Шевченко"),
        ("marchetti", "ماركيتي"),
        ("michel", "ميشيل"),
        ("reichard", "رايخارد"),
    ],
)
def test_a_name_is_found_in_other_letters(latin: str, written: str) -> None:
    assert written_as(written, outlines([latin, "sandgate"])) == latin
    assert written_as(written, outlines(["sandgate"])) == ""


@pytest.mark.parametrize(("first", "second"), [("نورا", "فيك"), ("ونورا", "فيك"), ("Норра", "Вик")])
def test_two_short_words_are_a_name_together(first: str, second: str) -> None:
    known = pair_outlines([("norra", "vik"), ("ada", "ash"), ("ada", "ashe-")])
    assert pair_written_as(first, second, known) == ("norra", "vik")
    assert pair_written_as(second, first, known) is None


def test_a_pair_needs_as_many_consonants_as_a_word_and_some_in_both() -> None:
    assert pair_outlines([("ada", "rea"), ("ea", "torden")]) == {}
    assert pair_outlines([("ada", "rova")]) == {("d", "rf"): ("ada", "rova")}


def test_a_name_of_two_consonants_is_like_too_many_words() -> None:
    assert outlines(["dawn", "ollen", "dolen"]) == {"dln": "dolen"}


@pytest.mark.parametrize(("text", "other"), [("Porto 37", False), ("بورتو AP", True), ("Волков", True), ("37", False)])
def test_the_script_is_that_of_most_letters(text: str, other: bool) -> None:
    assert other_script(text) is other
