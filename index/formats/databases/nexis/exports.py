"""The documents of an export of LexisNexis or Nexis, whatever kind of file its blocks of text come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.errors import ListWithoutTexts
from index.formats.databases import documents
from index.formats.databases.nexis import delimited, labels, numbered
from index.formats.protocol import NotThisFormat
from index.formats.source import Record, Source
from index.text import Decoded


def is_export(blocks: Sequence[str]) -> bool:
    """Whether blocks of text, or the first of them, are of an export."""
    return any(delimited.is_end(block) or numbered.numbered(block) for block in blocks) or delimited.is_list(blocks)


def read_blocks(
    source: Source, blocks: Sequence[str], media_type: str, decoded: Decoded | None = None
) -> Iterator[Record]:
    """The articles in the blocks of an export; raises NotThisFormat where they are of something else."""
    parts, ended = numbered.split(blocks), delimited.split(blocks)
    if parts and _has_fields((part for _, part in parts), upper=True):
        found = numbered.documents(parts)
        # A file with one document is a part of a download that was saved document by document.
        stated = documents.expected(number for number, _ in parts) if len(parts) > 1 else None
    elif ended and _has_fields(ended, upper=False):
        found = delimited.documents(ended)
        stated = delimited.stated(blocks)
    elif delimited.is_list(blocks):
        raise ListWithoutTexts("a list of titles of Nexis, without the texts: download the full documents")
    else:
        raise NotThisFormat("no document of LexisNexis or Nexis in it")
    yield from documents.records(source, found, media_type=media_type, stated=stated, decoded=decoded)


def _has_fields(parts: Iterable[Sequence[str]], *, upper: bool) -> bool:
    """Whether one of the documents has a field that no other text has."""
    lines = (line for part in parts for block in part for line in block.split("\n"))
    return any(labels.is_of_database(line, upper=upper) for line in lines)
