"""What figures measure, how far their hedges reach, and the words that limit what they are of."""

from __future__ import annotations

import pytest

from index.comparison.facts.figures import figures
from index.comparison.facts.hedges import loosely, meant
from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.scope import counts_a_part, of_the_past, scopes
from index.comparison.facts.statements import statement
from index.comparison.facts.synonyms import canonical
from index.text import stem


def _first(text: str) -> Measured:
    return measured(text, figures(text)[0])


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("The cliff is 200 feet high", "length", 60.96),
        ("The cliff is 60ft high", "length", 18.288),
        ("The cable is 3 miles long", "length", 4828.032),
        ("The cable is 12 km long", "length", 12_000),
        ("They burned 10 acres", "area", 4.04686),
        ("They burned 2 square kilometres", "area", 200),
        ("It weighs 50 kg", "mass", 50),
        ("It weighs 100 lbs", "mass", 45.3592),
        ("The tank holds 20 gallons", "volume", 75.7082),
        ("He was away for three weeks", "duration", 21),
        ("He was away for 2 decades", "duration", 7305),
        ("It reached 86 degrees Fahrenheit", "temperature", 30),
        ("It reached 30 \u00b0C", "temperature", 30),
        ("The wind blew at 90 km an hour", "speed", 90_000),
        ("A 6.1-magnitude quake hit the coast", "magnitude", 6.1),
        ("A quake of magnitude 5.9 hit the coast", "magnitude", 5.9),
        ("A quake, measuring 7.4, hit the coast", "magnitude", 7.4),
        ("A 5.6 earthquake hit the coast", "magnitude", 5.6),
        ("The island is home to 4,200 people", "population", 4200),
        ("It has a population of 4,200", "population", 4200),
        ("The firm paid $200 million", "money $", 2e8),
        ("The firm paid $200MM", "money $", 2e8),
        ("The firm paid \u20ac20", "money \u20ac", 20),
        ("Some 35 percent left", "percent", 35),
        ("A 34-year-old baker", "age", 34),
        ("A 260-pound forward", "mass", 117.934),
        ("An 18-month-old boy", "age", 1.5),
        ("He died three weeks ago", "duration ago", 21),
        ("He died three weeks after the fall", "duration after", 21),
        ("It has 12 bridges", "count", 12),
        ("They have 11 earthquakes a year", "count", 11),
    ],
)
def test_a_figure_is_converted_to_the_unit_of_its_measure(text: str, measure: str, value: float) -> None:
    found = _first(text)
    assert found.measure == measure
    assert found.figure.low == pytest.approx(value)


@pytest.mark.parametrize(
    ("said", "measure", "value"),
    [
        ("500 metres", "length", 500),
        ("500 cm", "length", 5),
        ("500 millimetres", "length", 0.5),
        ("5 km", "length", 5000),
        ("5 miles", "length", 8046.72),
        ("5 feet", "length", 1.524),
        ("50 inches", "length", 1.27),
        ("5 hectares", "area", 5),
        ("5 acres", "area", 2.02343),
        ("5 kilograms", "mass", 5),
        ("500 grams", "mass", 0.5),
        ("5 tonnes", "mass", 5000),
        ("5 tons", "mass", 4535.925),
        ("50 lbs", "mass", 22.6796),
        ("50 ounces", "mass", 1.417475),
        ("5 litres", "volume", 5),
        ("5 gallons", "volume", 18.92705),
        ("5 barrels", "volume", 794.935),
        ("43200 seconds", "duration", 0.5),
        ("720 minutes", "duration", 0.5),
        ("12 hours", "duration", 0.5),
        ("5 days", "duration", 5),
        ("5 weeks", "duration", 35),
        ("2 fortnights", "duration", 28),
        ("2 months", "duration", 60.875),
        ("2 years", "duration", 730.5),
        ("2 decades", "duration", 7305),
        ("2 centuries", "duration", 73_050),
        ("5 square kilometres", "area", 500),
        ("5 square kilometers", "area", 500),
        ("5 square km", "area", 500),
        ("5 square miles", "area", 1294.995),
        ("50000 square metres", "area", 5),
        ("50000 square meters", "area", 5),
        ("100000 square feet", "area", 0.92903),
        ("100000 square foot", "area", 0.92903),
    ],
)
def test_what_each_unit_is_in_that_of_its_measure(said: str, measure: str, value: float) -> None:
    found = _first(f"It had {said} there")
    assert found.measure == measure
    assert found.figure.low == pytest.approx(value)


@pytest.mark.parametrize(("letters", "measure"), [(150, "population"), (151, "count")])
def test_what_a_figure_measures_is_said_within_150_characters_before_it(letters: int, measure: str) -> None:
    before = "population of".ljust(letters)
    assert _first(f"{before}4,200 people").measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A magnitude 9.9 quake", "magnitude"),
        ("A magnitude 10 quake", "count"),
        ("It is home to 100 people", "population"),
        ("It is home to 99 people", "count"),
    ],
)
def test_what_is_too_large_or_small_measures_something_else(text: str, measure: str) -> None:
    assert _first(text).measure == measure


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("That brings the death toll to 11", "kill"),
        ("The toll of the fall of the roof of the old swimming hall in Haldon Vale has now risen to 11", "kill"),
        ("The number of people killed is now 11", "kill"),
        ("Rescuers say 11 people have now died", "kill"),
        ("Rescuers say 11 people are known to have been killed", "kill"),
        ("Rescuers say 11 people were also injured", "injur"),
        ("Rescuers say 11 people are still missing", "miss"),
        ("Rescuers say 11 people were not injured", ""),
        ("The number of injured rose to 40", "injur"),
        ("Rescuers put the dead at 7", "kill"),
        ("They drove to 11", ""),
        ("He faces two counts of murder", ""),
        ("They saw two murders", "kill"),
        ("The blast injured 3 and another 70 left", "injur"),
    ],
)
def test_what_happened_is_read_before_a_figure_too(text: str, fate: str) -> None:
    assert _first(text).figure.fate == fate


def test_names_are_not_what_is_counted() -> None:
    assert _first("She drove 12 Larkin trams").figure.nouns == ("tram",)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("It took 2-1/2 years", 2.5),
        ("It took 4-1 / 2 years", 4.5),
        ("It took 41 / 2 years", 4.5),
        ("It took 3 3/4 years", 3.75),
    ],
)
def test_a_whole_number_and_a_fraction_are_one_figure(text: str, amount: float) -> None:
    (found,) = figures(text)
    assert found.low == amount


@pytest.mark.parametrize("text", ["on 9/11", "open 24/7", "on 3/4", "of 11/2"])
def test_what_has_no_whole_number_before_it_is_no_fraction(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("12 boats", 12, 12),
        ("about 13 boats", 12.35, 13.65),
        ("about 100 boats", 85, 115),
        ("about 110 boats", 104.5, 115.5),
        ("about 60 boats", 55, 65),
        ("more than 12 boats", 12, 13.2),
        ("more than 100 boats", 100, 150),
        ("more than 26,000 boats", 26_000, 28_600),
        ("more than 5 boats", 5, 6),
        ("at least 4 boats", 4, 6),
        ("almost 50 boats", 45, 50),
        ("nearly 14 boats", 13.3, 14),
        ("up to 50 boats", 40, 50),
    ],
)
def test_a_hedge_reaches_as_far_as_the_figure_is_round(text: str, lowest: float, highest: float) -> None:
    assert list(meant(figures(text)[0], "en")) == pytest.approx([lowest, highest])


def test_what_was_converted_may_be_rounded() -> None:
    assert list(loosely(figures("35 miles")[0])) == pytest.approx([33.25, 36.75])
    assert list(loosely(figures("60 km")[0])) == pytest.approx([55, 65])
    assert loosely(figures("20 to 30 km")[0]) == (20, 30)


def test_hedges_of_other_languages_reach_alike() -> None:
    assert meant(figures("mindestens 4 Boote", language="de")[0], "de") == (4, 6)
    assert meant(figures("casi 50 barcos", language="es")[0], "es") == (45, 50)


def test_a_figure_that_counts_a_part_is_kept_apart() -> None:
    read = statement("The fire hurt 12 people, two of whom are in hospital.")
    assert [figure.text for figure in read.figures] == ["12"]
    assert [figure.text for figure in read.parts] == ["two"]


def test_words_for_one_thing_have_one_stem() -> None:
    assert canonical(stem("earthquake")) == canonical(stem("tremor"))
    assert canonical(stem("wounded")) == canonical(stem("injured"))
    assert canonical(stem("bridge")) == stem("bridge")


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("Twelve were hurt, three of them badly.", True, set()),
        ("Twelve were hurt so far.", False, {"so far"}),
        ("Another twelve were hurt this week.", True, {"week"}),
        ("Twelve were hurt here and dozens more in the hills.", True, set()),
        ("Twelve were hurt.", False, set()),
    ],
)
def test_words_that_limit_what_a_figure_is_of(text: str, part: bool, found: set[str]) -> None:
    read = statement(text)
    assert counts_a_part(read) == part
    assert set(scopes(read)) == found


@pytest.mark.parametrize(
    ("text", "year", "past"),
    [
        ("A flood hit the town in 2003.", 2004, True),
        ("A flood hit the town in 2003.", 2003, False),
        ("A flood hit the town in 2003.", None, True),
        ("A flood hit the town two years ago.", 2003, True),
        ("A flood hit the town last year.", None, True),
        ("A flood hit the town in February.", 2003, True),
        ("A flood hit the town on 3 February.", 2003, False),
        ("A flood hit the town on Monday.", None, False),
    ],
)
def test_what_is_of_times_gone_by(text: str, year: int | None, past: bool) -> None:
    assert of_the_past(statement(text), year) == past
