"""Times of a match, and times of day in words and zones."""

from __future__ import annotations

import pytest

from index.comparison.facts.day_conflicts import comparable_times, times_agree
from index.comparison.facts.days import Time, times
from index.comparison.facts.events.match_times import (
    MatchTime,
    comparable_match_times,
    match_times,
    match_times_agree,
)


def one(text: str, language: str = "en") -> MatchTime:
    (found,) = match_times(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She scored with 7:42 left in the first half.", "7:42 left in the first half"),
        ("She scored with 7:42 remaining.", "7:42 left"),
        ("She scored with 7: 42 to go in the 2nd period.", "7:42 left in the second period"),
        ("She scored with 7 minutes 41 seconds to go.", "7:41 left"),
        ("She scored with 7 minutes left.", "7:00 left"),
        ("She scored with 10:03 to play in the third quarter.", "10:03 left in the third quarter"),
        ("She scored late in the third quarter.", "late in the third quarter"),
        ("After the second-quarter touchdown they lost.", "second-quarter"),
        ("She scored in the 63rd minute.", "minute 63"),
    ],
)
def test_the_clock_of_a_match(text: str, value: str) -> None:
    assert one(text).value == value


@pytest.mark.parametrize("text", ["She left at 7:42.", "It rose in the third quarter of 2018.", "They won 7:4."])
def test_what_is_no_clock_of_a_match(text: str) -> None:
    assert match_times(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie traf in der 63. Minute."),
        ("fr", "Elle a marqué à la 63e minute."),
        ("es", "Marcó en el minuto 63."),
        ("it", "Segnò al 63º minuto."),
        ("nl", "Ze scoorde in de 63e minuut."),
        ("pt", "Marcou no minuto 63."),
        ("da", "Hun scorede i det 63. minut."),
        ("no", "Hun scoret i det 63. minutt."),
        ("sv", "Hon gjorde mål i 63:e minuten."),
        ("ru", "Она забила на 63-й минуте."),
    ],
)
def test_minutes_in_other_languages(language: str, text: str) -> None:
    assert one(text, language).minute == 63


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        ("with 7:42 left in the first half", "with 7:42 remaining", True),
        ("with 7:42 left in the first half", "with 7:41 left", False),
        ("with 7:42 left in the first half", "with 7:42 left in the second half", False),
        # A quarter has 12 to 15 minutes: its last third is late, from the half on it is early.
        ("with 5:00 left in the third quarter", "late in the third quarter", True),
        ("with 5:01 left in the third quarter", "late in the third quarter", False),
        ("with 6:00 left in the third quarter", "early in the third quarter", True),
        ("with 5:59 left in the third quarter", "early in the third quarter", False),
        # The last quarter may be any.
        ("with 5:00 left in the final quarter", "with 5:00 left in the fourth quarter", True),
        ("in the 63rd minute", "in the 64th minute", False),
        ("in the 63rd minute", "in the 63rd minute", True),
    ],
)
def test_times_of_a_match_that_can_be_one(x: str, y: str, agreeing: bool) -> None:
    assert comparable_match_times(one(x), one(y))
    assert match_times_agree(one(x), one(y)) is agreeing
    assert match_times_agree(one(y), one(x)) is agreeing


def test_clocks_that_count_up_and_down_are_not_compared() -> None:
    assert not comparable_match_times(one("in the 63rd minute"), one("with 7:42 left"))


def clock(text: str, language: str = "en") -> Time:
    (found,) = times(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It burned at five o\u2019clock.", "5:00"),
        ("It burned around five o\u2019clock in the evening.", "about 17:00"),
        ("It burned at 5 o'clock in the morning.", "05:00"),
        ("It burned at 4:10 in the afternoon.", "16:10"),
        ("It burned at 4:10 p.m. GMT.", "16:10 GMT"),
        ("It burned at noon.", "12:00"),
    ],
)
def test_times_of_day_written_one_way(text: str, value: str) -> None:
    assert clock(text).value == value


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("de", "Es brannte um 5 Uhr nachmittags.", 17 * 60),
        ("es", "Ardió a las 5:10 de la tarde.", 17 * 60 + 10),
        ("fr", "Il a brûlé à 5 h 10 du soir.", 17 * 60 + 10),
    ],
)
def test_halves_of_the_day_in_other_languages(language: str, text: str, minutes: int) -> None:
    (found,) = times(text, language)
    # A clock of 24 hours needs no half.
    assert found.minutes in (minutes, minutes - 12 * 60)


def test_times_of_two_zones_are_one_at_their_offset() -> None:
    assert comparable_times(clock("at 4:10 p.m. GMT"), clock("at 11:10 a.m. EST"))
    assert times_agree(clock("at 4:10 p.m. GMT"), clock("at 11:10 a.m. EST"))
    assert not times_agree(clock("at 4:10 p.m. GMT"), clock("at 4:10 p.m. EST"))
    assert not comparable_times(clock("at 4:10 p.m. GMT"), clock("at 4:10 p.m. local time"))
