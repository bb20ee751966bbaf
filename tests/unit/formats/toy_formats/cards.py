"""A format of its own: a line ``CARDS``, then articles with a form feed between them, the headline first."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.documents import record_document
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames


def recognise(head: Head) -> float:
    return 1 if head.data.startswith(b"CARDS\n") else 0


def read(source: Source) -> Iterator[Record]:
    for number, card in enumerate(source.decoded.text.removeprefix("CARDS\n").split("\f"), 1):
        headline, _, text = card.strip().partition("\n")
        yield record_document(
            source.address.document(number),
            card.encode(),
            source.decoded._replace(text=text),
            form="plain",
            media_type="text/x-cards",
            declared=DeclaredMetadata(headline=headline),
        )


FORMAT = FileFormat(FormatNames("index cards", (".cards",), ("text/x-cards",)), recognise, read)
