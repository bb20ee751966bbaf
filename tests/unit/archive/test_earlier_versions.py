"""What only an earlier version of an article has is found, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.services.stored_articles import MOST_VERSIONS

HEAD = "Bridge closed\n\nThe old bridge closed on Monday because of a crack in it, said the office.\n\n"
DENIED = "The mayor denied it, he said on the quay after the council met in the hall."
AGREED = "The council met in the hall for three hours and spoke about the bridge again."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        for paragraph in (DENIED, AGREED):
            _add(archive, tmp_path, paragraph)
        yield archive


def _add(archive: Archive, folder: Path, paragraph: str) -> None:
    (folder / "a.txt").write_text(f"{HEAD}{paragraph}\n")
    list(archive.add([folder / "a.txt"]))


@pytest.mark.parametrize("query", ["denied", "denied bridge", "earlier:denied", "mayor hall"])
def test_a_hit_in_an_earlier_version_says_so(archive: Archive, query: str) -> None:
    (hit,) = archive.search(query).hits
    assert hit.aside is not None and hit.aside.text == DENIED and hit.aside.version == 1
    assert hit.aside.date is not None
    marked = [DENIED[start:end] for start, end in hit.aside.matches]
    assert set(marked) <= {"denied", "mayor", "hall"} and {"denied", "mayor"} & set(marked)


def test_what_the_text_has_itself_is_not_said_of_an_earlier_version(archive: Archive) -> None:
    (hit,) = archive.search("hall").hits
    assert hit.aside is None
    assert archive.search('"denied it"').total == archive.search("=denied").total == 0
    assert archive.search("title:denied").total == 0


def test_the_latest_earlier_versions_are_searched(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        for number in range(MOST_VERSIONS + 2):
            _add(archive, tmp_path, f"The council met for the {number + 20}th time and spoke about zebra{number}.")
        found = [archive.search(f"zebra{number}").total for number in range(MOST_VERSIONS + 2)]
    assert found == [0, *[1] * (MOST_VERSIONS + 1)]
