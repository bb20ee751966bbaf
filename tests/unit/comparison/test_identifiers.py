"""Numbers that count nothing: names, addresses, titles, telephone numbers, results, votes and odds."""

from __future__ import annotations

import pytest

from index.comparison.facts.figures import figures

NOTHING = (
    "Police found an AK-47 in the van.",
    "The F-16 came down near Hollin, and the B-52 did not.",
    "COVID-19 wards were full.",
    "Grace Holt of the U-23 side lives at 14 Larch Street.",
    "The pub at 52-54 High Street burned.",
    "The crowd near 221B Fenner Road cheered.",
    "The parade went along 5th Avenue.",
    "The 14th Amendment says so.",
    "Call 020 7946 0018 or 1-800-555-0199.",
    "Call the desk at 555-0134.",
    "Readers ring +44 20 7946 0018 or (212) 555-0134.",
    "The parcel went to postcode 1010.",
    "Letters from Delby, CA 90210 came late.",
    "Bookmakers gave odds of 7-2 on the mare.",
    "The mare is a 2-5 favourite.",
    "Ashford beat Millby 3-1 and 2\u20130.",
    "The Hawks are 12 and 3 on the road.",
    "The Hawks fell to 12-14 on Friday.",
    "The Hawks improved to 8-4-1.",
    "She won 6-4, 7-6 (5), 6-3.",
    "The final score was 98 to 91.",
    "Senators voted 48-52 against the bill.",
    "The House passed it 220 to 205.",
    "The council approved it 5-to-4.",
    "On day 3 of the search, and in week 2, it rained.",
    "The quake came at 1336 GMT.",
    "The film \u2018Twelve Bad Men\u2019 opened.",
    "Critics called 'Ten Days in June' dull.",
    "The song \u201cNine Long Winters\u201d is new.",
    "A 9mm pistol and a 12-gauge shotgun lay there.",
    "The club is in the old house of the Seven Sisters.",
    "One in five pupils was absent.",
    "The first half of the game was dull.",
    "After a second quake, a second man was found.",
    "A 9m wave rose.",
    "Sheets of \u00a7 14 lay there.",
)


@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert [each.text for each in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("A magnitude-6 quake hit 12 towns.", ["6", "12"]),
        ("Some trams and 20-30 boats sank.", ["20-30"]),
        ("Between 4 and 11 boats sank.", ["4 and 11"]),
        ("Profits fell from 98 to 91 million dollars.", ["91 million dollars"]),
        ("Some 14 Wall Street bankers left.", ["Some 14"]),
        ("He said \u2018there were 40 of us\u2019 in the boat.", ["40"]),
        ("Fire Kills Nine Workers At The Mill", ["Nine"]),
        ("He saw 200 mm of rain and $3B of damage.", ["200", "$3B"]),
        ("The shop sold $5 T-shirts.", ["$5"]),
        ("The boat took 9m people across.", ["9m"]),
        ("They voted to close 12-14 schools in Delby.", ["12-14"]),
    ],
)
def test_figures_beside_them_are_read(text: str, stated: list[str]) -> None:
    assert [each.text for each in figures(text)][-len(stated) :] == stated


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er wohnt in der Lindenstra\u00dfe 14, nach Artikel 50."),
        ("de", "Westheim verlor 12-14 gegen Nordheim."),
        ("fr", "Il habite 14, rue de Lille, selon l\u2019article 49."),
        ("fr", "Une seconde explosion a eu lieu."),
        ("es", "Vive en la calle Mayor 14; uno de cada cinco alumnos falt\u00f3."),
        ("it", "Abita in via Roma 12; un secondo terremoto."),
        ("nl", "Hij woont in de Lindenlaan 12."),
        ("pt", "Mora na Rua Augusta, 120; um segundo terremoto."),
        ("ru", "\u0421\u0430\u043c\u043e\u043b\u0451\u0442 \u0422\u0443-154 \u0443\u043f\u0430\u043b."),
    ],
)
def test_other_languages_have_their_own_addresses_and_results(language: str, text: str) -> None:
    assert [each.text for each in figures(text, language=language)] == []


@pytest.mark.parametrize(("words", "title"), [(9, True), (10, True), (11, False)])
def test_a_title_has_ten_words_at_most(words: int, title: bool) -> None:
    text = f"The song \u201cTen {' '.join(['Winters'] * (words - 1))}\u201d is new and people like it very much indeed."
    assert (figures(text) == []) is title


@pytest.mark.parametrize(("span", "found"), [("2-20", 1), ("2-21", 0)])
def test_no_range_goes_from_one_number_to_more_than_ten_times_it(span: str, found: int) -> None:
    assert len(figures(f"The yard has {span} trams.")) == found


def test_a_word_is_a_headlines_only_among_four_longer_ones() -> None:
    assert figures("Old Mill Kills Nine Workers") != []
    assert figures("By the Nine Sisters") == []
