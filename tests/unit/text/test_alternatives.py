"""Words that are found at the places of others."""

from __future__ import annotations

import pytest

from index.text import Also, also, fold, is_lone, readings, tokens
from index.text.alternatives import MOST_JOINED, continued, is_continued, is_signed
from index.text.han import SIMPLIFIED


def found(text: str, language: str = "en") -> set[tuple[str, str]]:
    """The further words of ``text``, each with what it covers."""
    return {(each.word, text[each.start : each.end]) for each in also(text, language) if not is_continued(each.word)}


def rows(text: str) -> list[list[str]]:
    return [[token.word for token in row] for row in readings(text)]


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("Mr O'Neill spoke", {("neill", "O'Neill")}),
        ("Mr O\u2019Neill spoke", {("neill", "O\u2019Neill")}),
        ("they don't, we're, Ada's", set()),
        ("a well-known tenor", {("wellknown", "well-known")}),
        ("an F-16 and an AK\u201147", {("f16", "F-16"), ("ak47", "AK\u201147")}),
        ("AT&T and R&D", {("att", "AT&T"), ("rd", "R&D")}),
        ("the U. S. envoy", {("us", "U. S.")}),
        ("the U.S.-led force", {("usled", "U.S.-led")}),
        ("pre-COVID-19 prices", {("precovid19", "pre-COVID-19"), ("covid19", "COVID-19")}),
        ("lost 1 500 homes", {("1500", "1 500")}),
        ("lost 1'500 homes", {("1500", "1'500")}),
        ("cost 1 234 567,5 crowns", {("1234567.5", "1 234 567,5")}),
        ("in 2019 150 people left", set()),
        ("3-2 on 2019-03-04", set()),
        ("the rock'n'roll fair", {("rocknroll", "rock'n'roll"), ("rockn", "rock'n"), ("nroll", "n'roll")}),
        ("M\u00fcller in \u00c5rhus", {("mueller", "M\u00fcller"), ("aarhus", "\u00c5rhus")}),
        ("caf\u00e9 na\u00efve", set()),
        ("C++ and C#, not C", {("c++", "C++"), ("c#", "C#")}),
        ("#MeToo and @Some_Name", {("#metoo", "#MeToo"), ("@some_name", "@Some_Name")}),
        ("Mr D'Amico and L\u2019Or\u00e9al", {("damico", "D'Amico"), ("loreal", "L\u2019Or\u00e9al")}),
        ("l'europe et d'autres", set()),
        ("a Ph.D., a B.Sc and a D.Phil.", {("phd", "Ph.D."), ("bsc", "B.Sc"), ("dphil", "D.Phil")}),
        ("see t.co, or end.Then go", set()),
        ("kit@example.org", set()),
        ("number # 7, C +", set()),
    ],
)
def test_what_is_found_beside_the_tokens(text: str, further: set[tuple[str, str]]) -> None:
    assert found(text) == further


@pytest.mark.parametrize(
    ("text", "language", "further"),
    [
        ("Ankara'ya gitti", "tr", {("ankara", "Ankara'ya")}),
        ("Ankara'ya gitti", "en", set()),
        ('צה"ל לא', "he", {("צהל", 'צה"ל')}),
        ("Der Stadtrat kam", "de", {("stadt", "Stadtrat"), ("rat", "Stadtrat")}),
        ("Der Stadtrat kam", "nl", set()),
        ("K\u00f6ln", "de", {("koeln", "K\u00f6ln")}),
        ("G\u00f6rd\u00fc", "tr", set()),
        ("h\u00e4n", "fi", set()),
        ("وأحمد", "ar", {("احمد", "وأحمد")}),
    ],
)
def test_what_only_some_languages_have(text: str, language: str, further: set[tuple[str, str]]) -> None:
    assert found(text, language) == further


def test_letters_with_signs_are_looked_for_as_two_as_well() -> None:
    assert rows("\u00c5rhus") == [["arhus"], ["aarhus"]]
    assert rows("K\u00f6ln M\u00fcller") == [["koln", "muller"], ["koeln", "mueller"]]
    assert rows("Aarhus") == [["aarhus"]]


def test_the_n_between_apostrophes_is_a_word() -> None:
    assert rows("rock'n'roll") == [["rock", "n", "roll"], ["rocknroll"]]
    assert rows("rock 'n' roll") == [["rock", "n", "roll"]]
    assert rows("can't") == [["cant"]]


def test_a_word_of_several_tokens_is_at_the_first_and_the_last_of_them_and_goes_on_after_the_first() -> None:
    assert list(also("a well-known one", "en")) == [
        Also("wellknown", 2, 12, 2),
        Also("wellknown", 2, 12, 7),
        Also(continued("wellknown", 2), 2, 12, 7),
    ]
    places = [(each.word, each.at) for each in also("some 1 500 000 came", "en") if is_continued(each.word)]
    assert places == [(continued("1500000", 2), 7), (continued("1500000", 3), 11)]
    assert not any(is_continued(each.word) for each in also("a man-of-war came", "en"))


@pytest.mark.parametrize(("words", "joined"), [(MOST_JOINED, True), (MOST_JOINED + 1, False)])
def test_a_chain_of_more_than_four_words_is_not_joined(words: int, *, joined: bool) -> None:
    chain = "-".join(["ab"] * words)
    assert (("ab" * words, chain) in found(chain)) is joined


@pytest.mark.parametrize(("after", "is_found"), [("rie", True), ("ri", False)])
def test_three_letters_after_an_apostrophe_are_a_word(after: str, *, is_found: bool) -> None:
    assert ((after, f"o'{after}") in found(f"o'{after}")) is is_found


def test_every_place_is_that_of_a_token() -> None:
    text = 'He (O\u2019Neill-Smith) of U.S-led "AT&T" paid 1 500,5 for C++, צה"ל, #tag-line and O\'-x; a.b.c'
    starts = {token.start for token in tokens(text)}
    assert all(each.at in starts and each.start <= each.at < each.end for each in also(text, "en"))


def test_a_chunk_of_any_length_is_looked_at_in_parts() -> None:
    text = "x" * 1000 + "-y " + "a-b" * 1000 + " well-known"
    assert ("wellknown", "well-known") in found(text)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("well-known tenor", [["well", "known", "tenor"], ["wellknown", "tenor"]]),
        ("well known", [["well", "known"]]),
        ("U.S-led", [["u", "s", "led"], ["usled"]]),
        ("1 500", [["1", "500"], ["1500"]]),
        ("1\u00a0500", [["1500"]]),
        ("C++", [["c++"]]),
        ("C# tutor", [["c#", "tutor"]]),
        ("#metoo", [["#metoo"]]),
        ("O'Neill", [["oneill"]]),
        ("d'amico", [["d", "amico"], ["damico"]]),
        ("ph.d.", [["ph", "d"], ["phd"]]),
        ("MH370", [["mh370"], ["mh", "370"]]),
        ("an iPhone12 case", [["an", "iphone12", "case"], ["an", "iphone", "12", "case"]]),
        ("F-16 and F16", [["f", "16", "and", "f16"], ["f16", "and", "f16"], ["f", "16", "and", "f", "16"]]),
        ("A380", [["a380"]]),
        ("H2O", [["h2o"]]),
        ("l'isola", [["l", "isola"], ["lisola"], ["isola"]]),
        ("dell\u2019isola bella", [["dell", "isola", "bella"], ["dellisola", "bella"], ["isola", "bella"]]),
        ("l 'isola", [["l", "isola"]]),
        ("?!", []),
    ],
)
def test_what_a_query_means(query: str, meant: list[list[str]]) -> None:
    assert rows(query) == meant


def test_what_is_meant_as_it_is_written_keeps_its_article() -> None:
    assert [[token.word for token in row] for row in readings("l'isola", exact=True)] == [["l", "isola"], ["lisola"]]


def test_signs_of_a_name_are_those_around_it() -> None:
    assert all(map(is_signed, ("c++", "c#", "#metoo", "@kit")))
    assert not any(map(is_signed, ("c", "wellknown", "1234.5")))


# --- Folding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f500", "1500"),
        ("12,34,567", "1234567"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.5", "1.5"),
        ("2019.03.04", "2019.03.04"),
        ("cœur", "coeur"),
        ("Sæby", "saeby"),
    ],
)
def test_one_figure_and_one_word_have_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_kana_of_half_width_are_those_of_full_width() -> None:
    assert [token.word for token in tokens("ｻｰﾊﾞｰが")] == [token.word for token in tokens("サーバーが")]
    (voiced,) = tokens("ﾊﾞ")
    assert is_lone(voiced)


def test_traditional_and_simplified_characters_are_one() -> None:
    assert [token.word for token in tokens("國際新聞")] == [token.word for token in tokens("国际新闻")]
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())
