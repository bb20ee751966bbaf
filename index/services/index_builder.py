"""Articles of the store brought into the full-text index: here, or by workers where there are many.

A worker reads its articles from the store itself and leaves segments in a folder that no generation names yet; this
process publishes them in their order, one commit for each part. What a worker could not do is done again here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import ArchiveDamaged
from index.model import Article
from index.store import Reader, Store, disk_error
from index.workers import Failed, Workers, processors

if TYPE_CHECKING:
    from index.search.whoosh_engine import FullText
    from index.search.whoosh_engine.writer import Maker

_PART: Final = 4000
"""Articles of one commit to the index."""
_WORTH: Final = 2000
"""Articles for which it is worth to start a worker, beside another."""
_READ_AT_ONCE: Final = 200
_TEXT_AT_ONCE: Final = 24_000_000
"""Code points of the articles in memory at once, unless those that are read together have more."""
_SECONDS: Final = 600.0
"""For one part."""


def indexed(store: Store, index: FullText, ids: Sequence[str]) -> Iterator[list[str]]:
    """Bring the articles ``ids`` into the index as the store has them, in bounded commits; the ids of each.

    Those that the store has no more are taken out. To be run by the writer. Raises as ``FullText.add`` does, and
    ArchiveFull.
    """
    processes = min(processors(), len(ids) // _WORTH)
    if processes < 2 or not sys.executable:
        yield from _indexed_here(store, index, ids)
    else:
        yield from _indexed_by_workers(store, index, ids, processes)


def readable(reader: Reader, ids: Sequence[str]) -> dict[str, Article]:
    """The articles with these ids, those left out that are damaged: they must not take the others with them."""
    try:
        return reader.articles(ids)
    except ArchiveDamaged:
        found: dict[str, Article] = {}
        for id in ids:
            with suppress(ArchiveDamaged):
                found |= reader.articles([id])
        return found


def built(task: bytes) -> bytes:
    """What a worker does: ids of articles in, what the index is to say of their segments out, both in JSON."""
    said = json.loads(task)
    made = []
    for _, articles in _runs(_store(said["store"]), said["ids"]):
        made += _maker().made(Path(said["folder"]), list(articles.values()))
    return json.dumps([asdict(entry) for entry in made]).encode()


@cache
def _store(folder: str) -> Store:
    return Store.open(Path(folder), create=False)


@cache
def _maker() -> Maker:
    from index.search.whoosh_engine.writer import Maker

    return Maker()


def _indexed_by_workers(store: Store, index: FullText, ids: Sequence[str], processes: int) -> Iterator[list[str]]:
    from index.search.whoosh_engine.segments.contents import entry

    turns = -(-len(ids) // (_PART * processes))
    size = -(-len(ids) // (turns * processes))
    parts = [list(ids[start : start + size]) for start in range(0, len(ids), size)]
    with _told(store, index), index.building() as folder:

        def task(part: Sequence[str]) -> bytes:
            return json.dumps({"store": str(store.folder), "folder": str(folder), "ids": part}).encode()

        with Workers(built, processes=processes, seconds=_SECONDS) as workers:
            for part, answer in workers.map(parts, task):
                if answer is None or isinstance(answer, Failed):
                    yield from _indexed_here(store, index, part)
                else:
                    index.adopt([entry(each) for each in json.loads(answer)], part)
                    yield part


def _indexed_here(store: Store, index: FullText, ids: Sequence[str]) -> Iterator[list[str]]:
    for some, articles in _runs(store, ids):
        gone = [id for id in some if id not in articles]
        with _told(store, index):
            if gone:
                index.remove(gone)
            if articles:
                index.add(articles.values())
        yield some


def _runs(store: Store, ids: Sequence[str]) -> Iterator[tuple[list[str], dict[str, Article]]]:
    """``ids`` in their order with those of their articles that can be read, in runs bounded in number and text."""
    some: list[str] = []
    found: dict[str, Article] = {}
    size = 0
    for start in range(0, len(ids), _READ_AT_ONCE):
        next_ones = ids[start : start + _READ_AT_ONCE]
        with store.reading() as reader:
            articles = readable(reader, next_ones)
        some += next_ones
        found |= articles
        size += sum(len(article.text) for article in articles.values())
        if len(some) >= _PART or size >= _TEXT_AT_ONCE:
            yield some, found
            some, found, size = [], {}, 0
    if some:
        yield some, found


@contextmanager
def _told(store: Store, index: FullText) -> Iterator[None]:
    """What the disk refuses, as an error that says so."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, index.folder) from error
