"""Days, times and zones as texts write them: the edges of what is read, and what is left unread."""

from __future__ import annotations

from datetime import date

import pytest

from index.cleaning.metadata import (
    clock_times,
    dates,
    day_order,
)
from index.cleaning.metadata.dates import (
    Order,
)
from index.cleaning.metadata.day_order import (
    Dated,
)
from index.cleaning.metadata.origins import (
    UNCERTAIN,
)
from index.model import PartialDate, iso_of

# --- Days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "order", "iso"),
    [
        ("3/4/2019", "day first", "2019-04-03"),
        ("3/4/2019", "month first", "2019-03-04"),
        ("3/4/2019", None, None),
        ("3.4.2019", None, "2019-04-03"),
        ("3.4.2019", "month first", "2019-04-03"),
        ("3/12/2019", None, None),
        ("12/13/2019", None, "2019-12-13"),
        ("13/12/2019", None, "2019-12-13"),
        ("13/12/2019", "month first", "2019-12-13"),
        ("4/4/2019", None, "2019-04-04"),
        ("3/4/19", "day first", None),
        ("1499-02-10", None, None),
        ("1500-02-10", None, "1500-02-10"),
        ("2100-02-10", None, "2100-02-10"),
        ("2101-02-10", None, None),
        ("2019/2/10", None, "2019-02-10"),
        ("2019-02-10 23:59:59", None, "2019-02-10T23:59:59"),
        ("2019-02-10 23:59:60", None, "2019-02-10T23:59"),
        ("2019-02-10 24:00", None, "2019-02-10"),
        ("2019-02-10 23:60", None, "2019-02-10"),
        ("2019-02-10 11:30 pm", None, "2019-02-10T23:30"),
        ("100000000000", None, None),
        ("100000000001", None, "1973-03-03T09:46:40+00:00"),
        ("31535999", None, None),
        ("0000000001", None, None),
        ("4102444800", None, "2100-01-01T00:00:00+00:00"),
        ("4133980800", None, None),
        ("", None, None),
    ],
)
def test_a_day_is_read_or_not(written: str, order: Order | None, iso: str | None) -> None:
    assert iso_of(dates.read(written, order)) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20210504", "2021-05-04"),
        ("15000101", "1500-01-01"),
        ("14991231", None),
        ("20211304", None),
        ("20210532", None),
    ],
)
def test_a_day_may_be_written_without_separators(written: str, iso: str | None) -> None:
    assert iso_of(dates.read(written)) == iso


@pytest.mark.parametrize(("written", "iso"), [("2019-12", "2019-12"), ("2019-13", None), ("2019-0", None)])
def test_a_month_is_one_of_twelve(written: str, iso: str | None) -> None:
    assert iso_of(dates.read_month_or_year(written)) == iso


def test_all_days_of_a_text_are_found_in_order_with_what_is_said_of_them() -> None:
    text = "Published 12 May 2021, updated 2021-05-13; first seen May 11, 2021"
    found = dates.find_all(text)
    assert [(each.date.iso, each.updated) for each in found] == [
        ("2021-05-12", False),
        ("2021-05-13", True),
        ("2021-05-11", False),
    ]
    assert [text[date.start : date.end] for date in found] == ["12 May 2021", "2021-05-13", "May 11, 2021"]
    assert dates.find_all("no day") == [] and dates.find_all("") == []


def test_the_label_of_a_day_is_within_sixty_characters_before_it() -> None:
    assert dates.find_all(f"updated{' ' * 53}12 May 2021")[0].updated
    assert not dates.find_all(f"updated{' ' * 54}12 May 2021")[0].updated


@pytest.mark.parametrize(
    ("before", "of_change"),
    [
        ("Updated", True),
        ("Published", False),
        ("Published and updated", True),
        ("Updated, first posted", False),
        ("", False),
    ],
)
def test_the_last_label_counts(before: str, of_change: bool) -> None:
    assert dates.is_of_change(before) is of_change


def test_what_can_be_read_in_two_ways_is_read_in_both() -> None:
    assert dates.readings("on 3/4/2019") == (date(2019, 4, 3), date(2019, 3, 4))
    assert dates.readings("13/4/2019, 3/4/2019") == (date(2019, 4, 3), date(2019, 3, 4))
    for sure in ("13/4/2019", "4/4/2019", "3.4.2019", "3/4/19", "nothing", ""):
        assert dates.readings(sure) is None


def test_the_orders_that_a_text_shows() -> None:
    assert dates.orders("13/4/2019") == {"day first"}
    assert dates.orders("4/13/2019") == {"month first"}
    assert dates.orders("4/13/2019, 13/4/2019") == {"day first", "month first"}
    assert dates.orders("13.4.2019, 4/4/2019, 3/4/2019") == set()
    assert dates.orders("12/12/2019 and 12/11/2019") == set()


# --- Times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "clock"),
    [
        ("", " 10:15", "T10:15"),
        ("10:15 ", "", "T10:15"),
        ("9:00 ", " 10:15", "T10:15"),
        ("8:00 9:00 ", "", "T09:00"),
        ("", " 10:15 11:15", "T10:15"),
        ("", " 4 pm", "T16:00"),
        ("", " 12 am", "T00:00"),
        ("", " 12:30 pm", "T12:30"),
        ("", " 13:30 pm", "T13:30"),
        ("", " 24:00", ""),
        ("", " 23:59", "T23:59"),
        ("", " 10:60", ""),
        ("", ", updated 10:15", ""),
        ("updated 10:15, ", "", "T10:15"),
        ("", f"{' ' * 19}10:15", "T10:15"),
        ("", f"{' ' * 20}10:15", ""),
        (f"10:15{' ' * 19}", "", "T10:15"),
        (f"10:15{' ' * 20}", "", ""),
        ("", " 10:15 CET", "T10:15+01:00"),
        ("", "", ""),
    ],
)
def test_the_time_beside_a_day(before: str, after: str, clock: str) -> None:
    assert clock_times.beside(f"{before}2021-05-12{after}", len(before), len(before) + 10) == clock


@pytest.mark.parametrize(
    ("hour", "half", "of_24"),
    [
        (1, "pm", 13),
        (12, "pm", 12),
        (12, "am", 0),
        (11, "PM", 23),
        (0, "pm", 0),
        (13, "pm", 13),
        (13, "am", 13),
        (9, None, 9),
        (9, "a.m.", 9),
    ],
)
def test_hours_of_twelve(hour: int, half: str | None, of_24: int) -> None:
    assert clock_times.with_half(hour, half) == of_24


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        (" GMT", "+00:00"),
        (" BST", "+01:00"),
        (" CEST", "+02:00"),
        (" MSK", "+03:00"),
        (" EDT", "-04:00"),
        (" EST", "-05:00"),
        (" CDT", "-05:00"),
        (" MDT", "-06:00"),
        (" MST", "-07:00"),
        (" PDT", "-07:00"),
        (" PST", "-08:00"),
        (" PKT", "+05:00"),
        (" WIB", "+07:00"),
        (" SGT", "+08:00"),
        (" HKT", "+08:00"),
        (" AWST", "+08:00"),
        (" JST", "+09:00"),
        (" KST", "+09:00"),
        (" AEST", "+10:00"),
        (" AEDT", "+11:00"),
        (" NZST", "+12:00"),
        (" NZDT", "+13:00"),
        (" CST", ""),
        (" IST", ""),
        (" GMT+5", "+05:00"),
        (" UTC-0330", "-03:30"),
        (" GMT+14:00", "+14:00"),
        (", (UTC +05:30)", "+05:30"),
        (" GMT+15:00", ""),
        (" GMT+1:59", "+01:59"),
        (" GMT+1:60", ""),
        (" Later", ""),
        ("         GMT", ""),
        ("", ""),
    ],
)
def test_zones(written: str, offset: str) -> None:
    assert clock_times.zone(f"10:15{written}", 5) == offset


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2021-05-13", "2021-05-12", True),
        ("2021-05-12", "2021-05-12", False),
        ("2021-05-12T10:15", "2021-05-12", False),
        ("2021-05-13", "2021-05-12T10:15", True),
        ("2021-05-12T10:16", "2021-05-12T10:15", True),
        ("2021-05-12T10:15:59", "2021-05-12T10:15", False),
        ("2021-05-12T10:15", "2021-05-12T10:16", False),
        ("2021-05-12T10:15+00:00", "2021-05-12T10:15+02:00", True),
        ("2021-05-12T10:15+02:00", "2021-05-12T10:15+00:00", False),
        ("2021-05-12T10:15+02:00", "2021-05-12T10:15", False),
    ],
)
def test_what_is_later(one: str, other: str, later: bool) -> None:
    assert PartialDate(other).is_before(PartialDate(one), same_clock=True) is later


# --- The order of day and month ---------------------------------------------------------------------------------------

EITHER = "3/4/2019"
DAY_FIRST, MONTH_FIRST = "2019-04-03", "2019-03-04"


def ordered(text: str = "", locale: str | None = None, days: tuple[str, ...] = ()) -> tuple[str, str, bool]:
    found = day_order.dated(EITHER, "meta", text, locale, [PartialDate(day) for day in days])
    assert found is not None
    order, _, why = found.origin.removeprefix("meta; ").rpartition(" first, ")
    assert not order or (order == "day") == (found.date.iso == DAY_FIRST)
    return found.date.iso, why, found.certain


def test_nothing_tells_the_order() -> None:
    assert ordered() == (DAY_FIRST, UNCERTAIN, False)
    assert day_order.dated("13/4/2019", "meta", "") is None and day_order.dated("", "meta", "") is None


def test_evidence_for_the_order_from_the_surest_down() -> None:
    written_out = "the same day is written out"
    assert ordered(days=("2019-03-04T10:00",)) == (MONTH_FIRST, written_out, True)
    assert ordered(days=("2019-04-03",)) == (DAY_FIRST, written_out, True)
    assert ordered("On March 4, 2019, and 25/12/2019") == (MONTH_FIRST, written_out, True)
    # Both days are written out: what else is there?
    assert ordered("4/25/2019", days=("2019-04-03", "2019-03-04")) == (MONTH_FIRST, "as its other dates", True)
    assert ordered("25/4/2019 at 10 EST", "en-US") == (DAY_FIRST, "as its other dates", True)
    assert ordered("25/4/2019 4/25/2019", "en-US") == (MONTH_FIRST, "as its language does", True)


@pytest.mark.parametrize(
    ("locale", "iso", "certain"),
    [
        ("en-US", MONTH_FIRST, True),
        ("en-GB", DAY_FIRST, True),
        ("en_ph", MONTH_FIRST, True),
        ("fil-PH", MONTH_FIRST, True),
        ("es-US", DAY_FIRST, True),
        ("de", DAY_FIRST, True),
        ("en", DAY_FIRST, False),
        ("zz-Latn-US", DAY_FIRST, True),
        ("en-Latn-US", MONTH_FIRST, True),
        ("", DAY_FIRST, False),
    ],
)
def test_the_language_tells_the_order(locale: str, iso: str, certain: bool) -> None:
    assert ordered(locale=locale) == (iso, "as its language does" if certain else UNCERTAIN, certain)


@pytest.mark.parametrize(
    ("text", "iso", "certain"),
    [
        ("at 10 EST", MONTH_FIRST, True),
        ("at 10 a.m.", MONTH_FIRST, True),
        ("at 10 CET", DAY_FIRST, True),
        ("at 10 EST, 16 CET", DAY_FIRST, False),
    ],
)
def test_the_time_zone_tells_the_order(text: str, iso: str, certain: bool) -> None:
    assert ordered(text, "en") == (iso, "as its time zone does" if certain else UNCERTAIN, certain)


def test_evidence_is_sought_so_far_and_no_further() -> None:
    assert ordered("x" * 199_996 + " EST")[2] and not ordered("x" * 199_997 + " EST")[2]
    # A day that is written out is sought near the beginning only.
    assert ordered("x" * 19_985 + " March 4, 2019")[1] == "the same day is written out"
    assert ordered("x" * 19_990 + " March 4, 2019")[1] == UNCERTAIN
    assert Dated(PartialDate(DAY_FIRST), "meta").certain
