"""Comma-separated values, and their like with tabs or semicolons: a row is one article. Read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence

from index.errors import NotAnArticle
from index.formats.limits import size_text
from index.formats.protocol import FileFormat
from index.formats.signatures import is_page
from index.formats.source import HEAD, Head, Record, Source
from index.formats.tables.csv_dialect import Dialect, begins_with_names, dialect_of, without_separator_line
from index.formats.tables.rows import Row, articles
from index.model import FormatNames
from index.text import decode

_NAMES = FormatNames("CSV", (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"))
_ARTICLE_BYTES = 4000
"""What a row is taken to have until the rows are counted."""
_LONGEST_ROW = 4 * 1024 * 1024
"""Characters of one row; a longer one is a quotation mark that is not closed."""
_LINES_TRIED = 1000
"""Lines of a row that are looked at for whole rows."""
_CHUNK = 1 << 20
_AROUND = 64 * 1024
"""Bytes around the first that is not UTF-8, from which the encoding is detected."""
_TEXT_HEAD = 60_000
"""Characters of a beginning that is longer than those in which a file is recognised."""


def recognise(head: Head) -> float:
    """A file that is called so; any other whose first line names columns and whose rows have as many values."""
    if head.other_kind is not None or is_page(head.beginning):
        return 0
    named = head.has_name(_NAMES)
    if named:
        return 0.9
    text, _ = without_separator_line(head.beginning)
    line = text.lstrip().partition("\n")[0]
    if line[:1] in ("{", "[", "<") or not begins_with_names(line):
        return 0
    found = dialect_of(head.text, complete=len(head.data) < _TEXT_HEAD)
    return 0.85 if found is not None and found.is_sure else 0


def read(source: Source) -> Iterator[Record]:
    """The rows as articles, broken ones with their place; one row is held at a time."""
    head = source.head
    dialect = dialect_of(head.text, complete=len(head.data) < _TEXT_HEAD, own=source.fields)
    if dialect is None:
        raise NotAnArticle("no table of articles: nothing separates values in its lines")
    encoding = head.decoded.encoding
    if encoding == "utf-8" and len(head.data) == HEAD:
        encoding = _encoding(source)
    source.stream.seek(0)
    text = io.TextIOWrapper(source.stream, encoding, errors="replace", newline="")
    try:
        yield from articles(source.address, _rows(_Lines(text), dialect), own=source.fields)
    finally:
        # The stream belongs to the caller.
        text.detach()


class _RowTooLong(Exception):
    """A row has more characters than any: a quotation mark in it is not closed."""


class _Lines:
    """The lines of a table, those of the row that is being read held so that they can be read again."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._pending: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self.ended = False
        """Whether the end was met while a row was read."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else self._text.readline(_LONGEST_ROW)
        if not line:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        self._size += len(line)
        if self._size >= _LONGEST_ROW:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_LONGEST_ROW)
            raise _RowTooLong
        return line

    @property
    def row(self) -> Sequence[str]:
        """The lines of the row so far."""
        return self._row

    def put_back(self, line: str) -> None:
        """Have ``line`` read next."""
        self._pending.appendleft(line)

    def next_row(self) -> None:
        """Forget the lines of the row."""
        self._row.clear()
        self._size = 0

    def again(self) -> None:
        """Go back to the second line of the row."""
        self._pending.extendleft(reversed(self._row[1:]))
        self.ended = False
        self.next_row()


def _rows(lines: _Lines, dialect: Dialect) -> Iterator[Row]:
    """The rows; after one with a quotation mark that is not closed, reading goes on in its second line."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_ROW))
    if (line := next(iter(lines), "")) and without_separator_line(line)[1] is None:
        lines.put_back(line.removeprefix("\ufeff"))
    lines.next_row()
    reader = dialect.reader(iter(lines))
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _RowTooLong:
            yield Row(number, (), f"longer than {size_text(_LONGEST_ROW)}: a quotation mark in it is not closed")
        except csv.Error as error:
            yield Row(number, (), str(error))
        else:
            if not lines.ended and not _holds_rows(cells, lines.row[1:], dialect):
                lines.next_row()
                yield Row(number, cells)
                continue
            raw = _unquoted(lines.row[0], dialect)
            yield Row(number, raw, "" if raw else "a quotation mark in it is not closed")
        lines.again()
        reader = dialect.reader(iter(lines))


def _holds_rows(cells: Sequence[str], lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether a row with too many or too few values has whole rows among its lines after the first."""
    if not lines or len(cells) == dialect.width:
        return False
    return any(len(row) == dialect.width for row in dialect.reader(iter(lines[:_LINES_TRIED])))


def _unquoted(line: str, dialect: Dialect) -> Sequence[str]:
    """The values of a line whose quotation marks are only signs of its texts, as many programs write between tabs.

    Empty where it is no whole row so.
    """
    cells = line.rstrip("\r\n").split(dialect.delimiter)
    return cells if dialect.delimiter == "\t" and len(cells) == dialect.width else ()


def _encoding(source: Source) -> str:
    """The encoding of a long file whose beginning is UTF-8: what the first other bytes show."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    source.stream.seek(0)
    while chunk := source.stream.read(_CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            start = max(0, error.start - _AROUND // 2)
            return decode(error.object[start : start + _AROUND]).encoding
    return "utf-8"


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
