"""Where something is, as a text says it, and when two places cannot be one."""

from __future__ import annotations

import pytest

from index.comparison.facts.events.locations import (
    Location,
    comparable_locations,
    is_known_to,
    locations,
    locations_agree,
    nearly_alike,
)


def one(text: str, language: str = "en") -> Location:
    (found,) = locations(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "relation", "value"),
    [
        ("She was hit in the 1200 block of East Holm Street.", "street", "1200 holm"),
        ("The club at 208 Holm Street opened.", "street", "208 holm"),
        ("The club on 23rd St. opened.", "street", "23rd"),
        ("It struck 75 kilometers (47 miles) west of Marnow.", "compass", "75 kilometers (47 miles) west of Marnow"),
        ("It struck north-east of the Marnow river.", "compass", "north-east of the Marnow"),
        ("The cable broke between Ashby and Lindow.", "between", "between Ashby and Lindow"),
        ("The march ended near Ashby.", "near", "near Ashby"),
        ("The cable broke just off Ashby.", "near", "near Ashby"),
        ("She spoke in Norwick in March.", "in", "Norwick"),
        ("The ferry sailed from Ashby to the Lindow in March.", "route", "Ashby to Lindow"),
        ("They named an Ashby man.", "home", "Ashby"),
        ("They named Anna Kolb of Ashby.", "home", "Ashby"),
        ("It burned in the village of Ashby.", "kind", "Ashby"),
    ],
)
def test_where_something_is(text: str, relation: str, value: str) -> None:
    found = one(text)
    assert (found.relation, found.value) == (relation, value)
    assert text[slice(*found.span)] == found.text


@pytest.mark.parametrize(("degrees", "agree"), [(89, True), (90, False), (270, False), (271, True)])
def test_two_directions_are_one_below_ninety_degrees(degrees: int, agree: bool) -> None:
    north = Location("north of Ashby", (0, 14), "compass", ("Ashby",), 0)
    assert locations_agree(north, Location("of Ashby", (0, 8), "compass", ("Ashby",), degrees)) is agree


@pytest.mark.parametrize("text", ["She spoke in March.", "She spoke at Monday\u2019s talks.", "Ashby burned."])
def test_what_is_no_place_of_an_event(text: str) -> None:
    assert locations(text) == []


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [
        ("5 km south of Ashby", 5.0),
        ("5 miles south of Ashby", 8.045),
        ("500 meters south of Ashby", 0.5),
        ("1000 feet south of Ashby", 0.3),
        ("1000 yards south of Ashby", 0.9),
        ("south of Ashby", 0.0),
    ],
)
def test_distances(text: str, kilometres: float) -> None:
    assert one(text).kilometres == pytest.approx(kilometres)


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("de", "Es bebte 20 km östlich von Lindow.", "compass"),
        ("fr", "Le séisme a frappé à 20 km à l\u2019est de Lindow.", "compass"),
        ("es", "El sismo golpeó al este de Lindow.", "compass"),
        ("it", "Il sisma ha colpito a est di Lindow.", "compass"),
        ("nl", "De beving was ten oosten van Lindow.", "compass"),
        ("pt", "O sismo foi a leste de Lindow.", "compass"),
        ("da", "Skælvet ramte øst for Lindow.", "compass"),
        ("no", "Skjelvet rammet øst for Lindow.", "compass"),
        ("sv", "Skalvet var öster om Lindow.", "compass"),
        ("ru", "Удар был к востоку от Линдова.", "compass"),
        ("de", "Es brannte zwischen Lindow und Ashby.", "between"),
        ("fr", "Le feu a pris entre Lindow et Ashby.", "between"),
    ],
)
def test_places_in_other_languages(language: str, text: str, relation: str) -> None:
    found = one(text, language)
    assert found.relation == relation
    assert found.degrees in (0, 90)


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        ("the 1200 block of Holm Street", "the 1400 block of Holm Street", False),
        ("the 1200 block of East Holm Street", "the 1200 block of Holm St.", True),
        ("on Holm Street", "at 208 Holm Street", True),
        ("on Holm Street", "on Birch Street", False),
        ("east of Ashby", "west of Ashby", False),
        ("east of Ashby", "north of Ashby", False),
        ("east of Ashby", "north-east of Ashby", True),
        ("north of Ashby", "north-west of Ashby", True),
        ("20 km east of Ashby", "29 km east of Ashby", True),
        ("20 km east of Ashby", "30 km east of Ashby", False),
        ("20 km east of Ashby", "east of Ashby", True),
        ("near Ashby", "between Lindow and Marnow", False),
        ("near Ashby", "between Lindow and Ashby", True),
        ("near Ashby", "in Ashby", True),
        ("in Norfeld", "in Norweld", False),
        ("from Ashby to Lindow", "from Ashby to Marnow", False),
        ("from Ashby to Lindow", "from Marnow to Lindow", False),
        ("in Texas", "in Oregon", False),
        ("near Texas", "near Oregon", False),
        # Two spellings of one name.
        ("in Birrewen", "in Birreween", True),
        ("an Ashby man", "Anna Kolb of Lindow", False),
        ("in the village of Ashby", "in the village of Lindow", False),
    ],
)
def test_places_that_can_be_one(x: str, y: str, agreeing: bool) -> None:
    assert comparable_locations(one(x), one(y)) or agreeing
    assert locations_agree(one(x), one(y)) is agreeing
    assert locations_agree(one(y), one(x)) is agreeing


@pytest.mark.parametrize(
    ("x", "y"),
    [
        # One may be within the other.
        ("in Ashby", "in Lindow"),
        ("near Ashby", "in Texas"),
        ("in Texas", "in France"),
        ("from Ashby to Lindow", "from Ashby to France"),
        # Another journey, perhaps back.
        ("from Ashby to Lindow", "from Lindow to Ashby"),
        ("from Ashby to Lindow", "in Lindow"),
        ("east of Ashby", "west of Lindow"),
        ("east of Ashby", "in Lindow"),
        ("on Holm Street", "in Lindow"),
        ("an Ashby man", "in Lindow"),
        ("in the village of Ashby", "in the province of Lindow"),
    ],
)
def test_places_that_cannot_be_compared(x: str, y: str) -> None:
    assert not comparable_locations(one(x), one(y))
    assert not comparable_locations(one(y), one(x))


@pytest.mark.parametrize(
    ("x", "y", "alike"),
    [
        ("in Norfeld", "in Norweld", True),
        ("in Marwen", "in Marton", True),
        ("in Birrewen", "in Birreween", False),
        ("in Norfeld", "in Sorfeld", False),
        ("in Norfeld", "in Norfels", False),
        ("in Norfeld", "in Nottingfield", False),
        ("on Holm Street", "on Holm Street", True),
        ("on Holm Street", "on Helm Street", False),
    ],
)
def test_names_that_are_mistaken_for_each_other(x: str, y: str, alike: bool) -> None:
    assert nearly_alike(one(x), one(y)) is alike


def test_a_place_is_known_to_a_text_that_has_its_name_in_any_role() -> None:
    marnow = one("near Marnow")
    assert is_known_to(one("near Ashby"), marnow, "the ashby council met")
    assert not is_known_to(one("near Ashby"), marnow, "the lindow council met")
    assert is_known_to(one("between Ashby and Lindow"), marnow, "the lindow council met")


def test_the_end_that_two_journeys_share_is_known_to_both() -> None:
    journey, other = one("from Ashby to Lindow"), one("from Marnow to Lindow")
    assert not is_known_to(journey, other, "from marnow to lindow")
    assert is_known_to(journey, other, "ashby is far from lindow")
