"""A story shows what its outlets say now: the later edition of an article leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from index.comparison.links.link_finder import LinkFinder
from index.comparison.stories.records import current_editions, story_record
from index.model import Article, PartialDate
from tests.copied_texts import OTHER, WIRE
from tests.indexing import article

LATER = WIRE.replace("forty thousand", "thirty thousand")


def edition(
    id: str,
    text: str,
    published: str = "2019-02-02",
    outlet: str = "Haldon Post",
    updated: str | None = None,
    captured: str | None = None,
) -> Article:
    made = article(id, text, headline="Power grid fails", outlet=outlet, published=published)
    dates = PartialDate.parse(updated), PartialDate.parse(captured)
    metadata = replace(made.content.metadata, updated=dates[0], captured=dates[1])
    return replace(made, content=replace(made.content, metadata=metadata))


class NoCounts:
    """An archive too small to say anything about terms."""

    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


@pytest.mark.parametrize(
    ("one", "other", "current"),
    [
        (edition("a", WIRE), edition("b", LATER, "2019-02-03"), "b"),
        (edition("a", WIRE, updated="2019-02-05"), edition("b", LATER, updated="2019-02-04"), "a"),
        (edition("a", WIRE, captured="2019-02-05"), edition("b", LATER, captured="2019-02-04"), "a"),
        # Without evidence, of two outlets, or with other words, both stay.
        (edition("a", WIRE), edition("b", LATER), "ab"),
        (edition("a", WIRE), edition("b", LATER, "2019-02-03", "Coast Post"), "ab"),
        (edition("a", WIRE), edition("b", OTHER, "2019-02-03"), "ab"),
    ],
)
def test_of_two_editions_the_later_one_is_current(one: Article, other: Article, current: str) -> None:
    for articles in ([one, other], [other, one]):
        assert {each.id for each in current_editions(articles)} == set(current)


def test_the_lead_of_a_story_is_of_the_current_edition_and_names_an_outlet_once() -> None:
    story = story_record(
        "s", [edition("a", WIRE), edition("b", LATER, "2019-02-03")], NoCounts(), LinkFinder(NoCounts())
    )
    assert {lead.passage.article for lead in (story.lead or ())} == {"b"}
    assert "thirty thousand" in (story.lead or ())[0].passage.text
    assert {lead.outlets for lead in (story.lead or ())} == {("Haldon Post",)}
