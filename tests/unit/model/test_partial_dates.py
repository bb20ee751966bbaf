"""Dates that are known to a year, a month, a day or a minute, from front matter to the screen."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.cleaning.metadata import dates
from index.model import PRECISIONS, PartialDate, as_json, sort_key, surely_first
from tui.export.citations import citation
from tui.export.exported_markdown import cited
from tui.rendering.dates import date_in_words, in_figures, long_day

FORMS = ("2019", "2019-03", "2019-03-14", "2019-03-14T10:20", "2019-03-14T10:20:30", "2019-03-14T10:20+01:00")


@pytest.mark.parametrize(
    ("iso", "precision", "day", "first", "last", "words", "figures"),
    [
        ("2019", "year", None, datetime(2019, 1, 1), datetime(2019, 12, 31, 23, 59), "2019", "2019"),
        ("2020-02", "month", None, datetime(2020, 2, 1), datetime(2020, 2, 29, 23, 59), "February 2020", "2020-02"),
        (
            "2019-03-14", "day", date(2019, 3, 14), datetime(2019, 3, 14), datetime(2019, 3, 14, 23, 59),
            "14 March 2019", "2019-03-14",
        ),
        (
            "2019-03-14T10:20:30+01:00", "minute", date(2019, 3, 14), datetime(2019, 3, 14, 10, 20),
            datetime(2019, 3, 14, 10, 20), "14 March 2019", "2019-03-14 10:20",
        ),
    ],
)  # fmt: skip
def test_a_date_knows_what_it_covers(
    iso: str, precision: str, day: date | None, first: datetime, last: datetime, words: str, figures: str
) -> None:
    found = PartialDate(iso)
    assert (found.iso, str(found), found.precision, found.day) == (iso, iso, precision, day)
    assert (found.first, found.last, found.in_words(), in_figures(found)) == (first, last, words, figures)


def test_a_time_has_a_clock_and_perhaps_an_offset() -> None:
    assert [PartialDate(iso).clock for iso in FORMS] == ["", "", "", "10:20", "10:20", "10:20"]
    assert [PartialDate(iso).offset for iso in FORMS] == [None, None, None, None, None, 60]
    assert PartialDate("2019-03-14T10:20Z").offset == 0
    assert PartialDate("2019-03-14T10:20-04:30").offset == -270


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-3",
        "2019-13",
        "2019-02-29",
        "2019-03-14T",
        "2019-03-14T24:00",
        "2019-03-14 10:20",
        "soon",
        "0000",
    ],
)
def test_other_text_is_no_date(text: str) -> None:
    assert PartialDate.parse(text) is None
    with pytest.raises(ValueError, match=r"date|calendar"):
        PartialDate(text)


def test_a_month_sorts_before_its_first_day_and_a_day_before_its_first_minute() -> None:
    order = ["2019", "2019-01", "2019-01-01", "2019-02-28T23:59", "2019-03", "2019-03-01", "2019-03-01T00:00", "2020"]
    known = [PartialDate(iso) for iso in order]
    assert sorted([known[-1], *known[:-1]]) == known
    assert sorted([None, *known[::-1]], key=sort_key) == [*known, None]


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2019-03-14", "2019-03-15", True),
        ("2019-03-14", "2019-03-14T10:20", False),
        ("2019-03-14T10:20", "2019-03-14T10:21", True),
        ("2019-03-14T10:20:30", "2019-03-14T10:21", False),
        ("2019-03-14T10:20:00", "2019-03-14T10:20:59", False),
        ("2019-03-14T10:20+01:00", "2019-03-14T09:30+00:00", True),
        ("2019-03-14T09:20", "2019-03-14T10:20+00:00", False),
        ("2019-03-14T09:20", "2019-03-15T10:20+00:00", True),
        # Where only one has a zone, the other may be of any: the 15th begins at 10:00 of the 14th in UTC.
        ("2019-03-14T23:59-05:00", "2019-03-15", False),
        ("2019-03-14T09:59+00:00", "2019-03-15", True),
        ("2019-03-14T10:00+00:00", "2019-03-15", False),
        ("2019-03-13", "2019-03-14T12:00+00:00", True),
        ("2019-03-13", "2019-03-14T11:59+00:00", False),
        ("2019-03-14T10:00+00:00", "2019-03-15T00:01", True),
        ("2019-03-14T10:01+00:00", "2019-03-15T00:01", False),
        ("0001-01-01T00:00", "2019-03-14T10:20+00:00", True),
        ("2019-03-14T10:20+00:00", "9999-12-31", True),
        ("2019-03", "2019-03-14", False),
        ("2019-03", "2019-04-01", True),
        ("2019-02-28", "2019-03", True),
        ("2019", "2019-04", False),
        ("2018", "2019", True),
    ],
)
def test_a_date_is_before_another_only_where_it_surely_is(one: str, other: str, before: bool) -> None:
    assert PartialDate(one).is_before(PartialDate(other)) == before
    assert not PartialDate(other).is_before(PartialDate(one))


def test_times_of_one_source_are_of_one_clock() -> None:
    one, other = PartialDate("2019-03-14T09:20"), PartialDate("2019-03-14T10:20+00:00")
    assert one.is_before(other, same_clock=True)
    assert not other.is_before(one, same_clock=True)


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.sampled_from(PRECISIONS))
def test_less_precise_forms_cover_the_more_precise(one: str, other: str, precision: str) -> None:
    coarse, fine = PartialDate(one), PartialDate(other)
    assert coarse.covers(fine) == (PRECISIONS.index(coarse.precision) <= PRECISIONS.index(fine.precision))
    kept = next(each for each in PRECISIONS if each == precision)
    assert coarse.at_most(kept).covers(coarse)
    assert PRECISIONS.index(coarse.at_most(kept).precision) <= PRECISIONS.index(kept)


@given(st.dates(date(1500, 1, 1), date(2100, 12, 31)), st.sampled_from(("year", "month", "day")))
def test_what_is_shown_in_words_is_read_back(day: date, precision: str) -> None:
    found = PartialDate(day.isoformat()).at_most(next(each for each in PRECISIONS if each == precision))
    assert date_in_words(long_day(found)) == found
    first, last = found.minutes
    assert last - first + 1 == ((found.last.date() - found.first.date()).days + 1) * 1440


@pytest.mark.parametrize("words", ["", "March", "Foo 2019", "31 February 2019", "1 2 March 2019", "14 March"])
def test_other_words_are_no_date(words: str) -> None:
    assert date_in_words(words) is None


def test_a_date_travels_as_it_is() -> None:
    found = PartialDate("2019-03")
    assert pickle.loads(pickle.dumps(found)) == deepcopy(found) == found
    assert len({found, PartialDate("2019-03")}) == 1
    assert json.dumps({"published": found}, default=as_json) == '{"published": "2019-03"}'
    with pytest.raises(TypeError):
        json.dumps({"published": object()}, default=as_json)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019-03", "2019-03"),
        ("2019/3", "2019-03"),
        ("March 2019", "2019-03"),
        ("Mar. 2019", "2019-03"),
        ("marzo de 2019", "2019-03"),
        ("2019", "2019"),
        ("2019-13", None),
        ("2019-00", None),
        ("1499", None),
        ("2101", None),
        ("spring 2019", None),
        ("14 March 2019", None),
        ("20190314", None),
    ],
)
def test_a_field_that_holds_a_month_or_a_year_is_read(written: str, iso: str | None) -> None:
    found = dates.read_month_or_year(written)
    assert (found and found.iso) == iso
    assert dates.read(written) is None or iso is None


# --- In an archive ----------------------------------------------------------------------------------------------------

BODY = "The swing bridge at Carrow closes for six months of repairs, the harbour council decided on {}."


@pytest.mark.parametrize(
    ("published", "others", "first"),
    [
        ("2019-03-14", ["2019-03-15", "2019-03-16"], True),
        ("2019-03-14T10:00", ["2019-03-14T10:01"], True),
        ("2019-03", ["2019-04-01", "2020"], True),
        ("2019-03-14", ["2019-03-15", "2019-03-14"], False),
        ("2019-03-14", ["2019-03-15", "2019-03-14T23:59"], False),
        ("2019-03-14", ["2019-03-15", "2019-03-13"], False),
        ("2019-03-14", ["2019-03-15", "2019"], False),
        ("2019-03-14", ["2019-03-15", None], False),
        (None, ["2019-03-15"], False),
        ("2019-03-14", [], False),
    ],
)
def test_the_first_is_certain_only_against_every_other_date(
    published: str | None, others: list[str | None], first: bool
) -> None:
    assert surely_first(PartialDate.parse(published), map(PartialDate.parse, others)) is first


DATES = {"year": "2019", "month": "2019-03", "first": "2019-03-01", "day": "2019-03-14", "later": "2019-04-02"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("articles")
    for name, written in DATES.items():
        front = f"---\ntitle: Bridge {name}\noutlet: {name.title()} Post\ndate: {written}\n---\n"
        (folder / f"{name}.md").write_text(front + BODY.format(name) + "\n")
    with Archive.open(tmp_path_factory.mktemp("archive") / "a") as archive:
        list(archive.add([folder]))
        yield archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date:2019", "year month first day later"),
        ("date:2019-03", "month first day"),
        ("date:2019-03-14", "day"),
        ("date:2019-03-01", "first"),
        ("date:2019-03-01..2019-03-31", "month first day"),
        ("date:2019-03-02..2019-03-31", "day"),
        ("before:2019-04", "month first day"),
        ("before:2019-03-14", "first"),
        ("before:2020", "year month first day later"),
        ("after:2019-02", "month first day later"),
        ("after:2019-03-01", "day later"),
        ("after:2018", "year month first day later"),
        ("has:date", "year month first day later"),
    ],
)
def test_a_filter_finds_dates_that_lie_in_it_as_a_whole(archive: Archive, query: str, found: str) -> None:
    page = archive.search(f"bridge {query}")
    names = {Path(hit.path).stem for hit in page.hits}
    assert names == (set(found.split()) if not page.dropped else set())


def test_months_and_years_sort_and_are_counted_as_far_as_they_are_known(archive: Archive) -> None:
    page = archive.search("bridge", sort="oldest")
    order = [Path(hit.path).stem for hit in page.hits]
    assert order[0] == "year" and order[-2:] == ["day", "later"] and set(order[1:3]) == {"month", "first"}
    assert [(facet.value, facet.count) for facet in page.facets["year"]] == [("2019", 5)]
    assert [(facet.value, facet.count) for facet in page.facets["month"]] == [("2019-03", 3), ("2019-04", 1)]
    statistics = archive.statistics()
    assert (str(statistics.first), str(statistics.last)) == ("2019", "2019-04-02")


def test_a_month_is_cited_in_words_and_read_back(archive: Archive) -> None:
    (hit,) = archive.search("headline:month").hits
    article = archive.article(hit.id)
    assert str(article.published) == str(hit.published) == "2019-03"
    said = citation(article)
    assert ", March 2019 [" in said
    read = cited(said)
    assert read is not None and read.published == "2019-03"
