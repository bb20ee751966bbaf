"""Days, times and places that differ between two articles, and what is none of it."""

from __future__ import annotations

import math

import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.kinds import bound, days, places, times
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.events.clauses import Surroundings, event
from index.comparison.facts.statements import statement
from index.model import Article, CleanArticle, Metadata, PartialDate

THURSDAY = "2019-03-14"


def reading(text: str, published: str | None = THURSDAY, headline: str | None = None) -> Reading:
    metadata = Metadata(headline=headline, published=PartialDate.parse(published))
    return Reading(Article("a", 1, "a", "", ("a",), CleanArticle(metadata, text, ())), "en")


def pair(left: str, right: str, published: tuple[str | None, str | None] = (THURSDAY, THURSDAY)) -> Pair:
    return Pair(reading(left, published[0]), reading(right, published[1]), TermWeights(blended(background())))


def values(found: list[Candidate]) -> list[tuple[str, str]]:
    return [(each.left.value, each.right.value) for each in found]


def of_days(left: str, right: str, published: tuple[str | None, str | None] = (THURSDAY, THURSDAY)) -> list[Candidate]:
    return list(days.candidates(pair(left, right, published)))


# --- Days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("The clerk was dismissed in 2003.", "The clerk was ousted in 2002.", ("2003", "2002")),
        ("Kolb died on Tuesday.", "Kolb died on Monday.", ("2019-03-12", "2019-03-11")),
        ("Shooting starts in the fall.", "Shooting starts in August.", ("September to November", "August")),
        ("Kolb left last year.", "Kolb left earlier this month.", ("2018", "2019-03")),
        ("The primary is in mid May.", "The primary is on April 30.", ("May", "30 April")),
        ("Her fame rose in the early 1990s.", "Her fame rose in the late 1980s.", ("1990/1993", "1986/1989")),
        ("The guard was shot later that day.", "The guard was shot the next day.", ("the same day", "the next day")),
    ],
)
def test_two_days_of_one_event(left: str, right: str, found: tuple[str, str]) -> None:
    (candidate,) = of_days(left, right)
    assert (candidate.left.value, candidate.right.value) == found
    assert candidate.kind == "day"
    assert candidate.features["event: best"] == 1


SATURDAY = "2019-03-16"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Two statements, each of the day of its article, on a toll that rose.
        (
            "Five people died in the hall, the fire brigade said on Thursday.",
            "Six people died in the hall, the fire brigade said on Saturday.",
        ),
        ("The ferry will sail, Kolb said on Thursday.", "The harbour is full of ice, Kolb said on Saturday."),
        # The day of an event, and the day on which somebody spoke of it.
        (
            "The hall collapsed on Thursday.",
            "The toll of the hall has risen to six, the fire brigade said on Saturday.",
        ),
    ],
)
def test_days_of_reports_are_no_days_of_one_event(left: str, right: str) -> None:
    assert of_days(left, right, (THURSDAY, SATURDAY)) == []


def test_one_statement_on_the_days_of_two_articles_is_doubtful() -> None:
    left = "Kolb Mining said on Thursday that it has signed an agreement to buy Larkin Steel."
    right = "Kolb Mining said on Saturday that it has signed an agreement to buy Larkin Steel."
    (found,) = of_days(left, right, (THURSDAY, SATURDAY))
    assert "each may say it on the day of its article" in found.doubts
    (same_day,) = of_days(left, right.replace("Saturday", "Wednesday"))
    assert "each may say it on the day of its article" not in same_day.doubts


@pytest.mark.parametrize(("days_old", "listed"), [(1, False), (2, True)])
def test_news_is_of_the_day_of_its_article_or_the_one_before(days_old: int, listed: bool) -> None:
    left = f"The ferry will sail, Kolb said on {('Thursday', 'Wednesday', 'Tuesday')[days_old]}."
    right = "The ferry will dock, Kolb said on Saturday."
    assert bool(of_days(left, right, (THURSDAY, SATURDAY))) is listed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # The month has the day, the year the month.
        ("Kolb died in May 2018.", "Kolb died on 3 May 2018."),
        ("Kolb died on Tuesday.", "Kolb died on March 12."),
        # Recurrences.
        ("The council meets every Tuesday.", "The council meets every Monday."),
        # The start and the end of what lasts.
        ("Kolb has led it since 2002.", "Kolb led it until 2005."),
        # The other sentence has it too: a list, a range.
        ("The firm made films in the 1940s.", "The firm made films in the 1940s and 1950s."),
        # The date at the top of an article is no day of an event.
        ("Posted: May 3, 2018", "Updated May 4, 2018"),
        # Today's readers are no readers of a day.
        ("Kolb writes for today\u2019s readers.", "Kolb writes on Monday."),
        # A day of this week, and a year.
        ("Kolb died on Tuesday.", "Kolb died in 1968."),
    ],
)
def test_what_is_no_difference_of_days(left: str, right: str) -> None:
    assert of_days(left, right) == []


def test_days_are_resolved_against_each_articles_own_date() -> None:
    left, right = "Kolb died yesterday.", "Kolb died on Wednesday."
    assert of_days(left, right) == []
    assert values(of_days(left, right, ("2019-03-13", "2019-03-14"))) == [("2019-03-12", "2019-03-13")]


@pytest.mark.parametrize("top", ["Posted: March 13, 2019", "LINDOW, March 13, 2019 (Agency) -- It rained."])
def test_the_date_that_is_printed_at_the_top_resolves_days(top: str) -> None:
    left = f"{top}\n\nKolb died yesterday."
    assert ("2019-03-12", "2019-03-13") in values(of_days(left, "Kolb died on Wednesday.", (None, THURSDAY)))


@pytest.mark.parametrize(("before", "value"), [(3, "2019-03-12"), (4, "Tuesday")])
def test_the_date_of_an_article_is_printed_in_one_of_its_first_four_sentences(before: int, value: str) -> None:
    left = "Kolb sold it. " * before + "Posted: March 14, 2019. Kolb died on Tuesday."
    (found,) = of_days(left, "Kolb died on Monday.", (None, THURSDAY))
    assert found.left.value == value


def test_a_date_further_down_is_not_that_of_the_article() -> None:
    lines = "\n\n".join(f"It rained in part {n}." for n in range(days._OPENING))
    found = days.issue(reading(f"{lines}\n\nPosted: March 13, 2019", None))
    assert found is None
    lines = "\n\n".join(f"It rained in part {n}." for n in range(days._OPENING - 1))
    assert str(days.issue(reading(f"{lines}\n\nPosted: March 13, 2019", None))) == "2019-03-13"


def test_today_of_an_article_without_a_date_is_open_and_shown_only_of_one_event() -> None:
    dated = (None, THURSDAY)
    (found,) = of_days("Anna Kolb died in Lindow today.", "Anna Kolb died in Lindow on Monday.", dated)
    assert found.missing == "the date of the article with \u201ctoday\u201d"
    assert of_days("Anna Kolb died in Lindow today.", "The bridge of Ashby opened on Monday.", dated) == []


LAUNCHED = "On Saturday, guild spokesman Pavel Orsk said that the dockers of Port Ashby were launching a boycott."
BEGUN = "On {}, {} announced that the boycott at the quays of Port Ashby had {}."


@pytest.mark.parametrize(
    ("who", "what", "shown"),
    [
        ("Dockers' Guild spokesperson Pavel Orsk", "begun", True),
        ("guild spokesperson Inga Solheim", "begun", False),
        ("Orsk", "begun", False),
        ("Dockers' Guild spokesperson Pavel Orsk", "support", False),
    ],
)
def test_an_open_day_is_shown_where_one_person_speaks_of_one_kind_of_event(who: str, what: str, shown: bool) -> None:
    found = of_days(LAUNCHED, BEGUN.format("Friday", who, what), (THURSDAY, None))
    assert [(each.left.value, each.right.value, bool(each.missing)) for each in found] == (
        [("2019-03-09", "Friday", True)] if shown else []
    )
    if shown:
        assert not of_days(LAUNCHED, BEGUN.format("Saturday", who, what), (THURSDAY, None))


def test_sentences_of_one_speaker_are_fifteen_hundredths_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for likeness, shown in ((0.15, True), (0.149, False)):
        monkeypatch.setattr(Pair, "similarity", lambda self, i, j, likeness=likeness: likeness)
        found = of_days(LAUNCHED, BEGUN.format("Friday", "guild spokesperson Pavel Orsk", "begun"), (THURSDAY, None))
        assert bool(found) is shown


@pytest.mark.parametrize(("likeness", "count"), [(0.8, 1), (0.79, 0)])
def test_events_of_open_days_are_eight_tenths_alike(
    likeness: float, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, "_likeness", lambda *_: bound._Likeness(likeness, 0.0))
    stated = "Anna Kolb died in Lindow today.", "Anna Kolb died near Ashby on Monday."
    assert len(of_days(*stated, (None, THURSDAY))) == count


@pytest.mark.parametrize(("likeness", "doubted"), [(0.7, False), (0.69, True)])
def test_events_that_are_seven_tenths_alike_are_one_whoever_was_named_before(
    likeness: float, doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, "_likeness", lambda *_: bound._Likeness(likeness, 0.0))
    (found,) = of_days("Anna Kolb won. The ferry sank on Monday.", "Ulrich Moreno won. The ferry sank on Tuesday.")
    assert found.doubts == (("of other people",) if doubted else ())


def test_the_day_of_the_news_is_not_compared_with_that_of_what_led_to_it() -> None:
    assert of_days("The clerk was sentenced on Tuesday.", "He sold the crown on 3 May 2018.") == []
    assert of_days("The clerk was sentenced on Tuesday.", "The clerk was sentenced on 3 May 2018.") != []


def test_the_day_of_a_report_is_not_that_of_the_event() -> None:
    assert of_days("Kolb died on Tuesday.", "Kolb died, the mayor said on Monday.") == []
    assert len(of_days("Kolb died on Tuesday.", "Kolb died on Monday, the mayor said.")) == 1


@pytest.mark.parametrize(
    ("left", "right", "doubt"),
    [
        ("The clerk was acquitted in 1958.", "The clerk was charged in 1957.", "of two kinds of events"),
        ("Anna Kolb died in 1958.", "Dan Marsh died in 1957.", "of other people"),
        ("The council met in 2018.", "The council will meet in 2020.", "one is still to come"),
        ("\u201cIt burned in 1958,\u201d she said.", "It burned in 1957.", "in a quotation"),
        ("The clerk ran in 1958.", "The clerk sat in 1957.", "of two verbs"),
    ],
)
def test_doubts(left: str, right: str, doubt: str) -> None:
    (found,) = of_days(left, right)
    assert doubt in found.doubts


def test_what_speaks_for_one_event() -> None:
    (found,) = of_days("Anna Kolb was ejected in 2003.", "Anna Kolb was ousted in 2002.")
    assert found.doubts == ()
    assert found.subject == "Anna Kolb was ejected"
    assert found.reasons[0] == "\u201cejected\u201d and \u201cousted\u201d"
    assert "neither article has the value of the other elsewhere" in found.reasons


def test_another_value_of_the_article_settles_it() -> None:
    right = "Anna Kolb was ousted in 2002. Anna Kolb was ejected in 2003."
    (found,) = of_days("Anna Kolb was ejected in 2003.", right)
    assert found.features["event: settled"] >= found.features["event: likeness"]
    assert "the other article has the value too" in found.doubts


def test_the_event_decides_which_values_are_compared_first() -> None:
    left = "The council signed Anna Kolb on Tuesday and dismissed Dan Marsh on Wednesday."
    right = "Anna Kolb was hired on Monday."
    best = [each for each in of_days(left, right) if each.features["event: best"]]
    assert values(best) == [("2019-03-12", "2019-03-11")]


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("on Tuesday", "on Wednesday", True),
        ("on Monday", "on Wednesday", False),
        ("in May 2018", "in June 2018", True),
        ("in May 2018", "in July 2018", False),
        ("in 2017", "in 2018", True),
        ("in 2016", "in 2018", False),
        ("in the 1980s", "in the 1990s", True),
        ("in the 1970s", "in the 1990s", False),
        ("in the summer of 2018", "in the spring of 2018", True),
        ("in the summer of 2018", "in the winter of 2018", False),
        ("last week", "next week", False),
        ("last week", "this week", True),
    ],
)
def test_periods_are_near_that_follow_each_other(left: str, right: str, near: bool) -> None:
    (found,) = of_days(f"Kolb left {left}.", f"Kolb left {right}.")
    assert found.features["event: near"] == near


# --- Times ------------------------------------------------------------------------------------------------------------


def of_times(left: str, right: str) -> list[Candidate]:
    return list(times.candidates(pair(left, right)))


def test_times_of_day_of_one_event() -> None:
    (found,) = of_times("The mill burned at 4:10 p.m.", "The mill burned at five o\u2019clock in the evening.")
    assert (found.kind, found.left.value, found.right.value) == ("time", "16:10", "17:00")
    assert of_times("The mill burned around 4:10 p.m.", "The mill burned at 4:20 p.m.") == []
    assert of_times("Updated 5:40 p.m. ET", "Posted: 4:40 p.m. ET") == []


@pytest.mark.parametrize(("right", "near"), [("5:10 p.m.", True), ("5:11 p.m.", False)])
def test_times_within_an_hour_are_near(right: str, near: bool) -> None:
    (found,) = of_times("The mill burned at 4:10 p.m.", f"The mill burned at {right}")
    assert found.features["event: near"] == near


@pytest.mark.parametrize(
    ("right", "near", "missed"),
    [("7:37 left", True, True), ("7:36 left", True, False), ("6:42 left", True, False), ("6:41 left", False, False)],
)
def test_clocks_of_a_match_that_nearly_agree(right: str, near: bool, missed: bool) -> None:
    (found,) = of_times("She set the record with 7:42 left.", f"The mark fell with {right}.")
    assert found.features["event: near"] == near
    assert found.features["event: near miss"] == missed
    assert (found.doubts == ()) is missed


# --- Places -----------------------------------------------------------------------------------------------------------


def of_places(left: str, right: str) -> list[Candidate]:
    return list(places.candidates(pair(left, right)))


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("He was hit in the 1200 block of Holm Street.", "It was at 1400 Holm Street.", ("1200 holm", "1400 holm")),
        ("It struck east of Ashby.", "It struck west of Ashby.", ("east of Ashby", "west of Ashby")),
        (
            "It struck 20 km south of Ashby.",
            "It struck 40 km south of Ashby.",
            ("20 km south of Ashby", "40 km south of Ashby"),
        ),
        (
            "The cable broke near Ashby.",
            "The cable broke between Lindow and Marnow.",
            ("near Ashby", "between Lindow and Marnow"),
        ),
        ("The march ended in Ashby.", "The march ended near Lindow.", ("Ashby", "near Lindow")),
        ("She spoke at an event in Norfeld.", "She spoke in Norweld.", ("Norfeld", "Norweld")),
        ("The mill burned in Texas.", "The mill burned in Oregon.", ("Texas", "Oregon")),
        (
            "The bus drove from Ashby to Lindow.",
            "The bus drove from Marnow to Lindow.",
            ("Ashby to Lindow", "Marnow to Lindow"),
        ),
    ],
)
def test_two_places_of_one_event(left: str, right: str, found: tuple[str, str]) -> None:
    (candidate,) = of_places(left, right)
    assert (candidate.kind, candidate.left.value, candidate.right.value) == ("place", *found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # One may be within the other.
        ("The march ended in Ashby.", "The march ended in Lindow."),
        ("The march began in Ashby.", "The talks failed near Lindow."),
        # The other article has the place in another role.
        ("The cable broke near Ashby.", "The cable broke near Lindow, the Ashby council said."),
        ("It struck east of Ashby.", "It struck west of Lindow."),
        # A state contains towns.
        ("The march ended near Ashby.", "The march ended in Texas."),
        ("The mill burned in Texas.", "The mill burned in Oregon, on the border of Texas."),
        # There and back.
        ("The bus drove from Ashby to Lindow.", "The bus drove from Lindow to Ashby."),
    ],
)
def test_what_is_no_difference_of_places(left: str, right: str) -> None:
    assert of_places(left, right) == []


def test_one_street_is_a_claim_and_two_are_not() -> None:
    (found,) = of_places("Kolb was hit in the 1200 block of Holm Street.", "It began in the 1400 block of Holm Street.")
    assert found.doubts == ()
    (found,) = of_places("Kolb was hit on Birch Street.", "It began on Holm Street.")
    assert found.doubts


# --- Limits -----------------------------------------------------------------------------------------------------------


def test_lists_of_very_many_values_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = "Kolb left in 2001. Kolb left in 2002.", "Kolb left in 2003."
    monkeypatch.setattr(bound, "MOST_PAIRS", 2)
    assert len(of_days(left, right)) == 2
    monkeypatch.setattr(bound, "MOST_PAIRS", 1)
    assert of_days(left, right) == []


@pytest.mark.parametrize(("count", "compared"), [(200, True), (201, False)])
def test_a_list_with_more_than_twenty_thousand_pairs_of_values_is_not_compared(count: int, compared: bool) -> None:
    both = pair("Kolb left in 2001.", "Kolb left in 2003.")
    value = bound.Bound(
        Mark(0, (0, 4)), statement("Kolb left in 2001.").days[0], event(Surroundings(statement("")), (0, 0))
    )
    asked = []

    def comparable(*each: object) -> bool:
        asked.append(each)
        return False

    list(
        bound.bound_pairs(
            both, lambda side: [value] * (count if side is both.left else 100), comparable, lambda *_: True
        )
    )
    assert bool(asked) is compared


def test_a_name_that_is_a_common_word_weighs_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TermWeights, "__call__", lambda *_: 0.5)
    (found,) = of_days("They ejected Anna Kolb in 2003.", "They ousted Anna Kolb in 2002.")
    assert found.features["event: shared"] == pytest.approx(1 - math.exp(-(5 + 3 + 3) / 8))


def test_the_weights_of_an_event() -> None:
    """A verb counts 5, one that only reports 1, a name 3 at least, a rare word 6.5 at most; 8 shared are 63 %."""
    (found,) = of_days("They were ejected in 2003.", "They were ousted in 2002.")
    assert found.features["event: shared"] == pytest.approx(1 - math.exp(-5 / 8))
    (found,) = of_days("Zyxwvu was ejected in 2003.", "Zyxwvu was ousted in 2002.")
    assert found.features["event: shared"] == pytest.approx(1 - math.exp(-(5 + 6.5) / 8))
    (found,) = of_days("They said in 2003.", "They said in 2002.")
    assert found.features["event: shared"] == pytest.approx(1 - math.exp(-1 / 8))
