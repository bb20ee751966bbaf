"""The records of many stories: made in this process, or in worker processes where that takes long.

A worker reads the articles from the store and their term statistics from the index, which do not change meanwhile.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from index.model import Article, CleanArticle, Metadata, PartialDate, Story, TermStatistics
from index.services.index_sync import Counts, index_of
from index.services.stored_articles import readable
from index.store import Reader, Store, stories_from, stories_json
from index.text import paragraphs
from index.workers import Failed, Workers, processors

_AT_ONCE: Final = 200
"""Articles whose stories are recorded together."""
_WORTH: Final = 1500
"""Articles in stories of several from which workers pay: they start in about two seconds."""
_MOST_PROCESSES: Final = 2
"""Each has up to 130 MB of its own in an archive of 20,000 articles."""
_MOST: Final = 40_000
"""Articles up to which there are workers: with 100,000 they and the process that collects from them have 650 MB."""
_BATCHES: Final = 8
"""Batches after which a process is replaced by a new copy: it has remembered some 50 MB of words and sentences."""
_SECONDS: Final = 600.0
"""Limit for the stories that are recorded together."""
LED: Final = 300
"""Stories whose lead passages are stored at once: some screens. Those of others are looked for when somebody asks. In
an archive of 100,000 articles, all in stories of six, those of all took more than half of the time of an import."""
_MEMORY: Final = 2 * 1024**3
"""Bytes that a worker may have."""

_TEXT: Final = """The ferry to Halvane stays in port until Tuesday because one of 2 engines failed, said Ulla Brandvik.

About 340 residents need it for food, she said on 3 March: "We have asked the navy for help."
"""

Clusters = Mapping[str, Sequence[str]]
"""By the id of a story, its articles."""


def story_records(
    store: Store, reader: Reader, clusters: Clusters, counts: TermStatistics, led: Container[str]
) -> Iterator[tuple[int, Sequence[Story]]]:
    """The stories of ``clusters``, some at a time, each time with how many articles these clusters have.

    Those in ``led`` come with their lead passages. Articles that cannot be read are left out. The caller holds the
    lock.
    """
    processes = min(processors(), _MOST_PROCESSES)
    described = sum(len(cluster) for cluster in clusters.values() if len(cluster) > 1)
    if processes < 2 or not _WORTH <= described <= _MOST or not sys.executable:
        for some in _batches(clusters):
            yield _size(some), _records(reader, some, counts, led)
        return
    with Workers(
        recorded, processes=processes, seconds=_SECONDS, memory=_MEMORY, prepare=prepare, items=_BATCHES
    ) as workers:
        for some, answer in workers.map(_batches(clusters), lambda some: _task(store, some, led)):
            if answer is None or isinstance(answer, Failed):
                yield _size(some), _records(reader, some, counts, led)
            else:
                yield _size(some), stories_from(answer)


def recorded(task: bytes) -> bytes:
    """The function that workers run: takes clusters of articles, returns their stories, both in JSON."""
    request = json.loads(task)
    store, counts = _opened(request["store"])
    with store.reading() as reader:
        return stories_json(_records(reader, request["clusters"], counts, request["led"]))


def prepare() -> None:
    """Load what records are made with, so that processes that are copied later share it."""
    from index.comparison.background import background
    from index.comparison.links.link_finder import LinkFinder
    from index.comparison.stories.records import story_record

    story_record("", [_small(at) for at in range(2)], background(), LinkFinder(background()))


def _small(at: int) -> Article:
    """A small article, which has names, figures and days, so that all tables are loaded."""
    metadata = Metadata(headline=f"The ferry {at}", published=PartialDate("2021-03-03"), language="en")
    return Article(str(at), 1, str(at), "", (), CleanArticle(metadata, _TEXT, tuple(paragraphs(_TEXT))))


@cache
def _opened(folder: str) -> tuple[Store, Counts]:
    store = Store.open(Path(folder), create=False)
    return store, Counts(index_of(store))


def _task(store: Store, clusters: Clusters, led: Container[str]) -> bytes:
    task = {"store": str(store.folder), "clusters": clusters, "led": [id for id in clusters if id in led]}
    return json.dumps(task).encode()


def _size(clusters: Clusters) -> int:
    return sum(map(len, clusters.values()))


def _batches(clusters: Clusters) -> Iterator[dict[str, Sequence[str]]]:
    """The clusters in batches of some hundred articles."""
    some: dict[str, Sequence[str]] = {}
    size = 0
    for id, cluster in clusters.items():
        some[id] = cluster
        size += len(cluster)
        if size >= _AT_ONCE:
            yield some
            some, size = {}, 0
    if some:
        yield some


def _records(reader: Reader, clusters: Clusters, counts: TermStatistics, led: Container[str]) -> list[Story]:
    """The stories of a few clusters."""
    from index.comparison.links.link_finder import LinkFinder
    from index.comparison.stories.records import story_record

    articles = readable(reader, [id for cluster in clusters.values() for id in cluster])
    found = {id: [articles[each] for each in cluster if each in articles] for id, cluster in clusters.items()}
    # One for all of them: most of the words that it weighs are in many stories.
    finder = LinkFinder(counts)
    return [
        story_record(id, of_story, counts, finder if id in led else None) for id, of_story in found.items() if of_story
    ]
