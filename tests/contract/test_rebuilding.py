"""An index that is made anew beside the one in use: what every engine must give meanwhile, and on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ArchiveTooNew
from index.query.limits import Budget
from index.query.parser import parse
from index.search.engine import SearchEngine
from index.search.whoosh_engine import WhooshEngine
from index.search.whoosh_engine.segments.contents import TABLE
from tests.contract.test_engine_contract import MAKERS
from tests.indexing import article, made_empty

BEFORE = [article(f"a{number}", f"The ferry waits at pier {number}.") for number in range(4)]
AFTER = [article(f"a{number}", f"The ferry waits at quay {number}.", version=2) for number in range(2, 7)]


@pytest.fixture(params=MAKERS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = MAKERS[request.param](tmp_path / "index")
    made_empty(engine)
    engine.put(BEFORE)
    yield engine
    engine.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def found(engine: SearchEngine, query: str) -> int:
    return engine.answer(parse(query), order="relevance", offset=0, limit=9, facets=True, budget=Budget()).total


def test_the_index_in_use_answers_until_the_new_one_takes_its_place(engine: SearchEngine) -> None:
    generation = engine.generation()
    assert engine.rebuilt() is None
    with engine.rebuilding() as new:
        assert engine.rebuilt() == 0
        for some in (AFTER[:2], AFTER[2:]):
            new.put(some)
            assert (found(engine, "pier"), found(engine, "quay"), engine.generation()) == (4, 0, generation)
        assert engine.rebuilt() == 5
        assert found(new, "quay") == 5
    assert engine.generation() != generation
    assert (found(engine, "pier"), found(engine, "quay"), engine.rebuilt()) == (0, 5, None)
    assert engine.contents() == {f"a{number}": 2 for number in range(2, 7)}
    assert engine.verify() == []
    engine.put([article("a9", "A quay of its own.")])
    assert found(engine, "quay") == 6


def test_a_rebuilding_that_fails_leaves_the_index_as_it_was(engine: SearchEngine) -> None:
    generation = engine.generation()
    with pytest.raises(KeyError), engine.rebuilding() as new:
        new.put(AFTER)
        raise KeyError
    assert (found(engine, "pier"), found(engine, "quay"), engine.rebuilt()) == (4, 0, None)
    assert engine.generation() == generation
    assert engine.verify() == []


def test_an_index_that_is_missing_is_missing_until_the_new_one_is_complete(tmp_path: Path) -> None:
    for name, make in MAKERS.items():
        engine = make(tmp_path / name)
        assert engine.rebuilt() is None
        with engine.rebuilding() as new:
            new.put(AFTER)
            assert (engine.state(), engine.rebuilt()) == ("missing", 5)
        assert (engine.state(), found(engine, "quay")) == ("sound", 5)


# --- On disk ----------------------------------------------------------------------------------------------------------


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_no_file_is_left_of_the_index_before_nor_of_one_that_failed(folder: Path) -> None:
    engine = WhooshEngine(folder)
    made_empty(engine)
    engine.put(BEFORE)
    before = names(folder)
    with pytest.raises(KeyError), engine.rebuilding() as new:
        new.put(AFTER)
        with new.workspace() or pytest.fail() as place:
            (Path(place) / "segment_0123456789abcdef.columns").write_bytes(b"half a segment")
            raise KeyError
    assert names(folder) == before
    with engine.rebuilding() as new:
        new.put(AFTER)
    assert len(names(folder)) == len(before) == 3
    assert names(folder) & before == {TABLE, "fulltext.lock"}


def test_what_a_process_that_died_left_goes_with_the_next_rebuilding(folder: Path) -> None:
    engine = WhooshEngine(folder)
    made_empty(engine)
    left = engine.rebuilding()
    left.__enter__().put(BEFORE)
    assert engine.rebuilt() == 4
    with engine.rebuilding() as new:
        new.put(AFTER)
        assert engine.rebuilt() == 5
    assert len(names(folder)) == 3


def test_files_of_others_in_a_folder_that_is_left_stay(folder: Path) -> None:
    engine = WhooshEngine(folder)
    made_empty(engine)
    with engine.rebuilding() as new:
        new.put(AFTER)
        (aside,) = (path for path in folder.iterdir() if path.is_dir())
        (aside / "notes.txt").write_text("mine")
    assert (aside / "notes.txt").read_text() == "mine"
    assert found(engine, "quay") == 5


def test_an_index_of_a_later_broadsheet_is_not_replaced(folder: Path) -> None:
    engine = WhooshEngine(folder)
    made_empty(engine)
    table = folder / TABLE
    table.write_text(json.dumps(json.loads(table.read_text()) | {"format": 10**6}))
    before = names(folder)
    with pytest.raises(ArchiveTooNew), engine.rebuilding():
        pass
    assert names(folder) == before


def test_a_table_that_cannot_be_read_says_nothing_of_the_index_that_is_made(folder: Path) -> None:
    engine = WhooshEngine(folder)
    made_empty(engine)
    with pytest.raises(KeyError), engine.rebuilding():
        (table,) = folder.glob(f"*/{TABLE}")
        table.write_text("{")
        assert engine.rebuilt() is None
        raise KeyError
    assert len(names(folder)) == 2
