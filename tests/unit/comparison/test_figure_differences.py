"""Figures of two whole articles that differ: candidates, evidence, rank and claim; the articles are invented."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences import pairwise
from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.context import alike, clause_of, context, surroundings
from index.comparison.differences.entries import entries
from index.comparison.differences.evidence import doubts, evidence
from index.comparison.differences.kinds.figures import agree, candidates, comparable, whole, written
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.likeness import bags, likeness, shared_words
from index.comparison.differences.pair import Pair
from index.comparison.differences.pairwise import differences
from index.comparison.differences.ranking import named_features
from index.comparison.differences.reading import Reading
from index.comparison.facts.conflicts import differences as passage_conflicts
from index.comparison.facts.figures import figures
from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.statements import statement
from index.model import Article, CleanArticle, Difference, Metadata, PartialDate

_MILL = "The grain mill at Ostry collapsed on the night shift. {} workers were killed by falling beams, officials said."


def _article(id: str, text: str, published: str = "", headline: str = "") -> Article:
    metadata = Metadata(headline=headline or None, published=PartialDate.parse(published) if published else None)
    return Article(id, 1, id, "", (id,), CleanArticle(metadata, text, ()))


def _pair(left: str, right: str, published: tuple[str, str] = ("", "")) -> Pair:
    one, other = _article("a", left, published[0]), _article("b", right, published[1])
    return Pair(Reading(one, "en"), Reading(other, "en"), TermWeights(blended(background())))


def _found(left: str, right: str) -> list[tuple[str, str]]:
    pair = _pair(left, right)
    return [(each.left.value, each.right.value) for each in candidates(pair)]


def _compared(left: str, right: str, published: tuple[str, str] = ("", "")) -> tuple[Difference, ...]:
    pair = _pair(left, right, published)
    return differences(pair.left, pair.right, pair.weights)


def _one(text: str) -> Measured:
    return measured(text, figures(text)[0])


# --- What is compared -------------------------------------------------------------------------------------------------


def test_a_toll_that_differs_is_found_with_its_subject_and_value() -> None:
    (found,) = _compared(_MILL.format("Nine"), _MILL.format("Twelve"))
    assert (found.kind, found.subject, found.left.value, found.right.value) == ("figure", "workers killed", "9", "12")
    assert found.left.text == "Nine"
    assert "both of workers killed" in found.reasons


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("He fell 200 feet.", "He fell about 61 metres."),
        ("It cost $200MM.", "It cost $200 million."),
        ("It is 35 miles away.", "It is 60 km away."),
        ("He lives in the 12200 block of Elm Street.", "He lives in the 12500 block of Elm Street."),
        ("He died three weeks ago.", "He died nine days after the fall."),
        ("It weighs 20,400 kg.", "It weighs 20,000 kg."),
        ("The bridge has 12 arches.", "The boat has 14 oars."),
        ("It cost $20.", "It cost \u20ac30."),
        ("Twelve were killed.", "Nine were injured."),
        ("Several people were killed.", "Thirty people were killed."),
        ("They offered between $10 and $20.", "They offered between $15 and $25."),
        ("The agency counted some 4,000 dead fish in the Ostry.", "Two people died in the Ostry then."),
        ("In der Ostra lagen 4000 tote Fische.", "In der Ostra lagen zwei Tote."),
    ],
)
def test_what_agrees_or_measures_something_else_is_no_candidate(left: str, right: str) -> None:
    assert _found(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        ("He fell 200 feet.", "He fell 150 metres.", ("60.96 m", "150 m")),
        ("It took more than 363 days.", "It took 459 days.", ("over 11.93 months", "1.257 years")),
        ("The mill killed a man and 4 boys.", "The mill killed 5 boys.", ("4", "5")),
        ("Dozens of people were hurt.", "Over 250 people were hurt.", ("about 24 to 200", "over 250")),
        ("Half failed: 35 percent.", "Half failed: 45 percent.", ("35 %", "45 %")),
        ("The town of Ostry, home to 4,200 people.", "Ostry has a population of 5,300.", ("4,200", "5,300")),
        ("It took 4 minutes 48 seconds.", "It took 8 minutes.", ("4 to 5 minutes", "8 minutes")),
        ("They got 6 percent over two years.", "They got 6 percent over three years.", ("2 years", "3 years")),
        ("It took over two years.", "It took over three years.", ("over 2 years", "over 3 years")),
    ],
)
def test_values_of_one_measure_are_compared_in_its_unit(left: str, right: str, values: tuple[str, str]) -> None:
    assert _found(left, right) == [values]


def test_what_is_stated_twice_is_settled_by_the_sentence() -> None:
    pair = _pair("The gale hurt 12 sailors, two of whom are in hospital.", "The gale hurt 2 sailors.")
    (found,) = candidates(pair)
    assert found.features["settled here"] == 1
    assert "the other value is stated too" in found.doubts


def test_each_value_is_compared_in_full_with_the_nearest_three(monkeypatch: pytest.MonkeyPatch) -> None:
    left = "The mill employs 10 workers."
    right = " ".join(
        f"The {noun} employs {n} workers."
        for noun, n in zip("mill yard dock farm".split(), (11, 12, 13, 14), strict=True)
    )
    pair = _pair(left, right)
    assert len(list(candidates(pair))) == 4  # each on the right has one value to compare with
    both = _pair(
        f"{left} The quay employs 20 workers. The shop employs 30 workers. The bank employs 40 workers.", right
    )
    # Each of the four on both sides is the nearest of one, the second of one, the third of one, the last of one.
    monkeypatch.setattr(Pair, "closeness", lambda _, x, y: 1 - (x.sentence + y.sentence) % 4 / 10)
    assert len(list(candidates(both))) == 12


def test_figures_of_a_part_are_not_compared_and_rates_are_doubted() -> None:
    (found,) = candidates(_pair("The gale hurt 12 sailors, two of whom are brothers.", "The gale hurt 7 sailors."))
    assert found.left.value == "12"
    (rate,) = candidates(_pair("She scored 8 goals a game.", "She scored 7 goals."))
    assert "one is a rate" in rate.doubts


@pytest.mark.parametrize(
    ("left", "right", "doubted"),
    [
        ("The fault cut off 60 percent of phone calls.", "The fault cut off 40 percent of water pumps.", True),
        ("The fault cut off 60 percent of phone calls.", "The fault cut off 40 percent of all phone lines.", False),
        ("The fault cut off 60 percent of phone calls.", "The fault cut off 40 percent.", False),
        ("It hit 60 percent of calls.", "It hit 40 percent of the new calls.", False),
    ],
)
def test_shares_of_two_things_are_doubted(left: str, right: str, doubted: bool) -> None:
    (found,) = candidates(_pair(left, right))
    assert ("shares of two things" in found.doubts) == doubted


@pytest.mark.parametrize(
    ("left", "right", "doubted"),
    [
        ("Ada Kolb worked there for 30 years.", "Jan Marsh worked there for 20 years.", True),
        ("Ada Kolb worked there for 30 years.", "Jan Marsh, with Kolb, worked there for 20 years.", False),
        ("Ada Kolb worked there for 30 years.", "The clerk worked there for 20 years.", False),
        # Names beside a toll tell who counts, or where.
        ("In Lindow 12 people were killed.", "In Ostry 14 people were killed.", False),
    ],
)
def test_values_beside_different_names_are_doubted(left: str, right: str, doubted: bool) -> None:
    (found,) = candidates(_pair(left, right))
    assert ("beside different names" in found.doubts) == doubted


def test_a_measure_is_of_all_figures_in_a_row() -> None:
    rows = [(each.text, each.nouns) for each in figures("Quakes of 7.6 and 7.5 magnitude.")]
    assert rows == [("7.6", ("magnitud",)), ("7.5", ("magnitud",))]
    assert figures("It has 12 oars and 7 boats.")[0].nouns == ("oar",)


@pytest.mark.parametrize(("words", "of"), [(3, {"call"}), (4, set())])
def test_what_a_share_is_of_is_among_four_words(words: int, of: set[str]) -> None:
    text = "It hit 60 percent of " + "the " * words + "calls."
    assert whole(statement(text), figures(text)[0].span) == of


def test_a_value_is_written_in_one_way() -> None:
    assert written(_one("more than 1,240 sheep")) == "over 1,240"
    assert written(_one("$13.9 billion")) == "13,900,000,000 $"
    assert written(_one("60 km")) == "60 km"
    assert written(_one("200 feet")) == "60.96 m"
    assert written(_one("a magnitude 6.1 quake")) == "6.1"


def test_counts_need_a_noun_or_a_fate_in_common() -> None:
    assert comparable(_one("12 boats sank"), _one("14 boats sank"))
    assert not comparable(_one("12 boats"), _one("14 oars"))
    assert comparable(_one("12 were killed"), _one("14 dead"))
    assert not agree(_one("about 13 boats"), _one("13.9 boats"))
    assert agree(_one("about 13 boats"), _one("13.5 boats"))


@pytest.mark.parametrize(
    ("left", "right", "name", "value"),
    [
        (50, 100, "close", 0),
        (75, 100, "close", 0.5),
        (1, 100, "close", 0),
    ],
)
def test_the_sizes_of_figures_are_evidence(left: int, right: int, name: str, value: float) -> None:
    (found,) = candidates(_pair(f"The yard has {left} trams.", f"The yard has {right} trams."))
    assert found.features[name] == pytest.approx(value)


def test_no_rule_asks_for_more_likeness_of_a_larger_difference() -> None:
    def close(other: int) -> float:
        (found,) = candidates(_pair("The yard has 100 trams.", f"The yard has {other} trams."))
        return found.features["close"]

    assert close(200) == close(20_000)


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("Dozens of people were hurt.", "300 people were hurt.", 1),
        ("A handful of people were hurt.", "300 people were hurt.", 0),
        ("He left the 99 block towers.", "He left the 98 block towers.", 1),
        ("He left the 100 block of Elm Street.", "He left the 57 block of Elm Street.", 0),
        ("It took 4 minutes, and 48 seconds.", "It took 9 minutes.", 1),
    ],
)
def test_figures_that_say_too_little_are_not_compared(left: str, right: str, found: int) -> None:
    assert len(_found(left, right)) == found


@pytest.mark.parametrize(
    ("said", "value"), [("23 hours", "23 hours"), ("25 hours", "1.042 days"), ("90 minutes", "1.5 hours")]
)
def test_a_span_of_time_is_written_in_the_longest_unit_that_it_reaches(said: str, value: str) -> None:
    assert written(_one(f"It took {said}.")) == value


# --- Evidence ---------------------------------------------------------------------------------------------------------


def test_a_word_counts_half_three_words_away() -> None:
    read = statement("Ferries carried 40 sheep across dull grey water yesterday")
    span = read.figures[0].span
    near = context(surroundings(read, span), lambda word: 1.0).near
    assert near["sheep"] == 1
    assert near["dull"] == pytest.approx(3 / 5)
    assert near["grei" if "grei" in near else "grey"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The gale sank 4 boats, hurting 12 sailors", "hurting 12 sailors"),
        ("The gale sank 4 boats while 12 sailors slept", "12 sailors slept"),
        ("The gale hurt 12 sailors (two badly)", "The gale hurt 12 sailors "),
    ],
)
def test_a_clause_ends_where_another_verb_begins(text: str, clause: str) -> None:
    at = text.index("12")
    assert text[slice(*clause_of(text, (at, at + 2)))] == clause


def test_bags_are_alike_by_what_they_share() -> None:
    assert list(alike({"a": 2.0, "b": 1.0}, {"a": 1.0, "c": 2.0})) == pytest.approx([1 / 3, 1.0])
    assert alike({}, {}) == (0.0, 0.0)


def test_sentences_are_alike_by_the_weight_that_they_share() -> None:
    left, right = bags([["mill", "fell"], ["rain"]]), bags([["mill", "fell"], ["mill"]])
    found = likeness(left, right, shared_words(left, right), (np.full(3, 2.5), np.full(2, 2.5)))
    assert found[0, 0] == pytest.approx(1 - math.exp(-1))
    assert found[0, 1] == pytest.approx((2 * 2.5 / 7.5 + 1) / 2 * (1 - math.exp(-0.5)))
    assert found[1, 0] == 0


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        ("In 2003 a quake killed 40 people.", "A quake killed 50 people.", "past apart"),
        ("The quake killed 40 people so far.", "The quake killed 50 people.", "scope apart"),
        ("The quake killed another 40 people.", "The quake killed 50 people.", "part of one"),
        ("On 3 May 2003 a quake killed 40 people.", "On 4 May 2003 a quake killed 50 people.", "days apart"),
    ],
)
def test_another_time_scope_or_part_is_a_doubt(left: str, right: str, name: str) -> None:
    (found,) = candidates(_pair(left, right))
    assert found.features[name] == 1
    assert doubts(dict(found.features))


def test_the_owner_is_the_nearest_name_of_the_clause() -> None:
    pair = _pair(
        "Ada Moreno caught 14 fish, and Bo Larsen 13.", "Bo Larsen caught 9 fish, but Ada Moreno caught 12 fish."
    )
    one, other = Mark(0, (18, 20)), Mark(0, (50, 52))
    assert evidence(pair, one, other)["owner"] == 1


# --- Rank and claim ---------------------------------------------------------------------------------------------------


def _candidate(doubts: tuple[str, ...] = (), missing: str = "", moves: bool = False) -> Candidate:
    return Candidate("figure", Mark(0, (0, 1)), Mark(0, (0, 1)), missing=missing, doubts=doubts, moves=moves)


@pytest.mark.parametrize(
    ("score", "candidate", "days", "claimed"),
    [
        (0.44, _candidate(), ("", ""), "conflict"),
        (0.439, _candidate(), ("", ""), "differs"),
        (0.9, _candidate(doubts=("other scope",)), ("", ""), "differs"),
        (0.9, _candidate(missing="the day of publication"), ("", ""), "open"),
        (0.9, _candidate(moves=True), ("2019-03-02", "2019-03-03"), "update"),
        (0.9, _candidate(moves=True), ("2019-03-02", "2019-03-02"), "conflict"),
        (0.9, _candidate(moves=True), ("2019-03-02", ""), "conflict"),
        (0.9, _candidate(), ("2019-03-02", "2019-03-03"), "conflict"),
    ],
)
def test_no_more_is_claimed_than_the_evidence_supports(
    score: float, candidate: Candidate, days: tuple[str, str], claimed: str
) -> None:
    assert pairwise.claim(_pair("A.", "B.", days), score, candidate) == claimed


@pytest.mark.parametrize(
    ("left", "right", "careful", "claimed"),
    [
        (
            "Nine men died as the old mill at Ostry fell.",
            "Ten men died as the old mill at Ostry fell.",
            False,
            "conflict",
        ),
        ("Nine men died so far as the old mill fell.", "Ten men died as the old mill fell.", False, "differs"),
        ("Nine men died as the old mill fell in 2003.", "Ten men died as the old mill fell.", False, "differs"),
        ("Nine more men, of those hurt, died as the mill fell.", "Ten men died as the mill fell.", False, "differs"),
        (
            "Nine men died as the old mill at Ostry fell.",
            "Ten men died as the old mill at Ostry fell.",
            True,
            "differs",
        ),
    ],
)
def test_linked_passages_conflict_only_where_nothing_is_in_doubt(
    left: str, right: str, careful: bool, claimed: str
) -> None:
    (found,) = passage_conflicts(statement(left), statement(right), careful=careful)
    assert found.claim == claimed


def test_a_value_is_listed_once_and_only_if_it_is_likely() -> None:
    pair = _pair("9 men", "12 men and 13 men")
    one = Candidate("figure", Mark(0, (0, 1)), Mark(0, (0, 2)))
    other = Candidate("figure", Mark(0, (0, 1)), Mark(0, (11, 13)))
    assert pairwise.chosen(pair, [(0.3, one), (0.4, other)]) == [(0.4, other)]
    assert pairwise.chosen(pair, [(0.08, one)]) == [(0.08, one)]
    assert pairwise.chosen(pair, [(0.079, one)]) == []
    unknown = replace(one, missing="the date of the article")
    assert pairwise.chosen(pair, [(0.01, unknown)]) == [(0.01, unknown)]


def test_one_value_written_in_two_ways_is_listed_once() -> None:
    pair = _pair("9 men and nine men", "12 men and 13 men")
    one = Candidate("figure", Mark(0, (0, 1), "9"), Mark(0, (0, 2), "12"))
    other = Candidate("figure", Mark(0, (10, 14), "9"), Mark(0, (11, 13), "13"))
    assert pairwise.chosen(pair, [(0.3, one), (0.4, other)]) == [(0.4, other)]


def test_days_times_and_places_share_a_constant() -> None:
    of = {
        kind: set(named_features(Candidate(kind, Mark(0, (0, 1)), Mark(0, (0, 1)))))
        for kind in ("day", "place", "figure")
    }
    assert of["day"] == of["place"] == {"bias", "bound: bias"}
    assert of["figure"] == {"bias", "figure: bias"}


@pytest.mark.parametrize(("count", "compared"), [(141, True), (142, False)])
def test_tables_with_more_than_twenty_thousand_pairs_of_figures_are_not_compared(count: int, compared: bool) -> None:
    (figure,) = figures("He saw 9 boats.")
    asked = []

    def unlike(*each: object) -> bool:
        asked.append(each)
        return False

    both = _pair("He saw 9 boats.", "He saw 9 boats.")
    list(value_pairs(both, lambda _: [figure] * count, unlike, lambda *_: True))
    assert bool(asked) is compared


def test_about_a_week_and_more_than_a_week_differ_and_are_no_conflict() -> None:
    told = "The dockers of Port Ashby stopped work for {} before the talks with the harbour board began."
    (found,) = _compared(told.format("about a week"), told.format("more than a week"))
    assert (found.claim, found.left.text, found.right.text) == ("differs", "about a week", "more than a week")
    assert "of one value with two hedges" in found.reasons
    assert not _compared(told.format("about a week"), told.format("a week"))
    counted = "Harbour police held {} people after the strike of the dockers at Port Ashby."
    assert not _compared(counted.format("about 100"), counted.format("more than 100"))


_BLOG = "Follow the flood here.\n\n18:40\n\nThe mayor says 210 people are in the hall.\n\n14:05 {}"


def test_what_a_later_entry_of_a_live_blog_replaces_is_no_difference() -> None:
    blog, report = (
        _BLOG.format("The mayor says 120 people are in the hall."),
        "The mayor says 210 people are in the hall.",
    )
    assert list(candidates(_pair(blog, report))) == []
    assert list(candidates(_pair(report, blog))) == []
    assert len(list(candidates(_pair(blog, report.replace("210", "340"))))) == 2
    # Without times it is an article that states two numbers.
    assert len(list(candidates(_pair(blog.replace("18:40", "").replace("14:05 ", ""), report)))) == 1


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("18:40 One.", "Two.", "17.15 Three."), [1, 1, 2]),
        (("Before.", "18h40 One.", "6:40pm Two."), [0, 1, 2]),
        (("18:40 One.", "Two."), ()),
        (("10.5 percent left.", "10.55% stayed.", "10:45.2 was her time."), ()),
    ],
)
def test_an_entry_begins_with_a_time_of_day(texts: tuple[str, ...], numbers: object) -> None:
    assert entries(Reading(_article("a", "\n\n".join(texts)), "en")) == numbers
