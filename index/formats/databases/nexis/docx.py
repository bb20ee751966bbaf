"""Nexis Uni and Nexis as Word documents: one file, many articles, with a cover page or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.file_blocks import DOCX_BODY, beginning_of_member, docx_blocks
from index.formats.databases.nexis import exports, labels
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames(
    "Nexis Word",
    (".docx",),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
)
_TAG = re.compile(rb"<[^>]*>")


def recognise(head: Head) -> float:
    """A Word document in whose beginning the database numbers, lists or ends documents."""
    return 0.99 if _is_export(beginning_of_member(head.data, DOCX_BODY)) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the document."""
    yield from exports.read_blocks(source, docx_blocks(source), _NAMES.media_types[0])


def _is_export(xml: bytes) -> bool:
    return labels.SIGN.search(_TAG.sub(b"", xml)) is not None


FORMAT = FileFormat(_NAMES, recognise, read)
