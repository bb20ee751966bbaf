"""Lead passages: stored for the latest stories, looked for when somebody asks for those of others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.stories import lead_passages
from index.errors import ArchiveFull
from index.model import Story
from index.services.stories import story_sync
from tui.cli.main import main

EVENTS = {
    "storm": "The storm Wilma tore the roof off the sailing club of Port Ansel and sank {n} boats in its harbour.",
    "vote": "Voters of Hallow Isle rejected the airfield by {n} votes, and the island's council dropped the plan.",
    "mine": "The copper mine at Dunmoor lays off {n} workers because its last seam is empty, its owner Teck Rowe said.",
    "alone": "A heron was seen on the roof of the town hall of Selm, where it stayed until the bells rang, {n} times.",
}
Filled = Callable[[], Archive]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for month, (event, text) in enumerate(EVENTS.items(), 1):
        for n in (1, 2) if event != "alone" else (1,):
            front = f"---\ntitle: The {event} in Daily {n}\noutlet: Daily {n}\ndate: 2022-0{month}-0{n}\n---\n"
            more = f"It was report number {n} from the paper called Daily {n}, which sent its own people there."
            (articles / f"{event}{n}.md").write_text(f"{front}{text.format(n=n * 20)}\n\n{more}\n", encoding="utf-8")
    return articles


@pytest.fixture
def filled(tmp_path: Path, folder: Path) -> Iterator[Filled]:
    """Imports the articles."""
    opened: list[Archive] = []

    def fill() -> Archive:
        archive = Archive.open(tmp_path / "archive")
        opened.append(archive)
        list(archive.add([folder]))
        return archive

    yield fill
    for archive in opened:
        archive.close()


def about(stories: tuple[Story, ...], event: str) -> Story:
    return next(story for story in stories if event in story.title)


@pytest.mark.parametrize(
    ("most", "stored"), [(0, []), (1, ["mine"]), (2, ["mine", "vote"]), (9, ["mine", "vote", "storm"])]
)
def test_the_latest_stories_of_several_articles_have_theirs_stored(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, most: int, stored: list[str]
) -> None:
    monkeypatch.setattr(story_sync, "LED", most)
    stories = filled().stories()
    assert [event for event in ("mine", "vote", "storm") if about(stories, event).lead] == stored
    assert [event for event in ("mine", "vote", "storm") if about(stories, event).lead is None] == [
        event for event in ("mine", "vote", "storm") if event not in stored
    ]
    assert about(stories, "alone").lead == ()


def test_what_is_looked_for_later_is_what_would_have_been_stored(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = filled().stories()
    monkeypatch.setattr(story_sync, "LED", 0)
    archive = filled()
    list(archive.rebuild())
    bare = archive.stories()
    assert [story.lead for story in bare if len(story.articles) > 1] == [None] * 3
    assert archive.stories([story.id for story in bare]) == stored


def test_those_found_are_remembered_until_the_archive_changes(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_sync, "LED", 0)
    archive = filled()
    asked: list[str] = []
    original = lead_passages.lead

    def counting(central: object, *rest: object) -> object:
        asked.append(central.id)  # type: ignore[attr-defined]
        return original(central, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("index.comparison.stories.records.lead", counting)
    ids = [story.id for story in archive.stories()]
    first = archive.stories(ids)
    assert len(asked) == 3
    assert archive.stories(ids) == first
    assert len(asked) == 3
    archive.tag([first[0].articles[0]], ["read"])
    assert archive.stories(ids) == first
    assert len(asked) == 6


def test_they_stay_unknown_where_there_is_no_index(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_sync, "LED", 0)
    archive = filled()

    def failing(question: object) -> object:
        raise ArchiveFull("The disk is full.", hint="Free some space.")

    monkeypatch.setattr(archive._index, "ask", failing)
    stories = archive.stories()
    assert archive.stories([story.id for story in stories]) == stories


def test_the_command_line_says_that_nobody_has_looked_for_them(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(story_sync, "LED", 1)
    archive = filled()
    folder, story = str(archive.path), about(archive.stories(), "storm")
    assert main(["--archive", folder, "stories"]) == 0
    out, err = capsys.readouterr()
    assert (out.count("\u201cThe copper mine"), out.count("\u201cThe storm Wilma")) == (1, 0)
    assert "the 2 of them that lack" in err
    assert main(["--archive", folder, "stories", story.id]) == 0
    assert "\u201cThe storm Wilma" in capsys.readouterr().out
    assert main(["--archive", folder, "--json", "stories"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert sum(not each["lead_known"] for each in record["stories"]) == 2
