"""When two periods are comparable, when something can be in both, and what is missing to know it."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.events.period_conflicts import comparable_periods, near_miss, open_periods, periods_agree
from index.comparison.facts.events.period_reader import periods
from index.comparison.facts.events.periods import Period

ISSUED = date(2019, 3, 14)


def one(text: str, issued: date | None = ISSUED) -> Period:
    (period,) = periods(text, issued)
    return period


@pytest.mark.parametrize(
    ("x", "y", "comparable"),
    [
        ("on Tuesday", "yesterday", True),
        ("on Tuesday", "on 3 May 2018", True),
        # A day of this week and a month or a year seldom date one thing.
        ("on Tuesday", "in May 2018", False),
        ("on Tuesday", "in 1968", False),
        ("on Tuesday", "last week", False),
        ("in May", "in August", True),
        ("in May", "on 3 August 2018", True),
        ("in May", "in 1968", False),
        ("in May", "in the 1990s", False),
        ("in the fall", "in August", True),
        ("last month", "last year", True),
        ("in 1968", "in the 1990s", True),
        ("the next day", "later that day", True),
        ("the next day", "on Tuesday", False),
        ("every Tuesday", "on Monday", False),
        ("since 2002", "since 2003", True),
        ("since 2002", "until 2003", False),
        ("since 2002", "in 2003", True),
    ],
)
def test_periods_that_can_be_compared(x: str, y: str, comparable: bool) -> None:
    assert comparable_periods(one(x), one(y)) is comparable
    assert comparable_periods(one(y), one(x)) is comparable


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        ("on Tuesday", "on 12 March 2019", True),
        ("on Tuesday", "on 11 March 2019", False),
        # The next Tuesday, or the last.
        ("on Tuesday", "on 19 March 2019", True),
        ("on Tuesday", "on 26 March 2019", False),
        ("on Tuesday", "on March 12", True),
        ("on Tuesday", "on March 19", True),
        ("on Tuesday", "on March 13", False),
        ("on 12 March 2019", "on 19 March 2019", False),
        ("yesterday", "on Wednesday", True),
        ("yesterday", "on Monday", False),
        # Only a bare weekday may be a week off.
        ("yesterday", "on 20 March 2019", False),
        ("on Wednesday", "on 20 March 2019", True),
        # The month has the day, the decade the year: no difference.
        ("in March 2019", "on 12 March 2019", True),
        ("in May 2018", "in 2018", True),
        ("in 1992", "in the early 1990s", True),
        ("in the 1990s", "in the late nineteen eighties", False),
        ("in April last year", "in May 2018", False),
        ("in April last year", "in 2018", True),
        ("last week", "last month", False),
        ("in May", "on 3 May 2018", True),
        ("in May", "on 3 August 2018", False),
        ("on 3 May", "on 4 May 2018", False),
        ("in the fall", "in August", False),
        ("in the fall", "in October", True),
        ("later that day", "the next day", False),
        ("the next day", "a day later", True),
    ],
)
def test_periods_that_can_be_one(x: str, y: str, agreeing: bool) -> None:
    assert periods_agree(one(x), one(y)) is agreeing
    assert periods_agree(one(y), one(x)) is agreeing


def test_a_weekday_without_a_date_is_compared_with_the_weekday_of_a_date() -> None:
    thursday = one("on Thursday", None)
    assert not periods_agree(thursday, one("on 10 September 2010"))
    assert periods_agree(thursday, one("on 9 September 2010"))
    assert not periods_agree(thursday, one("on Friday", None))


def test_today_of_an_article_without_a_date_stays_open() -> None:
    today = one("today", None)
    assert comparable_periods(today, one("on Tuesday"))
    assert not comparable_periods(today, one("yesterday", None))
    # Each is the day of an article.
    assert not comparable_periods(today, one("yesterday"))
    assert comparable_periods(today, one("on 12 March 2019"))
    assert not periods_agree(today, one("on Tuesday"))
    assert open_periods(today, one("on Tuesday")) == "the date of the article with \u201ctoday\u201d"
    assert open_periods(one("on Tuesday"), one("on Monday", None)) == "the date of the article with \u201cMonday\u201d"
    assert open_periods(one("on Tuesday"), one("on Monday")) == ""
    assert open_periods(one("on Tuesday", None), one("on Monday", None)) == ""


@pytest.mark.parametrize(
    ("x", "y", "missed"),
    [
        ("in 1968", "in 1969", True),
        ("in 1968", "in 1970", False),
        ("on 3 May 2018", "on 3 June 2018", True),
        ("on 3 May 2018", "on 3 May 2017", True),
        ("on 3 May 2018", "on 4 May 2018", False),
        ("on Tuesday", "on Monday", False),
        ("in 1968", "on 3 May 1969", False),
        ("in May", "in June", False),
    ],
)
def test_periods_that_are_nearly_one(x: str, y: str, missed: bool) -> None:
    assert near_miss(one(x), one(y)) is missed
    assert near_miss(one(y), one(x)) is missed
