"""How far around a fact is read, and from where names and spellings count."""

from __future__ import annotations

import pytest

from index.comparison.facts.figures import figures
from index.comparison.facts.name_mentions import mentions


@pytest.mark.parametrize(
    ("where", "fate"), [("im alten Hafen der Stadt Selle", "kill"), ("im alten Hafen der kleinen Stadt Selle", "")]
)
def test_what_befell_people_is_read_within_eight_words_of_their_number(where: str, fate: str) -> None:
    """In languages whose verb comes last."""
    (found,) = figures(f"Gestern wurden 24 Menschen {where} get\u00f6tet.", language="de")
    assert found.fate == fate


@pytest.mark.parametrize(("spaces", "hedge"), [(16, "over"), (17, "")])
def test_a_hedge_is_within_twenty_four_characters_of_its_number(spaces: int, hedge: str) -> None:
    (found,) = figures(f"He saw at least{' ' * spaces}24 boats.")
    assert found.hedge == hedge


@pytest.mark.parametrize(("digits", "read"), [(18, 1), (19, 0), (5000, 0)])
def test_a_run_of_more_than_eighteen_digits_is_no_number(digits: int, read: int) -> None:
    assert len(figures(f"It counts {'9' * digits} boats.")) == read
    assert len(figures(f"It weighs 0.{'3' * (digits - 2)} tons.")) == read


def test_a_number_without_end_is_none() -> None:
    assert figures(f"It counts 9 {' '.join(['million'] * 60)} boats.") == []


@pytest.mark.parametrize(("capitals", "named"), [(14, True), (15, False)])
def test_a_sentence_with_more_than_seven_tenths_of_capitals_is_a_headline(capitals: int, named: bool) -> None:
    words = [f"Word{chr(97 + n)}x" for n in range(capitals)] + [f"word{chr(97 + n)}y" for n in range(20 - capitals)]
    text = " ".join(words)
    assert bool(mentions(text, [(0, len(text))])) is named
