from __future__ import annotations

from index.model import SORT_ORDERS, Facet, PartialDate
from tui.rendering import dates, sparkline
from tui.rendering.search.question import Filter, Question

POST, COURIER = Filter("outlet", "Harbour Post"), Filter("outlet", "The Courier")


def test_typed_words_come_last_so_that_the_last_stays_a_prefix() -> None:
    question = Question("ferry bri", (POST, Filter("year", "2019")))
    assert question.query == 'outlet:"Harbour Post" date:2019 ferry bri'
    assert question.query[question.typed_at :] == "ferry bri"


def test_an_or_stays_among_the_typed_words() -> None:
    assert Question("ferry OR bridge", (POST,)).query == 'outlet:"Harbour Post" (ferry OR bridge'


def test_filters_alone_are_a_query() -> None:
    assert Question("", (POST,)).query.strip() == 'outlet:"Harbour Post"'
    assert Question("").query == ""


def test_a_quotation_mark_in_a_value_does_not_end_it() -> None:
    assert Filter("outlet", 'The "Bell"').query == 'outlet:"The  Bell "'


def test_a_filter_is_put_replaced_and_dropped() -> None:
    question = Question("x").with_filter(POST)
    assert question.with_filter(POST).filters == ()
    both = question.with_filter(COURIER)
    assert both.filters == (POST, COURIER)
    assert both.query == '(outlet:"Harbour Post" OR outlet:"The Courier") x'
    assert both.part(0, 1) == "outlet Harbour Post or The Courier"
    assert both.without(0, 1).filters == ()
    refused = Filter("outlet", POST.value, excluded=True)
    assert both.with_filter(refused).filters == (COURIER, refused)
    assert both.with_filter(refused).query == 'outlet:"The Courier" -outlet:"Harbour Post" x'
    assert both.with_filter(refused).with_filter(POST).filters == (COURIER, POST)
    both = question.with_filter(Filter("tag", "a")).with_filter(Filter("tag", "b"))
    assert len(both.filters) == 3
    assert both.without_last_filter().filters[-1] == Filter("tag", "a")


def test_orders_go_round() -> None:
    question = Question("x")
    for _ in SORT_ORDERS:
        question = question.next_sort()
    assert question == Question("x")


def test_days_as_they_are_printed() -> None:
    assert dates.day(PartialDate("2019-03-12T06:55+01:00"), long=True) == "Tuesday 12 March 2019, 06:55 UTC+1"
    assert dates.day(PartialDate("2019-03-12")) == "Tue 12 Mar 2019"
    assert dates.day(PartialDate("2019-03-12"), short=True) == "12 Mar 2019"
    assert dates.day(PartialDate("2019-03")) == "March 2019"
    assert dates.day(PartialDate("2019-03"), short=True) == "Mar 2019"
    assert dates.day(PartialDate("2019")) == "2019"
    assert dates.day(None) == ""


def test_a_sparkline_has_gaps_and_fits() -> None:
    months = [Facet("2019-01", 1), Facet("2019-03", 8), Facet("2019-04", 4)]
    assert sparkline.sparkline(months, 10) == "▃▁█▅"
    assert len(sparkline.sparkline([Facet(f"{y}-06", 1) for y in range(1900, 2020)], 24)) <= 24
    assert sparkline.sparkline([Facet("2019-01", 5)], 10) == ""
    assert sparkline.sparkline([Facet("soon", 5)], 10) == ""


def test_spans_of_months() -> None:
    assert dates.span_of_months(["2019-06", "2019-03"]) == "Mar – Jun 2019"
    assert dates.span_of_months(["2018-12", "2019-03"]) == "Dec 2018 – Mar 2019"
    assert dates.span_of_months(["2019-03"]) == "Mar 2019"
    assert dates.span_of_months(["x"]) == ""
