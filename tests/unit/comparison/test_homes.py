"""Where somebody is from, when two articles differ on it, and when they do not."""

from __future__ import annotations

import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds import homes, places
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.name_forms.regions import region_level
from index.model import Article, CleanArticle, Metadata

NAMED = "Robert Kolb of Lindow was in court on Monday."


def pair(left: str, right: str) -> Pair:
    first, second = (
        Reading(Article(id, 1, id, "", (id,), CleanArticle(Metadata(), text, ())), "en")
        for id, text in (("a", left), ("b", right))
    )
    return Pair(first, second, TermWeights(blended(background())))


def found(left: str, right: str) -> list[Candidate]:
    return list(homes.candidates(pair(left, right)))


def of_homes(left: str, right: str) -> list[tuple[str, str]]:
    return [(each.left.value, each.right.value) for each in found(left, right)]


@pytest.mark.parametrize(
    "left",
    [
        "Robert Kolb of Ashby was in court on Monday.",
        "An Ashby man was in court. The charge against Robert Kolb is arson.",
        # An age beside it tells a name to be one of a person.
        "An Ashby man was in court. The charge against 34-year-old Robert Kolb is arson.",
    ],
)
def test_two_homes_of_one_person(left: str) -> None:
    assert of_homes(left, NAMED) == [("Ashby", "Lindow")]


@pytest.mark.parametrize(
    "left",
    [
        # Of another person.
        "Peter Marsh of Ashby was in court on Monday.",
        # A state contains towns.
        "Robert Kolb of Texas was in court on Monday.",
        # The article has both.
        "Robert Kolb of Ashby was in court. He was born in Lindow, near Ashby.",
        "Robert Kolb of Ashby was in court. Later Robert Kolb of Lindow left.",
        # No person.
        "County Bank of Ashby was in court on Monday.",
    ],
)
def test_what_is_no_difference_of_homes(left: str) -> None:
    assert of_homes(left, NAMED) == []


@pytest.mark.parametrize(("between", "homes_found"), [(1, 1), (2, 0)])
def test_a_person_is_named_within_two_sentences(between: int, homes_found: int) -> None:
    left = "An Ashby man was in court." + " The room was full." * between + " The charge is against Robert Kolb."
    assert len(found(left, NAMED)) == homes_found


def test_a_full_name_has_two_parts() -> None:
    assert (
        of_homes("An Ashby man was in court. It is about Kolb, 34.", "A Lindow man was in court. It is about Kolb, 34.")
        == []
    )


def test_a_home_of_somebody_who_is_named_elsewhere_is_doubted() -> None:
    (named,) = found("Robert Kolb of Ashby was in court on Monday.", NAMED)
    assert named.doubts == ()
    (introduced,) = found("An Ashby man was in court. The charge against Robert Kolb is arson.", NAMED)
    assert introduced.doubts == ("who is meant is named in another sentence",)
    assert introduced.subject == "home of Robert Kolb"


def test_a_home_is_no_place_of_an_event() -> None:
    assert list(places.candidates(pair("They named Robert Kolb of Ashby.", "They named Robert Kolb of Lindow."))) == []


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Texas", "states"),
        ("texas", "states"),
        ("France", "countries"),
        ("U.S.", "countries"),
        ("Europe", "continents"),
        ("Ashby", ""),
    ],
)
def test_what_contains_towns(name: str, level: str) -> None:
    assert region_level(name) == level
