"""The steps of an import in their order, bounded batches of them, and how many there will be."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.model import CleanArticle, SkippedSource, SourceDocument
from index.store import ReadFile

if TYPE_CHECKING:
    from index.formats import FoundFile

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
    """A record to be kept; ``known`` when the store has one with its bytes."""

    document: SourceDocument
    known: bool


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record with what cleaning made of it; None where the store knows it."""

    document: SourceDocument
    clean: CleanArticle | None


@dataclass(frozen=True, slots=True)
class Same:
    """A file that is as it was."""

    path: str


@dataclass(frozen=True, slots=True)
class End:
    """The end of a file that was read."""

    file: ReadFile


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not even be read."""

    row: SkippedSource


Step = Record | Same | End | Refused | SkippedSource
Kept = Cleaned | Same | End | Refused | SkippedSource


def batches(steps: Iterable[Kept]) -> Iterator[list[Kept]]:
    """Runs of steps, each for one commit: bounded in articles, bytes and time."""
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
    """The place that a step is about, as it is shown."""
    match step:
        case Cleaned(document, _):
            return str(document.address)
        case Refused(row):
            return row.path
        case End(file):
            return file.path
        case Same(path) | SkippedSource(path):
            return path


class Expected:
    """How many records there will be: one a file, in JSON Lines files by their size until they are counted."""

    def __init__(self) -> None:
        self._guesses: deque[int] = deque()
        self._guessed = 0
        self._finished = 0
        self._in_file = 0

    @property
    def done(self) -> int:
        """Records done; a file that gave none counts as one."""
        return self._finished + self._in_file

    @property
    def total(self) -> int:
        """Records done and to come, as far as is known."""
        beyond = max(0, self._in_file - self._guesses[0]) if self._guesses else 0
        return self._finished + self._guessed + beyond

    def begin(self, files: Sequence[FoundFile]) -> None:
        """Guess from names and sizes."""
        from index.formats import expected_articles

        self._guesses.extend(map(expected_articles, files))
        self._guessed = sum(self._guesses)

    def record(self) -> None:
        """One record is done."""
        self._in_file += 1

    def file(self) -> None:
        """The next file is done: what was guessed of it gives way to what was counted."""
        self._guessed -= self._guesses.popleft()
        self._finished += max(self._in_file, 1)
        self._in_file = 0
