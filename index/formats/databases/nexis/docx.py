"""Nexis Uni and Nexis as Word documents: one file, many articles, with a cover page or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.file_blocks import docx_blocks, docx_xml, is_zip_of
from index.formats.databases.nexis import exports
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames(
    "Nexis Word",
    (".docx",),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
)
_TAG = re.compile(rb"<[^>]*>")
_SIGNS = re.compile(
    rb"End of Document|Fin du document|Ende des Dokuments|Dokumentende|Fin del documento|Einde van (?:het )?document"
    rb"|Fine del documento|Fim do documento|\d (?:of|von|de|van|di|sur) \d[\d.,]* D[A-Z]+S?"
)


def recognise(head: Head) -> float:
    """A Word document; whether Nexis wrote it shows when it is unpacked."""
    return 0.99 if is_zip_of(head.data, b"word/") else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document; raises NotThisFormat where it has no line that numbers or ends one."""
    xml = docx_xml(source)
    if not _SIGNS.search(_TAG.sub(b"", xml)):
        raise NotThisFormat("not an export of Nexis")
    yield from exports.read_blocks(source, docx_blocks(xml), _NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=5_000)
