"""The documents of an export of LexisNexis or Nexis, whatever kind of file its blocks of text come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.formats.databases import documents
from index.formats.databases.nexis import delimited, numbered
from index.formats.protocol import NotThisFormat
from index.formats.source import Record, Source
from index.text import Decoded


def is_export(blocks: Sequence[str]) -> bool:
    """Whether blocks of text, or the first of them, are of an export."""
    return any(delimited.is_end(block) or numbered.numbered(block) for block in blocks)


def read_blocks(
    source: Source, blocks: Sequence[str], media_type: str, decoded: Decoded | None = None
) -> Iterator[Record]:
    """The articles in the blocks of an export; raises NotThisFormat where they are of something else."""
    if parts := numbered.split(blocks):
        found = numbered.documents(parts)
        stated = documents.expected(number for number, _ in parts)
    elif ended := delimited.split(blocks):
        found = delimited.documents(ended)
        stated = delimited.stated(blocks)
    else:
        raise NotThisFormat("no document of LexisNexis or Nexis in it")
    yield from documents.records(source, found, media_type=media_type, stated=stated, decoded=decoded)
