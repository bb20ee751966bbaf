"""Nexis Uni, Nexis and LexisNexis as RTF, which the older ones call ``.DOC``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.file_blocks import rtf_blocks, rtf_text
from index.formats.databases.nexis import exports
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Nexis RTF", (".rtf", ".doc"), ("application/rtf",))
_SIGNS = re.compile(
    rb"End of Document|Fin du document|Ende des Dokuments|Dokumentende|Fin del documento|Einde van (?:het )?document"
    rb"|Fine del documento|Fim do documento|\d (?:of|von|de|van|di|sur) \d[\d.,]* D[A-Z]+S?"
)


def recognise(head: Head) -> float:
    """An RTF document with a line that numbers or ends a document of the database."""
    return 0.99 if head.data.startswith(b"{\\rtf") and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document."""
    yield from exports.read_blocks(source, rtf_blocks(rtf_text(source)), _NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
