from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison import coverage as comparing
from index.model import Article, CleanArticle, Coverage, Metadata, Passage
from index.store import coverage_cache

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


ONE = Coverage(Passage("a", 1, 0, len(FIRE), FIRE), ("Evening Star", "Morning Ledger"), "reworded", first=True)


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
