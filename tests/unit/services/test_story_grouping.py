"""Stories as an archive grows: who joins which, when all is grouped as a whole, and what stays of a saga."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import PartialDate, Story
from index.services.stories import story_sync

TOPICS = (
    (
        "Tram depot",
        "A tram depot at Sorrel Bank lost its roof to a gale and forty drivers walked to work past the wreck.",
    ),
    (
        "Bakers",
        "Bakers of Upper Wendle strike over night wages, and the loaves run out before the market opens at six.",
    ),
    (
        "Otters",
        "Otters came back to the Linnet brook, where rangers counted nineteen cubs under the alder roots in spring.",
    ),
    (
        "Opera",
        "The opera of Castel Munro cancels its season because the tenor Ilario Benn has lost his voice for good.",
    ),
    (
        "Dyke",
        "Engineers pump water from the Grenna polder after the dyke slid, and cattle are led onto the church hill.",
    ),
    (
        "Chess",
        "Sixteen-year-old Petra Osei won the chess open of Valmoor without a draw and gave the purse to her club.",
    ),
)
GROUNDING = (
    "The car ferry Halvane ran aground on the reef off Tessel Point with 212 passengers aboard. Lifeboats from Korrin "
    "took everyone ashore, said harbour master Ulla Brandvik. The captain of the Halvane, Joren Milde, stayed aboard."
)
HEARING = (
    "Captain Joren Milde of the ferry Halvane told the maritime court at Korrin that he was asleep when the ferry "
    "struck the reef off Tessel Point. Harbour master Ulla Brandvik said lifeboats had warned the Halvane by radio."
)


def write(folder: Path, name: str, day: str, text: str, outlet: str = "Korrin Mail") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {name}\noutlet: {outlet}\ndate: {day}\n---\n{text}\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in TOPICS:
        write(articles, name, "2021-02-01", text)
        write(articles, f"{name} again", "2021-02-02", f"{text} Nobody was hurt, they said.", "Wendle Post")
    write(articles, "Aground", "2021-01-04", GROUNDING)
    write(articles, "On the reef", "2021-01-05", f"{GROUNDING} Divers looked at her hull.", "Wendle Post")
    return articles


@pytest.fixture
def archive(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """One that is large enough that what arrives is grouped with its neighbourhood only."""
    with Archive.open(tmp_path / "archive") as opened:
        list(opened.add([folder]))
        monkeypatch.setattr(story_sync, "_LARGE", 0)
        monkeypatch.setattr(story_sync, "_FEW", 1)
        yield opened


def joined(archive: Archive) -> int:
    with archive._store.reading() as reader:
        return reader.stories.joined()


def story_of(archive: Archive, name: str) -> Story:
    found = archive.story_of(next(hit.id for hit in archive.search("", limit=50).hits if Path(hit.path).stem == name))
    assert found is not None
    return found


def kin(archive: Archive) -> set[tuple[str, str, str]]:
    return {(story.id, each.story, each.why) for story in archive.stories() for each in story.saga}


@pytest.mark.parametrize(
    ("total", "changed", "before", "due"),
    [
        (500, 1, 0, True),
        (8000, 1, 0, False),
        (8000, 100, 0, False),
        (8000, 101, 0, True),
        (8000, 1, 998, False),
        (8000, 1, 999, True),
        (8000, 100, 900, True),
    ],
)
def test_all_is_grouped_as_a_whole_when_an_eighth_has_joined(
    total: int, changed: int, before: int, *, due: bool
) -> None:
    assert story_sync._is_due(total, changed, before) is due


def test_what_joined_is_counted_until_all_is_grouped_as_a_whole(archive: Archive, folder: Path) -> None:
    counts = []
    for n in range(4):
        list(archive.add([write(folder, f"note {n}", "2021-02-05", f"Note {n} tells of gulls on pier {n}.")]))
        counts.append(joined(archive))
    # Fourteen at first: two of sixteen are an eighth.
    assert counts == [1, 0, 1, 2]
    list(archive.rebuild())
    assert joined(archive) == 0


def test_an_import_that_is_stopped_does_not_count(archive: Archive, folder: Path) -> None:
    write(folder, "note", "2021-02-05", "A note tells of gulls on the pier.")
    steps = archive.add([folder])
    assert next(step for step in steps if step.stage == "grouping").done == 0
    del steps
    assert joined(archive) == 0
    assert story_of(archive, "note").articles
    assert joined(archive) == 1


def test_an_archive_that_never_counted_opens_and_grows(archive: Archive, folder: Path) -> None:
    with sqlite3.connect(archive.path / "archive.sqlite") as db:
        db.execute("DELETE FROM state WHERE name = 'joined'")
    db.close()
    assert joined(archive) == 0
    list(archive.add([write(folder, "note", "2021-02-05", "A note tells of gulls on the pier.")]))
    assert joined(archive) == 1


def test_ids_stay_when_all_is_grouped_as_a_whole(archive: Archive, folder: Path) -> None:
    before = {id: story.id for story in archive.stories() for id in story.articles}
    for n, (name, text) in enumerate(TOPICS[:3]):
        list(archive.add([write(folder, f"{name} {n}", "2021-02-03", f"{text} It was the talk of the town.")]))
    assert joined(archive) < 3
    after = {id: story.id for story in archive.stories() for id in story.articles}
    assert {id: after[id] for id in before} == before
    assert set(after.values()) == set(before.values())


def test_an_article_that_joins_brings_its_story_into_the_saga(archive: Archive, folder: Path) -> None:
    assert kin(archive) == set()
    list(archive.add([write(folder, "In court", "2021-03-20", HEARING)]))
    assert joined(archive) == 1
    begun, court = story_of(archive, "Aground"), story_of(archive, "In court")
    assert begun.id != court.id
    assert [each.story for each in begun.saga] == [court.id]
    assert [each.story for each in court.saga] == [begun.id]
    assert court.saga[0].why.endswith("74 days apart")
    found = {(one, other) for one, other, _ in kin(archive)}
    list(archive.rebuild())
    assert {(one, other) for one, other, _ in kin(archive)} == found


def test_nothing_of_a_story_that_is_gone_stays_in_a_saga(archive: Archive, folder: Path) -> None:
    list(archive.add([write(folder, "In court", "2021-03-20", HEARING)]))
    archive.remove(story_of(archive, "In court").articles)
    assert kin(archive) == set()


def test_how_far_stories_are_apart_is_computed_again_when_one_of_them_shrinks(archive: Archive, folder: Path) -> None:
    list(archive.add([write(folder, "In court", "2021-03-20", HEARING)]))
    archive.remove(
        [
            id
            for id in story_of(archive, "Aground").articles
            if archive.article(id).published == PartialDate("2021-01-05")
        ]
    )
    assert story_of(archive, "In court").saga[0].why.endswith("75 days apart")
    assert story_of(archive, "Aground").saga[0].why.endswith("75 days apart")


def test_of_two_stories_that_become_one_the_saga_goes_with_the_heir() -> None:
    rows = [("gone", "far", 0.5, ""), ("far", "gone", 0.5, ""), ("gone", "heir", 0.6, ""), ("gone", "near", 0.4, "")]
    assert story_sync._carried(rows, {"gone": "heir"}, {"heir", "near"}) == {("far", "heir"): 0.5}
    change = story_sync._Change({"gone", "heir"}, {"heir": ["a", "b", "c"]}, {"a": "heir", "b": "heir", "c": "heir"})
    assert story_sync._heirs(change, {"gone": ["a"], "heir": ["b", "c"]}) == {"gone": "heir"}
