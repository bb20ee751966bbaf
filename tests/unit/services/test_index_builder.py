from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveFull
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.services import index_builder, index_sync
from index.services.index_sync import catch_up, index_of
from index.store import Store
from tests.indexing import emptied, opened

ARTICLES = 300
QUERIES = (
    "",
    "pier",
    "pie*",
    '"pier 7 is"',
    "barges OR tug",
    "-barges",
    "outlet:lantern",
    "tug outlet:quay",
    "date:2021",
    "repaird~",
)

# Indexes an archive by workers, and does something at the first commit.
CHILD = """
import os, sys
from pathlib import Path
from index.services import index_builder
from index.errors import ArchiveFull
from index.store import Store
from index.services.index_sync import catch_up
from tests.indexing import emptied

index_builder._PART, index_builder._WORTH, index_builder.processors = 25, 1, lambda: 2
store = Store.open(Path(sys.argv[1]), create=False)
index = emptied(store)
if sys.argv[2] == "full":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    for count in catch_up(store, index):
        if sys.argv[2] == "stop":
            print(count, flush=True)
            sys.stdin.readline()
except ArchiveFull as error:
    print(error.message, error.hint)
    sys.exit(9)
"""


def dying(task: bytes) -> bytes:
    """Dies over every other part, once it is half done."""
    said = json.loads(task)
    if said["ids"][0] in sorted(os.environ["DYING"].split()):
        index_builder.built(json.dumps(said | {"ids": said["ids"][:5]}).encode())
        os._exit(3)
    return index_builder.built(task)


def nonsense(task: bytes) -> bytes:
    raise MemoryError(len(task))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with articles, some of which came in a second version."""
    home = tmp_path_factory.mktemp("stored")
    with Archive.open(home / "archive") as archive:
        for version in (1, 2):
            with (home / "works.jsonl").open("w") as file:
                for n in range(0, ARTICLES, version):
                    about = "Barges wait below it." if n % 3 else "A tug takes the barge's crew off."
                    row = {
                        "title": f"Works at pier {n % 20}",
                        "text": f"Pier {n % 20} is being repaired for time {n}.\n\n{about}\n\nSeen {version} times.",
                        "outlet": "The Lantern" if n % 2 else "Quay News",
                        "date": f"202{n % 3}-03-{n % 28 + 1:02}",
                        "url": f"https://works.example/{n}",
                    }
                    file.write(json.dumps(row) + "\n")
            list(archive.add([home / "works.jsonl"]))
    return home / "archive"


@pytest.fixture
def store(stored: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(stored, tmp_path / "archive")
    opened = Store.open(tmp_path / "archive", create=False)
    yield opened
    opened.close()


def answers(store: Store, index: FullText) -> list[object]:
    """What the index says: versions, and for each query the ids, scores and facets."""
    found: list[object] = [sorted(index.engine.contents().items())]
    for query in QUERIES:
        with store.reading() as reader:
            page = index.search(query, reader.articles, limit=2 * ARTICLES)
        found.append([page.total, page.facets, [(hit.id, hit.score, hit.snippet) for hit in page.hits]])
    return found


def rebuilt(store: Store) -> tuple[FullText, list[int]]:
    index = index_of(store)
    return index, list(index_sync.rebuilt(store))


def assert_clean(folder: Path) -> None:
    """No file is there that the present generation has no use for."""
    names = {entry["name"] for entry in json.loads((folder / "fulltext.json").read_text())["segments"]}
    assert {path.name for path in folder.iterdir()} == {"fulltext.json", "fulltext.lock", *names}


@pytest.fixture
def expected(store: Store) -> list[object]:
    """The answers of an index that was made in one process."""
    index, counts = rebuilt(store)
    assert counts == [ARTICLES]
    return answers(store, index)


@pytest.fixture
def by_workers(expected: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers do what comes after ``expected``."""
    monkeypatch.setattr(index_builder, "_PART", 70)
    monkeypatch.setattr(index_builder, "_WORTH", 1)
    monkeypatch.setattr(index_builder, "processors", lambda: 2)


@pytest.mark.slow
@pytest.mark.usefixtures("by_workers")
def test_workers_make_the_same_index_and_tell_how_far_it_is(
    store: Store, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WhooshEngine, "put", None)
    index, counts = rebuilt(store)
    assert len(counts) >= 4
    assert sum(counts) == ARTICLES
    assert answers(store, index) == expected
    assert index.engine.verify() == []
    assert_clean(store.folder / "fulltext")


@pytest.mark.slow
@pytest.mark.usefixtures("by_workers")
def test_an_index_that_has_other_versions_is_brought_in_step_by_workers(store: Store, expected: list[object]) -> None:
    index, _ = rebuilt(store)
    with store.writing() as writer:
        ids = writer.reader.ids()
        for id in ids[:3]:
            writer.remove(id)
        writer.mark_pending(ids)
    list(catch_up(store, index))
    assert index.document_count() == ARTICLES - 3
    assert not {id for id, _ in index.engine.contents().items()} & set(ids[:3])
    versions = expected[0]
    assert isinstance(versions, list)
    assert answers(store, index)[0] == [row for row in versions if row[0] not in ids[:3]]
    assert_clean(store.folder / "fulltext")


@pytest.mark.slow
@pytest.mark.usefixtures("by_workers")
@pytest.mark.parametrize("worker", [dying, nonsense])
def test_what_a_dead_worker_leaves_is_done_again(
    store: Store, expected: list[object], worker: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.reading() as reader:
        monkeypatch.setenv("DYING", " ".join(reader.ids()[::60]))
    monkeypatch.setattr(index_builder, "built", worker)
    index, counts = rebuilt(store)
    assert sum(counts) == ARTICLES
    assert answers(store, index) == expected
    assert_clean(store.folder / "fulltext")


@pytest.mark.slow
@pytest.mark.usefixtures("by_workers")
def test_a_build_that_is_given_up_keeps_what_was_published_and_goes_on_later(
    store: Store, expected: list[object]
) -> None:
    index = emptied(store)
    steps = catch_up(store, index)
    first = next(steps)
    assert isinstance(steps, Generator)
    steps.close()
    assert index.document_count() == first < ARTICLES
    assert_clean(store.folder / "fulltext")
    assert sum(catch_up(store, index)) == ARTICLES - first
    assert answers(store, index) == expected


def child(store: Store, what: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(store.folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_build_that_was_stopped_leaves_a_generation_and_is_finished_at_the_next_opening(
    store: Store, expected: list[object], how: str
) -> None:
    builder = child(store, "stop")
    assert builder.stdout is not None
    first = int(builder.stdout.readline())
    builder.send_signal(signal.SIGKILL if how == "kill" else signal.SIGINT)
    builder.communicate(timeout=60)
    folder = store.folder / "fulltext"
    left = opened(folder)
    assert first <= left.document_count() < ARTICLES
    assert left.verify() == []
    with Archive.open(store.folder) as archive:
        assert archive.search("pier", limit=1).total == ARTICLES
    until = time.monotonic() + 30
    while any(path.is_dir() for path in folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert_clean(folder)
    assert answers(store, FullText(opened(folder))) == expected


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the bound is POSIX's")
def test_a_full_disk_is_reported_and_leaves_no_files(store: Store, expected: list[object]) -> None:
    builder = child(store, "full")
    said, _ = builder.communicate(timeout=60)
    assert builder.returncode == 9
    assert "disk is full" in said
    assert_clean(store.folder / "fulltext")
    index = FullText(opened(store.folder / "fulltext"))
    assert sum(catch_up(store, index)) == ARTICLES
    assert answers(store, index) == expected


def test_a_few_articles_start_no_process(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*given: object, **named: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(index_builder, "Workers", refused)
    _, counts = rebuilt(store)
    assert counts == [ARTICLES]


def test_a_disk_error_here_is_reported(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    index = emptied(store)

    def full(articles: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index.engine, "put", full)
    with pytest.raises(ArchiveFull):
        list(catch_up(store, index))


def test_articles_are_read_in_runs_bounded_by_their_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_builder, "_READ_AT_ONCE", 10)
    monkeypatch.setattr(index_builder, "_TEXT_AT_ONCE", 2000)
    with store.reading() as reader:
        ids = reader.ids()
    runs = list(index_builder._runs(store, ids))
    assert [id for some, _ in runs for id in some] == ids
    assert len(runs) > 3
    for some, articles in runs:
        assert list(articles) == some
        assert sum(len(article.text) for article in articles.values()) < 2000 + 10 * 200
