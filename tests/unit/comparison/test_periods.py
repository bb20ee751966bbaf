"""When things are, as a text states it: what is read, how it is resolved, how it is written one way."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.days import Day
from index.comparison.facts.events.period_reader import is_stamp, own_date, periods
from index.comparison.facts.events.periods import Period, bounds, narrowed, of_day, shifted

ISSUED = date(2019, 3, 14)
"""A Thursday."""


def read(text: str, issued: date | None = ISSUED, language: str = "en") -> list[tuple[str, str]]:
    return [(period.text, period.value) for period in periods(text, issued, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mill burned on Tuesday.", [("Tuesday", "2019-03-12")]),
        ("OSTRY, March 13 (OPA) - The mill burned on Tuesday.", [("Tuesday", "2019-03-12")]),
        ("The mill burned yesterday.", [("yesterday", "2019-03-13")]),
        ("The mill burned on 3 May 2018.", [("3 May 2018", "2018-05-03")]),
        ("The mill burned on Tuesday, 3 May 2016.", [("Tuesday, 3 May 2016", "2016-05-03")]),
        ("The mill burned on Tuesday and on 3 May 2016.", [("Tuesday", "2019-03-12"), ("3 May 2016", "2016-05-03")]),
        ("The mill burned in May 2018.", [("May 2018", "2018-05")]),
        ("The mill burned in 1968.", [("1968", "1968")]),
        ("The mill burned in May.", [("May", "May")]),
        ("The mill burned on May 3.", [("May 3", "3 May")]),
        ("The mill burned last week.", [("last week", "2019-03-04/2019-03-10")]),
        ("The mill burned last month.", [("last month", "2019-02")]),
        ("The mill burned earlier this month.", [("this month", "2019-03")]),
        ("The mill burned last year.", [("last year", "2018")]),
        ("The mill opens next year.", [("next year", "2020")]),
        ("The mill burned in April last year.", [("April last year", "2018-04")]),
        ("The mill burned last April.", [("April", "2018-04")]),
        ("The mill burned last February.", [("February", "2019-02")]),
        ("The mill opens next February.", [("February", "2020-02")]),
        ("The mill burned on May 3 of last year.", [("May 3 of last year", "2018-05-03")]),
        ("The mill burned three years ago.", [("three years ago", "2016")]),
        ("The mill burned 2 days ago.", [("2 days ago", "2019-03-12")]),
        ("The mill burned a month ago.", [("a month ago", "2019-02")]),
        ("The mill burned two weeks ago.", [("two weeks ago", "2019-02-25/2019-03-03")]),
        ("The mill opens in the fall.", [("fall", "September to November")]),
        ("The mill burned in the summer of 2018.", [("summer of 2018", "2018-06/2018-08")]),
        ("The mill burned in the winter of 2018.", [("winter of 2018", "2018-12/2019-02")]),
        ("The mill burned in the 1990s.", [("1990s", "1990/1999")]),
        ("The mill burned in the early 1990s.", [("early 1990s", "1990/1993")]),
        ("The mill burned in the mid-1990s.", [("mid-1990s", "1993/1996")]),
        ("The mill burned in the late nineteen eighties.", [("late nineteen eighties", "1986/1989")]),
        ("The mill burned in the sixties.", [("sixties", "1960/1969")]),
        ("The mill burned in the first quarter of 2018.", [("first quarter of 2018", "2018-01/2018-03")]),
        ("The mill burned in early May 2018.", [("early May 2018", "2018-05-01/2018-05-10")]),
        ("The mill burned at the end of 2018.", [("the end of 2018", "2018-09/2018-12")]),
        ("The roof fell later that day.", [("later that day", "the same day")]),
        ("The roof fell the next day.", [("the next day", "the next day")]),
        ("The roof fell the day before.", [("the day before", "the day before")]),
    ],
)
def test_what_is_read_is_resolved_against_the_day_of_the_article(text: str, found: list[tuple[str, str]]) -> None:
    assert [(words.lower(), value) for words, value in read(text)] == [(words.lower(), value) for words, value in found]


@pytest.mark.parametrize(
    "text",
    [
        "Today\u2019s readers want mills.",
        "Prices fall when mills open.",
        "After the fall of the wall the mill closed.",
        "He was shot (0241 GMT Friday).",
        "She is in her sixties and well.",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The mill burned today.", "the date of the article with \u201ctoday\u201d"),
        ("The mill burned on Tuesday.", "the date of the article with \u201cTuesday\u201d"),
        ("The mill burned last month.", "the date of the article with \u201clast month\u201d"),
        ("The mill burned in May.", "the year of \u201cMay\u201d"),
        ("The mill burned the next day.", "the day before or after which \u201cthe next day\u201d is"),
        ("The mill burned in 1968.", ""),
    ],
)
def test_what_is_missing_without_the_date_of_the_article(text: str, missing: str) -> None:
    (period,) = periods(text, None)
    assert period.missing == missing


def test_what_recurs_and_what_lasts() -> None:
    (period,) = periods("The council meets every Tuesday.", ISSUED)
    assert period.recurs
    (period,) = periods("The council meets every second Tuesday.", ISSUED)
    assert period.recurs
    (period,) = periods("The council met on Tuesday.", ISSUED)
    assert not period.recurs
    first, last = periods("She served from 1967 to 1979.", ISSUED)
    assert (first.end, last.end) == ("start", "end")
    (since,) = periods("She has led it since 2002.", ISSUED)
    assert since.end == "start"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Der Brand war im letzten Jahr, vor drei Jahren, im Herbst, Anfang Mai 2018 und am nächsten Tag.",
         ["2018", "2016", "September to November", "2018-05-01/2018-05-10", "the next day"]),
        ("de", "Das war in den 1990er Jahren.", ["1990/1999"]),
        ("fr", "Le feu a pris l\u2019an dernier, il y a trois ans, en été et le lendemain.",
         ["2018", "2016", "June to August", "the next day"]),
        ("es", "Ardió el año pasado, hace dos años, en otoño y al día siguiente.",
         ["2018", "2017", "September to November", "the next day"]),
        ("it", "Bruciò lo scorso anno, tre anni fa e il giorno dopo.", ["2018", "2016", "the next day"]),
        ("nl", "Het brandde vorig jaar, drie jaar geleden en de volgende dag.", ["2018", "2016", "the next day"]),
        ("pt", "Ardeu no ano passado, há dois anos e no dia seguinte.", ["2018", "2017", "the next day"]),
        ("da", "Det brændte sidste år, for tre år siden og dagen efter.", ["2018", "2016", "the next day"]),
        ("no", "Det brant i fjor, for tre år siden og dagen etter.", ["2018", "2016", "the next day"]),
        ("sv", "Det brann i fjol, för tre år sedan och dagen efter.", ["2018", "2016", "the next day"]),
        ("ru", "Мельница сгорела в прошлом году, три года назад и на следующий день.",
         ["2018", "2016", "the next day"]),
    ],
)  # fmt: skip
def test_periods_in_other_languages(language: str, text: str, values: list[str]) -> None:
    assert [value for _, value in read(text, ISSUED, language)] == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Rat tagt jeden Montag."),
        ("es", "El consejo se reúne cada lunes."),
        ("fr", "Le conseil siège chaque lundi."),
        ("sv", "Rådet möts varje måndag."),
    ],
)
def test_recurrences_in_other_languages(language: str, text: str) -> None:
    assert [period.recurs for period in periods(text, ISSUED, language)] == [True]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Posted: May 3, 2019 8:20 AM ET", (2019, 5, 3)),
        ("Fri May 3, 2019 1:28PM GMT", (2019, 5, 3)),
        ("LINDOW, May 3 (Agency) -- The mill burned.", (None, 5, 3)),
        ("LINDOW May 3 \u2014 The mill burned.", (None, 5, 3)),
        ("Lindow Falls, May 3, 2019 \u2014 The mill burned.", (2019, 5, 3)),
        ("The mill burned on May 3 (a Friday).", None),
        ("The mill burned on May 3, 2019.", None),
        ("LINDOW (Agency) -- The mill burned.", None),
    ],
)
def test_the_date_at_the_top_of_an_article(text: str, own: tuple[int | None, int, int] | None) -> None:
    found = own_date(text)
    assert (found and (found.year, found.month, found.day)) == own


def test_a_line_that_is_only_a_date_is_a_stamp() -> None:
    assert is_stamp("Updated 5:40 p.m. ET")
    assert is_stamp("Last updated at 13:42 GMT on 3 May 2019")
    assert not is_stamp("Updated figures came at 5:40 p.m. ET")
    assert not is_stamp("Updated")
    assert is_stamp("3 May 2019".ljust(120))
    assert not is_stamp("3 May 2019".ljust(121))


def test_units_count_from_the_day_of_publication() -> None:
    assert shifted(date(2019, 1, 31), -1, "month") == ("month", date(2018, 12, 1), date(2018, 12, 31))
    assert shifted(date(2019, 1, 31), 1, "month") == ("month", date(2019, 2, 1), date(2019, 2, 28))
    assert shifted(date(2019, 1, 31), 0, "week") == ("week", date(2019, 1, 28), date(2019, 2, 3))
    assert shifted(date(2019, 1, 31), 2, "day") == ("day", date(2019, 2, 2), date(2019, 2, 2))


def test_thirds_are_of_what_is_longer_than_a_day() -> None:
    first, last = bounds(2019, 3)
    month = Period("March 2019", (0, 10), "month", first, last)
    assert [narrowed(month, third).value for third in range(3)] == [
        "2019-03-01/2019-03-10", "2019-03-11/2019-03-20", "2019-03-21/2019-03-31",
    ]  # fmt: skip
    day = Period("3 March 2019", (0, 12), "day", first, first)
    assert narrowed(day, 0) == day
    open_month = Period("March", (0, 5), "month", months=(3,))
    assert narrowed(open_month, 0) == open_month


def test_a_day_that_is_in_no_calendar_stays_open() -> None:
    assert of_day(Day("30 February 2019", (0, 16), 2019, 2, 30)).first is None


def test_a_number_of_years_that_no_article_counts_back() -> None:
    assert read("It stood 150 years ago.") == [("150 years ago", "1869")]
    assert read("It stood 151 years ago.") == []


@pytest.mark.parametrize(
    ("text", "shift"), [("a day ago", -1), ("two weeks ago", -14), ("three months ago", -90), ("a year ago", -365)]
)
def test_how_many_days_ago_it_was_without_the_day_of_the_article(text: str, shift: int) -> None:
    (found,) = periods(f"The guard was shot {text}.")
    assert found.shift == shift


@pytest.mark.parametrize(
    ("text", "value"),
    [("the previous day", "the day before"), ("the same day", "the same day"), ("the following day", "the next day")],
)
def test_a_day_that_another_one_is_counted_from_is_written_in_one_way(text: str, value: str) -> None:
    (found,) = periods(f"The guard was shot {text}.")
    assert found.value == value


@pytest.mark.parametrize(("letters", "recurs"), [(17, True), (18, False)])
def test_what_makes_a_day_recur_is_within_twenty_four_characters(letters: int, recurs: bool) -> None:
    (found,) = periods(f"They met every {'x' * letters} Monday.")
    assert found.recurs is recurs
