"""Parquet, Feather and Arrow files, as pandas and the data sets of Hugging Face are saved: a row is one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.formats.extras import needing
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.formats.tables.rows import Row, articles
from index.model import FormatNames

if TYPE_CHECKING:
    import pyarrow

_NAMES = FormatNames(
    "Parquet and Feather",
    (".parquet", ".feather", ".arrow", ".pq"),
    ("application/vnd.apache.parquet", "application/vnd.apache.arrow.file", "application/vnd.apache.arrow.stream"),
)
_ARTICLE_BYTES = 2000
"""What a row takes, packed."""
_BATCH = 256
"""Rows that are unpacked at a time."""
_BUFFER = 1 << 20
"""Bytes of a column that are read at a time."""
_PARQUET, _ARROW, _FEATHER, _STREAM = b"PAR1", b"ARROW1\x00\x00", b"FEA1", b"\xff\xff\xff\xff"


def recognise(head: Head) -> float:
    """By its first bytes; those of a stream are few, so that it needs a schema too."""
    if head.data.startswith((_PARQUET, _ARROW, _FEATHER)):
        return 1
    return 0.9 if head.data.startswith(_STREAM) and _is_message(head) else 0


def read(source: Source) -> Iterator[Record]:
    """The rows as articles, unpacked a few at a time. Raises SourceError when the file is damaged."""
    with needing("data", "Parquet and Feather"):
        import pyarrow
    try:
        names, batches = _opened(source)
        yield from articles(source.address, _rows(source, batches), names, own=source.fields)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        words = str(error).partition("\n")[0]
        raise SourceError(f"damaged, or not a file that can be read: {words}") from error


def _opened(source: Source) -> tuple[Sequence[str], Iterator[pyarrow.RecordBatch]]:
    """The names of its columns, and its rows in batches."""
    import pyarrow

    data = source.head.data
    if data.startswith(_PARQUET):
        from pyarrow.parquet import ParquetFile

        file = ParquetFile(source.stream, buffer_size=_BUFFER, pre_buffer=False)
        return file.schema_arrow.names, file.iter_batches(batch_size=_BATCH, use_threads=False)
    if data.startswith(_FEATHER):
        raise SourceError("a Feather file of the old version 1: save it again with pandas or pyarrow")
    if data.startswith(_STREAM):
        stream = pyarrow.ipc.open_stream(source.stream)
        return stream.schema.names, iter(stream)
    table = pyarrow.ipc.open_file(source.stream)
    return table.schema.names, (table.get_batch(number) for number in range(table.num_record_batches))


def _rows(source: Source, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[Row]:
    number = 0
    for batch in batches:
        # Values of a damaged file may be said to be outside of it: the library reads there and crashes.
        batch.validate(full=True)
        source.meter.count_bytes(batch.nbytes)
        for start in range(0, batch.num_rows, _BATCH):
            columns = [column.to_pylist() for column in batch.slice(start, _BATCH).columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(number, cells)


def _is_message(head: Head) -> bool:
    """Whether the length of the first message is possible: its metadata is a schema of some KB."""
    return 0 < int.from_bytes(head.data[4:8], "little") < len(head.data)


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
