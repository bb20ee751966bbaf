"""Source documents out of what a database's export says of its articles, and whether all that it states were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.errors import SourceError
from index.formats.documents import DAMAGED, record_document
from index.formats.protocol import NotThisFormat
from index.formats.source import Record, Source, skipped
from index.model import DeclaredMetadata, SkippedSource
from index.text import Decoded

_LONGEST_REMARK = 300
"""Characters of a correction that is shown with an article."""
NO_TEXT = "no text: the export has only the particulars of this article"


@dataclass(frozen=True, slots=True)
class DatabaseDocument:
    """One document of an export."""

    declared: DeclaredMetadata
    paragraphs: tuple[str, ...]
    """The body, without fields of the database."""
    raw: str
    """All lines that the export has of the document: what is kept and shown as the original."""
    page: str | None = None
    length: str | None = None
    """As the database states it: ``239 words``."""
    correction: str | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What metadata has no field for, in words for the reader."""
        corrected = f"correction: {_shortened(self.correction)}" if self.correction else None
        page = f"page {self.page}" if self.page else None
        return tuple(remark for remark in (page, self.length, corrected) if remark)


def records(
    source: Source,
    documents: Iterable[DatabaseDocument],
    *,
    media_type: str,
    stated: int | None = None,
    decoded: Decoded | None = None,
) -> Iterator[Record]:
    """The articles of an export; a row for each document without text, and for the documents that were not found.

    ``stated`` is how many documents the export says it has. ``decoded`` is its text, where it is one. Raises
    NotThisFormat where there is no document at all.
    """
    number = 0
    for number, one in enumerate(documents, 1):
        address = source.address.at_record(number)
        text = "\n\n".join(one.paragraphs)
        if not text.strip():
            yield SkippedSource(str(address), _without_text(one), "list")
            continue
        try:
            yield record_document(
                address,
                one.raw.encode("utf-8", "replace"),
                Decoded(text, "utf-8", False),
                form="record",
                media_type=media_type,
                declared=one.declared,
                flags=(DAMAGED, *one.remarks) if decoded is not None and decoded.damaged else one.remarks,
            )
        except SourceError as error:
            yield skipped(address, error)
    if not number:
        raise NotThisFormat("no document of a news database in it")
    if stated is not None and stated > number:
        yield SkippedSource(str(source.address), f"{stated:,} documents stated, {number:,} found")


def expected(numbers: Iterable[tuple[int, int]]) -> int | None:
    """How many documents a file has whose documents are numbered ``(1, 262)``, ``(2, 262)`` ...; None if not known.

    A download of many documents comes in several files: one that begins with another number than 1, or ends with a
    full hundred, is a part of it.
    """
    found = list(numbers)
    if not found or found[0][0] != 1:
        return None
    last, total = max(number for number, _ in found), found[0][1]
    return last if last < total and last % _BATCH == 0 else total


_BATCH = 50
"""Documents of one file of a download: a full fifty, 100, 200, 250 or 500 by database and year."""


def _without_text(document: DatabaseDocument) -> str:
    headline = document.declared.headline
    return f"{NO_TEXT} ({_shortened(headline)})" if headline else NO_TEXT


def _shortened(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= _LONGEST_REMARK else f"{text[:_LONGEST_REMARK].rstrip()} …"
