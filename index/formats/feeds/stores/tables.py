"""Tables of databases that are no reader's: their rows are read as records of JSON are, by the names of columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from index.errors import SourceError
from index.formats.feeds.entry import count_words
from index.formats.feeds.stores.database import Database, Table, Value
from index.formats.records.record_fields import metadata_of
from index.formats.source import Record, Source, skipped
from index.model import Address, SkippedSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FEW_WORDS: Final = 10
"""Words from which on a value is a text."""

SAMPLE: Final = 200
"""Rows at the beginning of a table in which a text is looked for."""


def article_tables(database: Database) -> list[Table]:
    """The tables with texts, and with columns for headlines, addresses or dates."""
    return [table for table in database.tables.values() if _has_names(table) and _has_texts(database, table)]


def _has_names(table: Table) -> bool:
    declared = metadata_of(dict.fromkeys(table.columns, "https://host.example/"))
    return bool(declared.headline or declared.url) and len(table.columns) > 1


def _has_texts(database: Database, table: Table) -> bool:
    return any(isinstance(row, dict) and _has_text(row) for _, row in islice(database.rows(table), SAMPLE))


def _has_text(row: Mapping[str, Value]) -> bool:
    return any(isinstance(value, str | bytes) and count_words(_text(value)) >= FEW_WORDS for value in row.values())


def table_records(source: Source, database: Database, table: Table) -> Iterator[Record]:
    """The articles of a table, as those of a file of JSON Lines with a line for each row that has a text."""
    address = source.address.member(table.name)
    rows = _Rows(address, database, table)
    yield from source.member(f"{table.name}.jsonl", cast(BinaryIO, io.BufferedReader(rows)))
    yield from rows.skipped()


class _Rows(io.RawIOBase):
    """The rows of a table as JSON Lines, and why some are none."""

    def __init__(self, address: Address, database: Database, table: Table) -> None:
        super().__init__()
        self._address = address
        self._lines = self._made(database, table)
        self._waiting = b""
        self._failed: list[SkippedSource] = []
        self._without_text = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        if not self._waiting:
            self._waiting = next(self._lines, b"")
        size = min(len(view), len(self._waiting))
        view[:size], self._waiting = self._waiting[:size], self._waiting[size:]
        return size

    def skipped(self) -> Iterator[SkippedSource]:
        """What is no line: each row that cannot be read, and one for those without a text."""
        yield from self._failed
        if self._without_text:
            yield SkippedSource(str(self._address), f"{self._without_text:,} rows without a text", "list")

    def _made(self, database: Database, table: Table) -> Iterator[bytes]:
        try:
            for number, row in database.rows(table):
                if not isinstance(row, dict):
                    self._failed.append(skipped(self._address.at_record(number), row))
                elif _has_text(row):
                    values = {name: _text(value) if isinstance(value, bytes) else value for name, value in row.items()}
                    yield json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
                else:
                    self._without_text += 1
        except SourceError as error:
            self._failed.append(skipped(self._address, error))


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
