"""The table of languages: every record does everything that it can, and nothing names a language beside it."""

from __future__ import annotations

import re
from importlib import resources

import pytest
import Stemmer

from index.cleaning.metadata import dates, day_order
from index.cleaning.metadata.language_detection import NEAR, primary
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.links.languages import note
from index.search.word_beginnings import beginnings_of
from index.text import fold, stem, tokens
from index.text.languages import LANGUAGES, SUFFIXES, UNSPACED, Language, code_of, main_code, name_of
from index.text.terms import bare, stem_term

BY_CODE = {language.code: language for language in LANGUAGES}
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])


def test_no_code_or_name_means_two_languages() -> None:
    codes = [code for language in LANGUAGES for code in (language.code, *language.codes.split())]
    assert len(codes) == len(set(codes))
    owners: dict[str, str] = {}
    for language in LANGUAGES:
        for name in language.names:
            assert owners.setdefault(name.casefold(), language.code) == language.code


@each_language
def test_a_language_is_found_by_each_of_its_codes_and_names(language: Language) -> None:
    for code in (language.code, *language.codes.split()):
        assert re.fullmatch("[a-z]{2,3}", code)
        assert primary(code) == primary(f"{code.upper()}-XX") == main_code(code) == code_of(code) == language.code
        assert name_of(code) == language.name
    for name in language.names:
        assert primary(name) == code_of(name) == code_of(name.upper()) == code_of(name, begun=True) == language.code


@each_language
def test_a_language_is_named_as_a_sentence_has_it(language: Language) -> None:
    assert language.name[0].isupper()
    other = BY_CODE["fr" if language.code == "en" else "en"]
    assert note([language.code, other.code]).startswith(f"In {language.name} and {other.name}:")


@each_language
def test_a_stemmer_is_one_that_there_is_and_tells_its_stems_from_others(language: Language) -> None:
    if not language.stemmer:
        assert stem("xyzing", language.code) == "xyzing"
        return
    assert language.stemmer in (*Stemmer.algorithms(), SUFFIXES)
    assert stem_term("word", language.code).endswith("" if language.code == "en" else f"\x1f{language.code}")


@each_language
def test_words_begin_as_their_stem_does_but_for_the_letters_of_an_ending(language: Language) -> None:
    if not language.stem_ending:
        return
    assert language.stemmer
    for word in re.findall(r"[^\W_]+", language.months):
        beginnings = beginnings_of([bare(stem_term(fold(word), language.code))], language.stem_ending)
        assert beginnings is not None and fold(word).startswith(tuple(beginnings)), word


def test_how_long_an_ending_is_at_most() -> None:
    assert (BY_CODE["en"].stem_ending, BY_CODE["de"].stem_ending, BY_CODE["no"].stem_ending) == (1, 3, 3)
    assert BY_CODE["nl"].stem_ending == BY_CODE["ar"].stem_ending == 0


def test_every_algorithm_belongs_to_a_language() -> None:
    assert {language.stemmer for language in LANGUAGES} - {"", SUFFIXES} == {*Stemmer.algorithms()} - {
        "porter",
        "dutch_porter",
    }


@each_language
def test_a_script_without_spaces_is_cut_into_pairs(language: Language) -> None:
    letters = [sign for name in language.names for sign in name if re.match(f"[{''.join(UNSPACED.values())}]", sign)]
    assert bool(letters) == (language.script in UNSPACED)
    if letters:
        sign = letters[0]
        assert [token.end - token.start for token in tokens(sign * 3)] == [2, 2, 1]


@each_language
def test_a_date_is_read_by_each_name_of_each_month(language: Language) -> None:
    groups = language.months.split("|") if language.months else []
    assert len(groups) in (0, 12)
    for number, names in enumerate(groups, 1):
        for name in names.split():
            assert str(dates.read(f"14 {name.replace('_', ' ')} 2019")) == f"2019-{number:02}-14"


def test_months_without_a_name_are_those_that_would_be_mistaken() -> None:
    missing = [
        (language.code, number)
        for language in LANGUAGES
        for number, names in enumerate(language.months.split("|"), 1)
        if language.months and not names.strip()
    ]
    assert missing == [("hr", 10)]


@each_language
def test_a_date_of_figures_is_read_as_the_language_has_it(language: Language) -> None:
    for region in ("us", "gb", "ph"):
        read = day_order.dated("3/4/2019", "", "", f"{language.code}-{region}")
        assert read is not None
        assert str(read.date) == ("2019-03-04" if region in language.month_first_in else "2019-04-03")
        assert read.certain
    plain = day_order.dated("3/4/2019", "", "", language.code)
    assert plain is not None
    assert plain.certain == (not language.month_first_in)


@each_language
def test_decimals_are_read_as_the_language_has_them(language: Language) -> None:
    assert vocabulary(language.code).figures.point_before_decimals == language.decimal_point


def test_every_file_of_a_language_belongs_to_a_record() -> None:
    import json

    words = resources.files("index.comparison.facts").joinpath("vocabularies")
    # The names folder has files for all languages together.
    folders = [words, words.joinpath("attributes"), words.joinpath("opposites")]
    files = [file.name for folder in folders for file in folder.iterdir() if file.name.endswith(".toml")]
    assert {name.removesuffix(".toml") for name in files} <= set(BY_CODE)
    endings = resources.files("index.text").joinpath("endings.json").read_text(encoding="utf-8")
    assert all(BY_CODE[code].stemmer for code in json.loads(endings))
    forms = [file.name for file in resources.files("index.text.word_forms").iterdir() if file.name.endswith(".json")]
    assert all(BY_CODE[name.removesuffix(".json")].stemmer for name in forms)


def test_whatever_detection_finds_has_a_record() -> None:
    from index.cleaning.metadata import language_detection

    identifier = language_detection._identifier()
    assert identifier is not None
    assert {main_code(label) for label in identifier.labels} <= set(BY_CODE)
    assert {code for group in NEAR for code in group} <= set(BY_CODE)


@pytest.mark.parametrize(
    ("text", "begun", "code"),
    [
        ("germ", True, "de"),
        ("germ", False, "germ"),
        ("Deut", True, "de"),
        ("slo", True, "sk"),
        ("slov", True, "slov"),
        ("tur", True, "tr"),
        ("nob", False, "no"),
        ("ge", True, "ge"),
        ("uy", True, "uy"),
        ("kyr", True, "ky"),
        ("qqq", True, "qqq"),
    ],
)
def test_the_beginning_of_a_name_is_enough_where_one_language_has_it(text: str, begun: bool, code: str) -> None:
    assert code_of(text, begun=begun) == code


def test_the_note_on_a_comparison_has_the_names_of_all_its_languages() -> None:
    assert note(["hr", "vi", "hr", "uk"]).startswith("In Croatian, Vietnamese and Ukrainian:")
    assert note(["qqq", "en"]).startswith("In qqq and English:")
