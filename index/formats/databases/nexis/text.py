"""LexisNexis and Nexis as text: one file, many documents, lines broken to a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.nexis import exports, labels, numbered
from index.formats.databases.text_blocks import blocks_of_lines
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("LexisNexis text", (".txt",), ("text/plain",))
_FIELD = re.compile(
    r"^[ \t]*(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LENGTE|LUNGHEZZA|COMPRIMENTO|LOAD-DATE|LANGUAGE|SPRACHE|LANGUE|BYLINE"
    r"|SECTION|Length|Load-Date|Section|Byline)\s*:",
    re.MULTILINE,
)


def recognise(head: Head) -> float:
    """A line that numbers or ends a document, and a field of the database."""
    if head.other_kind is not None or not labels.SIGN_LINE.search(head.text):
        return 0
    return 0.95 if _FIELD.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file."""
    decoded = source.decoded
    blocks = blocks_of_lines(decoded.text.lstrip("\ufeff"))
    if not any(numbered.numbered(block) for block in blocks):
        blocks = [line for block in blocks for line in block.split("\n")]
    yield from exports.read_blocks(source, blocks, _NAMES.media_types[0], decoded)


FORMAT = FileFormat(_NAMES, recognise, read)
