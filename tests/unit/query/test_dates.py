from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import PartialDate
from index.query.dates import EVER, Unreadable, date_range, minutes, one_side

FRIDAY = date(2019, 3, 15)


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("today", FRIDAY, "2019-03-15", "2019-03-15"),
        ("Yesterday", date(2019, 3, 1), "2019-02-28", "2019-02-28"),
        ("this week", FRIDAY, "2019-03-11", "2019-03-17"),
        ("last week", FRIDAY, "2019-03-04", "2019-03-10"),
        ("last  Month", FRIDAY, "2019-02-01", "2019-02-28"),
        ("last month", date(2020, 1, 31), "2019-12-01", "2019-12-31"),
        ("this month", date(2020, 2, 10), "2020-02-01", "2020-02-29"),
        ("this year", FRIDAY, "2019-01-01", "2019-12-31"),
        ("last year", FRIDAY, "2018-01-01", "2018-12-31"),
        ("last 7 days", FRIDAY, "2019-03-09", "2019-03-15"),
        ("last 1 day", FRIDAY, "2019-03-15", "2019-03-15"),
        ("last 2 weeks", FRIDAY, "2019-03-02", "2019-03-15"),
        ("last 3 months", date(2019, 5, 31), "2019-03-01", "2019-05-31"),
        ("last 1 year", date(2020, 2, 29), "2019-03-01", "2020-02-29"),
        ("yesterday..today", FRIDAY, "2019-03-14", "2019-03-15"),
        ("2019-02..yesterday", FRIDAY, "2019-02-01", "2019-03-14"),
    ],
)
def test_days_given_in_words_are_counted_from_today(text: str, today: date, first: str, last: str) -> None:
    assert date_range(text, today) == (minutes(PartialDate(first))[0], minutes(PartialDate(last))[1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "last 0 days",
        "last days",
        "last 99999 years",
        "last 99999 months",
        "next week",
        "2019-13",
        "today..2018",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    with pytest.raises(Unreadable):
        date_range(text, FRIDAY)


@given(st.dates(date(1971, 1, 1), date(3000, 1, 1)), st.sampled_from(("day", "month", "year")))
def test_before_and_after_leave_out_what_they_name_and_nothing_else(day: date, size: str) -> None:
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[size]]
    before, within, after = one_side("before", text, day), date_range(text, day), one_side("after", text, day)
    assert (before.first, after.last) == EVER
    assert (before.last + 1, after.first - 1) == within


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(1, 400))
def test_so_many_days_are_so_many(today: date, count: int) -> None:
    first, last = date_range(f"last {count} days", today)
    assert last - first + 1 == count * 1440
