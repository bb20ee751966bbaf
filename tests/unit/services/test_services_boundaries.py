"""The services at their boundaries: how many records an import expects, and when its index is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.formats import FoundFile, expected_articles
from index.model import SkippedSource
from index.services import index_manager
from index.services.import_steps import End, Expected, Refused, Same, path_of
from index.store import ReadFile

# --- What an import expects -------------------------------------------------------------------------------------------


def test_an_import_expects_nothing_before_it_begins() -> None:
    expected = Expected()
    assert (expected.done, expected.total) == (0, 0)
    expected.begin([])
    assert (expected.done, expected.total) == (0, 0)


def test_each_file_is_expected_to_be_one_record_and_counts_as_one() -> None:
    expected = Expected()
    expected.begin([FoundFile(Path(f"{number}.txt"), 9, 0) for number in range(3)])
    assert (expected.done, expected.total) == (0, 3)
    expected.record()
    assert (expected.done, expected.total) == (1, 3)
    expected.file()
    assert (expected.done, expected.total) == (1, 3)
    # One without a record.
    expected.file()
    assert (expected.done, expected.total) == (2, 3)
    # One with more records than expected.
    for done in (3, 4, 5):
        expected.record()
        assert (expected.done, expected.total) == (done, max(3, done))
    expected.file()
    assert (expected.done, expected.total) == (5, 5)


def test_the_records_of_a_file_are_counted_in_place_of_its_estimate() -> None:
    files = [FoundFile(Path("many.jsonl"), 1 << 20, 0), FoundFile(Path("one.txt"), 9, 0)]
    guess = expected_articles(files[0])
    expected = Expected()
    expected.begin(files)
    assert guess > 2 and expected.total == guess + 1
    expected.record()
    expected.record()
    assert (expected.done, expected.total) == (2, guess + 1)
    expected.file()
    assert (expected.done, expected.total) == (2, 3)


def test_the_path_of_a_step() -> None:
    assert path_of(Same("a.txt")) == "a.txt"
    assert path_of(SkippedSource("b.txt", "empty")) == "b.txt"
    assert path_of(End(ReadFile("d.txt", 9, 0, ""))) == "d.txt"
    assert path_of(Refused(SkippedSource("c.txt", "locked"))) == "c.txt"


# --- The index --------------------------------------------------------------------------------------------------------


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: Ferry\n---\nThe ferry sank off the reef on Monday night.\n")
    return folder


def test_an_index_that_was_just_rebuilt_is_not_opened_again(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([articles]))
        list(archive.rebuild())
        monkeypatch.setattr(index_manager, "index_of", None)
        assert archive.search("ferry").total == 1


def test_an_index_that_was_not_rebuilt_to_its_end_is_not_asked(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError

    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([articles]))
        with monkeypatch.context() as patched:
            patched.setattr(index_manager, "catch_up", fails)
            with pytest.raises(OSError):
                list(archive.rebuild())
        assert archive.search("ferry").total == 1
