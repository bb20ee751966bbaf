"""From which evidence on two facts are about one thing, and how far they may differ and agree."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts import conflicts as comparing
from index.comparison.facts.conflicts import conflicts
from index.comparison.facts.day_conflicts import date_same_thing, time_same_thing, times_agree
from index.comparison.facts.days import Day, Time
from index.comparison.facts.figure_conflicts import figures_agree, near, same_count, same_measure
from index.comparison.facts.figures import Figure, figures
from index.comparison.facts.name_conflicts import Name, name_same_person, names_agree
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.place_conflicts import Place, place_same_thing

AT = (0, 1)


def day(year: int | None = None, month: int | None = None, on: int | None = None, weekday: int | None = None) -> Day:
    return Day("", AT, year, month, on, weekday)


NEAR_MISS = day(month=5, on=3), day(month=5, on=4)
WEEKDAYS = day(weekday=1), day(weekday=3)
YEARS = day(1990), day(2005)
MONTHS = day(month=5), day(month=7)


@pytest.mark.parametrize(
    ("days", "nearby", "careful", "least"),
    [
        (NEAR_MISS, 0, False, 0.45),
        (NEAR_MISS, 1, False, 0.2),
        (NEAR_MISS, 1, True, 0.45),
        (WEEKDAYS, 0, False, 0.75),
        (WEEKDAYS, 1, False, 0.75),
        (WEEKDAYS, 2, False, 0.5),
        (YEARS, 1, False, 0.65),
        (YEARS, 2, False, 0.5),
        (MONTHS, 0, False, 0.5),
        (MONTHS, 1, False, 0.35),
    ],
)
def test_the_words_in_common_from_which_two_days_date_one_thing(
    days: tuple[Day, Day], nearby: int, careful: bool, least: float
) -> None:
    assert date_same_thing(*days, Nearness(nearby, 0, least, careful))
    assert not date_same_thing(*days, Nearness(nearby, 0, least - 0.001, careful))


def time(minutes: int, *, about: bool = False) -> Time:
    return Time("", AT, minutes, about, True, "")


@pytest.mark.parametrize(
    ("apart", "nearby", "careful", "least"),
    [(120, 1, False, 0.65), (120, 2, False, 0.2), (120, 2, True, 0.65), (59, 2, True, 0.2), (60, 2, True, 0.65)],
)
def test_the_words_in_common_from_which_two_times_are_of_one_thing(
    apart: int, nearby: int, careful: bool, least: float
) -> None:
    times = time(600), time(600 + apart)
    assert time_same_thing(*times, Nearness(nearby, 0, least, careful))
    assert not time_same_thing(*times, Nearness(nearby, 0, least - 0.001, careful))


@pytest.mark.parametrize(("apart", "agree"), [(15, True), (16, False)])
def test_a_time_with_around_may_be_off_by_fifteen_minutes(apart: int, agree: bool) -> None:
    assert times_agree(time(600, about=True), time(600 + apart)) is agree


def figure(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "near_by", "least"),
    [
        # What they count differs, or only their sizes do: less or more than by a factor of three tenths.
        ("77 boats", "78 sheep", (0, 1), 0.7),
        ("30 boats", "100 boats", (0, 0), 0.6),
        ("29 boats", "100 boats", (0, 0), 0.7),
        ("40 boats", "100 boats", (4, 1), 0.5),
        ("40 boats", "100 boats", (3, 1), 0.6),
        ("50 boats", "100 boats", (2, 0), 0.25),
        ("49 boats", "100 boats", (2, 0), 0.6),
        ("77 boats", "78 boats", (1, 1), 0.6),
        ("77 percent", "78 percent", (1, 1), 0.4),
    ],
)
def test_the_words_in_common_from_which_two_figures_count_one_thing(
    one: str, other: str, near_by: tuple[int, int], least: float
) -> None:
    assert same_count(figure(one), figure(other), Nearness(*near_by, least, careful=False))
    assert not same_count(figure(one), figure(other), Nearness(*near_by, least - 0.001, careful=False))


@pytest.mark.parametrize(
    ("one", "other", "least"), [("77 boats", "78 boats", 0.25), ("the 77th boat", "the 78th boat", 0.4)]
)
def test_in_related_passages_places_in_an_order_need_more_words_in_common(one: str, other: str, least: float) -> None:
    assert same_count(figure(one), figure(other), Nearness(2, 0, least, careful=True))
    assert not same_count(figure(one), figure(other), Nearness(2, 0, least - 0.001, careful=True))
    assert not same_count(figure(one), figure(other), Nearness(1, 0, least, careful=True))


@pytest.mark.parametrize(("age", "same"), [(42, True), (43, False)])
def test_in_related_passages_two_ages_of_one_person_differ_by_two_years_at_most(age: int, same: bool) -> None:
    one, other = figure("Here sat a potter, aged 40, at last."), figure(f"Here sat a potter, aged {age}, at last.")
    assert one.unit == other.unit == "age"
    assert same_count(one, other, Nearness(2, 0, 0.5, careful=True)) is same


@pytest.mark.parametrize(("smaller", "close"), [("80 boats", True), ("79 boats", False)])
def test_a_figure_is_near_another_from_four_fifths_of_it(smaller: str, close: bool) -> None:
    assert near(figure(smaller), figure("100 boats")) is close


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("about 100 boats", "about 117 boats", True),
        ("about 100 boats", "about 118 boats", False),
        ("about 100 boats", "114 boats", True),
        ("about 100 boats", "116 boats", False),
        ("more than 100 boats", "150 boats", True),
        ("more than 100 boats", "151 boats", False),
        ("less than 100 boats", "80 boats", True),
        ("less than 100 boats", "79 boats", False),
        ("1,000 boats", "1,049 boats", True),
        ("1,000 boats", "1,051 boats", False),
    ],
)
def test_how_far_figures_with_a_hedge_and_round_numbers_may_differ(one: str, other: str, agree: bool) -> None:
    assert figures_agree(figure(one), figure(other)) is agree


@pytest.mark.parametrize(("bare", "money"), [("1,000,000 profit", True), ("999,999 profit", False)])
def test_a_bare_number_of_profits_is_a_sum_of_money_from_a_million(bare: str, money: bool) -> None:
    assert same_measure(figure("$2,000,000"), figure(bare)) is money


@pytest.mark.parametrize(
    ("one", "other", "least"), [("Olga Brandt", "Inga Brandt", 0.4), ("Olga Brandt", "Inga Solheim", 0.6)]
)
def test_the_words_in_common_from_which_two_names_are_of_one_person(one: str, other: str, least: float) -> None:
    names = Name(one, AT, "mayor"), Name(other, AT, "mayor")
    assert name_same_person(*names, Nearness(2, 0, least, careful=False))
    assert not name_same_person(*names, Nearness(2, 0, least - 0.001, careful=False))
    assert not name_same_person(*names, Nearness(1, 0, least, careful=False))


@pytest.mark.parametrize(("one", "other", "agree"), [("Kolbe", "Kolbm", True), ("Kolbest", "Kolbenr", False)])
def test_a_name_is_misspelled_if_more_than_three_quarters_of_its_letters_agree(
    one: str, other: str, agree: bool
) -> None:
    assert names_agree(Name(one, AT, ""), Name(other, AT, "")) is agree


def test_the_words_in_common_from_which_two_places_are_of_one_thing() -> None:
    places = Place("Ashby", AT, "settlement"), Place("Torvik", AT, "settlement")
    assert place_same_thing(*places, Nearness(2, 0, 0.6, careful=False))
    assert not place_same_thing(*places, Nearness(1, 0, 0.6, careful=False))
    assert not place_same_thing(*places, Nearness(2, 0, 0.599, careful=False))
    assert not place_same_thing(*places, Nearness(2, 0, 0.6, careful=True))


@pytest.mark.parametrize(("agreement", "kinds"), [(0.6, ["figure"]), (0.599, [])])
def test_from_six_tenths_of_the_words_on_other_names_before_two_figures_do_not_matter(
    agreement: float, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "nearness", lambda *args, careful: Nearness(2, 1, agreement, careful))
    found = conflicts("Here Petra Lindqvist lost 77 sheep.", "Here Olga Brandt lost 88 sheep.")
    assert [each.kind for each in found if each.kind == "figure"] == kinds


def test_passages_of_three_content_words_are_compared() -> None:
    assert [each.kind for each in conflicts("Brigs lost 77 anchors.", "Brigs lost 88 anchors.")] == ["figure"]
    assert conflicts("Lost 77 anchors.", "Lost 88 anchors.") == []


@pytest.mark.parametrize(("agreement", "open_ones"), [(0.15, [True]), (0.149, [])])
def test_days_that_one_person_states_may_differ_from_fifteen_hundredths_of_the_words_on(
    agreement: float, open_ones: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the articles has no date, so that its weekday may be of another week."""
    monkeypatch.setattr(comparing, "nearness", lambda *args, careful: Nearness(0, 0, agreement, careful))
    said = "Petra Lindqvist said on {} that the brig sank."
    found = conflicts(said.format("Monday"), said.format("Tuesday"), published_a=date(2021, 3, 10))
    assert [each.open for each in found if each.kind == "day"] == open_ones
