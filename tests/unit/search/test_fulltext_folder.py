from __future__ import annotations

import contextlib
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveTooNew, NotAnArchive
from index.query.limits import Budget
from index.search.whoosh_engine import WhooshEngine, writer
from index.search.whoosh_engine.segments import contents as tables
from index.search.whoosh_engine.segments import layout
from index.search.whoosh_engine.segments.contents import FORMAT, TABLE
from index.search.whoosh_engine.segments.open_segments import OpenSegments
from tests.indexing import Shelf, article, made_empty, opened


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "fulltext"


@pytest.fixture
def shelf(home: Path) -> Shelf:
    return Shelf(home, [article("a1", "One ferry.")], [article("a2", "Two ferries.")])


def test_what_was_made_is_sound(home: Path, shelf: Shelf) -> None:
    assert WhooshEngine(home).state() == "sound"
    assert opened(home).contents() == {"a1": 1, "a2": 1}


def test_nothing_there_is_missing(home: Path) -> None:
    assert WhooshEngine(home).state() == "missing"
    with pytest.raises(ArchiveDamaged):
        opened(home)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_user_can_read_it(home: Path, shelf: Shelf) -> None:
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_user_can_read_segments_that_no_generation_has_yet(home: Path, shelf: Shelf) -> None:
    with writer.Writer(home, OpenSegments(home)).building() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize("which", [".", "fulltext.json", "segment_*"])
def test_what_others_can_write_is_not_opened(home: Path, shelf: Shelf, which: str) -> None:
    path = home if which == "." else next(home.glob(which))
    path.chmod(0o777)
    assert WhooshEngine(home).state() == "damaged"
    with pytest.raises(ArchiveDamaged):
        opened(home)


@pytest.mark.parametrize("which", ["fulltext.json", "segment_*"])
def test_a_changed_tail_is_seen_when_it_is_opened(home: Path, shelf: Shelf, which: str) -> None:
    path = next(home.glob(which))
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    with pytest.raises(ArchiveDamaged) as raised:
        opened(home)
    assert "rebuild" in raised.value.hint


def test_a_missing_segment_is_damage(home: Path, shelf: Shelf) -> None:
    next(home.glob("segment_*")).unlink()
    assert WhooshEngine(home).state() == "damaged"


@pytest.mark.parametrize(
    "said", ["", "{", "[]", "null", '{"format": "1"}', json.dumps({"format": FORMAT, "born": 2, "generation": 1})]
)
def test_a_table_that_cannot_be_read_is_damage(home: Path, shelf: Shelf, said: str) -> None:
    (home / TABLE).write_text(said)
    assert WhooshEngine(home).state() == "damaged"


def test_a_later_format_is_not_touched(home: Path, shelf: Shelf) -> None:
    marker = home / TABLE
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": FORMAT + 1, "files": 3}))
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    for action in (WhooshEngine.state, WhooshEngine.open, made_empty):
        with pytest.raises(ArchiveTooNew) as raised:
            action(WhooshEngine(home))
        assert raised.value.hint
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def test_an_earlier_format_is_outdated(home: Path, shelf: Shelf) -> None:
    (home / TABLE).write_text(json.dumps({"format": 1, "engine": "3.54.0", "born": 1, "files": {}, "tables": {}}))
    assert WhooshEngine(home).state() == "outdated"
    with pytest.raises(ArchiveDamaged):
        opened(home)


class _Trap:
    """Runs when it is unpickled."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self._told,))


def test_a_folder_of_stock_whoosh_runs_nothing(home: Path, tmp_path: Path) -> None:
    told = tmp_path / "it ran"
    home.mkdir()
    for name in ("_MAIN_1.toc", "MAIN_abc.seg"):
        (home / name).write_bytes(pickle.dumps(_Trap(told)))
    assert WhooshEngine(home).state() == "missing"
    (home / TABLE).touch(mode=0o600)
    (home / TABLE).write_text(json.dumps({"format": 1, "tables": {"_MAIN_1.toc": {}}}))
    assert WhooshEngine(home).state() == "outdated"
    made_empty(WhooshEngine(home))
    assert {path.name for path in home.iterdir()} == {TABLE, tables.LOCK}
    assert not told.exists()


def test_making_it_anew_deletes_only_what_is_its_own(home: Path, shelf: Shelf) -> None:
    (home / "notes.md").write_text("mine")
    next(home.glob("segment_*")).write_bytes(b"damaged")
    before = shelf.engine.generation()
    index = WhooshEngine(home)
    made_empty(index)
    assert index.contents() == {}
    assert index.generation() != before
    assert (home / "notes.md").read_text() == "mine"
    assert not list(home.glob("segment_*"))
    assert WhooshEngine(home).state() == "sound"


def test_an_index_made_anew_is_not_taken_for_the_old_one(home: Path, shelf: Shelf) -> None:
    again = WhooshEngine(home)
    made_empty(again)
    again.put([article("b1", "Three ferries.")])
    again.put([article("b2", "Four ferries.")])
    shelf.articles |= {"b1": article("b1"), "b2": article("b2")}
    assert set(shelf.ids("ferry")) == {"b1", "b2"}


def test_a_table_of_contents_is_verified_each_time(home: Path, shelf: Shelf) -> None:
    table = home / TABLE
    table.write_bytes(table.read_bytes()[:-1])
    shelf.engine.close()
    with pytest.raises(ArchiveDamaged):
        shelf.ids("ferry")


def test_a_linked_folder_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    home.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotAnArchive):
        made_empty(WhooshEngine(home))


Place = tuple[object, str]
WRITES: tuple[Place, ...] = ((os, "open"), (os, "fsync"), (os, "fdopen"), (os, "replace"), (Path, "unlink"))


def failing_from(
    monkeypatch: pytest.MonkeyPatch, place: Place, turn: int, fail: Callable[[], object]
) -> Callable[[], bool]:
    """Have the call number ``turn`` of ``place``, and all after it, fail; whether it came to that."""
    real = getattr(*place)
    calls = 0

    def call(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        return fail() if calls > turn else real(*arguments, **named)

    monkeypatch.setattr(*place, call)
    return lambda: calls > turn


def crash() -> object:
    raise KeyboardInterrupt


@pytest.mark.parametrize("place", WRITES, ids=lambda place: place[1])
def test_a_crash_at_any_write_leaves_the_last_generation(
    home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    shelf.add(article("a3", "Ferries, and a merge at the next."))
    reached = True
    turn = 0
    while reached:
        with monkeypatch.context() as patched:
            was_reached = failing_from(patched, place, turn, crash)
            with contextlib.suppress(KeyboardInterrupt):
                shelf.engine.put([article(f"b{turn}", "Three ferries.")])
            reached = was_reached()
        contents = opened(home).contents()
        assert set(contents) - {f"b{turn}"} == {"a1", "a2", "a3"}
        assert opened(home).verify() == []
        shelf.engine.drop([f"b{turn}"])
        turn += 1
    assert turn > 1
    shelf.add(article("a4", "Four ferries."))
    named = {segment["name"] for segment in json.loads((home / TABLE).read_text())["segments"]}
    assert {path.name for path in home.iterdir()} == {*named, TABLE, tables.LOCK}
    assert set(shelf.ids("ferry")) == {"a1", "a2", "a3", "a4"}


def full() -> object:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("place", [*WRITES[:4], (writer, "write"), (writer, "build")], ids=lambda place: place[1])
def test_a_full_disk_is_reported(home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    # The first call of os.open is that of the lock.
    failing_from(monkeypatch, place, place[1] == "open", full)
    with pytest.raises(ArchiveFull):
        shelf.engine.put([article("a3", "Three ferries.")])
    monkeypatch.undo()
    assert opened(home).contents() == {"a1": 1, "a2": 1}
    shelf.add(article("a3", "Three ferries."))
    assert set(shelf.ids("ferry")) == {"a1", "a2", "a3"}


def test_two_writers_are_kept_apart(home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    other = opened(home)
    seen: list[ArchiveError] = []
    published = tables.publish

    def meanwhile(folder: Path, contents: tables.Contents) -> None:
        with pytest.raises(ArchiveLocked) as raised:
            other.put([article("a4", "Four.")])
        seen.append(raised.value)
        published(folder, contents)

    monkeypatch.setattr(tables, "publish", meanwhile)
    shelf.engine.put([article("a3", "Three ferries.")])
    assert len(seen) == 1


def test_a_reader_keeps_its_generation_through_commits_and_merges(home: Path, shelf: Shelf) -> None:
    reader = opened(home)
    held = reader.latest()
    for i in range(20):
        shelf.add(article(f"c{i}", "Ferries again."))
    shelf.engine.drop(["a1", "c3"])
    assert held.count == 2
    assert [held.columns.ids[number] for number in held.having("ferri", ["body"], Budget()).tolist()] == ["a1", "a2"]
    assert reader.document_count() == 20


def test_every_block_is_verified(home: Path, shelf: Shelf) -> None:
    assert shelf.engine.verify() == []
    path = next(home.glob("segment_*"))
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)
    (told,) = WhooshEngine(home).verify()
    assert path.name in told
    path.unlink()
    assert len(WhooshEngine(home).verify()) == 1
    (home / TABLE).write_text("{}")
    assert len(WhooshEngine(home).verify()) == 1


def test_large_batches_are_built_in_portions(home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_MOST", 3)
    monkeypatch.setattr(writer, "_LARGEST", 100)
    texts = ["short"] * 4 + ["long " * 15] * 3 + ["longer " * 20, "short"]
    batch = [article(f"p{at}", text) for at, text in enumerate(texts)]
    sizes = [[len(each.text) for each in portion] for portion in writer.portions(batch)]
    assert sizes == [[5, 5, 5], [5, 75], [75], [75], [140], [5]]
    shelf.engine.drop(["a1", "a2"])
    shelf.engine.put(batch)
    assert shelf.engine.contents() == {each.id: 1 for each in batch}
    assert list(writer.portions([])) == []


def test_other_fields_ask_for_another_format() -> None:
    stored = (set(layout.FIELDS), set(layout.VALUES))
    words = {"headline", "deck", "body", "outlet", "section", "author", "path", "url", "caption", "hidden", "initial"}
    words |= {"earlier", "site"}
    wholes = {"outlet_whole", "section_whole", "author_whole", "lang", "tag"}
    assert (FORMAT, stored) == (11, (words | wholes, {"outlet", "section", "author", "lang", "tag"}))
