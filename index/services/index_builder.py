"""Indexes articles of the store: in this process, or in worker processes if there are many and the engine allows it.

A worker reads its articles from the store itself and builds them in the engine's workspace; this process adopts what
was built in order, one commit for each part. It indexes the part of a worker that failed itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.disk.failures import disk_error
from index.model import Article
from index.services.stored_articles import readable, with_earlier
from index.store import Store
from index.workers import Failed, Workers, processors

if TYPE_CHECKING:
    from index.search.engine import SearchEngine

_PART: Final = 4000
"""Articles of one commit to the index."""
_WORTH: Final = 2000
"""Articles for each worker: fewer are indexed here in less time."""
_READ_AT_ONCE: Final = 200
"""Articles read from the store in one query."""
_TEXT_AT_ONCE: Final = 6_000_000
"""Code points of the articles in memory at once, and of what is built of them at once, which takes 16 bytes for each;
those of one query may have more."""
_SECONDS: Final = 600.0
"""Limit for one part of a worker."""


def indexed(store: Store, engine: SearchEngine, ids: Sequence[str]) -> Iterator[list[str]]:
    """Index the articles ``ids`` as the store has them, in bounded commits; yields the ids of each commit.

    Articles that the store no longer has are removed from the index. The caller holds the lock. Raises as
    ``SearchEngine.put`` does, and ArchiveFull.
    """
    processes = min(processors(), len(ids) // _WORTH)
    place = engine.workspace() if processes > 1 and sys.executable else None
    if place is None:
        yield from _indexed_here(store, engine, ids)
    else:
        yield from _indexed_by_workers(store, engine, ids, processes, place)


def built(task: bytes) -> bytes:
    """The function that workers run: takes ids of articles and returns what the engine built of them, both in JSON."""
    from index.search.engines import build

    request = json.loads(task)
    made: list[str] = []
    for _, articles in _runs(_store(request["store"]), request["ids"]):
        made += build(request["workspace"], list(articles.values()))
    return json.dumps(made).encode()


@cache
def _store(folder: str) -> Store:
    return Store.open(Path(folder), create=False)


def _indexed_by_workers(
    store: Store, engine: SearchEngine, ids: Sequence[str], processes: int, place: AbstractContextManager[str]
) -> Iterator[list[str]]:
    turns = -(-len(ids) // (_PART * processes))
    size = -(-len(ids) // (turns * processes))
    parts = [list(ids[start : start + size]) for start in range(0, len(ids), size)]
    with disk_errors(store), place as workspace:

        def task(part: Sequence[str]) -> bytes:
            return json.dumps({"store": str(store.folder), "workspace": workspace, "ids": part}).encode()

        with Workers(built, processes=processes, seconds=_SECONDS) as workers:
            for part, answer in workers.map(parts, task):
                if answer is None or isinstance(answer, Failed):
                    yield from _indexed_here(store, engine, part)
                else:
                    engine.adopt(json.loads(answer), part)
                    yield part


def _indexed_here(store: Store, engine: SearchEngine, ids: Sequence[str]) -> Iterator[list[str]]:
    for some, articles in _runs(store, ids):
        gone = [id for id in some if id not in articles]
        with disk_errors(store):
            if gone:
                engine.drop(gone)
            if articles:
                engine.put(articles.values())
        yield some


def _runs(store: Store, ids: Sequence[str]) -> Iterator[tuple[list[str], dict[str, Article]]]:
    """``ids`` in order with their articles that can be read, in batches bounded in articles and text."""
    some: list[str] = []
    found: dict[str, Article] = {}
    size = 0
    for start in range(0, len(ids), _READ_AT_ONCE):
        next_ones = ids[start : start + _READ_AT_ONCE]
        with store.reading() as reader:
            articles = with_earlier(reader, readable(reader, next_ones))
        some += next_ones
        found |= articles
        size += sum(len(article.text) for article in articles.values())
        if len(some) >= _PART or size >= _TEXT_AT_ONCE:
            yield some, found
            some, found, size = [], {}, 0
    if some:
        yield some, found


@contextmanager
def disk_errors(store: Store) -> Iterator[None]:
    """Errors of the operating system as errors of the archive."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, store.folder) from error
