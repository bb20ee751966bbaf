"""Cleans the records of an import in worker processes: a few in one, many in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from typing import Final

from index.model import CleanArticle, CleanedSource, SkippedSource, SourceDocument
from index.services.imports import processes
from index.services.imports.record_cleaner import clean_here, cleaned, prepare
from index.services.imports.steps import Cleaned, Kept, Record, Step
from index.store.records import article_from_json, document_bytes
from index.workers import Failed, Workers, processors

_FEW_RECORDS: Final = 64
_FEW_BYTES: Final = 2 * 1024 * 1024
"""Up to both, one process cleans them in less time than it takes to start several."""
_MOST_PROCESSES: Final = 2
"""Each has 40 to 60 MB of its own where what it loads is shared, and about 110 where it is not. With two the largest
import stays under 600 MB in all its processes, on whatever machine."""


def clean_records(records: Iterable[SourceDocument | SkippedSource]) -> Iterator[CleanedSource | SkippedSource]:
    """Each record cleaned, without an archive."""
    from index.cleaning import articles_of

    for record in records:
        if isinstance(record, SkippedSource):
            yield record
            continue
        for document in articles_of(record):
            found = _bounded(document, clean_here(document))
            yield found if isinstance(found, SkippedSource) else CleanedSource(document, found)


def in_order(steps: Iterator[Step], one: Workers) -> Iterator[Kept]:
    """The steps with their records cleaned, in the same order: the first ones by ``one`` process."""
    yield from _by_workers(_first(steps), one)
    more = next(steps, None)
    if more is not None:
        with ExitStack() as stack:
            many = one
            if processes_at_once() > 1:
                # All at once have more memory than an import may take.
                one.rest()
                many = stack.enter_context(
                    Workers(
                        cleaned,
                        processes=processes_at_once(),
                        seconds=processes.CLEANING_SECONDS,
                        memory=processes.MEMORY,
                        prepare=prepare,
                    )
                )
            yield from _by_workers(chain([more], steps), many)


def processes_at_once() -> int:
    """How many processes clean at once when there are many records."""
    return min(processors(), _MOST_PROCESSES)


def _first(steps: Iterator[Step]) -> Iterator[Step]:
    """The steps up to those with few records to clean."""
    records = size = 0
    for step in steps:
        yield step
        if isinstance(step, Record) and not step.known:
            records, size = records + 1, size + len(step.document.data)
            if records >= _FEW_RECORDS or size >= _FEW_BYTES:
                return


def _by_workers(steps: Iterator[Step], workers: Workers) -> Iterator[Kept]:
    for step, answer in workers.map(steps, _task):
        if not isinstance(step, Record):
            yield step
        elif isinstance(answer, Failed):
            reason = f"cleaning failed: {answer.reason}"
            yield SkippedSource(str(step.document.address), reason, file=step.file, format=step.document.format)
        elif answer is None:
            yield Cleaned(step.document, None, step.file)
        else:
            found = _bounded(step.document, article_from_json(answer))
            yield (
                replace(found, file=step.file)
                if isinstance(found, SkippedSource)
                else Cleaned(step.document, found, step.file)
            )


def _task(step: Step) -> bytes | None:
    return document_bytes(step.document) if isinstance(step, Record) and not step.known else None


def _bounded(document: SourceDocument, clean: CleanArticle) -> CleanArticle | SkippedSource:
    """The clean article, or a skipped source if its text is longer than an article may be."""
    from index.formats.limits import MAX_TEXT, size_text

    if len(clean.text) <= MAX_TEXT:
        return clean
    size, most = size_text(len(clean.text)), size_text(MAX_TEXT)
    reason = f"too long for one article: {size} of clean text, {most} at most"
    return SkippedSource(str(document.address), reason, format=document.format)
