"""Factiva as a Word document: its RTF as Word saves it, with the codes of fields or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.documents import records
from index.formats.databases.factiva.lines import articles
from index.formats.databases.file_blocks import DOCX_BODY, beginning_of_member, docx_blocks
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames(
    "Factiva Word",
    (".docx",),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
)
_TAG = re.compile(rb"<[^>]*>")
_SIGNS = re.compile(rb"Do[ck]umento? [A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{5,12}")


def recognise(head: Head) -> float:
    """A Word document in whose beginning is an accession number of Factiva."""
    return 0.98 if _SIGNS.search(_TAG.sub(b"", beginning_of_member(head.data, DOCX_BODY))) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document."""
    lines = [line for block in docx_blocks(source) for line in block.split("\n") if line.strip()]
    yield from records(source, articles(lines), media_type=_NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
