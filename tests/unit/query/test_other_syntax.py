"""What other search engines write is named where it is not understood, and plain text is not taken for it."""

from __future__ import annotations

import pytest

from index.query.parser import parse


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("bank near5 merger", '"one two"~~5'),
        ("bank adj3 merger", '"one two"~~3'),
        ("bank /5 merger", '"one two"~~5'),
        ("bank /s merger", '"one two"~s'),
        ("bank /f10/ merger", '"one two"~~10'),
        ("bank SAME merger", '"one two"'),
        ("oil ANDNOT gas", "-word"),
        ("!gas oil", "-word"),
        ("bank! AND merger", "bank*"),
        ("oil | gas", "write OR"),
        ("oil~0.8", "oil~"),
        ('"oil prices"^4', "words have no weights"),
        ("(oil OR gas)^2", "words have no weights"),
        ("BYLINE(smith)", "author:smith"),
        ("headline(oil)", "title:election"),
        ("publication(tribune)", "outlet:tribune"),
        ("ATLEAST3(oil)", "no such function"),
        ("hd=oil", "colon"),
        ("wc>200", "colon"),
        ("/joh?n/", "regular expressions"),
        ("_exists_:author", "has:author"),
        ("body:oil", "Words of the text have no field"),
    ],
)
def test_it_is_said_how_to_write_it_here(query: str, note: str) -> None:
    assert [each for each in parse(query).notes if note in each]


@pytest.mark.parametrize(
    "query",
    [
        "the author(s) said",
        "Oil prices soar!",
        "he ran near the weir in the same week",
        "9/11 24/7 km/h and/or",
        "caps and lead were found",
        "https://tribune.example/?q=oil",
        "2+2=4",
        "oil~ brige~2",
        "see /var/log/news/ for it",
    ],
)
def test_plain_text_has_no_such_note(query: str) -> None:
    assert not [each for each in parse(query).notes if "write" in each or "function" in each or "colon" in each]


def test_a_weight_after_a_phrase_is_no_word() -> None:
    assert parse('"oil prices"^4').tree == parse('"oil prices"').tree
    assert parse("(oil OR gas)^2").tree == parse("(oil OR gas)").tree
