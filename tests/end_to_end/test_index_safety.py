"""Whatever happens to the full-text index, at worst it is rebuilt; and no file in its folder is executed."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh import fields
from whoosh.index import create_in

from index.archive import Archive
from index.query.limits import Budget
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.segments.contents import LOCK, TABLE
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from tests.indexing import Shelf, article, opened, tree_of

ROOT = Path(__file__).parents[2]
QUERIES = ("", "ferry", '"ferry is late"', "fer*", "-late", "late OR pier*", "outlet:post", "date:2017")

# Makes commits to an index, each with an article in place of an old one, and tells each when it is there.
WRITER = """
import sys
from pathlib import Path
from index.search.whoosh_engine import WhooshEngine
from tests.indexing import article

index = WhooshEngine(Path(sys.argv[1]))
for turn in range(int(sys.argv[2])):
    index.put([article(f"n{turn}", f"Pier {turn} waits."), article("a0", f"Turn {turn}.", version=turn + 2)])
    if turn % 5 == 4:
        index.drop([f"a{turn}", f"n{turn - 1}"])
    print(turn, flush=True)
"""


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    batches = [
        [
            article(f"a{at}", f"The ferry is late to pier {at}.", published=f"201{at % 10}-01-01", outlet="Post")
            for at in range(start, start + 25)
        ]
        for start in (0, 25)
    ]
    return Shelf(tmp_path / "fulltext", *batches)


Answers = dict[str, list[tuple[str, float]]]


def answers(snapshot: Snapshot) -> Answers:
    told = {}
    for query in QUERIES:
        found = Evaluator(snapshot, Budget()).evaluate(tree_of(query, snapshot))
        pairs = zip(found.documents.tolist(), found.scores.tolist(), strict=True)
        told[query] = [(snapshot.columns.ids[number], score) for number, score in pairs]
    return told


def test_a_reader_keeps_its_generation_while_another_process_commits_and_merges(shelf: Shelf) -> None:
    fresh = answers(Snapshot.open(shelf.engine._segments))
    shelf.engine.close()
    # Opened, and nothing of it read before its files are taken away.
    held = Snapshot.open(shelf.engine._segments)
    before = {path.name for path in shelf.engine.folder.glob("segment_*")}
    writer = child(WRITER, shelf.engine.folder, 40)
    assert writer.wait(timeout=120) == 0
    assert not before & {path.name for path in shelf.engine.folder.glob("segment_*")}
    assert answers(held) == fresh
    assert shelf.engine.contents()["a0"] == 41
    assert "a4" not in shelf.engine.contents()
    latest = Snapshot.open(shelf.engine._segments)
    assert len(answers(latest)["ferry"]) == len(fresh["ferry"]) - 1 - 8


def standing(last: int, *, removed: bool) -> set[str]:
    """What the writer's turns up to ``last`` leave; ``removed`` tells whether the last one came to its removal."""
    turns = range(4, last + removed, 5)
    return {f"n{turn}" for turn in range(last + 1)} - {f"n{turn - 1}" for turn in turns}


@pytest.mark.parametrize("turns", [0, 3, 11, 24])
def test_a_kill_while_commits_are_made_leaves_a_generation(shelf: Shelf, turns: int) -> None:
    folder = shelf.engine.folder
    for attempt in range(3):
        writer = child(WRITER, folder, 1000)
        assert writer.stdout is not None
        for _ in range(turns + 1):
            told = int(writer.stdout.readline())
        # Some way into the next commit, another each time.
        time.sleep(0.004 * attempt)
        writer.send_signal(signal.SIGKILL)
        # Not communicate(): that reads beside the buffer in which readline() has left lines.
        told = max([told, *map(int, writer.stdout.read().split())])
        writer.communicate(timeout=60)
        index = opened(folder)
        assert index.verify() == []
        contents = index.contents()
        assert contents["a0"] - 2 in (told, told + 1)
        last = contents["a0"] - 2
        assert {id for id in contents if id[0] == "n"} in (standing(last, removed=True), standing(last, removed=False))
        index.drop([id for id in contents if id.startswith("n")])
        named = {segment["name"] for segment in json.loads((folder / TABLE).read_text())["segments"]}
        assert {path.name for path in folder.iterdir()} == {*named, TABLE, LOCK}


# --- An archive whose index is not its own ----------------------------------------------------------------------------


class Trap:
    """Runs when it is unpickled."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self._told,))


def stock(folder: Path, trap: bytes) -> None:
    """An index as Whoosh makes it, its pickles set."""
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    stored = create_in(str(folder), fields.Schema(id=fields.ID(stored=True), body=fields.TEXT))
    writer = stored.writer()
    writer.add_document(id="x", body="ferry")
    writer.commit()
    for path in folder.iterdir():
        path.write_bytes(trap)


def replaced(folder: Path, trap: bytes) -> None:
    """Each file of ours replaced."""
    for path in folder.iterdir():
        path.write_bytes(trap)


def appended(folder: Path, trap: bytes) -> None:
    """Each file of ours longer than it was."""
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes() + trap)


def mixed(folder: Path, trap: bytes) -> None:
    """Our table, the segments replaced."""
    for path in folder.glob("segment_*"):
        path.write_bytes(trap.ljust(path.stat().st_size, b"."))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "notices.jsonl"
    with source.open("w") as lines:
        for at in range(60):
            row = {
                "title": f"Ferry notice {at}",
                "text": f"The ferry is late to pier {at}.\n\nIt waits at pier {at + 1}.",
            }
            lines.write(json.dumps(row) + "\n")
    with Archive.open(tmp_path / "archive") as made:
        list(made.add([source]))
    return tmp_path / "archive"


@pytest.mark.parametrize("harm", [stock, replaced, appended, mixed], ids=lambda harm: harm.__name__)
def test_a_tampered_index_runs_nothing_and_is_rebuilt(
    archive: Path, harm: Callable[[Path, bytes], None], home: dict[str, str], program: list[str], tmp_path: Path
) -> None:
    ran = tmp_path / "it ran"
    harm(archive / "fulltext", pickle.dumps(Trap(ran)))
    searched = subprocess.run(
        [*program, "search", "ferry", "--json", "--archive", str(archive)], env=home, capture_output=True, check=False
    )
    assert not ran.exists()
    assert searched.returncode == 0
    assert json.loads(searched.stdout)["total"] == 60
    said = searched.stderr.decode()
    assert "rebuilt" in said
    assert "Traceback" not in said
    with Archive.open(archive) as again:
        assert again.check().index == "sound"
        assert list(again.rebuild_if_needed()) == []


def test_rebuilding_an_index_reports_its_progress(archive: Path) -> None:
    shutil.rmtree(archive / "fulltext")
    with Archive.open(archive) as again:
        steps = [(step.stage, step.done, step.total) for step in again.rebuild_if_needed()]
        assert ("indexing", 0, 60) in steps
        assert ("indexing", 60, 60) in steps
        assert again.search("ferry").total == 60


def test_a_sound_index_is_not_mentioned(archive: Path, home: dict[str, str], program: list[str]) -> None:
    searched = subprocess.run(
        [*program, "search", "ferry", "--archive", str(archive)], env=home, capture_output=True, text=True, check=False
    )
    assert "rebuilt" not in searched.stderr


def test_an_index_of_a_later_broadsheet_is_left_and_the_way_out_shown(
    archive: Path, home: dict[str, str], program: list[str]
) -> None:
    table = archive / "fulltext" / TABLE
    table.write_text(json.dumps(json.loads(table.read_text()) | {"format": 10**6}))
    before = {path.name: path.read_bytes() for path in table.parent.iterdir()}
    for command in (["search", "ferry"], ["rebuild"]):
        done = subprocess.run(
            [*program, *command, "--archive", str(archive)], env=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 3
        assert "later broadsheet" in done.stderr
        assert "delete the folder fulltext of the archive" in done.stderr
    assert {path.name: path.read_bytes() for path in table.parent.iterdir()} == before


# --- A full disk ------------------------------------------------------------------------------------------------------

# Indexes articles with a bound on how large a file may become, as on a full disk.
FULL = """
import resource, signal, sys
from pathlib import Path
from index.errors import ArchiveFull
from index.search.whoosh_engine import WhooshEngine
from tests.indexing import article

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = WhooshEngine(Path(sys.argv[1]))
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    index.put([article(f"f{at}", f"Full {at} " * 50) for at in range(200)])
except ArchiveFull as error:
    print(error.message, error.hint)
    sys.exit(9)
"""


@pytest.mark.skipif(os.name != "posix", reason="the bound is POSIX's")
@pytest.mark.parametrize("limit", [0, 100, 5_000])
def test_a_full_disk_leaves_the_generation_and_says_what_to_do(shelf: Shelf, limit: int) -> None:
    before = answers(Snapshot.open(shelf.engine._segments))
    files = {path.name: path.read_bytes() for path in shelf.engine.folder.iterdir()}
    writer = child(FULL, shelf.engine.folder, limit)
    said, failed = writer.communicate(timeout=60)
    assert writer.returncode == 9, failed
    assert "disk is full" in said
    assert "space" in said
    assert answers(Snapshot.open(shelf.engine._segments)) == before
    assert {path.name: path.read_bytes() for path in shelf.engine.folder.iterdir()} == files
    assert opened(shelf.engine.folder).verify() == []
    shelf.add(article("b1", "The ferry is late again."))
    assert "b1" in shelf.ids("ferry")
