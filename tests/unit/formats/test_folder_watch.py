"""Which files appeared in a folder: new ones, changed ones, and none that is still being written."""

from __future__ import annotations

from pathlib import Path

from index.formats.folder_watch import FolderWatch


def looks(watch: FolderWatch, count: int = 1) -> list[list[str]]:
    return [sorted(path.name for path in watch.look()) for _ in range(count)]


def test_a_file_is_given_out_once_when_two_looks_see_the_same(tmp_path: Path) -> None:
    watch = FolderWatch([tmp_path])
    assert looks(watch) == [[]]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("one")
    assert looks(watch, 4) == [[], ["a.txt"], [], []]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    watch, file = FolderWatch([tmp_path]), tmp_path / "a.txt"
    for size in range(1, 4):
        file.write_text("x" * size)
        assert looks(watch) == [[]]
    assert looks(watch, 2) == [["a.txt"], []]


def test_what_a_browser_has_begun_to_save_is_waited_for(tmp_path: Path) -> None:
    watch = FolderWatch([tmp_path])
    (tmp_path / "page.html").touch()
    (tmp_path / "page.html.part").write_text("<p>")
    assert looks(watch, 3) == [[], [], []]
    (tmp_path / "page.html.part").replace(tmp_path / "page.html")
    assert looks(watch, 3) == [[], ["page.html"], []]


def test_a_changed_file_comes_again_and_one_that_was_put_back(tmp_path: Path) -> None:
    watch, file = FolderWatch([tmp_path]), tmp_path / "a.txt"
    file.write_text("one")
    assert looks(watch, 2) == [[], ["a.txt"]]
    file.write_text("another")
    assert looks(watch, 3) == [[], ["a.txt"], []]
    watch.put_back([file])
    assert looks(watch, 2) == [["a.txt"], []]


def test_a_file_that_was_deleted_is_new_when_it_comes_back(tmp_path: Path) -> None:
    watch, file = FolderWatch([tmp_path]), tmp_path / "a.txt"
    file.write_text("one")
    looks(watch, 2)
    file.unlink()
    looks(watch)
    file.write_text("one")
    assert looks(watch, 2) == [[], ["a.txt"]]


def test_one_look_takes_in_a_bounded_number_of_files(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("one")
    watch = FolderWatch([tmp_path], most=2)
    found = looks(watch, 6)
    assert found[:3] == [[], [], []]
    assert sorted(name for names in found for name in names) == [f"{number}.txt" for number in range(5)]
    assert max(map(len, found)) == 2


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    watch = FolderWatch([tmp_path / "later"])
    assert looks(watch) == [[]]
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "a.txt").write_text("one")
    assert looks(watch, 2) == [[], ["a.txt"]]
