"""Spellings of one name, and where names stand."""

from __future__ import annotations

import pytest

from index.comparison.facts.name_mentions import mentions
from index.comparison.facts.names import same_name
from index.comparison.links.name_groups import variants
from index.text import sentences


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Qasr Zubayr", "Qasr al-Zubair"),
        ("Deir Ezzafran", "Deir al-Zafran"),
        ("Qaddura", "Kaddoura"),
        ("Mohammed Haddad", "Muhammad Hadad"),
        ("Piotr Valden", "Pyotr Valden"),
        ("Wadi-Sura", "Wadi Sura"),
        ("Lev Andreyev", "Lev Andreev"),
        ("Şahin", "Sahin"),
        ("Gov. Petra Lindqvist", "Lindqvist"),
        ("P. Lindqvist", "Petra Lindqvist"),
        ("Petra M. Lindqvist", "Petra Lindqvist"),
        ("Northern Harbour Union", "NHU"),
        ("Tell Safra al-Gharbi", "Tell Safra al-Gharbi"),
        ("Safra al-Gharbi", "Safra"),
    ],
)
def test_one_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Petra Lindqvist", "Paula Lindqvist"),
        ("Petra Lindqvist", "Petra Lundberg"),
        ("Marlow", "New Marlow"),
        ("Marlow", "Marlow Street"),
        ("Kim", "Kimball"),
        ("Garmen", "Karmen"),
        ("Rana", "Runa"),
        ("Tora", "Tor"),
        ("Selin", "Selina"),
        ("NHU", "Northern Union"),
    ],
)
def test_different_names(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


def names_in(text: str) -> list[str]:
    return [mention.text for mention in mentions(text, sentences(text))]


def test_names_are_runs_of_capitals_with_small_words_inside() -> None:
    text = "Yesterday Abu Salim al-Tawil met Dr. Ilse van der Velde in Qasr al-Zubayr, near the Upper Tarn."
    assert names_in(text) == ["Abu Salim al-Tawil", "Dr. Ilse van der Velde", "Qasr al-Zubayr", "Upper Tarn"]


def test_the_beginning_of_a_sentence_makes_no_name_by_itself() -> None:
    assert names_in("Divers went down. Nobody saw them.") == []
    assert names_in("Ashby was quiet. The people of Ashby slept.") == ["Ashby", "Ashby"]
    assert names_in("Port was served. They drank port in Port.") == ["Port"]


def test_days_months_and_headlines_are_no_names() -> None:
    assert names_in("On Tuesday and in October nothing happened.") == []
    assert names_in("Ferry Runs Aground Near Quiet Harbour") == []


def test_a_possessive_is_not_part_of_a_name() -> None:
    text = "They blamed Ilse Brandt\u2019s crew."
    (found,) = mentions(text, sentences(text))
    assert text[slice(*found.span)] == found.text == "Ilse Brandt"


def test_variants_are_spellings_and_not_short_forms_or_titles() -> None:
    found = variants(
        ["Zubayr", "Ilse Brandt", "al-Zubair", "Brandt", "Dr. Ilse Brandt", "Zubayr", "Wadi-Sura", "Wadi Sura"]
    )
    assert found == (("Zubayr", "al-Zubair"),)
