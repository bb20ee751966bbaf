from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pytest

from index.comparison.stories.grouping import group
from index.comparison.stories.linkage import all_linked, average_linkage, extent
from index.comparison.stories.records import central, story_record
from index.model import Article, CleanArticle, Metadata, PartialDate
from index.text import paragraphs


class NoStatistics:
    """An archive too small to say anything about terms."""

    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(
    id: str, headline: str | None, text: str, *, published: str | None = None, outlet: str | None = None
) -> Article:
    metadata = Metadata(headline=headline, outlet=outlet, published=PartialDate.parse(published))
    return Article(id, 1, id, "", (f"{id}.txt",), CleanArticle(metadata, text, tuple(paragraphs(text))))


def group_of(groups: Sequence[tuple[str, ...]], id: str) -> tuple[str, ...]:
    return next(members for members in groups if id in members)


FERRY = [
    article(
        "ferry-a",
        "Ferry Halvane runs aground off Tessel Point",
        "The car ferry Halvane ran aground on a reef off Tessel Point on Tuesday with 212 passengers aboard.\n\n"
        "Lifeboats from Korrin took everyone ashore, said harbour master Ulla Brandvik.",
    ),
    article(
        "ferry-b",
        "All saved as Halvane hits reef",
        "All 212 passengers of the ferry Halvane were taken off by lifeboats after she struck a reef near Tessel "
        "Point, harbour master Ulla Brandvik said.\n\nThe ferry had left Korrin an hour before.",
    ),
    article(
        "ferry-c",
        "Inquiry into Halvane grounding",
        "Investigators boarded the ferry Halvane, still fast on the reef off Tessel Point, to take its voyage "
        "recorder.\n\nBrandvik, the harbour master at Korrin, said the ship had been off her usual course.",
    ),
]
BUDGET = [
    article(
        "budget-a",
        "Council of Merrow votes to close two libraries",
        "Merrow council voted late on Monday to close the libraries in Oxley and Stanwick to save 1.3 million "
        "crowns.\n\nCouncillor Petra Lindqvist called the cut a betrayal of readers.",
    ),
    article(
        "budget-b",
        "Oxley and Stanwick libraries to shut",
        "The libraries in Stanwick and Oxley will shut in March after Merrow council voted for savings of 1.3 million "
        "crowns.\n\nReaders were betrayed, said councillor Petra Lindqvist.",
    ),
]
QUAKES = [
    article(
        "north-1",
        "Earthquake of magnitude 6.1 shakes Varnholt",
        "An earthquake of magnitude 6.1 shook the Varnholt valley on Friday, killing 14 people in the town of Esk.\n\n"
        "Governor Tomas Reyl sent soldiers to dig in the rubble of the Esk market.",
    ),
    article(
        "north-2",
        "Soldiers dig in Esk after quake",
        "Soldiers dug through the rubble of the market in Esk, where an earthquake killed 14 people, governor Tomas "
        "Reyl said.\n\nThe magnitude in the Varnholt valley was given as 6.1.",
    ),
    article(
        "south-1",
        "Earthquake of magnitude 5.8 shakes Port Calder",
        "An earthquake of magnitude 5.8 shook Port Calder on Sunday, killing three people in the old town.\n\n"
        "Mayor Ines Okafor opened the schools to families whose houses had cracked.",
    ),
    article(
        "south-2",
        "Schools shelter families in Port Calder",
        "Families slept in the schools of Port Calder after an earthquake that killed three people, mayor Ines Okafor "
        "said.\n\nIts magnitude was 5.8.",
    ),
]


def test_articles_of_one_event_are_one_story() -> None:
    groups = group([*FERRY, *BUDGET], NoStatistics())
    assert groups == [("budget-a", "budget-b"), ("ferry-a", "ferry-b", "ferry-c")]


def test_two_earthquakes_are_two_stories() -> None:
    groups = group([*QUAKES, *BUDGET], NoStatistics())
    assert group_of(groups, "north-1") == ("north-1", "north-2")
    assert group_of(groups, "south-1") == ("south-1", "south-2")


def test_every_article_is_in_exactly_one_story() -> None:
    everything = [*FERRY, *BUDGET, *QUAKES, article("alone", None, "Bees swarmed."), article("empty", None, "")]
    groups = group(everything, NoStatistics())
    assert sorted(id for members in groups for id in members) == sorted(a.id for a in everything)
    assert ("alone",) in groups
    assert ("empty",) in groups


def test_the_order_of_articles_does_not_matter() -> None:
    everything = [*FERRY, *BUDGET, *QUAKES]
    expected = group(everything, NoStatistics())
    for seed in range(5):
        random.Random(seed).shuffle(everything)
        assert group(everything, NoStatistics()) == expected


def test_the_same_words_years_apart_are_two_stories() -> None:
    def floods(id: str, published: str) -> Article:
        return article(
            id,
            "Floods in Lower Mell",
            "The river Mell flooded the mill at Dunmere.",
            published=published,
        )

    groups = group([floods("a", "2011-03-02"), floods("b", "2011-03-03"), floods("c", "2018-03-02")], NoStatistics())
    assert groups == [("a", "b"), ("c",)]


def test_nothing_and_a_single_article() -> None:
    assert group([], NoStatistics()) == []
    assert group(FERRY[:1], NoStatistics()) == [("ferry-a",)]


def test_a_story_has_dates_a_title_and_its_articles_in_order_of_time() -> None:
    late = article("late", "Halvane towed free", FERRY[0].text, published="2020-05-04T09:00", outlet="Korrin Courier")
    early = article("early", "Halvane aground", FERRY[0].text, published="2020-05-02", outlet="Tessel Times")
    undated = article("undated", None, FERRY[1].text, outlet="Korrin Courier")
    story = story_record("s1", [undated, late, early], NoStatistics())
    assert story.articles == ("early", "late", "undated")
    assert (str(story.first), str(story.last)) == ("2020-05-02", "2020-05-04")
    assert story.outlets == ("Tessel Times", "Korrin Courier")
    assert story.title in ("Halvane aground", "Halvane towed free")


def test_a_story_without_headlines_is_titled_by_its_text() -> None:
    story = story_record("s1", [article("a", None, FERRY[0].text)], NoStatistics())
    assert story.title.startswith("The car ferry Halvane ran aground")
    assert len(story.title) <= 81
    assert (story.first, story.last, story.outlets) == (None, None, ())


def test_the_central_article_is_the_one_most_like_the_others() -> None:
    assert central([*FERRY, BUDGET[0]], NoStatistics()).id.startswith("ferry")
    with pytest.raises(ValueError, match="empty"):
        central([], NoStatistics())


def test_one_event_alone_in_an_archive_stays_one_story() -> None:
    assert group(FERRY, NoStatistics()) == [("ferry-a", "ferry-b", "ferry-c")]


Similar = dict[tuple[int, int], float]


def linked(days: Sequence[float], similar: Similar, threshold: float) -> list[list[int]]:
    """What both ways of linking make of single nodes."""
    square = np.zeros((len(days), len(days)), dtype=np.float32)
    for (left, right), value in similar.items():
        square[left, right] = square[right, left] = value
    found = all_linked(np.array(days, dtype=np.float32), square, threshold, 90)
    assert average_linkage([1] * len(days), [extent([day]) for day in days], similar, threshold, 90) == found
    return found


def test_linkage_joins_by_the_average_of_all_members() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.6, (2, 3): 0.9}
    assert linked([math.nan] * 4, chain, 0.5) == [[0, 1], [2, 3]]
    assert linked([math.nan] * 4, chain, 0.1) == [[0, 1, 2, 3]]
    assert linked([math.nan] * 3, {}, 0.1) == [[0], [1], [2]]


def test_linkage_breaks_ties_by_the_order_of_nodes() -> None:
    equal = {(0, 1): 0.8, (1, 2): 0.8}
    assert linked([math.nan] * 3, equal, 0.5) == [[0, 1], [2]]


def test_linkage_keeps_apart_what_lies_too_far_apart_in_time() -> None:
    all_alike = {(0, 1): 0.8, (0, 2): 0.7, (1, 2): 0.8}
    assert linked([10, math.nan, 200], all_alike, 0.5) == [[0, 1], [2]]
    assert linked([10, math.nan, 100], all_alike, 0.5) == [[0, 1, 2]]


def test_linkage_of_groups_counts_their_members() -> None:
    similar = {(0, 1): 1.5, (1, 2): 2.0}
    spans = [(1.0, 1.0), (1.0, 5.0), (80.0, 94.0)]
    assert average_linkage([1, 2, 4], spans, similar, 0.5, 90) == [[0, 1], [2]]
    assert average_linkage([1, 2, 4], spans, similar, 0.25, 90) == [[0, 1], [2]]
    assert average_linkage([1, 2, 4], [(0.0, 0.0)] * 3, {(0, 1): 1.5, (1, 2): 4.0}, 0.25, 90) == [[0, 1, 2]]


def test_an_event_that_very_many_tell_is_one_story() -> None:
    chance = random.Random(3)
    words = ["w" + "".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(3000)]

    def telling(pool: Sequence[str], sentences: int) -> str:
        return " ".join(" ".join(chance.choices(pool, k=12)).capitalize() + "." for _ in range(sentences))

    event = words[:60]
    told = [article(f"event-{n:03}", None, telling(chance.sample(event, 22), 5)) for n in range(300)]
    others = [article(f"other-{n:03}", None, telling(chance.sample(words, 40), 5)) for n in range(1800)]
    groups = group([*told, *others], NoStatistics())
    assert len(group_of(groups, "event-000")) == 300
    assert len(group_of(groups, "other-000")) == 1
