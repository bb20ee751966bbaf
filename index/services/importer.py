"""Imports files: finds, reads and cleans them, stores and indexes their articles, and groups these into stories.

Each batch is committed before the next begins: first to the store, then to the index. An import that was interrupted
resumes when it is run again, since neither files that were read to their end nor known records are cleaned again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from index.errors import SourceError
from index.model import (
    CleanArticle,
    ImportedArticle,
    ImportOptions,
    ImportReport,
    PartialDate,
    Progress,
    SkippedSource,
    SourceDocument,
)
from index.services.cleaning_pool import clean_here, in_order
from index.services.copies.detection import trace_copies
from index.services.import_steps import Cleaned, End, Expected, Kept, Record, Refused, Same, Step, batches, path_of
from index.services.index_sync import catch_up
from index.services.recurring_lines import candidates, clean_recurring, record_lines, without_recurring
from index.services.story_sync import group_stories
from index.store import Put, ReadFile, Store, Writer

if TYPE_CHECKING:
    from index.formats import FoundFile
    from index.search.full_text import FullText

_INDEX_AT_ONCE: Final = 1000
"""Articles that are stored and not indexed from which the index is brought in step."""
_FOUND_AT_ONCE: Final = 1000
"""Files found between two reports of progress."""


def import_files(
    store: Store,
    index: Callable[[], FullText],
    paths: Iterable[Path | str],
    options: ImportOptions = ImportOptions(),  # noqa: B008 - frozen
) -> Iterator[Progress]:
    """Import ``paths`` into ``store`` and the full-text index; the last progress carries the report.

    The caller holds the lock. ``index`` opens the index; it is called only when there is something to index.
    """
    if options.fields is not None:
        with store.writing() as writer:
            writer.files.set_field_names(options.fields)
    run = _Import(store, index)
    # Not resolve(): a file keeps its identity by the name it was given under, whatever a link points to today.
    yield from run.find([Path(os.path.abspath(path)) for path in paths])  # noqa: PTH100
    yield from run.read()
    yield from run.follow_up()


@dataclass(slots=True)
class _Tally:
    """Counts of what an import has done so far."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    articles: dict[tuple[str, str], ImportedArticle] = field(default_factory=dict)
    skipped: list[SkippedSource] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, article: ImportedArticle, outcome: str) -> None:
        """Count one article with its outcome: added, updated or unchanged."""
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
    """One running import."""

    def __init__(self, store: Store, index: Callable[[], FullText]) -> None:
        self._store = store
        self._index = index
        with store.reading() as reader:
            self._fields = reader.files.field_names()
        self._own = {store.folder, store.folder.resolve()}
        self._begun = time.monotonic()
        self._tally = _Tally()
        self._files: list[FoundFile] = []
        self._number = 0
        self._file_skips: list[SkippedSource] = []
        self._expected = Expected()

    # --- Finding ---

    def find(self, paths: Sequence[Path]) -> Iterator[Progress]:
        """Find the files to import, without those of the archive itself."""
        from index.formats import find

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
        from index.formats import path_text

        for path in paths:
            if self._is_own(path):
                self._tally.skipped.append(SkippedSource(path_text(path), "inside the archive itself"))
            else:
                yield path

    def _is_own(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._own)

    # --- Reading, cleaning, storing ---

    def read(self) -> Iterator[Progress]:
        """Store every record, and index in between so that few articles wait."""
        if not self._files:
            return
        with self._store.writing() as writer:
            self._number = writer.imports.begin()
        yield self._progress("reading", 0, self._expected.total)
        for batch in batches(in_order(self._steps())):
            with self._store.writing() as writer:
                for step in batch:
                    self._keep(writer, step)
            yield self._progress("reading", self._expected.done, self._expected.total, path_of(batch[-1]))
            yield from self._index_pending(_INDEX_AT_ONCE)

    def _steps(self) -> Iterator[Step]:
        from index.formats import digest, path_text

        for file in self._files:
            path = path_text(file.path)
            try:
                sha256 = digest(file.path)
            except SourceError as error:
                yield Refused(SkippedSource(path, error.message))
                continue
            with self._store.reading() as reader:
                before = reader.files.sha256(path)
            if before == sha256:
                yield Same(path)
                continue
            yield from self._records(file)
            yield End(ReadFile(path, file.size, file.modified_ns, sha256))

    def _records(self, file: FoundFile) -> Iterator[Step]:
        from index.formats import path_text, read_file

        name, modified = path_text(file.path), _moment(file.modified_ns)
        for record in read_file(file.path, fields=self._fields):
            if isinstance(record, SkippedSource):
                yield record
                continue
            document = replace(record, modified=modified) if str(record.address) == name else record
            yield Record(document, self._is_known(document))

    def _is_known(self, document: SourceDocument) -> bool:
        with self._store.reading() as reader:
            held = reader.held(document.path, document.record or 0)
            return (held is not None and held[1] == document.sha256) or reader.has_document(document.sha256)

    def _keep(self, writer: Writer, step: Kept) -> None:
        match step:
            case Cleaned():
                self._keep_record(writer, step)
                self._expected.record()
            case SkippedSource():
                self._file_skips.append(step)
                self._tally.skipped.append(step)
            case Refused(row):
                self._tally.skipped.append(row)
                self._expected.file()
            case Same(path):
                for article in writer.files.articles(path):
                    self._tally.take(article, "unchanged")
                    self._expected.record()
                self._tally.skipped += writer.files.skips(path)
                self._expected.file()
            case End(file):
                writer.finish_file(file, self._file_skips, self._number)
                self._file_skips = []
                self._expected.file()

    def _keep_record(self, writer: Writer, step: Cleaned) -> None:
        document = step.document
        put = writer.imports.put_known(document.path, document.record or 0, document.sha256, self._number)
        if put is None:
            put = self._put(writer, document, step.clean or clean_here(document))
        self._tally.take(ImportedArticle(put.id, str(document.address), put.headline), put.outcome)

    def _put(self, writer: Writer, document: SourceDocument, clean: CleanArticle) -> Put:
        lines = candidates(clean)
        found = without_recurring(writer, document, clean, among=lines)
        if found is not clean and writer.recurring_lines.is_known_text(clean):
            # The archive has this article with the lines shown, and hides them after the import. Without them now, the
            # record would not be matched to it.
            found = clean
        put = writer.imports.put(document, found, self._number)
        if put.outcome != "unchanged":
            record_lines(writer, put.id, found, lines.values())
        return put

    # --- What follows ---

    def follow_up(self) -> Iterator[Progress]:
        """Bring the index, the stories and the copies in step; the last progress carries the report."""
        yield from self._index_pending(1)
        if self._tally.changed:
            # Before the stories: a line that an outlet repeats is no evidence for one.
            clean_recurring(self._store)
            yield from self._index_pending(1)
        if self._tally.changed or self._is_ungrouped():
            for step in group_stories(self._store, self._index(), self._tally.changed):
                yield self._progress(step.stage, step.done, step.total)
        if self._tally.changed:
            for step in trace_copies(self._store):
                yield self._progress(step.stage, step.done, step.total)
        tally, seconds = self._tally, time.monotonic() - self._begun
        articles = tuple(tally.articles.values())
        report = ImportReport(tally.added, tally.updated, tally.unchanged, articles, tuple(tally.skipped), seconds)
        yield self._progress("done", len(articles), len(articles), report=report)

    def _is_ungrouped(self) -> bool:
        with self._store.reading() as reader:
            return reader.stories.has_ungrouped()

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
        stage: Literal["finding", "reading", "indexing", "grouping", "tracing", "done"],
        done: int,
        total: int,
        path: str = "",
        report: ImportReport | None = None,
    ) -> Progress:
        tally = self._tally
        counts = (tally.added, tally.updated, tally.unchanged, len(tally.skipped))
        return Progress(stage, done, total, path, *counts, report=report)


def _moment(nanoseconds: int) -> PartialDate | None:
    """A time of a file, in minutes; None for one that no calendar has."""
    try:
        moment = datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return PartialDate.parse(moment.isoformat(timespec="minutes"))
