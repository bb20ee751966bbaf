"""Which passages have equal words, and which do not."""

from __future__ import annotations

import pytest

from index.comparison.same_words import letters_of, same_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The cease-fire holds.", "the ceasefire HOLDS"),
        ("The cease-fire holds.", "The cease fire holds."),
        ("He said \u201cno\u201d.", "He said 'no'."),
        ("a divided evac-\nuation", "a divided evacuation"),
        ("U.S. troops left", "US troops left"),
        ("well\u2013known", "well-known"),
        ("it fell \u2014 fast", "it fell\u2014fast"),
        ("it fell -- fast", "it fell \u2013 fast"),
        ("\ufb01ve men", "five men"),
        ("20\u00a0000 men", "20 000  men"),
        ("a soft\u00adhyphen", "a softhyphen"),
        ("the dog\u2019s tail", "the dog's tail"),
        ("\u22125 degrees", "-5 degrees"),
        ("10\u201312 men", "10-12 men"),
        ("STRASSE", "Stra\u00dfe"),
        ("l\u2019\u0153uvre", "l'oeuvre"),
        ("F-16 jets", "F16 jets"),
        ("rose 5 %", "rose 5%"),
        ("\u0645\u0640\u062f\u064a\u0646\u0629", "\u0645\u062f\u064a\u0646\u0629"),
        ("cafe\u0301", "caf\u00e9"),
        ("wait\u2026 now", "Wait ... now!"),
    ],
)
def test_case_typography_hyphenation_and_white_space_make_no_other_words(left: str, right: str) -> None:
    assert same_words(left, right)
    assert same_words(right, left)
    assert letters_of(left) == letters_of(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("12 men left", "21 men left"),
        ("It will close.", "It will not close."),
        ("the cease fire", "the ceasefire"),
        ("its", "it's"),
        ("fell to -5 degrees", "fell to 5 degrees"),
        ("won 1-2", "won 12"),
        ("4.5 km", "45 km"),
        ("4.5 km", "4,5 km"),
        ("$5m", "\u20ac5m"),
        ("rose 5", "rose 5%"),
        ("He re-signed.", "He resigned."),
        ("He resigned?", "He resigned."),
        ("M\u00fcller", "Muller"),
        ("10\u00b2 km", "102 km"),
        (".5 percent", "5 percent"),
        ("apart", "a part"),
        ("\u0915\u093f", "\u0915\u093e"),
    ],
)
def test_everything_else_makes_other_words(left: str, right: str) -> None:
    assert not same_words(left, right)
    assert not same_words(right, left)


@pytest.mark.parametrize("text", ["", " ", "\u2014", "* * *", "\U0001f6a2"])
def test_texts_without_words_have_no_equal_words(text: str) -> None:
    assert not same_words(text, text)
