"""What is found beside the texts: in hidden lines, and in fields that a query does not name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.model import Aside, HiddenLine
from index.model.hidden_queries import in_hidden_lines
from tests.indexing import Shelf, article


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    ferry = article("a1", "The ferry left the harbour.", outlet="Harbour Post", author="Mia Thole", language="en")
    lines = (HiddenLine(3, 0, "Share", "sharing"), HiddenLine(9, 27, "Subscribe to our zeppelin letter", "newsletter"))
    bridge = article("a2", "A zeppelin over the bridge.", outlet="Tribune", author="Jo Wren", language="en")
    crane = article("a3", "A crane fell.", outlet="Tribune", author="Jo Wren", language="en")
    return Shelf(tmp_path / "f", [replace(ferry, content=replace(ferry.content, hidden=lines)), bridge, crane])


@pytest.mark.parametrize(
    ("query", "as_typed", "asked"),
    [
        ("ferry strike", False, "hidden:(ferry strike) -(ferry strike)"),
        ("ferry stri", True, "hidden:(ferry stri*) -(ferry stri*)"),
        ("ferry st", True, "hidden:(ferry st) -(ferry st)"),
        ("ferry ", True, "hidden:(ferry) -(ferry)"),
        ("(ferry", False, ""),
        ("ferry) OR (x", False, ""),
        ('"ferry', False, ""),
        (" ", False, ""),
    ],
)
def test_the_query_of_hidden_lines(query: str, as_typed: bool, asked: str) -> None:
    assert in_hidden_lines(query, as_typed=as_typed) == asked


@pytest.mark.parametrize(
    ("query", "as_typed", "count"),
    [
        ("zeppelin", False, 1),
        ("zepp", True, 1),
        ("ze", True, 0),
        ("zeppelin letter", False, 1),
        ('"zeppelin letter"', False, 1),
        ('"letter zeppelin"', False, 0),
        ("zeppelin outlet:tribune", False, 0),
        ('outlet:"Harbour Post" zeppelin', False, 1),
        ("zeppelin share", False, 1),
        ("ferry", False, 0),
        ("zeppelin -ferry", False, 1),
        ("", False, 0),
        ("(zeppelin", False, 0),
    ],
)
def test_hidden_lines_are_counted_apart(shelf: Shelf, query: str, as_typed: bool, count: int) -> None:
    page = shelf.index.search(query, shelf.load, as_typed=as_typed)
    assert page.in_hidden == count
    if count and query:
        assert shelf.ids(in_hidden_lines(query, as_typed=as_typed)) == ["a1"]
    assert not shelf.index.search(query, shelf.load, as_typed=as_typed, suggestions=False).in_hidden


def test_a_hit_says_which_hidden_line_has_the_words(shelf: Shelf) -> None:
    (hit,) = shelf.index.search(in_hidden_lines("zeppelin share"), shelf.load).hits
    assert hit.aside == Aside("Share", ((0, 5),), "sharing")
    (hit,) = shelf.index.search("hidden:zepp* hidden:letter", shelf.load).hits
    assert hit.aside is not None and hit.aside.matches == ((17, 25), (26, 32))
    assert all(hit.aside is None for hit in shelf.index.search("zeppelin ferry", shelf.load).hits)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("title:thole", [("author:thole", "author:thole", 1)]),
        ('"mia thole"', [('author:"mia thole"', 'author:"mia thole"', 1)]),
        ('"jo wren" crane', [('author:"jo wren"', 'author:"jo wren" crane', 1)]),
        ("title:wren", [("author:wren", "author:wren", 2)]),
        ("author:tribune crane", [("outlet:tribune", "outlet:tribune crane", 1)]),
        ('"jo wren" ferry', []),
        ("date:1999 thole", []),
        ("ferry", []),
        ("nowhere", []),
    ],
)
def test_what_finds_nothing_is_offered_where_it_does(
    shelf: Shelf, query: str, offered: list[tuple[str, str, int]]
) -> None:
    assert [tuple(each) for each in shelf.index.search(query, shelf.load).elsewhere] == offered
