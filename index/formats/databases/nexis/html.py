"""LexisNexis and Nexis as HTML: one page, many documents, each field a block of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.html_blocks import blocks, page_of
from index.formats.databases.nexis import exports
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("LexisNexis HTML", (".html", ".htm"), ("text/html",))
_SIGNS = re.compile(
    rb">\s*(?:\d[\d.,]* (?:of|von|de|van|di|sur) \d[\d.,]* D[A-Z]+S?"
    rb"|(?:Dokument|Document|Documento) \d[\d.,]* (?:of|von|de|van|di|sur) \d[\d.,]*)\s*<"
    rb"|<DOC NUMBER=|LXNComment"
)


def recognise(head: Head) -> float:
    """A page with a block that numbers a document."""
    return 0.97 if head.signature is None and b"<" in head.data[:512] and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the page."""
    found = blocks(page_of(source))
    yield from exports.read_blocks(source, found, _NAMES.media_types[0], source.decoded)


FORMAT = FileFormat(_NAMES, recognise, read)
