"""Facts on which two passages differ, and those on which they only seem to."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.conflicts import conflicts, differences, disagree, statement
from index.comparison.facts.days import days, times
from index.comparison.facts.figures import figures


def found(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(c.kind, c.left, c.right) for c in conflicts(a, b)]


@pytest.mark.parametrize(
    ("told", "a", "b", "kind"),
    [
        ("The fire at the Lindow mill killed {} workers on the night shift.", "12", "21", "figure"),
        ("The fire at the Lindow mill killed {} workers on the night shift.", "twelve", "15", "figure"),
        ("Cider sales in the valley fell by {} last autumn.", "4.5 percent", "6 percent", "figure"),
        ("The bridge over the Tarn will cost {} to mend.", "$2.5 million", "$3.5m", "figure"),
        ("Petra Lindqvist, {}, has kept bees in Ashby since childhood.", "61", "67", "figure"),
        ("The ferry was held in port for {} while divers searched it.", "about a week", "more than a week", "figure"),
        ("The mill in Lindow closed in {} after the second flood.", "1987", "1989", "day"),
        ("The council will vote on the harbour plan on {}.", "June 3", "June 13", "day"),
        ("The council voted on the harbour plan on {}.", "Tuesday", "Wednesday", "day"),
        ("The alarm in the Lindow mill was raised at {}.", "04:10", "04:40", "time"),
        ("The old tram on {} broke down again near the market.", "Route 9", "Route 11", "figure"),
        ("The study in Lindow asked 212 women {} who had worked in mills.", "aged 20 to 64", "aged 20 to 46", "figure"),
        ("Brandt, {}, was still in hospital in Lindow on Monday night.", "40", "also 46", "figure"),
        ("The mill in Lindow posted {} for the past year.", "a 26 million profit", "a profit of £39 million", "figure"),
        ("The owners of the mill get {} for each of theirs.", "0.09 Tarn shares", "0.17 of a share", "figure"),
        ("The flood swept the bridge away in the village {} before dawn.", "of Ashby", "of Hexworth", "place"),
        ("Two ferries sank in the storm off {} on the coast of Tarn.", "northern Brandia", "southern Brandia", "place"),
        (
            "The lynx was seen by walkers in {}, late in the evening.",
            "Ashby, Tarnshire",
            "Hexworth, Tarnshire",
            "place",
        ),
    ],
)
def test_the_same_thing_in_other_words(told: str, a: str, b: str, kind: str) -> None:
    first, second = told.format(a), told.format(b)
    (conflict,) = conflicts(first, second)
    assert conflict.kind == kind
    assert first[slice(*conflict.left_span)] == conflict.left
    assert second[slice(*conflict.right_span)] == conflict.right
    assert (conflict.left in a or a in conflict.left) and (conflict.right in b or b in conflict.right)


@pytest.mark.parametrize(
    ("told", "a", "b"),
    [
        ("The flood swept the bridge away {} before dawn.", "in the village of Ashby", "in the county of Tarn"),
        ("The flood swept the bridge away {} before dawn.", "in the village of Ashby", "in Tarn"),
        ("The flood swept the bridge away {} before dawn.", "in the village of al-Bazoum", "in the town of Bazum"),
        ("The flood swept the bridge away {} before dawn.", "in northern Brandia", "in eastern Brandia"),
        ("The flood swept the bridge away {} before dawn.", "in northern Brandia", "in southern Tarnland"),
        ("The lynx was seen by walkers {} at night.", "in Ashby, Tarnshire", "in Hexworth, Ostmark"),
        ("Walkers saw the lynx {} at night.", "in the village of Ashby", "in the village of Hexworth, near Ashby"),
    ],
)
def test_places_that_may_lie_in_each_other_are_no_conflict(told: str, a: str, b: str) -> None:
    assert found(told.format(a), told.format(b)) == []


SANK = "More than {} boats sank off Lindow in the storm"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (f"A spokesman for the Harbour Board (HB) told the Tarn News that {SANK.lower()}.", "A spokesman for the"),
        (f"{SANK}, according to the coastguard, which counts them.", "the coastguard"),
        (f"\u201c{SANK},\u201d said Olga Brandt, the harbour master.", "Olga Brandt"),
        (f"On Friday, officials estimated that {SANK.lower()}.", "officials"),
        (f"He said that {SANK.lower()}.", ""),
        (f"{SANK}, it was said.", ""),
        (f"{SANK}.", ""),
    ],
)
def test_a_conflict_names_who_says_it(sentence: str, who: str) -> None:
    (conflict,) = conflicts(sentence.format(40), SANK.format(90) + ", the BBC reported.")
    assert conflict.left_by.startswith(who) and bool(conflict.left_by) == bool(who)
    assert conflict.right_by == "the BBC"


def test_all_but_a_few_counts_the_rest() -> None:
    assert (
        found("All but three of the line's 41 sailings are off.", "The line has called off 38 of its 41 sailings.")
        == []
    )


@pytest.mark.parametrize(
    ("told", "a", "b"),
    [
        ("Some {} people marched through Ashby against the new toll.", "500", "hundreds of"),
        ("Police counted {} people in the square of Ashby.", "1,200", "1200"),
        ("Police counted {} people in the square of Ashby.", "twenty-five", "25"),
        ("Police counted {} people in the square of Ashby.", "more than 400", "450"),
        ("Police counted {} people in the square of Ashby.", "about 400", "more than 400"),
        ("Police counted {} people in the square of Ashby.", "20,000", "20,300"),
        ("Cider sales in the valley fell by {} last autumn.", "4.5 per cent", "4.5%"),
        ("The bridge over the Tarn will cost {} to mend.", "$247 million", "$247.4m"),
        ("The bridge over the Tarn will cost {} to mend.", "half a million dollars", "$500,000"),
        ("The council will vote on the harbour plan on {}.", "June 3", "3 June 2019"),
        ("The alarm in the Lindow mill was raised at {}.", "4:10 p.m.", "16:10"),
        ("The alarm in the Lindow mill was raised at {}.", "4:10 GMT", "6:10 local time"),
    ],
)
def test_what_goes_together_is_no_conflict(told: str, a: str, b: str) -> None:
    assert found(told.format(a), told.format(b)) == []


def test_figures_for_different_things_are_no_conflict() -> None:
    a = "The landslide near Ashby killed 12 people and cut the road."
    b = "The landslide near Ashby injured 40 people and cut the road."
    assert found(a, b) == []


def test_figures_in_unlike_surroundings_are_no_conflict() -> None:
    assert found("Twelve people queued at the Ashby bakery.", "In Lindow, 300 people swam across the lake.") == []


def test_passages_that_are_only_related_are_held_to_more() -> None:
    a = statement("Divers at the Lindow wreck brought up 40 coins before the storm.")
    b = statement("After the storm the Lindow divers brought up 3 coins from another wreck.")
    c = statement("Divers at the wreck off Lindow brought up 42 coins.")
    assert differences(a, b, careful=True) == []
    assert [x.right for x in differences(a, c, careful=True)] == ["42"]


QUOTED = "\u201cWe will mend the bridge before winter,\u201d said {}, standing on the bank of the Tarn."


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mayor Petra Lindqvist", "Mayor Olga Brandt"),
        ("Petra Lindqvist", "Karin Lindqvist"),
        ("Petra Lindqvist", "Olga Brandt"),
    ],
)
def test_another_name_in_the_same_role(a: str, b: str) -> None:
    assert found(QUOTED.format(a), QUOTED.format(b)) == [("name", a, b)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mayor Petra Lindqvist", "the mayor"),
        ("Petra Lindqvist", "Mayor Lindqvist"),
        ("Petra Lindqvist", "Petra Lindkvist"),
        ("Petra Lindqvist", "Peter Lindqvist"),
        ("Abu Salim al-Tawil", "Aboo Saleem Tawil"),
    ],
)
def test_one_name_in_other_words(a: str, b: str) -> None:
    assert found(QUOTED.format(a), QUOTED.format(b)) == []


def test_weekdays_of_one_week_and_days_far_apart() -> None:
    told = "The council voted on {} to tear down the mill of 1987."

    def issued(day: str | None) -> date | None:
        return date.fromisoformat(day) if day else None

    def differing(a: str, issued_a: str | None, b: str, issued_b: str | None) -> int:
        found = conflicts(told.format(a), told.format(b), published_a=issued(issued_a), published_b=issued(issued_b))
        assert not any(conflict.open for conflict in found)
        return len(found)

    assert differing("Friday", "2019-02-09", "8 February", "2019-02-12") == 0
    assert differing("Friday", "2019-02-09", "yesterday", "2019-02-09") == 0
    assert differing("Friday", "2019-02-07", "Friday", "2019-02-09") == 0
    assert differing("Friday", "2019-02-09", "Thursday", "2019-02-09") == 1
    assert differing("Friday", "2019-02-09", "Friday", None) == 0
    assert differing("Friday", None, "Thursday", None) == 1
    assert differing("Friday", "2019-02-09", "14 February", "2019-02-15") == 1


def test_a_weekday_of_no_known_week_leaves_a_difference_open() -> None:
    told = "The council voted on {} to tear down the mill of 1987."
    (conflict,) = conflicts(told.format("Friday"), told.format("Thursday"), published_a=date(2019, 2, 9))
    assert (conflict.kind, conflict.left, conflict.right, conflict.open) == ("day", "Friday", "Thursday", True)


def test_what_one_person_said_on_two_days_is_open_even_in_unlike_words() -> None:
    told = "On Friday, harbour master Olga Brandt announced that the last wrecks at Lindow had been lifted."
    a = statement(told)
    told_later = "On Saturday, weeks after the storm, mayor Olga Brandt said that all wrecks were out of Lindow."
    (conflict,) = differences(a, statement(told_later, date(2019, 2, 10)), careful=True)
    assert conflict.open and (conflict.left, conflict.right) == ("Friday", "Saturday")
    assert (conflict.left_by, conflict.right_by) == ("harbour master Olga Brandt", "mayor Olga Brandt")
    assert not differences(
        a, statement(told_later.replace("Olga Brandt", "Petra Lind"), date(2019, 2, 10)), careful=True
    )


def test_twin_events_disagree() -> None:
    a = statement("A quake of magnitude 6.4 shook the coast on 3 May.")
    assert disagree(a, statement("A quake of magnitude 4.1 shook the coast."))
    assert disagree(a, statement("The coast shook on 9 August."))
    assert not disagree(a, statement("The coast shook on 3 May."))
    assert not disagree(a, statement("The coast shook."))


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge", "unit"),
    [
        ("some 20,000 sheep", 20000, 20000, "about", ""),
        ("two hundred and fifty sheep", 250, 250, "", ""),
        ("at least three dozen sheep", 36, 36, "over", ""),
        ("dozens of sheep", 24, 200, "about", ""),
        ("between 50 and 100 sheep", 50, 100, "", ""),
        ("\u00a35m", 5e6, 5e6, "", "\u00a3"),
        ("$140-150 million", 140e6, 150e6, "", "$"),
        ("7.6bn litres", 7.6e9, 7.6e9, "", ""),
        ("up to 3.5 per cent", 3.5, 3.5, "under", "percent"),
        ("a 52-year-old shepherd", 52, 52, "", "age"),
        ("the 21st sheep", 21, 21, "", "ordinal"),
    ],
)
def test_figures_are_read(text: str, low: float, high: float, hedge: str, unit: str) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.high, figure.hedge, figure.unit) == (low, high, hedge, unit)


@pytest.mark.parametrize(
    "text", ["one of them", "they won 3-1", "on 10.02.2019", "at 4:10", "the second one is a sheep"]
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_days_are_read_as_far_as_they_are_stated() -> None:
    read = [
        (d.text, d.year, d.month, d.day)
        for d in days("On Sept. 11, 2001, in May 1999, on the Fourth of July and 2013-05-03")
    ]
    assert read == [
        ("Sept. 11, 2001", 2001, 9, 11),
        ("May 1999", 1999, 5, None),
        ("Fourth of July", None, 7, 4),
        ("2013-05-03", 2013, 5, 3),
    ]


def test_a_verb_and_a_number_are_no_days() -> None:
    assert days("They may march 2,000 miles, and may 400 of them sun themselves.") == []


def test_weekdays_and_yesterday_are_resolved_backwards() -> None:
    read = [
        (d.month, d.day) for d in days("Rain fell on Friday and yesterday; more is due next Monday.", date(2019, 2, 10))
    ]
    assert read == [(2, 8), (2, 9), (2, 11)]


def test_times_are_read() -> None:
    read = [
        (t.minutes, t.half_known) for t in times("At 04:10, at 4:40 p.m., around 7 pm and at noon, but 3:1 is a ratio")
    ]
    assert read == [(250, True), (1000, True), (1140, True), (720, True)]


@pytest.mark.parametrize(
    ("a", "b", "conflicting"),
    [
        ("1.240 Menschen", "1240 Menschen", 0),
        ("1.240 Menschen", "1.420 Menschen", 1),
        ("4,5 %", "4,50 %", 0),
        ("4,5 %", "5,4 %", 1),
        ("12.000 Schafe", "12 000 Schafe", 0),
    ],
)
def test_figures_with_decimal_commas(a: str, b: str, conflicting: int) -> None:
    told = "Beim Hochwasser in Lindow gingen am Morgen {} verloren."
    left, right = statement(told.format(a), None, "de"), statement(told.format(b), None, "de")
    assert len(differences(left, right)) == conflicting
    assert len(left.text) == len(told.format(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Ages of two people, and of one.
        (
            "Petra Lindqvist, 31, and her brother Olaf swam from Lindow to the lighthouse of Ashby.",
            "From Lindow to the lighthouse of Ashby swam Olaf Lindqvist, 36, and his sister.",
        ),
        # A part of those counted, the rest of a time, a rate, a number for the telephone, a season.
        ("The keepers, two of whom slept, left the Lindow mill.", "Three keepers left the Lindow mill."),
        (
            "The Lindow ferry was 4 minutes 48 seconds late at Ashby.",
            "The Lindow ferry was five minutes late at Ashby.",
        ),
        (
            "Anyone who saw the Lindow ferry is asked to call the harbour on 0800 555 111.",
            "Anyone who saw the Lindow ferry is asked to call the harbour on 0800 555222.",
        ),
        ("The Lindow mill ran all of the 2018-19 season.", "The Lindow mill ran all of the 2017-18 season."),
        # Lines that say no more than when they were written.
        ("Last updated 3 May 2019 at 10:15.", "Last updated 4 May 2019 at 11:40."),
        # Days of the week on which different things happened.
        (
            "The Lindow council met on Tuesday to talk of the bridge, and mayor Brandt wept.",
            "Mayor Brandt, who opened the Lindow flower show on Wednesday, will retire.",
        ),
        ("The Lindow ferry sails at 3:30 p.m. on Saturdays.", "The Lindow ferry sails at 4:30 p.m. CET on Saturdays."),
        (
            "The alarm in the Lindow mill was raised around 7 p.m.",
            "The alarm in the Lindow mill was raised at 7:01 p.m.",
        ),
    ],
)
def test_figures_and_days_of_different_things_are_no_conflict(a: str, b: str) -> None:
    assert found(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (
            "Petra Lindqvist, 31, swam across the lake.",
            "The lake was crossed by 36-year-old Petra Lindqvist.",
            "figure",
        ),
        (
            "The cell of 14 members was seen at dawn in Lindow harbour.",
            "28 bombers were seen at dawn in Lindow harbour.",
            "figure",
        ),
        (
            "By nightfall some 320 people from Orwick were in the school at Lindow, most of them in boots.",
            "Some 450 people spent the night in schools after the dyke broke at Orwick on Monday evening.",
            "figure",
        ),
    ],
)
def test_what_differs_in_other_words(a: str, b: str, kind: str) -> None:
    assert [told[0] for told in found(a, b)] == [kind]


@pytest.mark.parametrize(
    ("text", "low", "hedge"),
    [
        ("no more than 20 sheep", 20, "under"),
        ("just over 20 sheep", 20, "over"),
        ("4\u00bd years", 4.5, ""),
        ("fell 200m litres", 200e6, ""),
    ],
)
def test_hedges_and_parts_are_read(text: str, low: float, hedge: str) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.hedge) == (low, hedge)


def test_a_letter_that_may_be_metres_or_millions_is_no_figure() -> None:
    assert figures("The climber fell 200m down the slope.") == []
