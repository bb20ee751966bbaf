from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

import pytest

from index.archive import Archive
from index.comparison import coverage as comparing
from index.model import Article, ChangedWords, CleanArticle, Coverage, Metadata, OtherReport, Passage
from index.search.full_text import FullText
from index.services import coverage as coverage_service
from index.services.coverage import CoverageService
from index.store import Store
from index.store.caches import coverage as coverage_cache

FIRE = "Fire gutted the cannery at Ostrava Quay before dawn on Wednesday, and eleven boats burned with it."
CAPTAIN = "Twenty firemen under captain Jory Pell fought it for six hours with water from the dock."
CAT = "A tabby named Biscuit was carried out unhurt by the night watchman."
RECORD = "The cannery, founded by Ludmila Hask in 1911, once packed nine million tins of herring a year."


def add(archive: Archive, folder: Path, name: str, text: str, outlet: str, day: str = "2022-02-02") -> str:
    record = {"id": name, "title": f"Cannery fire {name}", "text": text, "outlet": outlet, "date": day}
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    *_, last = archive.add([path])
    assert last.report is not None
    return last.report.articles[0].id


def outlets(found: tuple[Coverage, ...]) -> dict[str, tuple[str, ...]]:
    return {c.passage.text: c.outlets for c in found}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose coverage was worked out."""
    asked: list[str] = []
    original = comparing.coverage

    def noted(article: Article, *rest: object) -> tuple[Coverage, ...]:
        asked.append(article.id)
        return original(article, *rest)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(comparing, "coverage", noted)
    return asked


def test_a_coverage_is_kept_and_renewed_when_articles_arrive(tmp_path: Path, counted: list[str]) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        mine = add(archive, tmp_path, "mine", f"{FIRE} {CAPTAIN} {CAT}", "Quay Herald")
        add(archive, tmp_path, "star", f"{FIRE} {CAPTAIN} Nobody was hurt.", "Evening Star")
        first = archive.coverage(mine)
        assert outlets(first) == {FIRE: ("Evening Star",), CAPTAIN: ("Evening Star",)}
        assert archive.coverage(mine) == first
        assert counted == [mine]
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.coverage(mine) == first
        assert counted == [mine]
        add(archive, tmp_path, "ledger", f"{CAPTAIN} {FIRE} {CAT}", "Morning Ledger", "2022-02-03")
        assert outlets(archive.coverage(mine))[CAT] == ("Morning Ledger",)
        assert counted == [mine, mine]


def test_the_whole_coverage_has_what_was_copied_beyond_the_story(tmp_path: Path, counted: list[str]) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        mine = add(archive, tmp_path, "mine", f"{FIRE} {CAPTAIN} {CAT} {RECORD}", "Quay Herald")
        add(archive, tmp_path, "star", f"{FIRE} {CAPTAIN} Nobody was hurt.", "Evening Star")
        portrait = " ".join(f"Her grandson Emil kept the {n} ledgers of salt and barrels." for n in ("old", "new"))
        add(
            archive,
            tmp_path,
            "life",
            f"{portrait} {RECORD} Visitors may see the museum.",
            "Weekly Mirror",
            "2015-06-01",
        )
        story = archive.story_of(mine)
        assert story is not None
        assert len(story.articles) == 2
        assert RECORD not in outlets(archive.coverage(mine))
        whole = archive.coverage(mine, whole=True)
        assert outlets(whole)[RECORD] == ("Weekly Mirror",)
        assert [c.first for c in whole if c.passage.text == RECORD] == [False]
        assert archive.coverage(mine) == archive.coverage(mine, whole=True) == whole
        assert counted == [mine, mine]


def test_the_first_answer_claims_no_first_where_articles_of_the_story_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        mine = add(archive, tmp_path, "mine", f"{FIRE} {CAPTAIN}", "Quay Herald", "2022-02-01")
        for name in ("star", "ledger"):
            add(archive, tmp_path, name, f"{FIRE} {CAPTAIN} {name}", f"Evening {name}", "2022-02-02")
        monkeypatch.setattr(coverage_service, "_NEAREST", 1)
        assert [c.first for c in archive.coverage(mine)] == [False, False]
        assert [c.first for c in archive.coverage(mine, whole=True)] == [True, True]


def test_nothing_is_kept_of_an_article_that_was_removed(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        mine = add(archive, tmp_path, "mine", f"{FIRE} {CAPTAIN}", "Quay Herald")
        other = add(archive, tmp_path, "star", f"{FIRE} {CAPTAIN}", "Evening Star")
        assert archive.coverage(mine)
        archive.remove([other])
        assert not (tmp_path / "archive" / coverage_cache.FILE).exists()
        assert archive.coverage(mine) == ()


# --- The file -----------------------------------------------------------------------------------------------------


def article(id: str = "a") -> Article:
    return Article(id, 1, id, "", ("a.txt",), CleanArticle(Metadata(), FIRE, ((0, len(FIRE)),)))


ONE = Coverage(
    Passage("a", 1, 0, len(FIRE), FIRE),
    ("Evening Star", "Morning Ledger"),
    "reworded",
    first=True,
    reports=(
        OtherReport("Evening Star", "reworded", (ChangedWords("figure", "two", "three"),)),
        OtherReport("Morning Ledger", "related"),
    ),
)


def test_what_was_put_comes_back_under_its_key_only(tmp_path: Path) -> None:
    kept = coverage_cache.CoverageCache(tmp_path)
    assert kept.get(article(), "key") is None
    kept.put(article(), "key", [ONE])
    assert kept.get(article(), "key") == coverage_cache.Cached((ONE,), None)
    kept.put(article(), "key", [ONE], 7)
    assert coverage_cache.CoverageCache(tmp_path).get(article(), "key") == coverage_cache.Cached((ONE,), 7)
    assert kept.get(article(), "other") is None
    assert kept.get(article("b"), "key") is None
    assert (tmp_path / coverage_cache.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    kept = coverage_cache.CoverageCache(tmp_path)
    (tmp_path / coverage_cache.FILE).write_bytes(damage)
    assert kept.get(article(), "key") is None
    kept.put(article(), "key", [ONE])
    assert kept.get(article(), "key") == coverage_cache.Cached((ONE,), None)


def test_the_cache_of_an_older_archive_is_deleted_when_the_archive_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with Archive.open(folder) as archive:
        mine = add(archive, tmp_path, "mine", FIRE, "Quay Herald")
        add(archive, tmp_path, "star", FIRE, "Evening Star")
    assert coverage_cache.FORMER_FILE == "gutter.sqlite"
    (folder / coverage_cache.FORMER_FILE).write_bytes(b"of an older version")
    with Archive.open(folder) as archive:
        assert outlets(archive.coverage(mine)) == {FIRE: ("Evening Star",)}
    assert not (folder / coverage_cache.FORMER_FILE).exists() and (folder / coverage_cache.FILE).exists()


def test_a_folder_that_is_not_there_is_done_without(tmp_path: Path) -> None:
    kept = coverage_cache.CoverageCache(tmp_path / "gone")
    kept.put(article(), "key", [ONE])
    assert kept.get(article(), "key") is None
    kept.clear()


def test_only_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_cache, "_MOST", 2)
    kept = coverage_cache.CoverageCache(tmp_path)
    for id in "abc":
        kept.put(article(id), "key", [])
    assert [kept.get(article(id), "key") is None for id in "abc"] == [True, False, False]


# --- Which articles are compared --------------------------------------------------------------------------------------

Compared = Callable[..., tuple[list[str], list[str]]]


class Index:
    """An index that finds for each passage what ``near`` says, and finds the first ones of a story most alike."""

    def __init__(self, near: Callable[[Sequence[str]], Sequence[str]] = lambda terms: ()) -> None:
        self._near = near
        self.engine = self
        self.terms: list[Sequence[str]] = []

    def generation(self) -> int:
        return 1

    def most_alike(self, ids: Sequence[str], terms: Sequence[str], limit: int) -> Sequence[str]:
        self.terms.append(terms)
        return ids[:limit]

    def articles_reporting(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        return self._near(terms)[:limit]

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        return dict.fromkeys(terms, 1)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Compared:
    """Gives the ids of the articles of the story, and of those beyond, with which an article is compared."""
    found: list[tuple[list[str], list[str]]] = []
    store = Store.open(tmp_path / "archive", create=True)

    def coverage(
        of: Article, story: list[Article], counts: object, beyond: Sequence[Article], check: object
    ) -> tuple[()]:
        found.append(([each.id for each in story], [each.id for each in beyond]))
        return ()

    def asked(text: str, members: int, index: Index, *, whole: bool = False) -> tuple[list[str], list[str]]:
        content = CleanArticle(Metadata(), text, ((0, len(text)),))
        own, ids = Article("own", 1, "own", "", (), content), [f"m{n:03}" for n in range(members)]
        monkeypatch.setattr(CoverageService, "_members", lambda *_: dict.fromkeys(["own", *ids], 1))
        service = CoverageService(store)
        service.clear()
        way = service.whole if whole else service.nearest
        way(own, cast(FullText, index), index, lambda: None)
        return found[-1]

    monkeypatch.setattr(comparing, "coverage", coverage)
    monkeypatch.setattr(coverage_service, "readable", lambda reader, ids: {id: article(id) for id in ids})
    return asked


@pytest.mark.parametrize(("whole", "most"), [(False, 12), (True, 120)])
def test_of_a_large_story_the_most_alike_are_compared(compared: Compared, *, whole: bool, most: int) -> None:
    for members, terms in ((most, 0), (most + 1, 1)):
        index = Index()
        story, _ = compared(FIRE, members, index, whole=whole)
        assert (len(story), len(index.terms)) == (most, terms)


def test_articles_are_most_alike_by_forty_terms(compared: Compared) -> None:
    index = Index()
    compared(" ".join(f"w{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(50)), 13, index)
    assert [len(terms) for terms in index.terms] == [40]


def numbered(sentences: int) -> str:
    return " ".join(f"Boat {n} sank." for n in range(1, sentences + 1))


def test_the_first_sixty_sentences_are_searched_for_beyond_the_story(
    compared: Compared,
) -> None:
    index = Index(lambda terms: [term for term in terms if term in ("60", "61")])
    assert compared(numbered(62), 0, index, whole=True)[1] == ["60"]


def test_six_articles_are_compared_for_a_sentence_and_twenty_for_all(
    compared: Compared,
) -> None:
    def near(terms: Sequence[str]) -> list[str]:
        return [f"{next(term for term in terms if term.isdigit())}-{n}" for n in range(9)]

    assert compared(numbered(1), 0, Index(near), whole=True)[1] == [f"1-{n}" for n in range(6)]
    assert len(compared(numbered(3), 0, Index(near), whole=True)[1]) == 18
    assert compared(numbered(4), 0, Index(near), whole=True)[1][18:] == ["4-0", "4-1"]
