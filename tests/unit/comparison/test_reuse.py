from __future__ import annotations

from index.comparison.reuse.shingles import reuse
from tests.copied_texts import OTHER, OWN, WIRE


def test_a_copied_piece_is_found_with_its_exact_spans() -> None:
    embedded = f"{OWN} {WIRE} {OTHER}"
    [pair] = reuse([("wire", WIRE), ("paper", embedded), ("music", "Nothing of the kind stood in this one.")])
    assert (pair.left, pair.right) == ("wire", "paper")
    [(left, right)] = pair.spans
    assert WIRE[slice(*left)] == embedded[slice(*right)] == WIRE.rstrip(".")
    assert pair.left_share == 1.0
    assert 0.2 < pair.right_share < 0.6


def test_shares_are_measured_each_way() -> None:
    half = WIRE[: len(WIRE) // 2]
    [pair] = reuse([("half", half), ("whole", WIRE)])
    assert pair.left_share > 0.9
    assert 0.4 < pair.right_share < 0.6


def test_a_light_edit_splits_the_span_and_leaves_a_near_duplicate() -> None:
    edited = WIRE.replace("forty thousand", "nearly 38,000")
    [pair] = reuse([("first", WIRE), ("second", edited)])
    assert len(pair.spans) == 2
    assert min(pair.left_share, pair.right_share) >= 0.8
    for left, right in pair.spans:
        assert WIRE[slice(*left)] == edited[slice(*right)]


def test_case_accents_and_punctuation_do_not_hide_a_copy() -> None:
    [pair] = reuse([("plain", WIRE), ("loud", WIRE.upper().replace(",", " \u2014"))])
    assert pair.left_share == pair.right_share == 1.0


def test_texts_that_share_a_set_phrase_are_no_copies() -> None:
    phrase = "You can find all of our stories from the region on this page."
    long = [" ".join(f"{letter}{n}" for n in range(90)) for letter in "xy"]
    assert reuse([("a", f"{long[0]} {phrase}"), ("b", f"{long[1]} {phrase}")]) == []


def test_a_phrase_under_every_article_is_no_copy_but_a_copied_article_is() -> None:
    foot = " Write to our desk at the usual address if you saw this happen, and sign up for the letter that we send."
    names = [f"town{n}" for n in range(12)]
    texts = [(name, f"{name} {' '.join(f'{name}{k}' for k in range(60))}.{foot}") for name in names]
    texts += [("wire", WIRE + foot), ("copy", OWN + " " + WIRE + foot)]
    assert [(pair.left, pair.right) for pair in reuse(texts)] == [("wire", "copy")]


def test_a_text_that_repeats_itself_stays_cheap_and_is_no_copy_of_itself() -> None:
    assert reuse([("drone", "la li lu le lo ly " * 5000), ("other", OWN)]) == []


def test_short_and_empty_texts() -> None:
    assert reuse([]) == []
    assert reuse([("a", ""), ("b", "Too short."), ("c", "Too short.")]) == []
