"""Factiva as text, also as it is copied from the page: each article ends with its accession number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.documents import records
from index.formats.databases.factiva.lines import articles
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Factiva text", (".txt",), ("text/plain",))
_SIGNS = re.compile(
    r"^(?:AN[ \t|]+)?(?:Document|Dokument|Documento|Документ|文件|文档|文檔|文書|문서)\s*"
    r"[A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{5,12}[ \t|]*$",
    re.MULTILINE,
)


def recognise(head: Head) -> float:
    """A text with a line that is an accession number of Factiva."""
    return 0.95 if head.other_kind is None and _SIGNS.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the file."""
    decoded = source.decoded
    lines = [line for line in decoded.text.lstrip("\ufeff").split("\n") if line.strip()]
    yield from records(source, articles(lines), media_type=_NAMES.media_types[0], decoded=decoded)


FORMAT = FileFormat(_NAMES, recognise, read)
