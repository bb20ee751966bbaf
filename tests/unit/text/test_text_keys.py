"""Which texts are the same, and which only look so."""

from __future__ import annotations

import pytest

from index.text.text_keys import LEAST_WORDS, text_key

LONG = (
    "The council of Port Ansel met on Monday and \"agreed\" to close the bridge for 10.5 weeks - at a cost of $40,000,"
    " it said. Nobody's vote was against."
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ", "  "),
        (" the bridge", "\n\nthe bridge"),
        (" the bridge", "\u00a0the bridge"),
        ('"agreed"', "\u201cagreed\u201d"),
        ('"agreed"', "'agreed'"),
        ('"agreed"', "\u00abagreed\u00bb"),
        ("Nobody's", "Nobody\u2019s"),
        (" - ", " \u2013 "),
        (" - ", " \u2014 "),
        ("Monday", "Mon\u00adday"),
        ("Port Ansel", "PORT ANSEL"),
    ],
)
def test_white_space_case_and_the_style_of_signs_do_not_count(old: str, new: str) -> None:
    assert old in LONG
    assert text_key(LONG.replace(old, new)) == text_key(LONG) != b""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10.5", "105"),
        ("10.5", "10,5"),
        ("$40", "\u00a340"),
        ("$40", "40"),
        ("agreed", "argued"),
        ("Monday and", "Monday, and"),
        ("said.", "said?"),
        ("Nobody's", "Nobodys"),
        ("the bridge", "thebridge"),
        ("was against.", "was against. It did."),
    ],
)
def test_every_other_sign_counts(old: str, new: str) -> None:
    assert old in LONG
    assert text_key(LONG.replace(old, new)) != text_key(LONG)


def test_a_composed_letter_is_the_same_as_a_decomposed_one() -> None:
    text = "Caf\u00e9 " * LEAST_WORDS
    assert text_key(text) == text_key(text.replace("\u00e9", "e\u0301")) == text_key(text.upper())


def test_the_headline_counts_below_short_texts_only() -> None:
    long, short = "word " * LEAST_WORDS, "word " * (LEAST_WORDS - 1)
    assert text_key(long, "One") == text_key(long, "Another")
    assert text_key(short, "One") != text_key(short, "Another")
    assert text_key(short, "One") == text_key(short, " ONE ")


@pytest.mark.parametrize("text", ["", " \n\n ", "\u2026", "- - -"])
def test_what_has_no_words_has_no_key(text: str) -> None:
    assert text_key(text, "Headline") == b""


def test_what_is_no_unicode_text_has_a_key() -> None:
    assert text_key("a lone \ud800 surrogate") != text_key("a lone \ud801 surrogate")
