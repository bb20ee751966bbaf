"""The steps of an import, and their batches."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from index.model import CleanArticle, SkippedSource, SourceDocument
from index.store import ReadFile

_BATCH_ARTICLES: Final = 200
"""Articles of one commit at most."""
_BATCH_BYTES: Final = 8 * 1024 * 1024
"""Bytes and characters of their documents, from which a commit is made."""
_BATCH_STEPS: Final = 2000
"""Steps of one commit at most, files that are as they were included."""
_BATCH_SECONDS: Final = 1.0
"""Seconds after which what there is is committed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record to store; ``known`` if the store has one with the same bytes."""

    document: SourceDocument
    known: bool
    file: str
    """The address of the file that holds it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record and its clean article; None if the store knows the record."""

    document: SourceDocument
    clean: CleanArticle | None
    file: str


@dataclass(frozen=True, slots=True)
class Same:
    """A file that has not changed since it was imported."""

    path: str


@dataclass(frozen=True, slots=True)
class Place:
    """How far a file is read when the records before have come out of it."""

    share: float
    """Of its bytes, 0 to 1."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a file that was read."""

    file: ReadFile


@dataclass(frozen=True, slots=True)
class Broken:
    """The end of a file that could not be read to its end, and why."""

    file: ReadFile
    row: SkippedSource


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read."""

    row: SkippedSource


Step = Record | Place | Same | End | Broken | Refused | SkippedSource
Kept = Cleaned | Place | Same | End | Broken | Refused | SkippedSource


def batches(steps: Iterable[Kept]) -> Iterator[list[Kept]]:
    """Batches of steps, one for each commit: bounded in articles, bytes and time."""
    batch: list[Kept] = []
    articles = size = 0
    begun = time.monotonic()
    for step in steps:
        batch.append(step)
        if isinstance(step, Cleaned):
            articles, size = articles + 1, size + len(step.document.data) + len(step.document.text)
        late = time.monotonic() - begun > _BATCH_SECONDS
        if articles >= _BATCH_ARTICLES or size >= _BATCH_BYTES or len(batch) >= _BATCH_STEPS or late:
            yield batch
            batch, articles, size, begun = [], 0, 0, time.monotonic()
    if batch:
        yield batch


def path_of(step: Kept) -> str:
    """The path of a step's file or record, as it is shown."""
    match step:
        case Cleaned(document):
            return str(document.address)
        case Refused(row):
            return row.path
        case End(file) | Broken(file):
            return file.path
        case Same(path) | SkippedSource(path):
            return path
        case Place():
            return ""
