"""RTF, which every word processor reads and writes: a document is one article."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.office.paragraphs import document
from index.formats.office.rtf_text import read_rtf
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("RTF", (".rtf",), ("application/rtf", "text/rtf"))


def recognise(head: Head) -> float:
    """By its first characters, whatever it is called: many files called ``.doc`` are RTF."""
    return 0.9 if head.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else 0


def read(source: Source) -> Iterator[Record]:
    """The document as one article. Raises SourceError when there is no text in it."""
    found = read_rtf(source.data)
    yield document(source, source.data, found.paragraphs, found.properties, media_type=_NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
