"""JSON Lines, read as a stream: a line is one article."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator

from index.errors import SourceError
from index.formats.limits import size_text
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.records.json_reader import decode as decode_json
from index.formats.records.json_records import Records
from index.formats.records.json_shapes import is_action, is_header, results_in, row_of
from index.formats.source import HEAD, Head, Record, Source
from index.model import Address, FieldNames, FormatNames
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
    """Each line as an article, or why it is none; one line is held at a time.

    Raises NotAnArticle or ListWithoutTexts when no line has a text, and NotThisFormat when it is JSON over many lines.
    """
    if _is_json_over_lines(source.head):
        raise NotThisFormat("JSON over many lines")
    most = source.bounds.document
    lines = _Lines(source.address, source.fields)
    for number, line in enumerate(_lines(source, most), 1):
        if isinstance(line, int):
            address = source.address.at_record(number)
            yield lines.records.broken(address, f"line too long: {size_text(line)}, {size_text(most)} at most")
        elif record := line.strip(b" \t\r\n\x00\x1e"):
            yield from lines.read(number, record)
    yield from lines.records.without_text()


class _Lines:
    """The lines of one file."""

    def __init__(self, address: Address, fields: FieldNames) -> None:
        self._address = address
        self._fields = fields
        self._columns: list[str] | None = None
        """The names in the first line, where each line is a list of values."""
        self.records = Records(address)

    def read(self, number: int, record: bytes) -> Iterator[Record]:
        """What one line has."""
        address = self._address.at_record(number)
        decoded = decode(record)
        try:
            value = parse(decoded.text.lstrip("\ufeff"))
        except SourceError as error:
            yield self.records.broken(address, error.message)
            return
        if is_action(value):
            return
        if isinstance(value, list):
            if number == 1 and is_header(value):
                self._columns = [str(name) for name in value]
                return
            if self._columns is not None:
                value = row_of(self._columns, value)
        decoded = decoded._replace(text="")
        results = results_in(value, self._fields)
        if len(results) <= 1:
            for result in results:
                yield from self.records.row(address, result, record, decoded)
            return
        # A line with several, such as a page of an answer: each gets a number below that of its line.
        inner = self._address.member(f"line {number}")
        for place, result in enumerate(results, 1):
            yield from self.records.row(inner.at_record(place), result, None, decoded)


def parse(text: str) -> object:
    """The JSON value of ``text``; raises SourceError when it is not JSON."""
    try:
        value, end = decode_json(text)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise SourceError(f"not JSON: {what} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError("not JSON that can be read: nested too deep") from error
    if text[end:].strip(" \t\r\n,;"):
        raise SourceError(f"not JSON: more text after the record at column {end + 1}")
    return value


def _is_json_over_lines(head: Head) -> bool:
    """Whether a file with the name of JSON Lines is a list or an object over many lines."""
    lines = head.beginning.lstrip().split("\n", 2)
    return lines[0].strip() in ("[", "{") and len(lines) > 1


def _lines(source: Source, most: int) -> Iterator[bytes | int]:
    """The lines as bytes; of one that is longer than ``most`` its size alone."""
    file = source.stream
    wide = next((name for mark, name in _WIDE if source.head.data.startswith(mark)), None)
    if wide is not None:
        # Line ends cannot be found in the bytes: the records are those of the same text in UTF-8.
        text = io.TextIOWrapper(file, wide, errors="replace", newline="\n")
        try:
            while piece := text.readline(most):
                yield piece.encode("utf-8", "replace")
        finally:
            text.detach()
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
