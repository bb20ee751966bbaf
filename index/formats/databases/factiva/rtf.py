"""Factiva as RTF: up to 100 articles a file, with the codes of their fields or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.documents import records
from index.formats.databases.factiva.lines import articles
from index.formats.databases.file_blocks import rtf_blocks
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Factiva RTF", (".rtf",), ("application/rtf",))
_SIGNS = re.compile(rb"(?:Do[ck]umento? |\b)[A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{5,12}\b")


def recognise(head: Head) -> float:
    """An RTF document with an accession number of Factiva."""
    return 0.98 if head.data.startswith(b"{\\rtf") and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document."""
    lines = [line for block in rtf_blocks(source) for line in block.split("\n") if line.strip()]
    yield from records(source, articles(lines), media_type=_NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
