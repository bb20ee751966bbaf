"""The index of an archive that is opened, changed, damaged and built again; what of it is seen from outside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import UsageError
from index.model import Progress

TEXT = "The ferry of pier {} ran aground on a reef off Tessel Point, said harbour master Ulla Brandvik."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    return articles


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    """Three articles, one of them of no outlet."""
    write(folder, *range(3))
    (folder / "none.md").write_text("---\ntitle: Nobody's\n---\nOne line.\n\nThe baker of Hallow has a new oven.\n")
    with Archive.open(tmp_path / "archive") as opened:
        fill(opened, folder)
        yield opened


def write(folder: Path, *numbers: int) -> None:
    for number in numbers:
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Headline {number}\noutlet: Outlet {number}\n---\n{TEXT.format(number)}\n"
        )


def fill(archive: Archive, folder: Path) -> list[Progress]:
    return list(archive.add([folder]))


def steps(archive: Archive) -> list[Progress]:
    """What an archive tells of building its index again while it is asked something."""
    found: list[Progress] = []
    archive.watch(found.append)
    archive.search("ferry")
    return found


def test_an_index_that_is_in_step_is_opened_as_it_is(archive: Archive) -> None:
    before = sorted((archive.path / "fulltext").iterdir())
    with Archive.open(archive.path) as again:
        assert steps(again) == [] and again.search("ferry").total == 3
        assert again.check().index == "sound"
        assert list(again.rebuild_if_needed()) == []
    assert sorted((archive.path / "fulltext").iterdir()) == before


def test_a_lost_index_is_built_again_and_its_progress_reported(archive: Archive) -> None:
    shutil.rmtree(archive.path / "fulltext")
    with Archive.open(archive.path) as again:
        found = steps(again)
        assert [(each.stage, each.done, each.total) for each in found] == [
            ("indexing", 0, 4),
            ("indexing", 4, 4),
            ("done", 4, 4),
        ]
        assert again.search("ferry").total == 3 and again.check().index == "sound"


def test_the_stories_stay_where_only_the_index_is_lost(archive: Archive) -> None:
    before = archive.stories()
    shutil.rmtree(archive.path / "fulltext")
    with Archive.open(archive.path) as again:
        assert {each.stage for each in again.rebuild_if_needed()} == {"indexing", "done"}
        assert again.stories() == before and len(before) > 1
        assert {each.stage for each in again.rebuild()} > {"grouping", "describing"}
        assert again.stories() == before


def test_an_empty_archive_has_nothing_to_build(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty") as empty:
        assert steps(empty) == [] and empty.search("").total == 0 and list(empty.rebuild_if_needed()) == []
        assert empty.stories() == () and empty.reuse() == () and empty.reuse_groups() == ((), 0)


def test_a_damaged_index_is_found_and_repaired(archive: Archive) -> None:
    archive.search("ferry")
    archive.close()
    for path in (archive.path / "fulltext").glob("segment_*"):
        path.write_bytes(path.read_bytes()[:-40])
    with Archive.open(archive.path) as again:
        assert again.check().index == "damaged"
        assert again.check(repair=True).index == "rebuilt"
        assert again.check().index == "sound" and again.search("ferry").total == 3


def test_an_index_that_was_put_back_from_a_copy_is_brought_in_step(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    archive.close()
    shutil.copytree(archive.path / "fulltext", tmp_path / "copy")
    write(folder, 7)
    with Archive.open(archive.path) as again:
        fill(again, folder)
        again.remove([next(hit.id for hit in again.search("", limit=9).hits if hit.headline == "Headline 0")])
        assert again.search("ferry").total == 3
    shutil.rmtree(archive.path / "fulltext")
    shutil.copytree(tmp_path / "copy", archive.path / "fulltext")
    with Archive.open(archive.path) as again:
        assert again.check().index == "outdated"
        assert steps(again) == []
        found = {hit.headline for hit in again.search("ferry").hits}
        again.check(repair=True)
        assert {hit.headline for hit in again.search("ferry").hits} == {"Headline 1", "Headline 2", "Headline 7"}
        assert found >= {"Headline 1", "Headline 2"}


def test_an_import_counts_what_is_new_changed_and_the_same(archive: Archive, folder: Path) -> None:
    def counts() -> tuple[int, int, int]:
        report = fill(archive, folder)[-1].report
        assert report is not None
        return report.added, report.updated, report.unchanged

    assert counts() == (0, 0, 4)
    write(folder, 3)
    assert counts() == (1, 0, 4)
    (folder / "3.md").write_text((folder / "3.md").read_text() + "\nDivers looked at her hull.\n")
    assert counts() == (0, 1, 4)
    assert archive.search("divers").total == 1


def test_what_is_indexed_is_not_indexed_again_when_an_archive_was_opened_anew(archive: Archive, folder: Path) -> None:
    archive.close()
    write(folder, 3)
    with Archive.open(archive.path) as again:
        steps = fill(again, folder)
        assert [(each.done, each.total) for each in steps if each.stage == "indexing"] == [(1, 1)]
        assert again.search("ferry").total == 4


def test_a_story_is_computed_again_when_its_article_changed(archive: Archive, folder: Path) -> None:
    baker = archive.search("baker").hits[0].id
    before = archive.story_of(baker)
    (folder / "none.md").write_text("---\ntitle: Somebody's\n---\nOne line.\n\nThe baker of Hallow has a new oven.\n")
    fill(archive, folder)
    after = archive.story_of(baker)
    assert before is not None and after is not None and before.id == after.id
    assert (before.title, after.title) == ("Nobody's", "Somebody's")


def test_removed_articles_are_gone_and_come_back_when_they_are_imported_again(archive: Archive, folder: Path) -> None:
    hits = archive.search("ferry").hits
    archive.remove([hits[0].id])
    assert {hit.id for hit in archive.search("ferry").hits} == {hit.id for hit in hits[1:]}
    assert all(hits[0].id not in story.articles for story in archive.stories())
    fill(archive, folder)
    assert archive.search("ferry").total == 3


def test_tags_are_put_on_and_taken_off(archive: Archive) -> None:
    one, other = (hit.id for hit in archive.search("ferry").hits[:2])
    archive.tag([one, other], add=["checked", "todo"])
    archive.tag([one], remove=["todo", "nothing"])
    assert {hit.id for hit in archive.search("tag:todo").hits} == {other}
    assert {hit.id for hit in archive.search("tag:checked").hits} == {one, other}
    assert sorted(archive.article(other).tags) == ["checked", "todo"]


def test_a_line_can_be_hidden_for_an_outlet_only_where_that_is_known(archive: Archive) -> None:
    nobody = archive.search("baker").hits[0].id
    with pytest.raises(UsageError, match="outlet"):
        archive.hide(nobody, 0, "outlet")
    assert archive.hide(nobody, 0).text == "The baker of Hallow has a new oven."
    with pytest.raises(UsageError):
        archive.remove_rule(99)
    for number in (-1, 99):
        with pytest.raises(UsageError):
            archive.keep(nobody, number)
    assert archive.undo_hide() is not None and archive.undo_hide() is None


def test_twelve_articles_of_a_story_are_compared_at_once_and_all_of_them_later(archive: Archive, folder: Path) -> None:
    write(folder, *range(3, 15))
    fill(archive, folder)
    one = archive.search("ferry", limit=1).hits[0].id
    story = archive.story_of(one)
    assert story is not None and len(story.articles) == 15
    (passage,) = archive.coverage(one)
    assert len(passage.outlets) == 12
    (whole,) = archive.coverage(one, whole=True)
    assert len(whole.outlets) == 14
    # What was worked out is kept.
    assert archive.coverage(one) == archive.coverage(one, whole=True) == (whole,)


def test_what_the_archive_holds_is_counted(archive: Archive) -> None:
    found = archive.statistics()
    assert (found.articles, found.outlets, found.documents, found.first, found.last) == (4, 3, 4, None, None)
    assert found.bytes > 10_000 and found.stories == len(archive.stories())
    assert sorted((each.value, each.count) for each in found.by_outlet) == [(f"Outlet {n}", 1) for n in range(3)]
    ids = [hit.id for hit in archive.search("").hits]
    assert set(archive.headlines([*ids, "nobody"])) == set(ids)
