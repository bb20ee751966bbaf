"""PDF with a text layer: a file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.formats.office.paragraphs import document
from index.formats.office.pdf_text import read_pdf
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

_NAMES = FormatNames("PDF", (".pdf",), ("application/pdf",))
_MARK_WITHIN = 1024
"""Bytes in which a PDF begins: some programs write a line of their own before it."""
PARTIAL = "partial"
"""The flag of an article of which some pages cannot be read."""


def recognise(head: Head) -> float:
    """By its mark; behind other bytes only under its usual name."""
    if head.data.startswith(b"%PDF-"):
        return 0.9
    return 0.85 if head.has_name(_NAMES) and b"%PDF-" in head.data[:_MARK_WITHIN] else 0


def read(source: Source) -> Iterator[Record]:
    """The file as one article. Raises SourceError when it has no text layer, is encrypted or damaged."""
    found = read_pdf(source)
    made = document(source, source.data, found.paragraphs, found.properties, media_type=_NAMES.media_types[0])
    facts = made.declared.completed_by(DeclaredMetadata(url=found.margins.url, published=found.margins.day))
    made = replace(made, declared=facts)
    yield made if found.complete else replace(made, flags=(*made.flags, PARTIAL))


FORMAT = FileFormat(_NAMES, recognise, read)
