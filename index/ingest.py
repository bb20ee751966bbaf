"""Import: files are found, read, cleaned, put into the store and the index, and grouped, as one stream of progress.

Every batch is committed before the next is begun: first to the store, then to the index. Whoever is stopped in between
goes on where he was, since files that were read to their end, and records that are known at their place, are not
cleaned again.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from index.errors import SourceError
from index.model import (
    CleanArticle,
    CleanedSource,
    ImportedArticle,
    ImportReport,
    Progress,
    SkippedSource,
    SourceDocument,
)
from index.store import ReadFile, Store, Writer
from index.store.records import article_from_json, article_json, document_bytes, document_from_bytes, place_name
from index.upkeep import catch_up, group_stories
from index.workers import Failed, Workers

if TYPE_CHECKING:
    from index.fulltext import FullText
    from index.sources import FoundFile

_BATCH_ARTICLES: Final = 200
_BATCH_BYTES: Final = 8 * 1024 * 1024
_BATCH_STEPS: Final = 2000
_BATCH_SECONDS: Final = 1.0
_INDEX_AT_ONCE: Final = 1000
"""Articles that may wait for the index."""
_ALONE_RECORDS: Final = 64
_ALONE_BYTES: Final = 2 * 1024 * 1024
"""What is below both is cleaned faster here than workers start."""
_LARGE_PAGE: Final = 1024 * 1024
"""Pages from here on are always cleaned by a worker, where they can be given up."""
_SECONDS: Final = 30.0
"""For one record."""
_FOUND_AT_ONCE: Final = 1000
_RECORD_BYTES: Final = 4000
"""What a record of a JSON Lines file is taken to have until they are counted."""


# --- The steps of an import, in their order -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    """A record to be kept; ``known`` when the store has one with its bytes."""

    document: SourceDocument
    known: bool


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """A record with what cleaning made of it; None where the store knows it."""

    document: SourceDocument
    clean: CleanArticle | None


@dataclass(frozen=True, slots=True)
class _Same:
    """A file that is as it was."""

    path: str


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a file that was read."""

    file: ReadFile


@dataclass(frozen=True, slots=True)
class _Refused:
    """A file that could not even be read."""

    row: SkippedSource


_Step = _Record | _Same | _End | _Refused | SkippedSource
_Kept = _Cleaned | _Same | _End | _Refused | SkippedSource


def ingest(store: Store, index: Callable[[], FullText], paths: Iterable[Path | str]) -> Iterator[Progress]:
    """Import ``paths`` into ``store`` and the full-text index; the last progress carries the report.

    To be run by the writer. ``index`` opens the index and is called only when there is something to put into it.
    """
    run = _Import(store, index)
    # Not resolve(): a file keeps its identity by the name it was given under, whatever a link points to today.
    yield from run.find([Path(os.path.abspath(path)) for path in paths])  # noqa: PTH100
    yield from run.read()
    yield from run.follow_up()


def clean_records(records: Iterable[SourceDocument | SkippedSource]) -> Iterator[CleanedSource | SkippedSource]:
    """Each record cleaned, without an archive."""
    from index.cleaning import clean

    for record in records:
        yield record if isinstance(record, SkippedSource) else CleanedSource(record, clean(record))


def cleaned(document: bytes) -> bytes:
    """What a worker does: a source document in, its clean article out, both as bytes."""
    from index.cleaning import clean

    return article_json(clean(document_from_bytes(document)))


@dataclass(slots=True)
class _Tally:
    """What an import has done so far."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    articles: dict[tuple[str, str], ImportedArticle] = field(default_factory=dict)
    skipped: list[SkippedSource] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, article: ImportedArticle, outcome: str) -> None:
        """Count one article."""
        if outcome == "added":
            self.added += 1
        elif outcome == "updated":
            self.updated += 1
        else:
            self.unchanged += 1
        if outcome != "unchanged":
            self.changed.append(article.id)
        self.articles[(article.path, article.id)] = article


class _Import:
    """One import on its way."""

    def __init__(self, store: Store, index: Callable[[], FullText]) -> None:
        self._store = store
        self._index = index
        self._own = {store.folder, store.folder.resolve()}
        self._begun = time.monotonic()
        self._tally = _Tally()
        self._files: list[FoundFile] = []
        self._number = 0
        self._file_skips: list[SkippedSource] = []
        self._expected = _Expected()

    # --- Finding ---

    def find(self, paths: Sequence[Path]) -> Iterator[Progress]:
        """List the files, those of the archive itself left out."""
        from index.sources import find

        for found in find(self._outside(paths)):
            if isinstance(found, SkippedSource):
                self._tally.skipped.append(found)
            elif not self._is_own(found.path):
                self._files.append(found)
                if len(self._files) % _FOUND_AT_ONCE == 0:
                    yield self._progress("finding", len(self._files), 0)
        self._expected.begin(self._files)
        yield self._progress("finding", len(self._files), 0)

    def _outside(self, paths: Sequence[Path]) -> Iterator[Path]:
        from index.sources import path_text

        for path in paths:
            if self._is_own(path):
                self._tally.skipped.append(SkippedSource(path_text(path), "inside the archive itself"))
            else:
                yield path

    def _is_own(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._own)

    # --- Reading, cleaning, storing ---

    def read(self) -> Iterator[Progress]:
        """Bring every record into the store, and into the index while it goes on."""
        if not self._files:
            return
        with self._store.writing() as writer:
            self._number = writer.begin_import()
        yield self._progress("reading", 0, self._expected.total)
        for batch in _batches(_in_order(self._steps())):
            with self._store.writing() as writer:
                for step in batch:
                    self._keep(writer, step)
            yield self._progress("reading", self._expected.done, self._expected.total, _path_of(batch[-1]))
            yield from self._index_pending(_INDEX_AT_ONCE)

    def _steps(self) -> Iterator[_Step]:
        from index.sources import digest, path_text

        for file in self._files:
            path = path_text(file.path)
            try:
                sha256 = digest(file.path)
            except SourceError as error:
                yield _Refused(SkippedSource(path, error.message))
                continue
            with self._store.reading() as reader:
                before = reader.file_sha256(path)
            if before == sha256:
                yield _Same(path)
                continue
            yield from self._records(file.path, path)
            yield _End(ReadFile(path, file.size, file.modified_ns, sha256))

    def _records(self, file: Path, path: str) -> Iterator[_Step]:
        from index.sources import read_file

        try:
            for record in read_file(file):
                yield record if isinstance(record, SkippedSource) else _Record(record, self._is_known(record))
        except SourceError as error:
            yield SkippedSource(path, error.message)

    def _is_known(self, document: SourceDocument) -> bool:
        with self._store.reading() as reader:
            return reader.is_known(document.path, document.record or 0, document.sha256) or reader.has_document(
                document.sha256
            )

    def _keep(self, writer: Writer, step: _Kept) -> None:
        match step:
            case _Cleaned():
                self._keep_record(writer, step)
                self._expected.record()
            case SkippedSource():
                self._file_skips.append(step)
                self._tally.skipped.append(step)
            case _Refused(row):
                self._tally.skipped.append(row)
                self._expected.file()
            case _Same(path):
                for article in writer.articles_of_file(path):
                    self._tally.take(article, "unchanged")
                    self._expected.record()
                self._tally.skipped += writer.skips_of_file(path)
                self._expected.file()
            case _End(file):
                writer.finish_file(file, self._file_skips, self._number)
                self._file_skips = []
                self._expected.file()

    def _keep_record(self, writer: Writer, step: _Cleaned) -> None:
        document = step.document
        put = writer.put_known(document.path, document.record or 0, document.sha256, self._number)
        if put is None:
            put = writer.put(document, step.clean or _clean(document), self._number)
        path = place_name(document.path, document.record or 0)
        self._tally.take(ImportedArticle(put.id, path, put.headline), put.outcome)

    # --- What follows ---

    def follow_up(self) -> Iterator[Progress]:
        """Bring the index and the stories in step, and report."""
        yield from self._index_pending(1)
        if self._tally.changed or self._is_ungrouped():
            for step in group_stories(self._store, self._index(), self._tally.changed):
                yield self._progress(step.stage, step.done, step.total)
        tally, seconds = self._tally, time.monotonic() - self._begun
        articles = tuple(tally.articles.values())
        report = ImportReport(tally.added, tally.updated, tally.unchanged, articles, tuple(tally.skipped), seconds)
        yield self._progress("done", len(articles), len(articles), report=report)

    def _is_ungrouped(self) -> bool:
        with self._store.reading() as reader:
            return reader.has_ungrouped()

    def _index_pending(self, least: int) -> Iterator[Progress]:
        with self._store.reading() as reader:
            waiting = len(reader.pending(least))
        if waiting < least:
            return
        done = 0
        with self._store.reading() as reader:
            total = reader.count("pending")
        for count in catch_up(self._store, self._index(), least=least):
            done += count
            yield self._progress("indexing", done, max(total, done))

    def _progress(
        self,
        stage: Literal["finding", "reading", "indexing", "grouping", "done"],
        done: int,
        total: int,
        path: str = "",
        report: ImportReport | None = None,
    ) -> Progress:
        tally = self._tally
        counts = (tally.added, tally.updated, tally.unchanged, len(tally.skipped))
        return Progress(stage, done, total, path, *counts, report=report)


class _Expected:
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
        lines = (".jsonl", ".ndjson", ".jl", ".jsonlines")
        self._guesses.extend(1 + f.size // _RECORD_BYTES if f.path.suffix.lower() in lines else 1 for f in files)
        self._guessed = sum(self._guesses)

    def record(self) -> None:
        """One record is done."""
        self._in_file += 1

    def file(self) -> None:
        """The next file is done: what was guessed of it gives way to what was counted."""
        self._guessed -= self._guesses.popleft()
        self._finished += max(self._in_file, 1)
        self._in_file = 0


# --- Cleaning, here or by workers -----------------------------------------------------------------------------------


def _in_order(steps: Iterator[_Step]) -> Iterator[_Kept]:
    """The steps with their records cleaned: the first ones here, many by workers, always in their order."""
    records = size = 0
    for step in steps:
        if isinstance(step, _Record) and not step.known:
            records, size = records + 1, size + len(step.document.data)
            if sys.executable and (records > _ALONE_RECORDS or size > _ALONE_BYTES or _is_large_page(step.document)):
                yield from _by_workers(chain([step], steps))
                return
        yield (
            _Cleaned(step.document, None if step.known else _clean(step.document))
            if isinstance(step, _Record)
            else step
        )


def _by_workers(steps: Iterator[_Step]) -> Iterator[_Kept]:
    with Workers(cleaned, processes=_processes(), seconds=_SECONDS) as workers:
        for step, answer in workers.map(steps, _task):
            if not isinstance(step, _Record):
                yield step
            elif isinstance(answer, Failed):
                path = place_name(step.document.path, step.document.record or 0)
                yield SkippedSource(path, f"cleaning was given up: {answer.reason}")
            else:
                yield _Cleaned(step.document, None if answer is None else article_from_json(answer))


def _task(step: _Step) -> bytes | None:
    return document_bytes(step.document) if isinstance(step, _Record) and not step.known else None


def _clean(document: SourceDocument) -> CleanArticle:
    from index.cleaning import clean

    return clean(document)


def _is_large_page(document: SourceDocument) -> bool:
    return document.form == "html" and len(document.text) > _LARGE_PAGE


def _processes() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


# --- Batches --------------------------------------------------------------------------------------------------------


def _batches(steps: Iterable[_Kept]) -> Iterator[list[_Kept]]:
    """Runs of steps, each for one commit: bounded in articles, bytes and time."""
    batch: list[_Kept] = []
    articles = size = 0
    begun = time.monotonic()
    for step in steps:
        batch.append(step)
        if isinstance(step, _Cleaned):
            articles, size = articles + 1, size + len(step.document.data) + len(step.document.text)
        late = time.monotonic() - begun > _BATCH_SECONDS
        if articles >= _BATCH_ARTICLES or size >= _BATCH_BYTES or len(batch) >= _BATCH_STEPS or late:
            yield batch
            batch, articles, size, begun = [], 0, 0, time.monotonic()
    if batch:
        yield batch


def _path_of(step: _Kept) -> str:
    match step:
        case _Cleaned(document, _):
            return place_name(document.path, document.record or 0)
        case _Refused(row):
            return row.path
        case _End(file):
            return file.path
        case _Same(path) | SkippedSource(path):
            return path
