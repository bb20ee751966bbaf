"""Cleans records: a few in this process, many in worker processes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from index.model import CleanArticle, CleanedSource, SkippedSource, SourceDocument
from index.services.imports.steps import Cleaned, Kept, Record, Step
from index.store.records import article_from_json, article_json, document_bytes, document_from_bytes
from index.workers import Failed, Workers, processors

_ALONE_RECORDS: Final = 64
_ALONE_BYTES: Final = 2 * 1024 * 1024
"""Below both, cleaning here takes less time than starting workers."""
_LARGE_PAGE: Final = 1024 * 1024
"""Characters from which a page is always cleaned by a worker: a worker can be stopped when it takes too long."""
_SECONDS: Final = 30.0
"""Limit for one record."""


def clean_here(document: SourceDocument) -> CleanArticle:
    """Clean one record in this process."""
    from index.cleaning import clean

    return clean(document)


def clean_records(records: Iterable[SourceDocument | SkippedSource]) -> Iterator[CleanedSource | SkippedSource]:
    """Each record cleaned, without an archive."""
    for record in records:
        if isinstance(record, SkippedSource):
            yield record
        else:
            found = _bounded(record, clean_here(record))
            yield found if isinstance(found, SkippedSource) else CleanedSource(record, found)


def _bounded(document: SourceDocument, clean: CleanArticle) -> CleanArticle | SkippedSource:
    """The clean article, or a skipped source if its text is longer than an article may be."""
    from index.formats.limits import MAX_TEXT, size_text

    if len(clean.text) <= MAX_TEXT:
        return clean
    size, most = size_text(len(clean.text)), size_text(MAX_TEXT)
    return SkippedSource(str(document.address), f"too long for one article: {size} of clean text, {most} at most")


def cleaned(document: bytes) -> bytes:
    """The function that workers run: takes a serialized source document and returns its clean article, serialized."""
    return article_json(clean_here(document_from_bytes(document)))


def in_order(steps: Iterator[Step]) -> Iterator[Kept]:
    """The steps with their records cleaned, in the same order; after the first ones, workers clean them."""
    records = size = 0
    for step in steps:
        if isinstance(step, Record) and not step.known:
            records, size = records + 1, size + len(step.document.data)
            if sys.executable and (records > _ALONE_RECORDS or size > _ALONE_BYTES or _is_large_page(step.document)):
                yield from _by_workers(chain([step], steps))
                return
            yield _step(step, clean_here(step.document))
        elif isinstance(step, Record):
            yield Cleaned(step.document, None, step.file)
        else:
            yield step


def _by_workers(steps: Iterator[Step]) -> Iterator[Kept]:
    with Workers(cleaned, processes=processors(), seconds=_SECONDS) as workers:
        for step, answer in workers.map(steps, _task):
            if not isinstance(step, Record):
                yield step
            elif isinstance(answer, Failed):
                reason = f"cleaning failed: {answer.reason}"
                yield SkippedSource(str(step.document.address), reason, file=step.file, format=step.document.format)
            elif answer is None:
                yield Cleaned(step.document, None, step.file)
            else:
                yield _step(step, article_from_json(answer))


def _step(record: Record, clean: CleanArticle) -> Cleaned | SkippedSource:
    found = _bounded(record.document, clean)
    if isinstance(found, SkippedSource):
        return replace(found, file=record.file)
    return Cleaned(record.document, found, record.file)


def _task(step: Step) -> bytes | None:
    return document_bytes(step.document) if isinstance(step, Record) and not step.known else None


def _is_large_page(document: SourceDocument) -> bool:
    return document.form == "html" and len(document.text) > _LARGE_PAGE
