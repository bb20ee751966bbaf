"""Figures, numbers, days, names and spellings as they are read out of a text, at the edges of what is read."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.days import days, times
from index.comparison.facts.figures import Figure, figures
from index.comparison.facts.name_mentions import mentions
from index.comparison.facts.names import parts, same_name, same_written
from index.comparison.facts.speakers import speaker
from index.comparison.facts.spelling import outline, same_spelling
from index.comparison.links.name_groups import variants

# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "amount", "step"),
    [
        ("12 sheep", 12, 1),
        ("1,240 sheep", 1240, 1),
        ("2.35 sheep", 2.35, 0.01),
        ("2.3 million sheep", 2.3e6, 1e5),
        ("3 million sheep", 3e6, 1e6),
        ("2\u00bd sheep", 2.5, 0.5),
        ("2\u00bc sheep", 2.25, 0.25),
        ("2\u00be sheep", 2.75, 0.75),
        ("2\u2153 sheep", 2 + 1 / 3, 1 / 3),
        ("2\u2154 sheep", 2 + 2 / 3, 2 / 3),
        ("twenty-five sheep", 25, 1),
        ("sixty-three sheep", 63, 1),
        ("ninety-nine sheep", 99, 1),
        ("a hundred sheep", 100, 1),
        ("one hundred twenty sheep", 120, 1),
        ("two thousand sheep", 2000, 1),
        ("three hundred thousand sheep", 300_000, 1),
        ("two thousand three hundred sheep", 2300, 1),
        ("half a million sheep", 500_000, 500_000),
        ("three dozen sheep", 36, 1),
    ],
)
def test_numbers(text: str, amount: float, step: float) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.high, figure.step) == pytest.approx((amount, amount, step))


@pytest.mark.parametrize("text", ["twenty ten sheep", "ten twenty sheep", "007 sheep", "3/4 sheep", "3:1 sheep"])
def test_what_is_no_number(text: str) -> None:
    assert figures(text) == []


def one(text: str) -> Figure:
    (figure,) = figures(text)
    assert text[slice(*figure.span)] == figure.text or "-" in figure.text
    return figure


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 percent", "percent"),
        ("12%", "percent"),
        ("$12", "$"),
        ("\u00a312", "\u00a3"),
        ("USD 12", "US$"),
        ("US$12", "US$"),
        ("EUR 12", "\u20ac"),
        ("a man aged 12, said", "age"),
        ("Ada Quill, 12, said", "age"),
        ("a 12-year-old girl", "age"),
        ("the 12th sheep", "ordinal"),
        ("12 square miles", "square miles"),
        ("12 sheep", ""),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert one(text).unit == unit


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("12 old sheep were sold", ("old", "sheep", "anim")),
        ("12 of the sheep", ("sheep", "anim")),
        ("12 of its old sheep", ("old", "sheep", "anim")),
        ("12. Sheep", ()),
        ("12 one two three four five", ("one", "two", "three", "four")),
        ("12 sheep Monday", ("sheep", "anim")),
        ("12 sheep 13", ("sheep", "anim")),
        ("12 Americans", ("american", "peopl")),
        ("12 americans", ("american",)),
        ("12 is enough", ()),
    ],
)
def test_what_a_figure_counts(text: str, nouns: tuple[str, ...]) -> None:
    assert figures(text)[0].nouns == nouns


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("about 12 sheep", "about"),
        ("more than 12 sheep", "over"),
        ("no more than 12 sheep", "under"),
        ("up to 12 sheep", "under"),
        ("at least 12 sheep", "over"),
        ("12 sheep", ""),
        ("hundreds of sheep", "about"),
    ],
)
def test_hedges(text: str, hedge: str) -> None:
    assert figures(text)[0].hedge == hedge


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("12 dead", "kill"),
        ("killing 12", "kill"),
        ("12 people were killed", "kill"),
        ("12 people from the old town by the sea were injured", ""),
        ("12 people were hurt", "injur"),
        ("12 people came, others were killed", ""),
        ("12 people came", ""),
    ],
)
def test_what_befell_those_counted(text: str, fate: str) -> None:
    assert figures(text)[0].fate == fate


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Flight 12 left", "flight"),
        ("The 12 left", ""),
        ("about Flight 12", "flight"),
        ("a flight 12", "flight"),
        ("In 12 days", ""),
    ],
)
def test_a_name_may_bear_its_number(text: str, label: str) -> None:
    assert figures(text)[0].label == label


def test_modifiers_and_rates() -> None:
    assert one("a 12-yard pass").modifier and not one("12 yards").modifier
    assert one("12 goals a game").rate and not one("12 goals").rate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between 20 and 30 sheep", [(20, 30)]),
        ("20-30 sheep", [(20, 30)]),
        ("20 to 30 sheep", [(20, 30)]),
        ("20 and 30 sheep", [(20, 20), (30, 30)]),
        ("20 sheep to 30 sheep", [(20, 20), (30, 30)]),
        ("$140-150 million", [(140e6, 150e6)]),
        ("30 to 20 sheep", [(30, 30), (20, 20)]),
        ("(12-14) sheep", []),
        ("31-24", []),
        ("10-101", []),
        ("10-100 sheep", [(10, 100)]),
        ("four minutes 48 seconds", [(4, 5), (48, 48)]),
        ("2018-19", []),
        ("0800 555 111", []),
    ],
)
def test_ranges_scores_and_codes(text: str, found: list[tuple[float, float]]) -> None:
    assert [(figure.low, figure.high) for figure in figures(text)] == found


def test_figures_outside_what_is_taken() -> None:
    text = "On 12 May 13 sheep"
    assert [figure.low for figure in figures(text, [(3, 9)])] == [13]
    assert [figure.low for figure in figures(text, [(3, 10)])] == [13]
    assert figures(text, [(3, 11)]) == []


# --- Days and times ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 3 May 2019", (2019, 5, 3)),
        ("on May 3rd, 2019", (2019, 5, 3)),
        ("in May 2019", (2019, 5, None)),
        ("in May", (None, 5, None)),
        ("in 1899", (1899, None, None)),
        ("since 99", None),
        ("in 2100", None),
        ("may 3", None),
        ("they may", None),
        ("on 2019-05-03", (2019, 5, 3)),
        ("3 May at 4", (None, 5, 3)),
        ("$2019", None),
        ("2019 percent", (2019, None, None)),
        ("2019%", None),
        ("2019-strong", None),
    ],
)
def test_days(text: str, day: tuple[int | None, int | None, int | None] | None) -> None:
    assert [(d.year, d.month, d.day) for d in days(text)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("on Friday", "2019-02-08", "2019-02-08"),
        ("on Friday", "2019-02-09", "2019-02-08"),
        ("on Friday", "2019-02-07", "2019-02-01"),
        ("next Friday", "2019-02-08", "2019-02-15"),
        ("next Friday", "2019-02-07", "2019-02-08"),
        ("today", "2019-02-08", "2019-02-08"),
        ("yesterday", "2019-02-01", "2019-01-31"),
        ("tomorrow", "2019-02-01", "2019-02-02"),
    ],
)
def test_days_counted_from_that_of_publication(text: str, published: str, day: str) -> None:
    (found,) = days(text, date.fromisoformat(published))
    assert f"{found.year}-{found.month:02}-{found.day:02}" == day
    assert [d.year for d in days(text, None)] in ([], [None])


@pytest.mark.parametrize(
    ("text", "minutes", "half_known"),
    [
        ("4:10 a.m.", 250, True),
        ("4:10 p.m.", 970, True),
        ("12:10 a.m.", 10, True),
        ("12:10 p.m.", 730, True),
        ("at 4:10", 250, False),
        ("at 04:10", 250, True),
        ("at 12:10", 730, False),
        ("at 13:10", 790, True),
        ("13:10", 790, True),
        ("4:10 GMT", 250, False),
        ("7 pm", 1140, True),
        ("noon", 720, True),
        ("midnight", 0, True),
        ("at seven.", 420, False),
        ("at twelve.", 720, False),
    ],
)
def test_times(text: str, minutes: int, half_known: bool) -> None:
    (time,) = times(text)
    assert (time.minutes, time.half_known, time.about) == (minutes, half_known, False)


def test_a_ratio_is_no_time_and_around_a_time_is_about_it() -> None:
    assert list(times("they won 4:10")) == [] and list(times("at seven sheep")) == []
    assert [time.about for time in times("around 4:10 p.m.")] == [True]
    assert [time.zone for time in times("4:10 GMT and 5:10 p.m.")] == ["gmt", ""]


# --- Names ------------------------------------------------------------------------------------------------------------


def named(text: str, *sentences: str) -> list[str]:
    spans = [(text.index(each), text.index(each) + len(each)) for each in sentences] or [(0, len(text))]
    found = mentions(text, spans)
    assert all(text[slice(*mention.span)] == mention.text for mention in found)
    return [mention.text for mention in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Here sat Ada Quill at last.", ["Ada Quill"]),
        ("Quill sat here at last.", []),
        ("Ada Quill sat here at last.", ["Ada Quill"]),
        ("NATO sat here at last.", ["NATO"]),
        ("Here sat Ada de la Quill at last.", ["Ada de la Quill"]),
        ("Here sat Ada of Quill at last.", ["Ada", "Quill"]),
        ("Here sat Ada, Quill too at last.", ["Ada", "Quill"]),
        ("Here sat J. Quill at last.", ["J. Quill"]),
        ("Here sat Dr. Quill at last.", ["Dr. Quill"]),
        ("Here sat al-Quill at last.", ["al-Quill"]),
        ("Here sat al Quill at last.", ["Quill"]),
        ("Here sat Ada-Quill at last.", ["Ada-Quill"]),
        ("Here sat Ada Quill's cat at last.", ["Ada Quill"]),
        ("Here sat the President at last.", []),
        ("Here sat A at last of all.", []),
        ("He flew to the US on Monday, they said.", ["US"]),
        ("He saw \u201cQuill of it\u201d here at last.", []),
        ("One Two Three four", []),
        ("One Two three four", []),
    ],
)
def test_names_in_a_sentence(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_a_word_that_begins_a_sentence_is_a_name_if_it_is_one_elsewhere_and_never_small() -> None:
    first, second = "Quill sat here at last.", "Here sat Quill at last."
    assert named(f"{first} {second}", first, second) == ["Quill", "Quill"]
    third = "A quill is a pen."
    assert named(f"{first} {second} {third}", first, second, third) == ["Quill"]
    assert named(f"{first} {third}", first, third) == []


def test_a_headline_in_capitals_has_no_names_and_seven_tenths_of_capitals_make_one() -> None:
    assert named("Ada Eva Tom Ben Lena Olga Petra eight nine ten") == ["Ada Eva Tom Ben Lena Olga Petra"]
    assert named("Ada Eva Tom Ben Lena Olga Petra Karin nine ten") == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mayor Ada Quill", ("Ada", "Quill")),
        ("the Ada", ("Ada",)),
        ("the", ("the",)),
        ("Abu Salim al-Tawil", ("Salim", "Tawil")),
        ("Ada Quill's", ("Ada", "Quill")),
        ("Mayor", ("Mayor",)),
        ("Ada Mayor", ("Ada", "Mayor")),
        ("Ben Quill", ("Ben", "Quill")),
        ("", ()),
    ],
)
def test_the_words_that_identify(name: str, words: tuple[str, ...]) -> None:
    assert parts(name) == words


@pytest.mark.parametrize(
    ("a", "b", "written", "same"),
    [
        ("Ada Quill", "Ada Quill", True, True),
        ("Ada Quill", "Quill", False, True),
        ("Ada Quill", "Ada", False, False),
        ("Ada Quill", "A. Quill", True, True),
        ("Ada Quill", "B. Quill", False, False),
        ("Ada Quill", "Eva Quill", False, False),
        ("Ada B. Quill", "Ada Quill", True, True),
        ("Ada B. C. Quill", "Ada Quill", False, False),
        ("Ada B. C. Quill", "Ada B. Quill", False, False),
        ("World Bell Organisation", "WBO", False, True),
        ("World Bell Organisation", "WBX", False, False),
        ("World Bell", "WBO", False, False),
        ("North Quill", "Quill", False, False),
        ("Quill City", "Quill", False, True),
        ("Tell al-Ahmar", "Tell", False, True),
        ("Tell Ahmar", "Tell", False, False),
        ("A B C D Quill", "Quill", False, False),
        ("Ab Bc Cd Quill", "Quill", False, True),
        ("Ab Bc Cd Do Quill", "Quill", False, False),
        ("", "", True, True),
        ("", "Quill", False, False),
    ],
)
def test_when_two_names_are_one(a: str, b: str, written: bool, same: bool) -> None:
    assert same_written(a, b) is same_written(b, a) is written
    assert same_name(a, b) is same_name(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Quill", "quill", True),
        ("Quill", "Kvill", True),
        ("Bazoum", "Bazum", True),
        ("Sheikh", "Shaykh", True),
        ("Ivanov", "Ivanow", True),
        ("Ivanov", "Ivanoff", True),
        ("Mohammed", "Muhammad", True),
        ("Abc", "Abk", False),
        ("Abce", "Abse", True),
        ("Marlow", "Marlin", False),
        ("Gabcde", "Kabcde", False),
        ("Qaddafi", "Gaddafi", True),
        ("Hossein", "Hoshein", True),
        ("Hosein", "Hoshein", False),
        ("Sabcdefg", "Shabcdefg", False),
        ("2019", "2018", False),
        ("Anna", "Enna", False),
        ("Hanna", "Henna", True),
        ("Hanna", "Hinna", True),
    ],
)
def test_ways_to_write_one_name(a: str, b: str, same: bool) -> None:
    assert same_spelling(a, b) is same_spelling(b, a) is same
    if same:
        assert outline(a.casefold()) == outline(b.casefold())


def test_short_words_have_to_be_equal() -> None:
    assert not same_spelling("Abu", "Abo") and same_spelling("Abu", "Abo", shortest=3)


def test_spellings_of_one_name_are_grouped_in_order() -> None:
    assert variants(["Ada Quill", "Eva Lindqvist", "Ada Kvill", "Tom", "Eva Lindkvist"]) == (
        ("Ada Quill", "Ada Kvill"),
        ("Eva Lindqvist", "Eva Lindkvist"),
    )
    assert variants(["Karim Salim", "Kareem Saleem", "karim-salim", "Salim"]) == (("Karim Salim", "Kareem Saleem"),)
    assert variants(["Ada Quill", "Mayor Ada Quill", "ADA QUILL"]) == ()
    assert variants(["Tell al-Ahmar", "Tel"]) == () and variants([]) == ()


# --- Who says it ------------------------------------------------------------------------------------------------------


def test_of_several_who_speak_the_nearest_says_it() -> None:
    text = "Ada Quill said that 12 sheep were lost, and Tom Marsh said that 30 pigs were found."
    assert speaker(text, (20, 22)) == "Ada Quill"
    at = text.index("30")
    assert speaker(text, (at, at + 2)) == "Tom Marsh"
    assert speaker("12 sheep were lost.", (0, 2)) == ""


def test_who_speaks_is_named_in_ten_words_at_most() -> None:
    ten = "Ada one two three four five six seven eight nine"
    assert speaker(f"{ten} said that 12 sheep were lost.", (60, 62)) == ten
    assert speaker(f"{ten} ten said that 12 sheep were lost.", (64, 66)) == ""


def test_only_where_an_ending_tells_peoples_are_nouns_taken_for_people() -> None:
    (german,) = figures("12 Schafe", language="de")
    assert "peopl" not in german.nouns


@pytest.mark.parametrize(
    ("text", "day"),
    [("am 3.1.2019", (2019, 1, 3)), ("am 3.12.2019", (2019, 12, 3)), ("am 3.13.2019", None), ("am 3.0.2019", None)],
)
def test_dotted_days_of_other_languages(text: str, day: tuple[int, int, int] | None) -> None:
    assert [(d.year, d.month, d.day) for d in days(text, language="de")] == ([day] if day else [])
