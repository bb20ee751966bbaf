"""Records of stories that worker processes make: the same as those that are made here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import Story
from index.services.index_sync import Counts, index_of
from index.services.stored_articles import readable
from index.services.stories import story_records
from index.store import stories_from, stories_json
from index.workers import Workers

EVENTS = {
    "storm": "The storm Wilma tore the roof off the sailing club of Port Ansel and sank {n} boats in its harbour.",
    "vote": "Voters of Hallow Isle rejected the airfield by {n} votes, and the island's council dropped the plan.",
    "mine": "The copper mine at Dunmoor lays off {n} workers because its last seam is empty, its owner Teck Rowe said.",
}


def dying(task: bytes) -> bytes:
    """Dies over the story that sorts first."""
    if min(json.loads(task)["clusters"]) == os.environ["DYING"]:
        os._exit(3)
    return story_records.recorded(task)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for event, text in EVENTS.items():
        for n in (1, 2, 3):
            front = f"---\ntitle: The {event} \u2013 Daily {n}\noutlet: Daily {n}\ndate: 2022-02-0{n}\n---\n"
            more = f"It was report number {n} from the paper called Daily {n}, which sent its own people there."
            (folder / f"{event}{n}.md").write_text(f"{front}{text.format(n=n * 20)}\n\n{more}\n", encoding="utf-8")
    with Archive.open(tmp_path / "archive") as opened:
        list(opened.add([folder]))
        yield opened


def made(
    archive: Archive, clusters: Mapping[str, Sequence[str]], led: Sequence[str] | None = None
) -> list[tuple[int, list[Story]]]:
    store = archive._store
    with store.reading() as reader:
        found = story_records.story_records(
            store, reader, clusters, Counts(index_of(store)), clusters if led is None else led
        )
        return [(articles, list(stories)) for articles, stories in found]


@pytest.mark.parametrize("dies", [False, True])
def test_workers_make_the_records_that_are_made_here(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, *, dies: bool
) -> None:
    monkeypatch.setattr(story_records, "_AT_ONCE", 3)
    clusters = {story.id: story.articles for story in archive.stories()}
    monkeypatch.setattr(story_records, "processors", lambda: 1)
    here = made(archive, clusters)
    assert [articles for articles, _ in here] == [3, 3, 3]
    assert all(len(story.lead or ()) > 0 for _, stories in here for story in stories)
    if dies:
        monkeypatch.setenv("DYING", min(clusters))
        monkeypatch.setattr(story_records, "recorded", dying)
    monkeypatch.setattr(story_records, "processors", lambda: 4)
    monkeypatch.setattr(story_records, "_WORTH", 9)
    monkeypatch.setattr(story_records, "_MOST", 9)
    pools: list[int] = []
    original = Workers.__init__

    def noted(self: Workers, *arguments: object, processes: int, **others: object) -> None:
        pools.append(processes)
        original(self, *arguments, processes=processes, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(Workers, "__init__", noted)
    assert made(archive, clusters) == here
    assert pools == [2]
    one = max(clusters)
    assert [story.id for _, stories in made(archive, clusters, [one]) for story in stories if story.lead] == [one]


@pytest.mark.parametrize(("processors", "worth", "most"), [(1, 0, 9), (4, 10, 20), (4, 0, 8)])
def test_few_articles_in_stories_of_several_and_very_many_are_recorded_here(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, processors: int, worth: int, most: int
) -> None:
    monkeypatch.setattr(story_records, "_MOST", most)
    monkeypatch.setattr(story_records, "processors", lambda: processors)
    monkeypatch.setattr(story_records, "_WORTH", worth)
    monkeypatch.setattr(story_records, "Workers", None)
    assert len(made(archive, {story.id: story.articles for story in archive.stories()})) == 1


def test_stories_come_in_batches_of_two_hundred_articles() -> None:
    clusters = {str(n): ["x"] * size for n, size in enumerate((150, 50, 1, 300, 2))}
    assert [list(some) for some in story_records._batches(clusters)] == [["0", "1"], ["2", "3"], ["4"]]
    assert list(story_records._batches({})) == []


def test_stories_are_the_same_after_they_were_serialized(archive: Archive) -> None:
    with archive._store.reading() as reader:
        stories = [story for story in reader.stories.all() if story.lead]
        assert readable(reader, stories[0].articles)
    assert stories
    assert stories_from(stories_json(stories)) == stories
