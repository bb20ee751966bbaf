from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import cast

import pytest

from index.archive import Archive
from index.comparison.stories import term_weights
from index.comparison.stories.identities import identities
from index.errors import ArchiveFull
from index.model import Article, CleanArticle, Metadata, Story
from index.services import index_sync
from index.services.index_sync import Counts
from index.services.stories import story_records, story_sync
from index.store import Reader, Store, story_id


def _identities(clusters: list[tuple[str, ...]], before: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return identities(clusters, before, story_id)


def test_a_story_keeps_its_id_with_most_of_its_articles() -> None:
    before = {"a": "s1", "b": "s1", "c": "s1", "d": "s2", "e": "s2"}
    named = _identities([("a", "b", "n"), ("c",), ("d", "e", "m")], before)
    assert named["s1"] == ("a", "b", "n")
    assert named["s2"] == ("d", "e", "m")
    assert sorted(map(len, named.values())) == [1, 3, 3]
    assert not set(named) - {"s1", "s2"} & set(before.values())


def test_of_two_stories_that_became_one_the_larger_gives_its_id() -> None:
    before = {"a": "s1", "b": "s2", "c": "s2"}
    assert _identities([("a", "b", "c")], before) == {"s2": ("a", "b", "c")}


def test_no_new_story_takes_an_id_that_was_in_use() -> None:
    first = _identities([("a",), ("b",)], {})
    before = {article: id for id, cluster in first.items() for article in cluster}
    again = _identities([("a", "x"), ("b",)], {"x": before["a"], **before})
    split = _identities([("a",), ("x",)], {"a": "s9", "x": "s9"})
    assert len(again) == len(split) == 2
    assert _identities([("a",), ("b",)], {}) == first


def test_counts_are_asked_once() -> None:
    asked: list[str] = []

    class Statistics:
        def document_count(self) -> int:
            asked.append("all")
            return 7

        def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
            found = {term: len(term) for term in terms}
            asked.extend(found)
            return found

    counts = Counts(Statistics())
    assert [counts.document_frequencies(["ferry", "pier"]) for _ in range(3)] == 3 * [{"ferry": 5, "pier": 4}]
    assert counts.document_frequencies(["pier", "quay"]) == {"pier": 4, "quay": 4}
    assert [counts.document_count() for _ in range(3)] == [7, 7, 7]
    assert asked == ["all", "ferry", "pier", "quay"]


@pytest.mark.parametrize(("most", "asked"), [(2, 1), (1, 2)])
def test_counts_are_remembered_up_to_a_number_of_terms(monkeypatch: pytest.MonkeyPatch, most: int, asked: int) -> None:
    monkeypatch.setattr(index_sync, "_KNOWN", most)
    questions: list[list[str]] = []

    class Statistics:
        def document_count(self) -> int:
            return 7

        def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
            questions.append(list(terms))
            return dict.fromkeys(questions[-1], 5)

    counts = Counts(Statistics())
    assert [counts.document_frequencies(["ferry", "pier"]) for _ in range(2)] == 2 * [{"ferry": 5, "pier": 5}]
    assert questions == asked * [["ferry", "pier"]]


def test_a_disk_that_fills_while_stories_are_found_leaves_them_as_they_were(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(SpooledTemporaryFile[bytes]):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    before = {story.id: story.articles for story in archive.stories()}
    write(folder / "mine3.md", "mine", EVENTS["mine"], 3)
    with monkeypatch.context() as patch:
        patch.setattr(term_weights, "SpooledTemporaryFile", Full)
        with pytest.raises(ArchiveFull):
            list(archive.add([folder]))
    with archive._store.reading() as reader:
        assert {story.id: story.articles for story in reader.stories.all()} == before
    list(archive.add([folder]))
    assert sum(len(story.articles) for story in archive.stories()) == 7


EVENTS = {
    "storm": "The storm Wilma tore the roof off the sailing club of Port Ansel and sank {n} boats in its harbour.",
    "vote": "Voters of Hallow Isle rejected the airfield by {n} votes, and the island's council dropped the plan.",
    "mine": "The copper mine at Dunmoor lays off {n} workers because its last seam is empty, its owner Teck Rowe said.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for event, text in EVENTS.items():
        for n in (1, 2):
            write(articles / f"{event}{n}.md", event, text, n)
    return articles


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        list(opened.add([folder]))
        yield opened


def write(path: Path, event: str, text: str, n: int) -> None:
    more = f"It was report number {n} from the paper called Daily {n}, which sent its own people to look at the place."
    front = f"---\ntitle: The {event} as seen by Daily {n}\noutlet: Daily {n}\ndate: 2022-02-0{n}\n---\n"
    path.write_text(f"{front}{text.format(n=n * 20)}\n\n{more}\n")


def test_a_few_new_articles_are_grouped_with_what_resembles_them(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.stories()
    monkeypatch.setattr(story_sync, "_LARGE", 0)
    monkeypatch.setattr(story_sync, "_FEW", 1)
    monkeypatch.setattr(story_sync, "_SHARE", 1)
    write(folder / "mine3.md", "mine", EVENTS["mine"], 3)
    list(archive.add([folder]))
    after = archive.stories()
    assert sorted(id for story in after for id in story.articles) == sorted(h.id for h in archive.search("").hits)
    new = next(hit.id for hit in archive.search("mine").hits if hit.path.endswith("mine3.md"))
    grown = archive.story_of(new)
    assert grown is not None
    assert grown.id in {story.id for story in before}
    assert len(grown.articles) == 3
    assert "Daily 3" in grown.outlets


def test_grouping_tells_how_far_it_is_and_can_be_stopped(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_records, "_AT_ONCE", 2)
    write(folder / "mine3.md", "mine", EVENTS["mine"], 3)
    write(folder / "vote3.md", "vote", EVENTS["vote"], 3)
    before = {story.id for story in archive.stories()}
    steps = archive.add([folder])
    told = next(step for step in steps if step.stage == "describing" and step.done)
    assert (told.done < told.total, told.total) == (True, 6)
    # As when it is interrupted: what was begun is not left half done.
    del steps
    after = archive.stories()
    assert before <= {story.id for story in after}
    assert sum(len(story.articles) for story in after) == 8
    write(folder / "mine4.md", "mine", EVENTS["mine"], 4)
    write(folder / "vote4.md", "vote", EVENTS["vote"], 4)
    stages = list(archive.add([folder]))
    for stage, least in (("grouping", 2), ("describing", 3)):
        steps_of = [step for step in stages if step.stage == stage]
        done = [step.done for step in steps_of]
        assert done == sorted(done)
        assert len(set(done)) >= least
        assert (done[0], done[-1]) == (0, steps_of[-1].total)


@pytest.mark.parametrize("table", ["versions", "documents"])
def test_what_is_damaged_is_mended_by_importing_its_file_again(archive: Archive, folder: Path, table: str) -> None:
    bad = archive.search("airfield").hits[0].id
    before, source = archive.article(bad), archive.source(bad)
    damage = {
        "versions": "UPDATE versions SET content = zeroblob(9) WHERE article = ?",
        "documents": "UPDATE documents SET data = zeroblob(9)"
        " WHERE sha256 = (SELECT document FROM versions WHERE article = ?)",
    }
    with archive._store.writing() as writer:
        writer._db.execute(damage[table], (bad,))
    assert [found.id for found in archive.check(repair=True).damaged] == [bad]
    report = list(archive.add([folder]))[-1].report
    assert report is not None
    assert (report.added, report.updated, report.unchanged) == (0, 0, 6)
    assert archive.check().damaged == ()
    assert (archive.article(bad), archive.source(bad)) == (before, source)
    assert archive.search("airfield").total == 2


def test_a_damaged_article_does_not_take_the_others_with_it(archive: Archive) -> None:
    bad = archive.search("airfield").hits[0].id
    with archive._store.writing() as writer:
        writer._db.execute("UPDATE versions SET content = zeroblob(9) WHERE article = ?", (bad,))
    list(archive.rebuild())
    assert archive.search("").total == 5
    report = archive.check()
    assert ([damage.id for damage in report.damaged], report.index) == ([bad], "sound")
    assert sum(len(story.articles) for story in archive.stories()) >= 5


# --- How much is looked at --------------------------------------------------------------------------------------------


class Near:
    """An index in which everything resembles everything."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def articles_like(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        return self._ids[:limit]

    def articles_reporting(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        return self._ids[:limit]

    def most_alike(self, ids: Iterable[str], terms: Iterable[str], limit: int) -> Sequence[str]:
        return self._ids[:limit]


def _article(id: str, text: str = "The ferry sank.") -> Article:
    return Article(id, 1, id, "", (), CleanArticle(Metadata(), text, ((0, len(text)),)))


def test_a_changed_article_is_grouped_with_twenty_and_sixty_of_each_of_their_stories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_sync, "_read", lambda store, ids: map(_article, ids))
    store = Store.open(tmp_path / "archive", create=True)
    near = [f"n{number:02}" for number in range(25)]
    assert story_sync._neighbourhood(store, ["own"], {}, {}, Near(near)) == [*near[:20], "own"]
    of_story = [f"s{number:02}" for number in range(65)]
    found = story_sync._neighbourhood(store, ["own"], {"n00": "story"}, {"story": of_story}, Near(["n00"]))
    assert found == ["n00", "own", *of_story[:60]]


@pytest.mark.parametrize(("at", "one_saga"), [(2, True), (3, False)])
def test_stories_are_of_one_saga_by_the_names_in_their_first_three_articles(
    monkeypatch: pytest.MonkeyPatch, at: int, *, one_saga: bool
) -> None:
    names = "Harbour master Ulla Brandvik and captain Joren Milde spoke in Korrin."
    texts = {"a0": names, **{f"b{n}": names if n == at else "It rained again." for n in range(5)}}
    monkeypatch.setattr(story_sync, "readable", lambda reader, ids: {id: _article(id, texts[id]) for id in ids})
    stories = {
        story: Story(story, story, None, None, (), tuple(sorted(id for id in texts if id[0] == story)))
        for story in "ab"
    }

    class Stories:
        stories = property(lambda self: self)

        def get(self, id: str) -> Story:
            return stories[id]

    class Statistics:
        def document_count(self) -> int:
            return 1000

        def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
            return dict.fromkeys(terms, 3)

    found = list(story_sync._sagas(cast(Reader, Stories()), {("a", "b"): 0.5}, Counts(Statistics())))
    assert bool(found) is one_saga
