"""ProQuest as text: documents between rules, each field behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.databases.documents import expected, records
from index.formats.databases.proquest import fields
from index.formats.databases.text_blocks import blocks_of_lines, divided
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("ProQuest text", (".txt",), ("text/plain",))
_RULE = re.compile(r"_{20,}")
NUMBERED = re.compile(
    r"(?:Document|Documento|Dokument|文档|ドキュメント)\s*(?P<number>\d+)\s*(?:of|de|sur|von|di|/)\s*(?P<total>\d+)"
)
"""The line above a document: ``Document 1 of 3``."""
_SIGNS = re.compile(
    r"^(?:ProQuest document ID|Report Information from ProQuest|ID du document ProQuest|ID del documento de ProQuest"
    r"|ProQuest-Dokument-ID|ID do documento ProQuest)\b",
    re.MULTILINE,
)


def recognise(head: Head) -> float:
    """A text with the number that ProQuest gives a document, or the head of its report."""
    return 0.96 if head.other_kind is None and _SIGNS.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file; the list of titles above them is left out."""
    decoded = source.decoded
    numbers: list[tuple[int, int]] = []
    found = []
    for part in _parts(blocks_of_lines(decoded.text.lstrip("\ufeff"), broken=False), numbers):
        if (one := fields.document(part)) is not None:
            found.append(one)
    yield from records(source, found, media_type=_NAMES.media_types[0], stated=expected(numbers), decoded=decoded)


def _parts(blocks: Sequence[str], numbers: list[tuple[int, int]]) -> Iterator[Sequence[str]]:
    """The blocks between the rules and numbers; fills ``numbers`` with those that are found."""
    part: list[str] = []
    for block in blocks:
        lines = [line for line in block.split("\n") if not _RULE.fullmatch(line.strip())]
        ruled = len(lines) < len(block.split("\n"))
        numbered = NUMBERED.fullmatch(lines[0].strip()) if lines else None
        if ruled or numbered:
            yield part
            part = []
        if numbered:
            numbers.append((int(numbered["number"]), int(numbered["total"])))
            lines = lines[1:]
        if lines:
            part += divided("\n".join(lines), lambda line: fields.labelled(line) is not None)
    yield part


FORMAT = FileFormat(_NAMES, recognise, read)
