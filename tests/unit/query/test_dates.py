from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import PartialDate
from index.query.dates import EVER, date_range, minutes, one_side
from index.query.written_dates import DayOrder, Unreadable, order_in, usual_order

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
        ("7d", FRIDAY, "2019-03-09", "2019-03-15"),
        ("7 days", FRIDAY, "2019-03-09", "2019-03-15"),
        ("past 2 weeks", FRIDAY, "2019-03-02", "2019-03-15"),
        ("1y", date(2020, 2, 29), "2019-03-01", "2020-02-29"),
        ("3 days ago", FRIDAY, "2019-03-12", "2019-03-12"),
        ("2 weeks ago", FRIDAY, "2019-02-25", "2019-03-03"),
        ("a month ago", FRIDAY, "2019-02-01", "2019-02-28"),
        ("one year ago", FRIDAY, "2018-01-01", "2018-12-31"),
        ("friday", FRIDAY, "2019-03-15", "2019-03-15"),
        ("last friday", FRIDAY, "2019-03-08", "2019-03-08"),
        ("Thursday", FRIDAY, "2019-03-14", "2019-03-14"),
        ("last quarter", FRIDAY, "2018-10-01", "2018-12-31"),
        ("this quarter", FRIDAY, "2019-01-01", "2019-03-31"),
        ("3 days ago..today", FRIDAY, "2019-03-12", "2019-03-15"),
    ],
)
def test_days_given_in_words_are_counted_from_today(text: str, today: date, first: str, last: str) -> None:
    assert date_range(text, today) == (minutes(PartialDate(first))[0], minutes(PartialDate(last))[1])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("March 2019", "2019-03-01", "2019-03-31"),
        ("mar. 2019", "2019-03-01", "2019-03-31"),
        ("sept 2018", "2018-09-01", "2018-09-30"),
        ("m\u00e4rz 2019", "2019-03-01", "2019-03-31"),
        ("\u043c\u0430\u0440\u0442\u0430 2019", "2019-03-01", "2019-03-31"),
        ("31 march 2019", "2019-03-31", "2019-03-31"),
        ("31st of March, 2019", "2019-03-31", "2019-03-31"),
        ("March 31, 2019", "2019-03-31", "2019-03-31"),
        ("Sunday, 31 March 2019", "2019-03-31", "2019-03-31"),
        ("sun 31 mar 2019", "2019-03-31", "2019-03-31"),
        ("31. M\u00e4rz 2019", "2019-03-31", "2019-03-31"),
        ("31 de marzo de 2019", "2019-03-31", "2019-03-31"),
        ("31-Mar-2019", "2019-03-31", "2019-03-31"),
        ("31-mar-19", "2019-03-31", "2019-03-31"),
        ("31/3/2019", "2019-03-31", "2019-03-31"),
        ("3/31/2019", "2019-03-31", "2019-03-31"),
        ("31.3.2019", "2019-03-31", "2019-03-31"),
        ("31.3.19", "2019-03-31", "2019-03-31"),
        ("31/3/69", "1969-03-31", "1969-03-31"),
        ("31/3/68", "2068-03-31", "2068-03-31"),
        ("2019/03", "2019-03-01", "2019-03-31"),
        ("3/2019", "2019-03-01", "2019-03-31"),
        ("2019/3/31", "2019-03-31", "2019-03-31"),
        ("2019.3.31", "2019-03-31", "2019-03-31"),
        ("20190331", "2019-03-31", "2019-03-31"),
        ("201903", "2019-03-01", "2019-03-31"),
        ("201903..201904", "2019-03-01", "2019-04-30"),
        ("2019-03-31T12:30:00Z", "2019-03-31", "2019-03-31"),
        ("2019\u5e743\u670831\u65e5", "2019-03-31", "2019-03-31"),
        ("2019\u5e743\u6708", "2019-03-01", "2019-03-31"),
        ("2019-W12", "2019-03-18", "2019-03-24"),
        ("Q1 2019", "2019-01-01", "2019-03-31"),
        ("2019-q4", "2019-10-01", "2019-12-31"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("2019/03..2019/05", "2019-03-01", "2019-05-31"),
        ("march 2019..april 2019", "2019-03-01", "2019-04-30"),
        ("march to april 2019", "2019-03-01", "2019-04-30"),
        ("march\u2013april 2019", "2019-03-01", "2019-04-30"),
        ("1 to 15 march 2019", "2019-03-01", "2019-03-15"),
        ("between 2018 and 2019", "2018-01-01", "2019-12-31"),
        ("2018-2019", "2018-01-01", "2019-12-31"),
        ("2018 - 2019", "2018-01-01", "2019-12-31"),
        ("13/2/2019-31/3/2019", "2019-02-13", "2019-03-31"),
        ("2019-03-01 - 2019-03-15", "2019-03-01", "2019-03-15"),
        ("[2018 TO 2019]", "2018-01-01", "2019-12-31"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, first: str, last: str) -> None:
    notes: list[str] = []
    found = date_range(text, FRIDAY, say=notes.append)
    assert found == (minutes(PartialDate(first))[0], minutes(PartialDate(last))[1])
    assert notes == []


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (">2018", "2019-01-01.."),
        (">= 2018", "2018.."),
        ("<2019-03", "..2019-02"),
        ("<=2019-03", "..2019-03"),
        ("\u22642019-03", "..2019-03"),
        ("since march 2019", "2019-03.."),
        ("until 2018", "..2018"),
        ("before 2018", "..2017"),
        ("after march 2019", "2019-04.."),
        ("march 2019..", "2019-03.."),
        ("..march 2019", "..2019-03"),
        ("[* TO 2018]", "..2018"),
        ("2018 to *", "2018.."),
    ],
)
def test_spans_have_one_end_or_two(text: str, same: str) -> None:
    assert date_range(text, FRIDAY) == date_range(same, FRIDAY)


@pytest.mark.parametrize(
    ("text", "order", "day", "note"),
    [
        ("3/4/2019", "day first", "2019-04-03", "3 April 2019, the day first; write 2019-03-04 for 4 March 2019"),
        ("3/4/2019", "month first", "2019-03-04", "4 March 2019, the month first; write 2019-04-03 for 3 April 2019"),
        ("4.4.2019", "month first", "2019-04-04", ""),
        ("13/4/2019", "month first", "2019-04-13", ""),
        ("14 march", "day first", "2019-03-14", "2019, the latest"),
        ("16 march", "day first", "2018-03-16", "2018, the latest"),
    ],
)
def test_what_could_be_another_date_is_noted(text: str, order: DayOrder, day: str, note: str) -> None:
    notes: list[str] = []
    assert date_range(text, FRIDAY, order, notes.append) == date_range(day, FRIDAY)
    assert note in "".join(notes) and bool(notes) == bool(note)


def test_a_month_alone_is_the_latest() -> None:
    notes: list[str] = []
    assert date_range("march", FRIDAY, say=notes.append) == date_range("2019-03", FRIDAY)
    assert date_range("april", FRIDAY, say=notes.append) == date_range("2018-04", FRIDAY)
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en_US.UTF-8", "month first"),
        ("en-US", "month first"),
        ("en_GB.UTF-8", "day first"),
        ("fil_PH", "month first"),
        ("de_DE@euro", "day first"),
        ("C.UTF-8", "day first"),
        ("", "day first"),
    ],
)
def test_the_locale_has_the_order_of_day_and_month(
    locale: str, order: DayOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert order_in(locale) == order
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert usual_order() == "day first"
    monkeypatch.setenv("LANG", locale)
    assert usual_order() == order
    monkeypatch.setenv("LC_TIME", "de_DE")
    assert usual_order() == "day first"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soonish",
        "frobuary 2019",
        "31/2/2019",
        "31 february 2019",
        "2019-02-30",
        "20191331",
        "march 2019 2018",
        "march april 2019",
        "12",
        "0d",
        "2019-W54",
        "1/1/19/20",
        "2019..soonish",
        "soonish to 2019",
        "monaco march 2019",
        "..",
        "last 0 days",
        "last days",
        "last 99999 years",
        "last 99999 months",
        "next week",
        "2019-13",
        "201913",
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
    since, until = one_side("from", text, day), one_side("to", text, day)
    assert (since, until) == ((within.first, after.last), (before.first, within.last))


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(1, 400))
def test_so_many_days_are_so_many(today: date, count: int) -> None:
    first, last = date_range(f"last {count} days", today)
    assert last - first + 1 == count * 1440
