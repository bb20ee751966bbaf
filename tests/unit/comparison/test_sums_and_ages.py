"""Parts that add up to a total, ages at two dates and values in other words are no differences."""

from __future__ import annotations

import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences import ages
from index.comparison.differences.kinds.figures import candidates
from index.comparison.differences.pair import Pair
from index.comparison.differences.pairwise import claim
from index.comparison.differences.reading import Reading
from index.comparison.facts.figures import figures
from index.comparison.facts.measures import measured
from index.model import Article, CleanArticle, Metadata, PartialDate


def _pair(left: str, right: str, published: tuple[str, str] = ("", "")) -> Pair:
    readings = []
    for text, day in zip((left, right), published, strict=True):
        metadata = Metadata(published=PartialDate.parse(day) if day else None)
        readings.append(Reading(Article(text, 1, text, "", (text,), CleanArticle(metadata, text, ())), "en"))
    return Pair(readings[0], readings[1], TermWeights(blended(background())))


def _found(left: str, right: str, published: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    return [(each.left.value, each.right.value) for each in candidates(_pair(left, right, published))]


# --- Sums --------------------


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("Three people were shot at the Ostry mill.", "Two people were killed and one wounded at the Ostry mill."),
        ("Five people died at the mill.", "Three women and two men died at the mill."),
        ("Five people died at the mill.", "Three women died at the mill. Two men died in hospital."),
        ("Nine workers were hurt.", "Four workers, three workers and two workers were hurt."),
        ("The port will cost $5 million.", "The port will cost $3 million and the road $2 million."),
        ("The pipe is 12 km long.", "The pipe has a part of 5 km and another of 7 km."),
    ],
)
def test_parts_that_add_up_are_no_difference(total: str, parts: str) -> None:
    assert _found(total, parts) == []
    assert _found(parts, total) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Those killed are not those killed and those hurt.
        ("Four people were killed at the mill.", "Three people were killed and one hurt at the mill."),
        # Too much, too far away, of another sort.
        ("Four people died at the mill.", "Three people died at the mill; two men drowned."),
        ("Four people died.", "Three people died. It rained. One man drowned."),
        ("Seven villages were destroyed.", "Four villages were destroyed and three people killed."),
    ],
)
def test_what_does_not_add_up_is_one(left: str, right: str) -> None:
    assert _found(left, right) != []


@pytest.mark.parametrize(("total", "found"), [("10", False), ("15", True)])
def test_four_parts_are_added_at_most(total: str, found: bool) -> None:
    parts = (
        "1 woman, 2 women, 3 women, 4 women and 5 women died" if found else "1 woman, 2 women, 3 women and 4 women died"
    )
    values = [left for left, _ in _found(f"{total} women died at the mill.", parts)]
    assert (total in values) is found


def test_ages_are_never_added() -> None:
    assert _found("Ada Quill, aged 30, sang.", "Ada Quill, aged 20, sang. Bo Quill, aged 10, danced.") != []


# --- Ages --------------------

_QUILL = "Ada Quill, {}, rebuilt the Ostry mill."


@pytest.mark.parametrize(
    ("years", "published", "found"),
    [
        ((34, 35), ("2021-03-01", "2021-03-08"), True),
        ((34, 35), ("2021-03-01", "2021-03-09"), False),
        ((34, 35), ("2021-03-01", "2022-02-20"), False),
        ((34, 35), ("2021-03-01", "2022-08-20"), False),
        ((34, 35), ("2021-03-01", "2023-03-20"), True),
        ((34, 36), ("2021-03-01", "2021-09-01"), True),
        ((35, 34), ("2021-03-01", "2021-09-01"), True),
        ((35, 34), ("2021-09-01", "2021-03-01"), False),
    ],
)
def test_nobody_stays_of_one_age(years: tuple[int, int], published: tuple[str, str], found: bool) -> None:
    left, right = (_QUILL.format(each) for each in years)
    assert bool(_found(left, right, published)) is found


@pytest.mark.parametrize(("other", "missing"), [(35, ages.NOT_KNOWN), (36, "")])
@pytest.mark.parametrize("published", [("", ""), ("2021-03-01", "")])
def test_without_dates_a_year_of_age_is_open(other: int, missing: str, published: tuple[str, str]) -> None:
    pair = _pair(_QUILL.format(34), _QUILL.format(other), published)
    (found,) = candidates(pair)
    assert found.missing == missing
    assert (claim(pair, 0.9, found) == "open") is bool(missing)


def test_the_dates_of_both_articles_are_no_gap_in_what_is_known() -> None:
    (found,) = candidates(_pair(_QUILL.format(34), _QUILL.format(35), ("2021-03-01", "2021-03-02")))
    assert found.missing == ""


@pytest.mark.parametrize(
    "earlier",
    [
        "Ada Quill was hired when she was 17.",
        "Ada Quill, then 17, was hired.",
        "Ada Quill, 17 at the time, was hired.",
        "Ada Quill left school at the age of 17.",
    ],
)
def test_an_age_of_an_earlier_time_is_no_difference(earlier: str) -> None:
    assert _found(_QUILL.format(40), earlier) == []


def test_ages_of_two_people_are_no_difference() -> None:
    assert _found("Ada Quill, 40, sang at Ostry.", "Bo Marn, 38, sang at Ostry.") == []


# --- Values --------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Two-thirds of members agreed.", "Some 67 percent of members agreed."),
        ("Half of the members agreed.", "52 percent of the members agreed."),
        ("A quarter of the homes lost power.", "25 percent of the homes lost power."),
        ("No fewer than 12 boats sank.", "14 boats sank."),
        ("Some 40 or so boats sank.", "41 boats sank."),
        ("More than 40 boats sank.", "40-plus boats sank."),
        ("It was 40C in Delby.", "It was 104F in Delby."),
        ("It was -5\u00b0C in Delby.", "It was 23 degrees Fahrenheit in Delby."),
        ("The park has 3 sq km.", "The park has 300 hectares."),
        ("The car did 60 mph.", "The car did 96.6 km/h."),
        ("A 6-foot-3 guard fell.", "A guard of 190 cm fell."),
        ("The firm lost $3B.", "The firm lost $3 billion."),
        ("The toll in Delby was 31.", "Ada Quill, aged 40, sang in Delby."),
    ],
)
def test_one_value_in_other_words_is_no_difference(left: str, right: str) -> None:
    assert _found(left, right) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Two-thirds of members agreed.", "Some 80 percent of members agreed."),
        ("Half of the members agreed.", "56 percent of the members agreed."),
        ("No fewer than 12 boats sank.", "8 boats sank."),
        ("It was minus 20 degrees Celsius in Delby.", "It was 20 degrees Celsius in Delby."),
    ],
)
def test_other_values_are(left: str, right: str) -> None:
    assert _found(left, right) != []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("It weighs 12 pounds.", "mass"),
        ("Police found 12 pounds of flour.", "mass"),
        ("The firm has 12 pounds of debt.", "money \u00a3"),
        ("The firm has 100,001 pounds of flour.", "money \u00a3"),
        ("The plan costs 12 pounds.", "money \u00a3"),
        ("The toll was 31.", "count"),
        ("Ada Quill was 31.", "age"),
        ("The ship makes 20 knots.", "speed"),
    ],
)
def test_what_a_figure_measures(text: str, measure: str) -> None:
    assert measured(text, figures(text)[-1]).measure == measure


@pytest.mark.parametrize(("between", "age"), [(55, False), (70, True)])
def test_a_word_for_a_number_is_looked_for_sixty_characters_back(between: int, age: bool) -> None:
    text = f"The toll {'x' * (between - len('toll was  '))} was 31."
    assert (figures(text)[0].unit == "age") is age


def test_passengers_of_a_numbered_flight_are_not_counted() -> None:
    assert figures("Flight 12 passengers left.")[0].nouns == ()


def test_a_price_per_head_is_a_rate() -> None:
    assert [each.rate for each in figures("It costs $12 per person, and $40 in all.")] == [True, False]
