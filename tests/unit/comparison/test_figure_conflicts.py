"""Where the line runs between figures that agree, that measure the same, and that count one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.comparison.facts.figure_conflicts import figures_agree, near, same_count, same_measure, same_unit
from index.comparison.facts.figures import Figure
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.word_lists import Hedge

PLAIN = Figure("", (0, 1), 0.0, 0.0, "", "", (), "", False, "", False, 1.0)


def exactly(value: float, hedge: Hedge = "", *nouns: str, unit: str = "", step: float = 1.0, fate: str = "") -> Figure:
    return replace(PLAIN, low=value, high=value, hedge=hedge, nouns=nouns, unit=unit, step=step, fate=fate)


def interval(low: float, high: float) -> Figure:
    return replace(PLAIN, low=low, high=high, step=0.0)


def agree(x: Figure, y: Figure) -> bool:
    """Whether they do, which never depends on the side that each stands on."""
    assert figures_agree(x, y) == figures_agree(y, x)
    return figures_agree(x, y)


# --- Whether both can be true -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        (exactly(111), exactly(111), True),
        (exactly(111), exactly(112), False),
        (exactly(0), exactly(3), False),
        # More than 400 is up to half as many again.
        (exactly(411, "over"), exactly(616), True),
        (exactly(411, "over"), exactly(617), False),
        (exactly(411, "over"), exactly(411), True),
        (exactly(411, "over"), exactly(409), False),
        # Up to 500 is not under four fifths of it.
        (exactly(515, "under"), exactly(412), True),
        (exactly(515, "under"), exactly(411), False),
        (exactly(515, "under"), exactly(516), False),
        # About is within 15 percent.
        (exactly(200, "about"), exactly(229), True),
        (exactly(200, "about"), exactly(231), False),
        (exactly(200, "about"), exactly(171), True),
        (exactly(200, "about"), exactly(169), False),
        (exactly(111, "about"), exactly(130, "about"), True),
        (exactly(111, "about"), exactly(131, "about"), False),
        (exactly(411, "over"), exactly(415, "over"), False),
        (exactly(411, "over"), exactly(511, "under"), True),
        (exactly(411, "over"), exactly(311, "under"), False),
    ],
)
def test_hedges_allow_for_so_much_and_no_more(x: Figure, y: Figure, agreeing: bool) -> None:
    assert agree(x, y) is agreeing


@pytest.mark.parametrize(
    ("rough", "precise", "agreeing"),
    [
        # The last digit given may be off by one.
        (exactly(2_300_000, step=100_000), exactly(2_400_000), True),
        (exactly(2_300_000, step=100_000), exactly(2_200_000), True),
        (exactly(2_300_000, step=100_000), exactly(2_400_001), False),
        # Two zeros make a number round, and then 5 percent are allowed.
        (exactly(20_000), exactly(20_999), True),
        (exactly(20_000), exactly(19_001), True),
        (exactly(20_000), exactly(21_001), False),
        (exactly(1100), exactly(1120), True),
        (exactly(110), exactly(112), False),
        # Both are round to the same digit.
        (exactly(2500), exactly(2600), False),
        (exactly(100.5), exactly(101.5), False),
        (exactly(0), exactly(1), False),
    ],
)
def test_a_round_number_stands_for_a_precise_one_near_it(rough: Figure, precise: Figure, agreeing: bool) -> None:
    assert agree(rough, precise) is agreeing


def test_intervals_that_are_spelled_out_agree_only_when_they_are_the_same() -> None:
    assert agree(interval(20, 64), interval(20, 64))
    assert not agree(interval(20, 64), interval(20, 46))
    assert not agree(interval(20, 64), interval(30, 64))


def test_an_interval_agrees_with_what_lies_in_it() -> None:
    assert agree(interval(20, 64), exactly(20)) and agree(interval(20, 64), exactly(64))
    assert not agree(interval(20, 64), exactly(19)) and not agree(interval(20, 64), exactly(65))
    assert agree(interval(20, 64), exactly(70, "about"))


@pytest.mark.parametrize(
    ("x", "y", "agreeing"),
    [
        ("about", "over", False),
        ("under", "over", False),
        ("about", "under", True),
        ("", "over", True),
        ("over", "over", True),
    ],
)
def test_about_a_week_and_more_than_a_week_differ(x: Hedge, y: Hedge, agreeing: bool) -> None:
    assert agree(exactly(1, x, "week"), exactly(1, y, "week")) is agreeing
    assert agree(exactly(1, x, "sheep"), exactly(1, y, "sheep"))


@pytest.mark.parametrize(
    ("x", "y", "close"),
    [
        (exactly(80), exactly(100), True),
        (exactly(79), exactly(100), False),
        (exactly(100), exactly(80), True),
        (exactly(100), exactly(79), False),
        (interval(50, 80), interval(100, 120), True),
        (interval(50, 79), interval(100, 120), False),
    ],
)
def test_figures_are_near_down_to_four_fifths(x: Figure, y: Figure, close: bool) -> None:
    assert near(x, y) is close


# --- Whether they measure the same sort of thing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "same"),
    [
        (exactly(3, "", "sheep"), exactly(4, "", "sheep"), True),
        (exactly(3, "", "sheep"), exactly(4, "", "goat"), False),
        (exactly(3, "", "sheep"), exactly(4), False),
        (exactly(3), exactly(4), True),
        (exactly(3, "", "sheep", "goat"), exactly(4, "", "goat"), True),
        # Words for one thing.
        (exactly(3, "", "peopl"), exactly(4, "", "resid"), True),
        (exactly(3, "", "soldier"), exactly(4, "", "troop"), True),
        (exactly(3, "", "soldier"), exactly(4, "", "child"), False),
        # What befell them.
        (exactly(3, "", "peopl", fate="kill"), exactly(4, "", "peopl", fate="injur"), False),
        (exactly(3, "", "peopl", fate="kill"), exactly(4, "", "peopl", fate="kill"), True),
        (exactly(3, "", "peopl", fate="kill"), exactly(4, "", "peopl"), True),
        # Units.
        (exactly(3, unit="percent"), exactly(4, unit="percent"), True),
        (exactly(3, unit="percent"), exactly(4, unit="age"), False),
        (exactly(3, unit="percent"), exactly(4), False),
        (exactly(3, "", "place", unit="ordinal"), exactly(4, "", "place", unit="ordinal"), True),
        (exactly(3, "", "place", unit="ordinal"), exactly(4, "", "floor", unit="ordinal"), False),
        (exactly(3, unit="ordinal"), exactly(4, unit="ordinal"), False),
        # A sum whose currency got lost: of a million or more, and of a word for money.
        (exactly(3, unit="$"), exactly(1_000_000, "", "profit"), True),
        (exactly(3, unit="$"), exactly(999_999, "", "profit"), False),
        (exactly(3, unit="$"), exactly(1_000_000, "", "sheep"), False),
        (exactly(3, unit="percent"), exactly(1_000_000, "", "profit"), False),
        (exactly(3, unit="$"), exactly(4, unit="$"), True),
        (exactly(3, unit="$"), exactly(4, unit="EUR"), False),
        # Seven-yard pass, and seven yards.
        (
            replace(exactly(3, "", "yard"), modifier=True),
            exactly(4, "", "yard"),
            False,
        ),
        (
            replace(exactly(3, "", "yard"), modifier=True),
            replace(exactly(4, "", "yard"), modifier=True),
            True,
        ),
        # The number of a flight.
        (replace(exactly(3), label="flight"), replace(exactly(4), label="flight"), True),
        (replace(exactly(3), label="flight"), replace(exactly(4), label="rout"), False),
        (replace(exactly(3), label="flight"), exactly(4), False),
        (replace(exactly(3), label="flight", unit="$"), replace(exactly(4), label="flight"), True),
    ],
)
def test_what_figures_measure(x: Figure, y: Figure, same: bool) -> None:
    assert same_measure(x, y) is same
    assert same_measure(y, x) is same


@pytest.mark.parametrize(
    ("x", "y", "same"),
    [
        (exactly(3, "", "sheep"), exactly(4, "", "goat"), True),
        (exactly(3, unit="percent"), exactly(4, unit="percent"), True),
        (exactly(3, unit="percent"), exactly(4), False),
        (exactly(3, unit="ordinal"), exactly(4, unit="ordinal"), False),
        (exactly(3, fate="kill"), exactly(4, fate="injur"), False),
        (exactly(3, fate="kill"), exactly(4), True),
        (exactly(3, fate="kill"), exactly(4, fate="kill"), True),
    ],
)
def test_figures_of_one_unit_can_be_set_against_each_other(x: Figure, y: Figure, same: bool) -> None:
    assert same_unit(x, y) is same
    assert same_unit(y, x) is same


# --- Whether they count one thing -------------------------------------------------------------------------------------


def counted(
    x: Figure, y: Figure, agreement: float, *, nearby: int = 0, adjoining: int = 0, careful: bool = False
) -> bool:
    near_by = Nearness(nearby, adjoining, agreement, careful)
    assert same_count(x, y, near_by) == same_count(y, x, near_by)
    return same_count(x, y, near_by)


SHEEP, MORE, MANY, GOATS = (
    exactly(n, "", noun) for n, noun in ((40, "sheep"), (50, "sheep"), (400, "sheep"), (40, "goat"))
)


def test_passages_that_say_nearly_the_same_count_one_thing() -> None:
    assert counted(SHEEP, MORE, 0.6) and not counted(SHEEP, MORE, 0.59)
    # Figures of unlike size need more: under three tenths, seven tenths of the words.
    assert counted(SHEEP, MANY, 0.7) and not counted(SHEEP, MANY, 0.69)
    assert counted(exactly(30, "", "sheep"), exactly(100, "", "sheep"), 0.6)
    assert not counted(exactly(29, "", "sheep"), exactly(100, "", "sheep"), 0.6)


def test_figures_of_like_size_need_two_words_near_both() -> None:
    assert counted(SHEEP, MORE, 0.25, nearby=2)
    assert not counted(SHEEP, MORE, 0.24, nearby=2)
    assert not counted(SHEEP, MORE, 0.4, nearby=1, adjoining=1)


def test_figures_with_a_unit_need_one_word_next_to_both() -> None:
    x, y = exactly(40, unit="percent"), exactly(50, unit="percent")
    assert counted(x, y, 0.4, nearby=1, adjoining=1)
    assert not counted(x, y, 0.39, nearby=1, adjoining=1)
    assert not counted(x, y, 0.5, nearby=1, adjoining=0)


def test_two_estimates_of_one_noun_need_one_word_next_to_both() -> None:
    x, y = exactly(40, "about", "sheep"), exactly(50, "about", "sheep")
    assert counted(x, y, 0.25, adjoining=1)
    assert not counted(x, y, 0.24, adjoining=1)
    assert not counted(x, y, 0.25)
    assert not counted(x, exactly(50, "over", "sheep"), 0.25, adjoining=1)


def test_figures_of_unlike_size_need_four_words_near_both() -> None:
    assert counted(SHEEP, MANY, 0.5, nearby=4, adjoining=1)
    assert not counted(SHEEP, MANY, 0.5, nearby=3, adjoining=1)
    assert not counted(SHEEP, MANY, 0.5, nearby=4, adjoining=0)
    assert not counted(SHEEP, MANY, 0.49, nearby=4, adjoining=1)
    # Half as many is of like size.
    assert counted(SHEEP, exactly(80, "", "sheep"), 0.25, nearby=2)
    assert not counted(SHEEP, exactly(81, "", "sheep"), 0.25, nearby=2)


def test_different_nouns_count_one_thing_only_in_passages_that_say_the_same() -> None:
    assert counted(SHEEP, exactly(50, "", "goat"), 0.7, adjoining=1)
    assert not counted(SHEEP, exactly(50, "", "goat"), 0.69, adjoining=1, nearby=6)
    assert not counted(SHEEP, exactly(50, "", "goat"), 0.9, adjoining=0, nearby=6)


def test_ages_of_unlike_people_are_not_one() -> None:
    girl, driver, bare = (
        exactly(12, "", "girl", unit="age"),
        exactly(13, "", "driver", unit="age"),
        exactly(14, unit="age"),
    )
    assert not counted(girl, driver, 0.5, nearby=4, adjoining=1)
    assert counted(girl, driver, 0.6)
    assert counted(girl, bare, 0.25, nearby=2)
    assert counted(girl, exactly(40, "", "girl", unit="age"), 0.25, nearby=2)
    assert counted(exactly(12, "", "man", unit="age"), exactly(13, "", "victim", unit="age"), 0.25, nearby=2)


def test_passages_that_are_only_related_count_one_thing_where_the_figures_are_near() -> None:
    near_by = exactly(42, "", "sheep")
    assert counted(SHEEP, near_by, 0.25, nearby=2, careful=True)
    assert not counted(SHEEP, near_by, 0.24, nearby=2, careful=True)
    assert not counted(SHEEP, near_by, 0.25, nearby=1, careful=True)
    assert not counted(SHEEP, exactly(51, "", "sheep"), 0.9, nearby=6, careful=True)
    assert not counted(SHEEP, replace(near_by, rate=True), 0.9, nearby=6, careful=True)
    assert counted(replace(SHEEP, rate=True), replace(near_by, rate=True), 0.25, nearby=2, careful=True)


def test_related_passages_count_ordinals_and_ages_with_more_care() -> None:
    x, y = exactly(20, "", "place", unit="ordinal"), exactly(21, "", "place", unit="ordinal")
    assert counted(x, y, 0.4, nearby=2, careful=True) and not counted(x, y, 0.39, nearby=2, careful=True)
    old, older = exactly(60, unit="age"), exactly(62, unit="age")
    assert counted(old, older, 0.25, nearby=2, careful=True)
    assert not counted(old, exactly(63, unit="age"), 0.9, nearby=6, careful=True)
    girl, driver = exactly(60, "", "girl", unit="age"), exactly(61, "", "driver", unit="age")
    assert not counted(girl, driver, 0.9, nearby=6, careful=True)


def test_nothing_and_nothing_are_of_like_size() -> None:
    assert not counted(exactly(0, "", "sheep"), exactly(3, "", "sheep"), 0.25, nearby=2)
    assert counted(exactly(0, "", "sheep"), exactly(3, "", "sheep"), 0.7)
