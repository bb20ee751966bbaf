from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.services.stored_articles import KnownArticles
from index.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("ferry", "bridge", "quarry"):
        (shelf / f"{name}.txt").write_text(f"The {name} reopens\n\nThe {name} was closed for a year.\n")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([shelf]))
    return tmp_path / "archive"


def ids_of(folder: Path) -> list[str]:
    with Archive.open(folder) as archive:
        return [hit.id for hit in archive.search("reopens").hits]


def test_an_article_is_read_once_until_the_store_changes(folder: Path) -> None:
    known = KnownArticles(Store.open(folder, create=False))
    first, *others = ids_of(folder)
    before = known.of([first])[first]
    assert known.of([*others, first])[first] is before
    with Archive.open(folder) as archive:
        archive.tag([first], add=["harbour"])
    after = known.of([first])[first]
    assert after is not before
    assert (before.tags, after.tags) == ((), ("harbour",))


def test_an_article_that_was_removed_is_not_given_again(folder: Path) -> None:
    known = KnownArticles(Store.open(folder, create=False))
    first, *others = ids_of(folder)
    assert list(known.of([*others, first])) == [*others, first]
    with Archive.open(folder) as archive:
        archive.remove([first])
    assert list(known.of([first, *others])) == others


def test_no_more_is_kept_than_there_is_room_for(folder: Path) -> None:
    first, second, _ = ids_of(folder)
    whole = KnownArticles(Store.open(folder, create=False))
    size = len(whole.of([first])[first].text) + 1
    known = KnownArticles(Store.open(folder, create=False), 2 * size - 1)
    before = known.of([first])[first]
    assert known.of([first])[first] is before
    known.of([second])
    assert known.of([first])[first] is not before
