"""Imports files: finds, reads and cleans them, stores and indexes their articles, and groups these into stories.

Each batch is committed before the next begins: first to the store, then to the index. An import that was interrupted
resumes when it is run again, since neither files that were read to their end nor known records are cleaned again.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from index.errors import SourceError
from index.model import (
    CleanArticle,
    FieldNames,
    ImportedArticle,
    ImportReport,
    PartialDate,
    Progress,
    SkippedSource,
    SourceDocument,
    Stage,
)
from index.services.copies.detection import trace_copies
from index.services.freed_memory import give_back
from index.services.imports.cleaning_pool import in_order
from index.services.imports.expected import Expected
from index.services.imports.file_reader import is_heavy, records, request
from index.services.imports.processes import borrowed, close_kept
from index.services.imports.record_cleaner import clean_here
from index.services.imports.standard_input import copied
from index.services.imports.steps import (
    Broken,
    Cleaned,
    End,
    Kept,
    Place,
    Record,
    Refused,
    Same,
    Step,
    batches,
    path_of,
)
from index.services.imports.tally import Tally
from index.services.index_sync import catch_up
from index.services.recurring_lines import candidates, clean_recurring, record_lines, without_recurring
from index.services.stories.story_sync import group_stories
from index.store import Put, ReadFile, Store, Writer
from index.workers import Streams

if TYPE_CHECKING:
    from index.formats import FileState, FoundFile
    from index.search.full_text import FullText

_INDEX_AT_ONCE: Final = 1000
"""Articles that are stored and not indexed from which the index is brought in step."""
_MANY: Final = 1000
"""Articles to group before which the processes of the import end, and what the index remembers is released: a second or
two for the next import."""
_FOUND_AT_ONCE: Final = 1000
"""Files found between two reports of progress."""
_URL: Final = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""How an address of the web begins, also where it was taken for a path and lost a slash."""


def import_files(
    store: Store,
    index: Callable[[], FullText],
    paths: Iterable[Path | str],
    stream: BinaryIO | None,
    follow_links: bool,
    dry_run: bool,
    fields: FieldNames | None = None,
) -> Iterator[Progress]:
    """Import ``paths`` and a stream into ``store`` and the full-text index; the last progress carries the report.

    The caller holds the lock. ``index`` opens the index for writing; a ``dry_run`` does not.
    """
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(store.trying())
        else:
            # First, so that the index of a later broadsheet refuses all, and searches work during the first import.
            index()
        if fields is not None:
            with store.writing() as writer:
                writer.files.set_field_names(fields)
        run = _Import(store, index, dry_run=dry_run)
        yield from run.find(paths, follow_links=follow_links)
        if stream is not None:
            run.take(stack.enter_context(copied(stream)))
        yield from run.read()
        yield from run.follow_up()


class _Import:
    """One running import."""

    def __init__(self, store: Store, index: Callable[[], FullText], *, dry_run: bool) -> None:
        self._store = store
        self._index = index
        with store.reading() as reader:
            self._fields = reader.files.field_names()
        self._is_dry_run = dry_run
        self._own = {store.folder, store.folder.resolve()}
        self._begun = time.monotonic()
        self._tally = Tally()
        self._files: list[FoundFile] = []
        self._number = 0
        self._file_skips: list[SkippedSource] = []
        self._expected = Expected()

    # --- Finding ---

    def find(self, paths: Iterable[Path | str], *, follow_links: bool) -> Iterator[Progress]:
        """Find the files to import, without those of the archive itself."""
        from index.formats import find

        for found in find(self._outside(paths), follow_links=follow_links):
            if isinstance(found, SkippedSource):
                self._tally.skip(found)
            elif not self._is_own(found.path):
                self._files.append(found)
                if len(self._files) % _FOUND_AT_ONCE == 0:
                    yield self._progress("finding", len(self._files), 0)
        yield self._progress("finding", len(self._files), 0)

    def take(self, file: FoundFile) -> None:
        """Import a file, too, that is not found by its path."""
        self._files.append(file)

    def _outside(self, paths: Iterable[Path | str]) -> Iterator[Path]:
        from index.formats import path_text

        for given in paths:
            if _URL.match(str(given)) and not Path(given).exists():
                self._tally.skip(SkippedSource(str(given), "broadsheet works offline: save the page first"))
                continue
            # Not resolve(): a file keeps its identity by the name it was given under, whatever a link points to today.
            path = Path(os.path.abspath(given))  # noqa: PTH100
            if self._is_own(path):
                self._tally.skip(SkippedSource(path_text(path), "inside the archive itself"))
            else:
                yield path

    def _is_own(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._own)

    # --- Reading, cleaning, storing ---

    def read(self) -> Iterator[Progress]:
        """Store every record, and index in between so that few articles wait."""
        if not self._files:
            return
        self._expected.begin(self._files)
        with self._store.writing() as writer:
            self._number = writer.imports.begin()
        yield self._progress("reading", 0, self._expected.total)
        with borrowed() as processes:
            for batch in batches(in_order(self._steps(processes.reading), processes.cleaning)):
                with self._store.writing() as writer:
                    for step in batch:
                        self._keep(writer, step)
                yield self._progress("reading", self._expected.done, self._expected.total, path_of(batch[-1]))
                yield from self._index_pending(_INDEX_AT_ONCE)

    def _steps(self, reading: Streams) -> Iterator[Step]:
        """The files in order, with their records; a process of ``reading`` reads those that are new or changed."""
        from index.formats import check_unchanged

        fields = self._fields
        for job, answers in reading.map(
            self._jobs(),
            lambda job: request(job[0], fields) if isinstance(job, tuple) else None,
            lambda job: isinstance(job, tuple) and is_heavy(job[0]),
        ):
            if not isinstance(job, tuple):
                yield job
                continue
            file, before = job
            read = ReadFile(file.address, before.size, before.modified_ns, before.sha256)
            broken = None
            for record in records(answers, file.address):
                if isinstance(record, tuple):
                    at, failed = record
                    broken = SkippedSource(at, f"reading failed: {failed.reason}", file=file.address)
                elif isinstance(record, Place):
                    yield record
                else:
                    yield self._record(record, file)
            try:
                check_unchanged(file.path, before)
            except SourceError as error:
                yield Refused(SkippedSource(file.address, error.message, file=file.address))
            else:
                yield Broken(read, broken) if broken else End(read)

    def _jobs(self) -> Iterator[Same | Refused | tuple[FoundFile, FileState]]:
        """The files in order: as they were, refused, or to be read, with the state that they are read in."""
        from index.formats import state

        for file in self._files:
            try:
                before = state(file.path)
            except SourceError as error:
                yield Refused(SkippedSource(file.address, error.message, file=file.address))
                continue
            with self._store.reading() as reader:
                known = reader.files.sha256(file.address)
            yield Same(file.address) if known == before.sha256 else (file, before)

    def _record(self, record: SourceDocument | SkippedSource, file: FoundFile) -> Step:
        if isinstance(record, SkippedSource):
            return replace(record, file=file.address)
        modified = None if file.name else _moment(file.modified_ns)
        document = replace(record, modified=modified) if str(record.address) == file.address else record
        return Record(document, self._is_known(document), file.address)

    def _is_known(self, document: SourceDocument) -> bool:
        with self._store.reading() as reader:
            held = reader.held(document.path, document.record or 0)
            return (held is not None and held[1] == document.sha256) or reader.has_document(document.sha256)

    def _keep(self, writer: Writer, step: Kept) -> None:
        match step:
            case Cleaned():
                self._keep_record(writer, step)
                self._expected.record()
            case Place(share):
                self._expected.place(share)
            case SkippedSource():
                self._file_skips.append(step)
                self._tally.skip(step)
            case Broken(file, row):
                writer.break_off_file(file, [*self._file_skips, row], self._number)
                self._file_skips = []
                self._tally.skip(row)
                self._expected.file()
            case Refused(row):
                self._file_skips = []
                self._tally.skip(row)
                self._expected.file()
            case Same(path):
                for article in writer.files.articles(path):
                    self._tally.take(article)
                    self._expected.record()
                for row in writer.files.skips(path):
                    self._tally.skip(row)
                self._expected.file()
            case End(file):
                writer.finish_file(file, self._file_skips, self._number)
                self._file_skips = []
                self._expected.file()

    def _keep_record(self, writer: Writer, step: Cleaned) -> None:
        document = step.document
        put = writer.imports.put_known(document, self._number)
        if put is None:
            put = self._put(writer, document, step.clean or clean_here(document))
        address = str(document.address)
        # Of many rows with one format the name is in memory once.
        format = sys.intern(document.format)
        self._tally.take(ImportedArticle(put.id, address, put.headline, put.outcome, format, step.file))

    def _put(self, writer: Writer, document: SourceDocument, clean: CleanArticle) -> Put:
        lines = candidates(clean)
        found = without_recurring(writer, document, clean, among=lines)
        if found is not clean and writer.recurring_lines.is_known_text(clean):
            # The archive has this article with the lines shown, and hides them after the import. Without them now, the
            # record would not be matched to it.
            found = clean
        put = writer.imports.put(document, found, self._number)
        if put.outcome != "unchanged":
            record_lines(writer, put.id, found, lines.values(), clean)
        return put

    # --- What follows ---

    def follow_up(self) -> Iterator[Progress]:
        """Bring the index, the stories and the copies in step; the last progress carries the report."""
        if not self._is_dry_run:
            yield from self._bring_in_step()
        yield self._progress("done", len(self._tally.articles), len(self._tally.articles), report=self._report())

    def _report(self) -> ImportReport:
        tally, seconds = self._tally, time.monotonic() - self._begun
        return ImportReport(tuple(tally.articles.values()), tuple(tally.skipped), seconds, self._is_dry_run)

    def _bring_in_step(self) -> Iterator[Progress]:
        if len(self._tally.changed) >= _MANY:
            # Several processes may index what lost a line that recurs.
            close_kept()
        yield from self._index_pending(1)
        # An import that was interrupted has left work to this one, which may change nothing itself.
        with self._store.writing() as writer:
            queued = bool(writer.recurring_lines.queued(1))
        if self._tally.changed or queued:
            # Before the stories: a line that an outlet repeats is no evidence for one.
            clean_recurring(self._store)
            yield from self._index_pending(1)
        with self._store.reading() as reader:
            ungrouped = reader.stories.ungrouped()
        if max(len(self._tally.changed), ungrouped) >= _MANY:
            # Grouping many articles takes the memory that reading them took.
            close_kept()
            self._index().engine.close()
            give_back()
        if self._tally.changed or ungrouped:
            for step in group_stories(self._store, self._index(), self._tally.changed):
                yield self._progress(step.stage, step.done, step.total)
            give_back()
        with self._store.reading() as reader:
            behind = reader.copies.is_behind()
        if behind:
            for step in trace_copies(self._store):
                yield self._progress(step.stage, step.done, step.total)

    def _index_pending(self, least: int) -> Iterator[Progress]:
        with self._store.reading() as reader:
            waiting = len(reader.pending(least))
        if waiting < least or self._is_dry_run:
            return
        done = 0
        with self._store.reading() as reader:
            total = reader.count("pending")
        for count in catch_up(self._store, self._index(), least=least):
            done += count
            yield self._progress("indexing", done, max(total, done))

    def _progress(
        self,
        stage: Stage,
        done: int,
        total: int,
        path: str = "",
        report: ImportReport | None = None,
    ) -> Progress:
        return Progress(stage, done, total, path, *self._tally.counts, report=report, failed=self._tally.failed)


def _moment(nanoseconds: int) -> PartialDate | None:
    """A time of a file, in minutes; None for one that no calendar has."""
    try:
        moment = datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return PartialDate.parse(moment.isoformat(timespec="minutes"))
