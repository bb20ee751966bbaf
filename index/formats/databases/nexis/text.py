"""LexisNexis and Nexis as text: one file, many documents, lines broken to a width."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.databases.nexis import exports, labels, numbered
from index.formats.databases.text_blocks import blocks_of_lines
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("LexisNexis text", (".txt",), ("text/plain",))
_LONGEST_FIELD = 120
"""Characters of a line that may be a field of the database."""


def recognise(head: Head) -> float:
    """A line that numbers or ends a document, and a field that no other text has."""
    if head.other_kind is not None or not labels.SIGN_LINE.search(head.text):
        return 0
    lines = (line for line in head.text.split("\n") if len(line) <= _LONGEST_FIELD and ":" in line)
    return 0.95 if any(map(labels.is_of_database, lines)) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file."""
    decoded = source.decoded
    blocks = blocks_of_lines(decoded.text.lstrip("\ufeff"))
    if not any(numbered.numbered(block) for block in blocks):
        blocks = [line for block in blocks for line in block.split("\n")]
    yield from exports.read_blocks(source, blocks, _NAMES.media_types[0], decoded)


FORMAT = FileFormat(_NAMES, recognise, read)
