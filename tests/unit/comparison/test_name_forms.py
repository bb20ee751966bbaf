"""Forms of one name: nicknames, Slavic names in other spellings, aliases, acronyms; and names that stay two."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.facts.conflicts import conflicts
from index.comparison.facts.name_conflicts import Name, names, names_agree
from index.comparison.facts.name_forms.acronyms import acronym_of, defined
from index.comparison.facts.name_forms.romanisation import readings, same_romanised
from index.comparison.facts.name_forms.tables import different_given, known_as, same_given
from index.comparison.facts.names import (
    generation,
    same_alias,
    same_name,
    same_part,
    same_written,
    two_people,
)
from index.comparison.facts.spelling import same_spelling, spelled_out
from index.comparison.links.name_groups import variants
from index.model import Article, CleanArticle, Comparison, Metadata
from index.text import fold, paragraphs


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bill Torvane", "William Torvane"),
        ("Bob Torvane", "Robert J. Torvane"),
        ("Rob Torvane", "Bob Torvane"),
        ("Peggy Torvane", "Margaret Torvane"),
        ("Alex Torvane", "Alexander Torvane"),
        ("Alex Torvane", "Alexandra Torvane"),
        ("Paco Ferrizal", "Francisco Ferrizal"),
        ("Sascha Mirnow", "Aleksandr Mirnov"),
        ("Marc Torvane", "Mark Torvane"),
        ("Muammar Qaddura", "Moammar Kadura"),
        ("J. F. Torvane", "John Frank Torvane"),
        ("J.F. Torvane", "John Frank Torvane"),
        ("Mr Torvane", "Bob Torvane"),
        ("Frau Lindmoor", "Petra Lindmoor"),
        ("Bundeskanzlerin Petra Lindmoor", "Petra Lindmoor"),
        ("Suspect Olga Brandmeer", "Olga Brandmeer"),
        ("Petra Lindmoor MP", "Petra Lindmoor"),
        ("John Torvane Jr.", "John Torvane"),
        ("Warship Selkirk", "INS Selkirk"),
        ("Frigate Selkirk", "Selkirk"),
        ("Müllmoor", "Muellmoor"),
        ("Đorvić", "Djorvic"),
        ("Torvašić", "Torvasich"),
        ("Kyiv", "Kiew"),
        ("Kyiv Rowing Club", "Kiev Rowing Club"),
        ("Islamic State", "Daesh"),
        ("the Islamic State", "ISIS"),
        ("United Nations", "Vereinte Nationen"),
        ("Nato", "North Atlantic Treaty Organization"),
        ("U.N.", "UNO"),
    ],
)
def test_forms_of_one_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("John Torvane", "Jane Torvane"),
        ("Patrick Torvane", "Patricia Torvane"),
        ("Karen Torvane", "Karin Torvane"),
        ("Karen", "Karin"),
        ("Bill", "William"),
        ("Bill Torvane", "Bob Torvane"),
        ("Bill Torvane", "William Brandmeer"),
        ("John Torvane Jr.", "John Torvane Sr."),
        ("John Torvane II", "John Torvane III"),
        ("Harbour War I", "Harbour War II"),
        ("Mr Torvane", "Mrs Torvane"),
        ("Sir Bob Torvane", "Lady Torvane"),
        ("King Street", "Mill Street"),
        ("Ada B. Quill", "Ada C. Quill"),
        ("Us", "United States"),
        ("Who", "World Health Organization"),
        ("European Union", "United Nations"),
        ("Nikita Torvanov", "Nikita Torvanova"),
    ],
)
def test_names_that_stay_two(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_given_names_share_a_row_or_are_two_if_both_are_known() -> None:
    assert same_given("bill", "william") and same_given("liz", "elizabeth") and not same_given("bill", "robert")
    assert different_given("karen", "karin") and not different_given("bill", "william")
    assert not different_given("karen", "karun") and not different_given("karen", "karen")


def test_an_alias_belongs_to_one_row_and_a_table_has_no_empty_names() -> None:
    file = resources.files("index.comparison.facts").joinpath("vocabularies", "names", "aliases.toml")
    rows = [
        row for table in tomllib.loads(file.read_text(encoding="utf-8")).values() for row in table.split("\n") if row
    ]
    names = [[name.strip() for name in row.split("|")] for row in rows]
    assert all(len(row) > 1 and all(row) for row in names)
    forms = [form for row in names for form in {name if name.isupper() else fold(name) for name in row}]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_an_acronym_is_an_alias_only_in_capitals_and_from_four_letters_on_also_as_a_word() -> None:
    assert known_as("WHO") == known_as("W.H.O.") is not None and known_as("Who") is None
    assert known_as("FIFA") == known_as("Fifa") is not None and known_as("fifa") is None
    assert known_as("the European Union") == known_as("die Europäische Union") == known_as("EU") is not None
    assert known_as("Torvane") is None and known_as("") is None and known_as("the") is None
    assert same_alias("Kyiv", "Kiev") and not same_alias("Kyiv", "Minsk") and not same_alias("Torvane", "Torvane")


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("mirzhukov", "mirschukow", True),
        ("mirzhukov", "mirjoukov", True),
        ("tarnashenko", "tarnaschenko", True),
        ("tarnashenko", "tarnachenko", True),
        ("orlyanskyy", "orljanskyj", True),
        ("porutin", "poroutine", True),
        ("tchaivelsky", "tschaiwelski", True),
        ("torvanov", "torvanova", False),
        # Without anything French before it, a last e is an ending.
        ("marvin", "marvine", False),
        # No Slavic ending.
        ("shorwald", "schorwald", False),
        # Five letters are a name, four are not.
        ("orwow", "orvov", True),
        ("rwow", "rvov", False),
        # A German s is voiced in a name of seven letters.
        ("selenow", "zelenov", True),
        ("selnow", "zelnov", False),
    ],
)
def test_slavic_names_as_english_german_and_french_spell_them(a: str, b: str, one: bool) -> None:
    assert same_romanised(a, b) is same_romanised(b, a) is one
    assert one <= same_spelling(a, b)


def test_a_word_without_a_slavic_ending_has_no_readings() -> None:
    assert readings("torvane") == readings("") == frozenset()


def test_ch_is_kh_from_six_letters_on() -> None:
    assert same_spelling("Khaldin", "Chaldin") and same_spelling("Khalda", "Chalda")
    assert not same_spelling("Khald", "Chald")
    # Without kh in either, ch is ch.
    assert not same_spelling("Chalda", "Calda")


def test_letters_with_marks_are_spelled_out() -> None:
    assert spelled_out("Mueller") == spelled_out("Renée") == ()
    assert "mueller" in spelled_out("Müller") and "soerb" in spelled_out("Sørb") and "djor" in spelled_out("Đor")
    assert "vasich" in spelled_out("Vašić") and "vashich" in spelled_out("Vašić")
    assert same_spelling("Ünn", "Uenn") and not same_spelling("Unn", "Uenn")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Harbour Union (HU) met.", [("Harbour Union", "HU")]),
        ("Das Bundesamt für Seewege (BfS) tagte.", [("Bundesamt für Seewege", "BfS")]),
        ("The Bureau for the Tides (the BT) met.", [("Bureau for the Tides", "BT")]),
        ("The Bureau with Tides (BT) met.", []),
        ("Petra Lindmoor (SPD) spoke.", []),
        ("Ada Quill (AXQ) spoke.", []),
        ("They sat in the harbour union (HU).", []),
        ("Harbour, Union (HU) met.", []),
        ("The Harbour Union (hu) met.", []),
        (f"B{'a' * 78} C{'a' * 79} (BC)", [(f"B{'a' * 78} C{'a' * 79}", "BC")]),
        (f"B{'a' * 78} C{'a' * 80} (BC)", []),
    ],
)
def test_an_acronym_in_brackets_has_a_letter_for_every_word_of_the_name(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert list(defined(text)) == found


@pytest.mark.parametrize(
    ("short", "full", "one"),
    [
        ("HSB", "Harbour Safety Board", True),
        ("H.S.B.", "Harbour Safety Board", True),
        ("HU", "Harbour Union", False),
        ("ABCDEF", "Ada Ben Carl Dora Eva Finn", True),
        ("ABCDEFG", "Ada Ben Carl Dora Eva Finn Gil", False),
        ("HSB", "Harbour Safety", False),
        ("HSB", "H-S. B.", False),
        ("hsb", "Harbour Safety Board", False),
    ],
)
def test_three_to_six_letters_are_known_by_themselves(short: str, full: str, one: bool) -> None:
    assert acronym_of(short, full) is one


def test_what_shows_two_people() -> None:
    assert generation("John Torvane Junior") == generation("John Torvane Jr") == "jr"
    assert generation("John Torvane") == generation("Jr") == generation("Malcolm X") == ""
    assert generation("Paul II") == "ii" and generation("Henry VIII") == "viii"
    assert two_people("Mr Torvane", "Ms Torvane") and not two_people("Mr Torvane", "Petra Torvane")
    assert two_people("Torvane Snr", "Torvane Jnr") and not two_people("Torvane Snr", "Torvane")
    assert not two_people("Mr", "Mrs")
    assert not same_written("Ada Quill Sr", "Ada Quill Jr") and same_written("Ada Quill Sr", "Ada Quill")


def test_a_word_of_a_name_is_spelled_differently_a_nickname_or_another_name_of_a_place() -> None:
    assert same_part("Zubayr", "Zubair") and same_part("Bill", "William") and same_part("Kyiv", "Kiev")
    assert not same_part("HSB", "Harbour")


def test_forms_of_one_name_are_grouped() -> None:
    assert variants(["Bill Torvane", "Kiev", "William Torvane", "Bill", "William", "Kyiv", "Bob Torvane"]) == (
        ("Bill Torvane", "William Torvane"),
        ("Kiev", "Kyiv"),
    )
    assert variants(["Harbour Safety Board", "HSB", "Daesh", "Islamic State", "HU", "Harbour Union"]) == (
        ("Harbour Safety Board", "HSB"),
        ("Daesh", "Islamic State"),
    )
    assert variants(["Orlyansky", "Orljanskyj", "Müllmoor", "Muellmoor"]) == (
        ("Orlyansky", "Orljanskyj"),
        ("Müllmoor", "Muellmoor"),
    )


def test_names_that_differ_in_title_role_or_generation_are_no_group() -> None:
    assert variants(["Suspect Olga Quill", "Olga Quill", "INS Selkirk", "Warship Selkirk"]) == ()
    assert variants(["John Quill Jr", "John Quill Sr", "John Quill"]) == ()
    assert variants(["Jane Quill", "John Quill", "Mr Quill", "Mrs Quill"]) == ()


def test_a_name_and_the_acronym_behind_it_are_one() -> None:
    texts = ["The Harbour Union (HU) met the Bundesamt für Seewege (BfS)."]
    groups = (("Harbour Union", "HU"), ("Bundesamt für Seewege", "BfS"))
    assert variants(["Harbour Union", "HU"], texts) == groups
    assert variants([], texts) == groups
    assert variants(["Harbour Union", "HU"]) == ()


def test_an_acronym_that_fits_two_names_is_nobodys_unless_a_text_says_whose_it_is() -> None:
    mentions = ["Harbour Safety Board", "Harbour Savings Bank", "HSB"]
    assert variants(mentions) == ()
    assert variants(mentions, ["The Harbour Savings Bank (HSB) closed."]) == (("Harbour Savings Bank", "HSB"),)


def test_a_given_name_is_no_epithet() -> None:
    assert variants(["GM", "GM Ed Torvane"]) == ()


def agree(a: str, b: str) -> bool:
    return names_agree(Name(a, (0, 1), ""), Name(b, (0, 1), ""))


def test_names_agree_as_they_are_one_and_two_people_of_one_name_do_not() -> None:
    assert agree("Bill Torvane", "William Torvane") and agree("Bill", "William Torvane") and agree("Daesh", "ISIS")
    assert not agree("John Torvane Jr", "John Torvane Sr") and not agree("Mr Torvane", "Mrs Torvane")


def test_a_role_or_a_kind_of_ship_alone_is_no_name() -> None:
    assert [name.text for name in names("That day the Warship left with Victim and Suspect for Ashby.")] == ["Ashby"]
    assert [name.text for name in names("That day the Warship Selkirk left for Ashby.")] == ["Warship Selkirk", "Ashby"]


REPORT = "Mayor {} told the council of Lindow on Friday that the old mill bridge has to close for repairs."


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("Bill Torvane", "William Torvane", False),
        ("Oleg Mirzhukov", "Oleg Mirschukow", False),
        ("Torvane", "Bob Torvane", False),
        ("Bill Torvane", "Karin Torvane", True),
    ],
)
def test_no_form_of_a_name_is_shown_as_a_conflict(a: str, b: str, differ: bool) -> None:
    found = conflicts(REPORT.format(a), REPORT.format(b))
    assert [conflict.kind for conflict in found] == ["name"] * differ


def compared(*texts: tuple[str, str]) -> Comparison:
    articles = []
    for number, (language, text) in enumerate(texts):
        content = CleanArticle(Metadata(language=language), text, tuple(paragraphs(text)))
        articles.append(Article(f"a{number}", 1, f"a{number}", "", (), content))
    return compare(articles, background())


def test_a_comparison_lists_the_forms_of_names_in_its_articles() -> None:
    found = compared(
        ("en", "On Friday Bill Torvane of the Harbour Safety Board closed the mill. He left Kiev at noon."),
        ("en", "The mill was closed by William Torvane of the HSB. At noon he left Kyiv for home."),
    )
    assert set(found.names) == {("Bill Torvane", "William Torvane"), ("Harbour Safety Board", "HSB"), ("Kiev", "Kyiv")}


def test_a_name_links_sentences_of_two_languages_whatever_its_form() -> None:
    english = "On Monday many people left Moscow in a boat with Oleg Mirzhukov. Nobody saw it again. The mill is dark."
    german = "Die Mühle ist dunkel. Viele verließen Moskau in einem Boot mit Oleg Mirschukow. Niemand sah es wieder."
    (link,) = compared(("en", english), ("de", german)).links
    assert {"Moscow", "Oleg Mirzhukov"} <= {shared.text for shared in link.shared}
