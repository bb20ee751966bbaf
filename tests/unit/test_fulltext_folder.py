from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from whoosh.writing import SegmentWriter

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveTooNew, NotAnArchive
from index.fulltext import FullText, folder, writing
from tests.indexing import Shelf, article


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "fulltext"


@pytest.fixture
def shelf(home: Path) -> Shelf:
    return Shelf(home, [article("a1", "One ferry.")], [article("a2", "Two ferries.")])


def test_what_was_made_is_sound(home: Path, shelf: Shelf) -> None:
    assert FullText.state(home) == "sound"
    assert FullText.open(home).contents() == {"a1": 1, "a2": 1}


def test_nothing_there_is_missing(home: Path) -> None:
    assert FullText.state(home) == "missing"
    with pytest.raises(ArchiveDamaged):
        FullText.open(home)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_user_can_read_it(home: Path, shelf: Shelf) -> None:
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize("which", [".", "fulltext.json", "*.toc", "*.seg", "words_*"])
def test_what_others_can_write_is_not_opened(home: Path, shelf: Shelf, which: str) -> None:
    path = home if which == "." else next(home.glob(which))
    path.chmod(0o777)
    assert FullText.state(home) == "damaged"
    with pytest.raises(ArchiveDamaged):
        FullText.open(home)


@pytest.mark.parametrize("which", ["*.toc", "*.seg", "words_*"])
def test_a_changed_byte_is_seen_before_it_answers(home: Path, shelf: Shelf, which: str) -> None:
    path = next(home.glob(which))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ArchiveDamaged) as raised:
        FullText.open(home)
    assert "rebuild" in raised.value.hint


@pytest.mark.parametrize("which", ["*.toc", "*.seg", "words_*"])
def test_a_missing_file_is_damage(home: Path, shelf: Shelf, which: str) -> None:
    next(home.glob(which)).unlink()
    assert FullText.state(home) == "damaged"


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"format": "1"}', '{"format": 1, "born": 2, "engine": "x"}'])
def test_a_marker_that_cannot_be_read_is_damage(home: Path, shelf: Shelf, said: str) -> None:
    (home / folder.MARKER).write_text(said)
    assert FullText.state(home) == "damaged"


def test_a_later_format_is_not_touched(home: Path, shelf: Shelf) -> None:
    marker = home / folder.MARKER
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": folder.FORMAT + 1, "files": 3}))
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    for action in (FullText.state, FullText.open, FullText.create):
        with pytest.raises(ArchiveTooNew) as raised:
            action(home)
        assert raised.value.hint
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


@pytest.mark.parametrize("change", [{"format": 0}, {"engine": "2.7"}])
def test_an_earlier_format_is_outdated(home: Path, shelf: Shelf, change: dict[str, object]) -> None:
    marker = home / folder.MARKER
    marker.write_text(json.dumps({**json.loads(marker.read_text()), **change}))
    assert FullText.state(home) == "outdated"


class _Trap:
    """Runs when it is unpickled."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self._told,))


def test_a_table_of_contents_from_elsewhere_runs_nothing(home: Path, shelf: Shelf, tmp_path: Path) -> None:
    told = tmp_path / "it ran"
    forged = home / "_MAIN_99.toc"
    forged.touch(mode=0o600)
    forged.write_bytes(next(home.glob("*.toc")).read_bytes() + pickle.dumps(_Trap(told)))
    assert FullText.state(home) == "damaged"
    with pytest.raises(ArchiveDamaged):
        FullText.open(home)
    assert not told.exists()


def test_making_it_anew_deletes_only_what_is_its_own(home: Path, shelf: Shelf) -> None:
    (home / "notes.md").write_text("mine")
    next(home.glob("*.seg")).write_bytes(b"damaged")
    before = shelf.index.generation()
    index = FullText.create(home)
    assert index.contents() == {}
    assert index.generation() != before
    assert (home / "notes.md").read_text() == "mine"
    assert not list(home.glob("*.seg"))
    assert FullText.state(home) == "sound"


def test_an_index_made_anew_is_not_taken_for_the_old_one(home: Path, shelf: Shelf) -> None:
    again = FullText.create(home)
    again.add([article("b1", "Three ferries.")])
    again.add([article("b2", "Four ferries.")])
    shelf.articles |= {"b1": article("b1"), "b2": article("b2")}
    assert set(shelf.ids("ferry")) == {"b1", "b2"}


def test_a_table_of_contents_is_verified_each_time(home: Path, shelf: Shelf) -> None:
    table = next(home.glob("*.toc"))
    table.write_bytes(table.read_bytes() + b" ")
    shelf.index.close()
    with pytest.raises(ArchiveDamaged):
        shelf.ids("ferry")


def test_a_linked_folder_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    home.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotAnArchive):
        FullText.create(home)


def test_a_crash_before_publication_leaves_what_was(home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    for place in ("latest_generation", "write_marker", "sync", "sync_folder"):
        with monkeypatch.context() as patched:
            patched.setattr(folder, place, crash)
            with pytest.raises(KeyboardInterrupt):
                shelf.index.add([article("a3", "Three ferries.")])
        assert FullText.state(home) == "sound"
        assert len(FullText.open(home).contents()) in (2, 3)
    shelf.add(article("a4", "Four ferries."))
    left = {path.name.split("_")[0] for path in home.iterdir()}
    assert left == {"", "MAIN", "words", "fulltext.json"}
    assert len(list(home.glob("*.toc*"))) == len(list(home.glob("words_*"))) == 1
    assert FullText.open(home).contents()["a4"] == 1


@pytest.mark.parametrize("place", [(folder, "sync"), (writing, "document"), (SegmentWriter, "_finalize_segment")])
def test_a_full_disk_is_told(
    home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, place: tuple[object, str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*place, full)
    with pytest.raises(ArchiveFull):
        shelf.index.add([article("a3", "Three ferries.")])
    monkeypatch.undo()
    assert FullText.open(home).contents() == {"a1": 1, "a2": 1}
    shelf.add(article("a3", "Three ferries."))
    assert set(shelf.ids("ferry")) == {"a1", "a2", "a3"}


def test_two_writers_are_kept_apart(home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    other = FullText.open(home)
    seen: list[ArchiveError] = []
    published = writing._publish

    def meanwhile(*arguments: object) -> None:
        with pytest.raises(ArchiveLocked) as raised:
            other.add([article("a4", "Four.")])
        seen.append(raised.value)
        published(*arguments)  # type: ignore[arg-type]  # whatever it was called with

    monkeypatch.setattr(writing, "_publish", meanwhile)
    shelf.index.add([article("a3", "Three ferries.")])
    assert len(seen) == 1
