"""Nexis Uni, Nexis and LexisNexis as RTF, which the older ones call ``.DOC``."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.databases.file_blocks import rtf_blocks
from index.formats.databases.nexis import exports, labels
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis RTF", (".rtf", ".doc"), ("application/rtf",))


def recognise(head: Head) -> float:
    """An RTF document with a line that numbers or ends a document of the database."""
    return 0.99 if head.data.startswith(b"{\\rtf") and labels.SIGN.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document."""
    yield from exports.read_blocks(source, rtf_blocks(source), _NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
