"""Where the line runs between names of one person and of two, and between places that can be one and that cannot."""

from __future__ import annotations

import pytest

from index.comparison.facts.name_conflicts import Name, comparable_names, name_same_person, names, names_agree
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.place_conflicts import (
    Place,
    comparable_places,
    known_to,
    place_same_thing,
    places,
    places_agree,
)


def name(text: str, role: str = "") -> Name:
    return Name(text, (0, len(text)), role)


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "comparable"),
    [
        (name("Petra Lindqvist"), name("Karin Lindqvist"), True),
        (name("Petra Lindqvist"), name("Karin Lindkvist"), True),
        (name("Petra Lindqvist"), name("Olga Brandt"), False),
        (name("Petra Lindqvist"), name("Lindqvist"), False),
        (name("Petra Maria Lindqvist"), name("Karin Maria Lindqvist"), False),
        (name("Petra Lindqvist", "mayor"), name("Olga Brandt", "mayor"), True),
        (name("Petra Lindqvist", "mayor"), name("Olga Brandt", "judge"), False),
        (name("Petra Lindqvist", ""), name("Olga Brandt", ""), False),
        # What belongs to somebody is another thing.
        (name("Petra's Lindqvist"), name("Karin Lindqvist"), False),
        (name("Petra Lindqvist"), name("Karin's Lindqvist"), False),
    ],
)
def test_names_that_stand_in_each_others_place(x: Name, y: Name, comparable: bool) -> None:
    assert comparable_names(x, y) is comparable
    assert comparable_names(y, x) is comparable


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        ("Petra Lindqvist", "Lindqvist", True),
        ("Petra Lindqvist", "Peter Lindqvist", True),
        ("Petra Lindqvist", "Karin Lindqvist", False),
        # A given name that begins alike may be short for the other.
        ("Petra Lindqvist", "Pia Lindqvist", True),
        ("Anna Lindqvist", "Hanna Lindqvist", True),
        # One word in common is enough where the surnames differ.
        ("Petra Lindqvist", "Petra Brandt", True),
        ("Petra Lindqvist", "Olga Brandt", False),
        # Two of one family are two; else more than three quarters of the letters are a misspelling.
        ("Olga Lindquist", "Petra Lindqvist", False),
        ("Olga Abcdef", "Petra Abcxyf", False),
        ("Olga Abcdefgh", "Petra Abcdefxy", False),
        ("Olga Abcdefghi", "Petra Abcdefgxy", True),
    ],
)
def test_forms_and_misspellings_of_one_name_agree(x: str, y: str, agreeing: bool) -> None:
    assert names_agree(name(x), name(y)) is agreeing
    assert names_agree(name(y), name(x)) is agreeing


def test_names_need_passages_that_say_nearly_the_same_and_namesakes_less() -> None:
    def one(x: Name, y: Name, agreement: float, nearby: int = 2, careful: bool = False) -> bool:
        return name_same_person(x, y, Nearness(nearby, 0, agreement, careful))

    mayor, other = name("Petra Lindqvist", "mayor"), name("Olga Brandt", "mayor")
    assert one(mayor, other, 0.6) and not one(mayor, other, 0.59)
    assert not one(mayor, other, 0.9, nearby=1)
    assert not one(mayor, other, 0.9, nearby=9, careful=True)
    sister = name("Karin Lindqvist")
    assert one(mayor, sister, 0.4) and not one(mayor, sister, 0.39)
    assert not one(mayor, sister, 0.9, nearby=1)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mayor Petra Lindqvist wept at last.", "mayor"),
        ("The mayor, Petra Lindqvist, wept.", "mayor"),
        ("On Friday Petra Lindqvist said no.", "says"),
        ("\u201cNo,\u201d said Petra Lindqvist, and left.", "says"),
        ("He said Petra Lindqvist was late.", ""),
        ("It was dark when they told Petra Lindqvist of it.", ""),
        ("On Friday Petra Lindqvist told them of it.", "says"),
        ("On Friday Petra Lindqvist wept in the hall at last.", ""),
    ],
)
def test_the_role_of_a_name_is_read_from_the_word_beside_it(text: str, role: str) -> None:
    assert [(n.text.removeprefix("Mayor "), n.role) for n in names(text)] == [("Petra Lindqvist", role)]


def test_a_title_alone_is_no_name() -> None:
    assert names("It was said that the American President wept.") == []


# --- Places -----------------------------------------------------------------------------------------------------------


def place(text: str, sort: str = "settlement", whole: str = "") -> Place:
    return Place(text, (0, len(text)), sort, whole)


@pytest.mark.parametrize(
    ("x", "y", "comparable"),
    [
        (place("Ashby"), place("Hexworth"), True),
        (place("Ashby"), place("Tarn", "province"), False),
        (place("Ashby", "part", "Tarnshire"), place("Hexworth", "part", "Tarnshire"), True),
        (place("Ashby", "part", "Tarnshire"), place("Hexworth", "part", "Ostmark"), False),
    ],
)
def test_places_of_one_sort_in_one_larger_place_are_compared(x: Place, y: Place, comparable: bool) -> None:
    assert comparable_places(x, y) is comparable


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        (place("Ashby"), place("Ashby"), True),
        (place("Ashby"), place("Hexworth"), False),
        (place("Ashby Green"), place("Ashby Wold"), True),
        (place("northern Tarn", "compass"), place("southern Tarn", "compass"), False),
        (place("northern Tarn", "compass"), place("eastern Tarn", "compass"), True),
        (place("western Tarn", "compass"), place("eastern Tarn", "compass"), False),
        (place("western Tarn", "compass"), place("West", "compass"), True),
    ],
)
def test_places_agree_when_they_can_be_one(x: Place, y: Place, agreeing: bool) -> None:
    assert places_agree(x, y) is agreeing
    assert places_agree(y, x) is agreeing


def test_a_place_that_the_other_passage_names_in_any_role_is_known_to_it() -> None:
    assert known_to(place("Ashby Green"), "The green of ASHBY is wet.")
    assert not known_to(place("Ashby Green"), "Ashby is wet.")
    assert not known_to(place("northern Tarn", "compass"), "It rained in northern Tarn.")


def test_a_place_conflict_needs_passages_that_say_nearly_the_same() -> None:
    def one(agreement: float, nearby: int = 2, careful: bool = False) -> bool:
        return place_same_thing(place("Ashby"), place("Hexworth"), Nearness(nearby, 0, agreement, careful))

    assert one(0.6) and not one(0.59)
    assert not one(0.9, nearby=1) and not one(0.9, nearby=9, careful=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained in the village of Ashby.", [("Ashby", "settlement", "")]),
        ("It rained in Ashby, Tarnshire, all day.", [("Ashby", "part", "Tarnshire")]),
        ("It rained in northern Tarn.", [("northern Tarn", "compass", "Tarn")]),
        ("It rained in the north of Tarn.", [("north", "compass", "Tarn")]),
        ("It rained ten miles north of Tarn.", []),
        ("It rained near Ashby village.", [("Ashby", "settlement", "")]),
        ("It rained.", []),
        (
            "From the village of Hexworth they went to northern Tarn.",
            [("Hexworth", "settlement", ""), ("northern Tarn", "compass", "Tarn")],
        ),
    ],
)
def test_places_whose_sort_is_said_are_found_in_order(text: str, found: list[tuple[str, str, str]]) -> None:
    read = places(text)
    assert [(p.text, p.sort, p.whole) for p in read] == found
    assert all(text[slice(*p.span)].startswith(p.text) for p in read)
