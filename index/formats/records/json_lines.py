"""JSON Lines, read as a stream: a line is one article."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from index.errors import SourceError
from index.formats.limits import size_text
from index.formats.protocol import FileFormat
from index.formats.records.json_records import article, parse
from index.formats.source import HEAD, Head, Record, Source, skipped
from index.model import Address, FormatNames, SkippedSource
from index.text import decode

_NAMES = FormatNames(
    "JSON Lines",
    (".jsonl", ".ndjson", ".jl", ".jsonlines"),
    ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
)
_ARTICLE_BYTES = 4000
"""What a line is taken to have until the lines are counted."""
_FIRST_LINE = HEAD // 2
"""Bytes in which each of the first two lines must end for a file without the name to be recognised."""
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def recognise(head: Head) -> float:
    """A file that is called so; any other whose first line is an object and whose second begins as one does."""
    if head.signature is not None:
        return 0
    if head.has_name(_NAMES):
        return 1
    return 0.97 if _begins_with_objects(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """Each line as an article, or why it is none; one line is held at a time."""
    most = source.bounds.document
    for number, line in enumerate(_lines(source, most), 1):
        address = source.address.at_record(number)
        if isinstance(line, int):
            yield SkippedSource(str(address), f"line too long: {size_text(line)}, {size_text(most)} at most")
        elif record := line.strip():
            yield _read_line(address, record)


def _read_line(address: Address, record: bytes) -> Record:
    decoded = decode(record)
    try:
        return article(address, record, parse(decoded.text.lstrip("\ufeff")), encoding=decoded.encoding)
    except SourceError as error:
        return skipped(address, error)


def _lines(source: Source, most: int) -> Iterator[bytes | int]:
    """The lines as bytes; of one that is longer than ``most`` its size alone."""
    file = source.stream
    wide = next((name for mark, name in _WIDE if source.head.data.startswith(mark)), None)
    if wide is not None:
        # Line ends cannot be found in the bytes: the records are those of the same text in UTF-8.
        with io.TextIOWrapper(file, wide, errors="replace", newline="\n") as text:
            while piece := text.readline(most):
                yield piece.encode("utf-8", "replace")
        return
    while line := file.readline(most):
        if len(line) < most or line.endswith(b"\n"):
            yield line
            continue
        size = len(line)
        while (more := file.readline(most)) and not more.endswith(b"\n"):
            size += len(more)
        yield size + len(more)


def _begins_with_objects(data: bytes) -> bool:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    lines = io.BytesIO(data)
    first, second = lines.readline(_FIRST_LINE), lines.readline(_FIRST_LINE)
    return first.rstrip().endswith(b"}") and second.startswith(b"{") and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse(line.decode("utf-8-sig", "replace")), dict)
    except SourceError:
        return False


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
