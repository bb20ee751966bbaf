"""Cleaning many records: here, or by workers where there is much to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import Final

from index.errors import ArchiveDamaged
from index.model import CleanArticle, CleanedSource, HiddenReason, Rule, SkippedSource, SourceDocument
from index.services.import_steps import Cleaned, Kept, Record, Step
from index.services.index_builder import readable
from index.store import Store, Writer, concerns
from index.store.records import article_from_json, article_json, document_bytes, document_from_bytes
from index.workers import Failed, Workers, processors

_ALONE_RECORDS: Final = 64
_ALONE_BYTES: Final = 2 * 1024 * 1024
"""What is below both is cleaned faster here than workers start."""
_LARGE_PAGE: Final = 1024 * 1024
"""Pages from here on are always cleaned by a worker, where they can be given up."""
_NOTED_AT_ONCE: Final = 2000
"""Articles without evidence of recurring lines that one import makes up for."""
_CLEANED_AGAIN: Final = 2000
_CLEANED_AT_ONCE: Final = 100
"""Articles in an import, and in a commit."""
_SECONDS: Final = 30.0
"""For one record."""


def clean_here(document: SourceDocument) -> CleanArticle:
    """Clean one record in this process."""
    from index.cleaning import clean

    return clean(document)


def without_recurring(
    writer: Writer,
    document: SourceDocument,
    clean: CleanArticle,
    id: str | None = None,
    among: Mapping[int, str] | None = None,
) -> CleanArticle:
    """A clean article without the lines that stand in other stories of its outlet; ``id`` where the archive has it.

    ``among`` are its :func:`candidates`.
    """
    from index.cleaning import recurring_lines

    return recurring_lines.without_recurring(clean, document, writer.recurrence.evidence(clean, id), among)


def candidates(clean: CleanArticle) -> Mapping[int, str]:
    """The lines of an article that may be boilerplate of its outlet."""
    from index.cleaning import recurring_lines

    return recurring_lines.candidates(clean) if clean.metadata.outlet else {}


def note(writer: Writer, id: str, clean: CleanArticle, lines: Iterable[str]) -> None:
    """Have an article bear witness to ``lines`` of its outlet, some of which may be hidden in it as boilerplate."""
    writer.recurrence.note(id, clean, lines, [line.text for line in clean.hidden if line.reason == HiddenReason.RECURS])


def clean_recurring(store: Store) -> None:
    """Take out of earlier articles what the archive has come to know as boilerplate of their outlets; some at a time.

    What a store that was made before this lacks of evidence is made good first.
    """
    with store.writing() as writer:
        late = writer.recurrence.untraced(_NOTED_AT_ONCE)
        for article in readable(writer, late).values():
            note(writer, article.id, article.content, candidates(article.content).values())
        writer.recurrence.put_down(late)
    left = _CLEANED_AGAIN
    while left > 0:
        with store.writing() as writer:
            due = writer.recurrence.due(min(left, _CLEANED_AT_ONCE))
            for id, article in readable(writer, due).items():
                with suppress(ArchiveDamaged):
                    clean = without_recurring(writer, writer.document(id), article.content, id)
                    if clean is not article.content:
                        writer.clean_again(id, clean)
            writer.recurrence.done(due)
        if not due:
            return
        left -= len(due)


def clean_records(records: Iterable[SourceDocument | SkippedSource]) -> Iterator[CleanedSource | SkippedSource]:
    """Each record cleaned, without an archive."""
    for record in records:
        if isinstance(record, SkippedSource):
            yield record
        else:
            found = _bounded(record, clean_here(record))
            yield found if isinstance(found, SkippedSource) else CleanedSource(record, found)


def _bounded(document: SourceDocument, clean: CleanArticle) -> CleanArticle | SkippedSource:
    """The clean article, or why it is refused: its text is longer than an article's may be."""
    from index.formats.limits import MAX_TEXT, size_text

    if len(clean.text) <= MAX_TEXT:
        return clean
    size, most = size_text(len(clean.text)), size_text(MAX_TEXT)
    return SkippedSource(str(document.address), f"too long for one article: {size} of clean text, {most} at most")


def cleaned(document: bytes) -> bytes:
    """What a worker does: a source document in, its clean article out, both as bytes."""
    return article_json(clean_here(document_from_bytes(document)))


def clean_again(writer: Writer, rule: Rule) -> None:
    """Clean the articles again in which the line of ``rule`` stands or is hidden."""
    for id in [rule.article] if rule.outlet is None else writer.ids_of_outlet(rule.outlet):
        if concerns(rule.line, writer.articles([id]).values()):
            document = writer.document(id)
            writer.clean_again(id, without_recurring(writer, document, clean_here(document), id))


def in_order(steps: Iterator[Step]) -> Iterator[Kept]:
    """The steps with their records cleaned: the first ones here, many by workers, always in their order."""
    records = size = 0
    for step in steps:
        if isinstance(step, Record) and not step.known:
            records, size = records + 1, size + len(step.document.data)
            if sys.executable and (records > _ALONE_RECORDS or size > _ALONE_BYTES or _is_large_page(step.document)):
                yield from _by_workers(chain([step], steps))
                return
            yield _step(step.document, clean_here(step.document))
        elif isinstance(step, Record):
            yield Cleaned(step.document, None)
        else:
            yield step


def _by_workers(steps: Iterator[Step]) -> Iterator[Kept]:
    with Workers(cleaned, processes=processors(), seconds=_SECONDS) as workers:
        for step, answer in workers.map(steps, _task):
            if not isinstance(step, Record):
                yield step
            elif isinstance(answer, Failed):
                yield SkippedSource(str(step.document.address), f"cleaning was given up: {answer.reason}")
            elif answer is None:
                yield Cleaned(step.document, None)
            else:
                yield _step(step.document, article_from_json(answer))


def _step(document: SourceDocument, clean: CleanArticle) -> Cleaned | SkippedSource:
    found = _bounded(document, clean)
    return found if isinstance(found, SkippedSource) else Cleaned(document, found)


def _task(step: Step) -> bytes | None:
    return document_bytes(step.document) if isinstance(step, Record) and not step.known else None


def _is_large_page(document: SourceDocument) -> bool:
    return document.form == "html" and len(document.text) > _LARGE_PAGE
