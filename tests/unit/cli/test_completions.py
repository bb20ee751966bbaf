from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.indexing import Shelf, article

ARTICLES = (
    article("a1", "One.", outlet="Harbour Post", published="2017-06-06", tags=("port", "to read"), language="en"),
    article("a2", "Two.", outlet="The Bell", published="2019-01-02", tags=("port",), language="en"),
    article("a3", "Three.", outlet="The Bell", published="2019-03-02", language="de", author="Ole Ås"),
    article("a4", "Four.", outlet='Ringing "Bell"'),
    replace(article("a5", "Five.", headline="Late frost", author="Ines Dorn"), paths=("saved/frost-2019/a5.jsonl#L7",)),
    article("a6", "Six.", author="Ines Dorn"),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("index") / "fulltext", ARTICLES)


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("", []),
        ("o", []),
        ("out", ["outlet:"]),
        ("ferry OUT", ["ferry outlet:"]),
        ("-(ta", ["-(tag:"]),
        ("out ", []),
        ('"out', []),
        ("outlet:", ['outlet:"The Bell" ', 'outlet:"Harbour Post" ', 'outlet:"Ringing  Bell " ']),
        ("ferry outlet:ha", ['ferry outlet:"Harbour Post" ']),
        ('outlet:"ha', ['outlet:"Harbour Post" ']),
        ("outlet:bell", ['outlet:"The Bell" ']),
        ('outlet:"Harbour Post"', []),
        ("tag:", ["tag:port ", 'tag:"to read" ']),
        ("lang:", ["lang:en ", "lang:de "]),
        ("has:da", ["has:date "]),
        ("date:201", ["date:2019 ", "date:2017 "]),
        ("before:last m", []),
        ('date:"last m', ['date:"last month" ']),
        ("author:x", []),
        ("author:", ['author:"Ines Dorn" ', 'author:"Ole Ås" ']),
        ("author:do", ['author:"Ines Dorn" ']),
        ("ferry author:as", ['ferry author:"Ole Ås" ']),
        ('author:"ines d', ['author:"Ines Dorn" ']),
        ("title:fro", ['title:"Late frost" ']),
        ("path:saved", ["path:saved "]),
        ("path:fr", ["path:frost-2019 "]),
        ("lang:ger", ["lang:German "]),
        ("lang:fren", []),
        ("nothing:x", []),
    ],
)
def test_the_last_word_is_completed(shelf: Shelf, text: str, completed: list[str]) -> None:
    assert shelf.index.completions(text, shelf.load) == completed


def test_what_is_completed_to_can_be_searched_for(shelf: Shelf) -> None:
    for begun in ("outlet:", "tag:", "lang:", "lang:ger", "date:20", "author:", "title:", "path:"):
        for text in shelf.index.completions(begun, shelf.load):
            assert shelf.index.search(text, shelf.load).total, text


def test_values_of_removed_articles_are_not_offered(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "fulltext", ARTICLES)
    shelf.engine.drop(["a3"])
    assert shelf.index.completions("lang:", shelf.load) == ["lang:en "]
