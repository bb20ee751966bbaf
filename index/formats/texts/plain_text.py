"""Plain text: a file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.documents import document
from index.formats.protocol import FileFormat
from index.formats.signatures import TEXT_BUT_NO_PROSE
from index.formats.source import Head, Source
from index.model import FormatNames, SourceDocument

_NAMES = FormatNames("plain text", (".txt", ".text"), ("text/plain",))


def recognise(head: Head) -> float:
    """What is text, and nothing else that is known."""
    return 0 if head.other_kind is not None or head.suffix in TEXT_BUT_NO_PROSE else 0.1


def read(source: Source) -> Iterator[SourceDocument]:
    """The file as one article; raises SourceError when it is empty or too long."""
    yield document(source, form="plain", media_type=_NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
