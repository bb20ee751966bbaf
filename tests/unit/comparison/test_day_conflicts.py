"""Where the line runs between days and times that agree, that are of one sort, and that date one thing."""

from __future__ import annotations

import pytest

from index.comparison.facts.day_conflicts import (
    comparable_days,
    comparable_times,
    date_same_thing,
    days_agree,
    left_open,
    time_same_thing,
    times_agree,
)
from index.comparison.facts.days import Day, Time
from index.comparison.facts.nearness import Nearness


def day(year: int | None = None, month: int | None = None, day: int | None = None, weekday: int | None = None) -> Day:
    return Day("", (0, 1), year, month, day, weekday)


def time(minutes: int, *, half_known: bool = True, about: bool = False, zone: str = "") -> Time:
    return Time("", (0, 1), minutes, about, half_known, zone)


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        (day(2019, 2, 8), day(2019, 2, 8), True),
        (day(2019, 2, 8), day(2019, 2, 9), False),
        (day(2019, 2, 8), day(None, 2, 8), True),
        (day(2019), day(2019, 2), True),
        (day(2019), day(2018, 2), False),
        # Nothing that both tell.
        (day(2019), day(None, 2, 8), False),
        # The last Friday or the next.
        (day(2019, 2, 8, 4), day(2019, 2, 15, 4), True),
        (day(2019, 2, 8), day(2019, 2, 15, 4), True),
        (day(2019, 2, 8, 4), day(2019, 2, 16, 5), False),
        (day(2019, 2, 8, 4), day(2019, 2, 22, 4), False),
        (day(2019, 2, 8), day(2019, 2, 15), False),
        (day(None, 2, 8, 4), day(2019, 2, 15, 4), False),
        (day(None, 2, 8, 4), day(None, 2, 15, 4), False),
        # No day of any calendar is a week from another.
        (day(2019, 2, 30, 4), day(2019, 2, 23, 4), False),
    ],
)
def test_days_agree_as_far_as_they_are_stated(x: Day, y: Day, agreeing: bool) -> None:
    assert days_agree(x, y) is agreeing
    assert days_agree(y, x) is agreeing


@pytest.mark.parametrize(
    ("x", "y", "comparable"),
    [
        (day(2019), day(2018, 3), True),
        (day(2019), day(None, 3), False),
        (day(None, 3, 1), day(None, 3, 2), True),
        (day(weekday=1), day(weekday=2), True),
        # A weekday beside a year or month; but not beside a day.
        (day(2019, 3, 5, 1), day(2018), False),
        (day(2019, 3, 5, 1), day(2019, 4), False),
        (day(2019, 3, 5, 1), day(2019, 3, 6), True),
        (day(weekday=1), day(None, 3, 6), False),
    ],
)
def test_days_that_tell_the_same_of_a_day_can_be_compared(x: Day, y: Day, comparable: bool) -> None:
    assert comparable_days(x, y) is comparable
    assert comparable_days(y, x) is comparable


@pytest.mark.parametrize(
    ("x", "y", "open_"),
    [
        (day(weekday=1), day(2019, 3, 6, 2), True),
        (day(weekday=1), day(weekday=2), False),
        (day(2019, 3, 5, 1), day(2019, 3, 6, 2), False),
        (day(2019, 3, 5), day(weekday=1), False),
        (day(2019, 3, 5), day(2019, 3, 6, 2), False),
    ],
)
def test_a_weekday_whose_week_one_side_does_not_tell_is_open(x: Day, y: Day, open_: bool) -> None:
    assert left_open(x, y) is open_
    assert left_open(y, x) is open_


def dated(x: Day, y: Day, agreement: float, nearby: int = 0, adjoining: int = 0, careful: bool = False) -> bool:
    near = Nearness(nearby, adjoining, agreement, careful)
    assert date_same_thing(x, y, near) == date_same_thing(y, x, near)
    return date_same_thing(x, y, near)


def test_days_that_differ_in_one_part_need_little() -> None:
    x, y = day(2019, 2, 8), day(2019, 2, 9)
    assert dated(x, y, 0.45) and not dated(x, y, 0.44)
    assert dated(x, y, 0.2, nearby=1) and not dated(x, y, 0.19, nearby=1)


def test_related_passages_date_one_thing_only_by_a_near_miss() -> None:
    x, y = day(2019, 2, 8), day(2019, 2, 9)
    assert dated(x, y, 0.45, nearby=1, careful=True)
    assert not dated(x, y, 0.44, nearby=1, careful=True)
    assert not dated(x, y, 0.9, nearby=0, careful=True)
    assert not dated(day(2019, 2, 8), day(2018, 3, 9), 0.9, nearby=6, careful=True)


@pytest.mark.parametrize(
    ("year", "other", "near_miss"), [(1987, 1988, True), (1987, 1986, True), (1987, 1989, False), (1978, 1987, True)]
)
def test_years_that_are_close_or_have_the_same_digits_are_a_near_miss(year: int, other: int, near_miss: bool) -> None:
    assert dated(day(year), day(other), 0.45) is near_miss


def test_weekdays_need_passages_that_say_the_same() -> None:
    x, y = day(2019, 2, 8, 4), day(2019, 2, 7, 3)
    assert dated(x, y, 0.75) and not dated(x, y, 0.74)
    assert dated(x, y, 0.5, nearby=2)
    assert not dated(x, y, 0.49, nearby=2) and not dated(x, y, 0.5, nearby=1)
    # The month that both were worked out to be in is no near miss.
    assert not dated(x, y, 0.45) and not dated(x, y, 0.3, nearby=1)


def test_years_far_apart_need_more_than_other_days() -> None:
    assert dated(day(1987), day(1999), 0.65) and not dated(day(1987), day(1999), 0.64)
    assert dated(day(1987), day(1999), 0.5, nearby=2) and dated(day(1987), day(1999), 0.5, adjoining=1)
    assert not dated(day(1987), day(1999), 0.49, nearby=6, adjoining=2)
    assert not dated(day(1987), day(1999), 0.5, nearby=1)
    x, y = day(None, 3, 1), day(None, 4, 9)
    assert dated(x, y, 0.5) and not dated(x, y, 0.49)
    assert dated(x, y, 0.35, nearby=1)
    assert not dated(x, y, 0.34, nearby=1) and not dated(x, y, 0.35)


def test_days_that_are_not_stated_alike_need_a_word_next_to_both() -> None:
    x, y = day(None, 3), day(None, 4, 9)
    assert dated(x, y, 0.5, adjoining=1)
    assert not dated(x, y, 0.5) and not dated(x, y, 0.4, nearby=6)
    assert dated(day(1987), day(1999, 4), 0.65, adjoining=1)
    assert not dated(day(1987), day(1999, 4), 0.65)
    assert not dated(day(1987), day(1999, 4), 0.5, nearby=2)
    assert dated(day(1987), day(1999, 4), 0.5, adjoining=1)


# --- Times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        (time(250), time(250), True),
        (time(250), time(251), False),
        (time(250, about=True), time(265), True),
        (time(250, about=True), time(266), False),
        (time(0), time(24 * 60), True),
        # Without a.m. and p.m.
        (time(250, half_known=False), time(250 + 720), True),
        (time(250, half_known=False), time(250 + 720, half_known=False), True),
        (time(250), time(250 + 720), False),
        # Of another zone, by whole hours.
        (time(250, zone="GMT"), time(370), True),
        (time(250, zone="GMT"), time(371), False),
        (time(250, zone="GMT"), time(370, zone="GMT"), False),
        (time(250), time(370), False),
    ],
)
def test_times_agree_as_far_as_they_are_stated(x: Time, y: Time, agreeing: bool) -> None:
    assert times_agree(x, y) is agreeing
    assert times_agree(y, x) is agreeing


@pytest.mark.parametrize(
    ("x", "y", "comparable"), [("GMT", "GMT", True), ("GMT", "", True), ("", "", True), ("GMT", "CET", False)]
)
def test_times_of_two_zones_are_not_compared(x: str, y: str, comparable: bool) -> None:
    assert comparable_times(time(1, zone=x), time(2, zone=y)) is comparable
    assert comparable_times(time(1, zone=y), time(2, zone=x)) is comparable


def timed(minutes: int, agreement: float, nearby: int = 0, careful: bool = False) -> bool:
    return time_same_thing(time(600), time(600 + minutes), Nearness(nearby, 0, agreement, careful))


def test_times_of_one_thing() -> None:
    assert timed(200, 0.65) and timed(200, 0.65, careful=True) and not timed(200, 0.64)
    assert timed(200, 0.2, nearby=2)
    assert not timed(200, 0.19, nearby=2) and not timed(200, 0.2, nearby=1)
    assert timed(59, 0.2, nearby=2, careful=True) and timed(-59, 0.2, nearby=2, careful=True)
    assert not timed(60, 0.2, nearby=2, careful=True) and not timed(-60, 0.2, nearby=2, careful=True)
