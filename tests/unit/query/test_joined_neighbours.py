"""Letters and the figures after them, which a text writes as one word."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from index.query.joined_neighbours import with_joined_neighbours
from index.query.parser import parse
from index.query.syntax import And, Not, Or, Prefix, Words
from tests.indexing import Shelf, article

JOINED = Words(("mh370",))
MH = Or((Words(("mh",)), JOINED))
FIGURES = Or((Words(("370",)), JOINED))


def known(words: Collection[str]) -> Collection[str]:
    return [word for word in words if word in ("mh370", "thecrew")]


def test_each_of_the_two_words_is_the_joined_one_as_well() -> None:
    asked = with_joined_neighbours(parse("flight MH 370"), known)
    assert asked.tree == And((Words(("flight",)), MH, FIGURES))
    assert asked.words == (Words(("flight",)), MH, FIGURES)
    assert [part.query for part in asked.parts] == list(asked.words)
    assert [part.words for part in asked.parts] == [(word,) for word in asked.words]


def test_within_operators_and_fields_too() -> None:
    assert with_joined_neighbours(parse("crash OR (mh 370)"), known).tree == Or((Words(("crash",)), And((MH, FIGURES))))
    assert with_joined_neighbours(parse("crash -(mh 370)"), known).tree == And(
        (Words(("crash",)), Not(And((MH, FIGURES))))
    )
    titled = with_joined_neighbours(parse("title:mh title:370"), known).tree
    joined = Words(("mh370",), "headline")
    assert titled == And((Or((Words(("mh",), "headline"), joined)), Or((Words(("370",), "headline"), joined))))


@pytest.mark.parametrize(
    "query", ["mh 371", "370 mh", "mh", "the crew", '"mh 370"', "mh =370", "title:mh 370", "mh OR 370", "mh -370"]
)
def test_everything_else_stays_as_it_is(query: str) -> None:
    parsed = parse(query)
    assert with_joined_neighbours(parsed, known) is parsed


def test_while_typing_the_figures_go_on() -> None:
    typed = with_joined_neighbours(parse("mh 37", as_typed=True), lambda words: ())
    joined = Prefix("mh37", typed=True)
    assert typed.tree == And((Or((Words(("mh",)), joined)), Or((Prefix("37", typed=True), joined))))


def test_letters_and_figures_are_found_apart_joined_and_with_a_hyphen(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "fulltext",
        (
            article("joined", "Nobody has found flight MH370 in the sea.", language="en"),
            article("hyphen", "Nobody has found flight MH-370 in the sea.", language="en"),
            article("apart", "Nobody has found flight MH 370 in the sea.", language="en"),
            article("far", "Room MH of the old ministry was shut, and nobody looked at page 370 of it.", language="en"),
            article("other", "Nobody has found flight MH17.", language="en"),
        ),
    )
    three = {"joined", "hyphen", "apart"}
    for query in ("MH370", "mh-370", "mh370 flight"):
        assert set(shelf.ids(query)[:3]) == three
    assert set(shelf.ids("MH370")) == three
    for query in ("mh 370", "flight MH 370"):
        assert set(shelf.ids(query)[:3]) == three
    assert shelf.ids("mh 370")[3:] == ["far"]
    assert set(shelf.ids("mh 37", as_typed=True)) == {*three, "far"}
