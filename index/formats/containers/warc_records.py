"""Records of WARC files (ISO 28500), packed with gzip or not, one after another; damage ends one record, not the file.

The library warcio reads such files too. It stops at the first damaged record, has no bound on what it keeps in memory
and writes to standard error, so it is not used.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from index.errors import SourceError
from index.formats.limits import size_text

GZIP: Final = b"\x1f\x8b\x08"
BEGINNING: Final = b"WARC/"
_LINE: Final = 64 * 1024
"""Bytes of a line; a longer one is read in parts, of which none is a line of a header."""
_HEADER_LINES: Final = 1000
"""Lines of a header."""
_PIECE: Final = 128 * 1024
"""Bytes that are read or unpacked at a time."""


class DamagedRecord(SourceError):
    """A record cannot be read; the reader goes on behind it."""


Headers = dict[str, str]
"""The fields of a record by their names in lower case, as WARC calls them; the last of equal ones."""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """How the records of a file begin."""

    first_line: re.Pattern[bytes]
    """Matches the first line of a record."""
    headers: Callable[[bytes, Callable[[], bytes]], Headers]
    """The fields of a record, of its first line and of a function that reads the next. Raises DamagedRecord."""


class RecordBytes(Protocol):
    """The bytes of the records, unpacked."""

    def read(self, count: int) -> bytes:
        """So many bytes, fewer at the end of what belongs together. Raises DamagedRecord."""

    def line(self) -> bytes:
        """A line with its end; empty at the end of what belongs together. Raises DamagedRecord."""

    def skip(self, count: int) -> int:
        """Skip so many bytes; how many there were. Raises DamagedRecord."""

    def back(self, line: bytes) -> None:
        """Unread the line that was just read."""

    def advance(self) -> bool:
        """Go to the next record that is packed on its own; False at the end of the file."""

    def recover(self) -> None:
        """Go to what may be the beginning of the next record after damage."""


class PlainBytes:
    """Of a file that is not packed."""

    def __init__(self, stream: BinaryIO, size: int | None) -> None:
        self._stream = stream
        self._size = size
        self._record = 0

    def read(self, count: int) -> bytes:
        """See :class:`RecordBytes`."""
        return self._stream.read(count)

    def line(self) -> bytes:
        """See :class:`RecordBytes`."""
        return self._stream.readline(_LINE)

    def skip(self, count: int) -> int:
        """See :class:`RecordBytes`."""
        start = self._stream.tell()
        if self._size is None:
            return _read_over(self, count)
        end = min(start + count, self._size)
        self._stream.seek(end)
        return end - start

    def back(self, line: bytes) -> None:
        """See :class:`RecordBytes`."""
        self._record = self._stream.tell()
        self._stream.seek(self._record - len(line))

    def advance(self) -> bool:
        """See :class:`RecordBytes`."""
        return False

    def recover(self) -> None:
        """Back to behind the first line of the damaged record: what it states of its length may be wrong."""
        self._stream.seek(self._record)


class GzipBytes:
    """Of a file in which each record is packed with gzip on its own, or all of them together."""

    def __init__(self, stream: BinaryIO, count: Callable[[int], None], form: RecordForm) -> None:
        """``count`` is called with the size of each piece that is unpacked."""
        self._form = form
        self._stream = stream
        self._count = count
        self._ready = b""
        self._place = 0
        self._next = b""
        """The beginning of a record that is packed on its own, behind what is ready."""
        self._is_over = False
        self._is_first = False
        self._begin(0)

    def _begin(self, offset: int) -> None:
        self._member = offset
        self._stream.seek(offset)
        self._packed = b""
        self._read = offset
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def read(self, count: int) -> bytes:
        """See :class:`RecordBytes`."""
        parts, wanted = [], count
        while wanted > 0 and self._fill():
            part = self._ready[self._place : self._place + wanted]
            self._place += len(part)
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)

    def line(self) -> bytes:
        """See :class:`RecordBytes`."""
        parts, length = [], 0
        while length < _LINE and self._fill():
            end = self._ready.find(b"\n", self._place) + 1
            part = self._ready[self._place : end or len(self._ready)][: _LINE - length]
            self._place += len(part)
            length += len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def skip(self, count: int) -> int:
        """See :class:`RecordBytes`."""
        return _read_over(self, count)

    def back(self, line: bytes) -> None:
        """See :class:`RecordBytes`."""
        self._ready = line + self._ready[self._place :]
        self._place = 0

    def advance(self) -> bool:
        """See :class:`RecordBytes`."""
        self._ready, self._next, self._place = self._next, b"", 0
        return bool(self._ready)

    def recover(self) -> None:
        """To the next member that unpacks to the beginning of a record, unless records follow in the same one."""
        if self._ready or self._next:
            return
        offset = self._member
        while (found := self._find(offset + 1)) is not None:
            offset = found
            self._begin(offset)
            try:
                self._ready, self._place = self._unpack(), 0
            except DamagedRecord:
                continue
            if self._form.first_line.match(self._ready):
                return
        self._ready, self._is_over = b"", True

    def _find(self, offset: int) -> int | None:
        """Where the next member may begin."""
        self._stream.seek(offset)
        kept = b""
        while piece := self._stream.read(_PIECE):
            place = (kept + piece).find(GZIP)
            if place >= 0:
                return offset - len(kept) + place
            offset += len(piece)
            kept = (kept + piece)[1 - len(GZIP) :]
        return None

    def _fill(self) -> bool:
        """Have bytes ready, if any belong to what is being read."""
        if self._place < len(self._ready):
            return True
        if self._next or self._is_over:
            return False
        try:
            piece = self._unpack()
        except DamagedRecord:
            self._ready, self._place = b"", 0
            raise
        if self._is_first and self._form.first_line.match(piece):
            self._next = piece
            return False
        self._ready, self._place = piece, 0
        return bool(piece)

    def _unpack(self) -> bytes:
        """The next piece; empty at the end of the file. ``_is_first`` says whether it is the first of a member."""
        self._is_first = False
        piece = b""
        while not piece:
            if self._unpacker.eof:
                self._packed = self._unpacker.unused_data.lstrip(b"\x00") or self._input().lstrip(b"\x00")
                if not self._packed:
                    return b""
                self._member = self._read - len(self._packed)
                self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
                self._is_first = True
            packed = self._packed or self._input()
            if not packed:
                raise DamagedRecord("cut off: the file ends inside a record")
            try:
                piece = self._unpacker.decompress(packed, _PIECE)
            except zlib.error as error:
                raise DamagedRecord(f"damaged: a record cannot be unpacked ({str(error)[:100]})") from error
            self._packed = self._unpacker.unconsumed_tail
        self._count(len(piece))
        return piece

    def _input(self) -> bytes:
        piece = self._stream.read(_PIECE)
        self._read += len(piece)
        return piece


def _read_over(stream: RecordBytes, count: int) -> int:
    left = count
    while left and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
    return count - left


def _warc_headers(_: bytes, next_line: Callable[[], bytes]) -> Headers:
    found: Headers = {}
    name = ""
    for _number in range(_HEADER_LINES):
        line = next_line()
        if not line.strip():
            return found
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:
            found[name] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if colon:
            found[name] = value.strip()
    raise DamagedRecord(f"damaged: a record has more than {_HEADER_LINES:,} lines of header")


WARC: Final = RecordForm(re.compile(rb"WARC/\d\.\d{1,2}\s*?\r?(?:\n|\Z)"), _warc_headers)
"""A line with the version, then a line for each field, up to an empty one."""


@dataclass(slots=True)
class WarcRecord:
    """One record, whose block has not been read yet."""

    headers: Headers
    length: int
    """Bytes of its block."""
    left: int
    """Bytes of these that have not been read."""


class WarcRecords:
    """Reads records one after another: :meth:`next`, then the block, then :meth:`end`."""

    def __init__(self, stream: RecordBytes, form: RecordForm) -> None:
        self._stream = stream
        self._form = form
        self._record: WarcRecord | None = None

    def next(self) -> WarcRecord | None:
        """The next record; None at the end of the file. Raises DamagedRecord."""
        self._record = None
        while True:
            line = self._stream.line()
            if not line:
                if not self._stream.advance():
                    return None
            elif self._form.first_line.match(line):
                self._stream.back(line)
                self._stream.line()
                break
            elif line.strip():
                raise DamagedRecord("damaged: bytes that belong to no record")
        headers = self._form.headers(line, self._stream.line)
        try:
            length = int(headers.get("content-length", ""))
        except ValueError:
            length = -1
        if length < 0:
            raise DamagedRecord("damaged: a record does not state its length")
        self._record = WarcRecord(headers, length, length)
        return self._record

    def line(self) -> bytes:
        """A line of the block; empty at its end. Raises DamagedRecord."""
        record = self._current()
        line = self._stream.line()[: record.left] if record.left else b""
        record.left -= len(line)
        return line

    def rest(self, most: int) -> bytes:
        """The rest of the block; raises SourceError where it has more than ``most`` bytes."""
        record = self._current()
        if record.left > most:
            raise SourceError(f"too large: {size_text(record.left)}, {size_text(most)} at most")
        data = self._stream.read(record.left)
        record.left -= len(data)
        return data

    def end(self) -> None:
        """Skip the rest of the block; raises DamagedRecord where the record does not end there."""
        record = self._current()
        if record.left and self._stream.skip(record.left) < record.left:
            raise DamagedRecord("cut off or damaged: a record has fewer bytes than it states")
        line = self._stream.line()
        if self._form.first_line.match(line):
            # Some programs put no empty line between records.
            self._stream.back(line)
        elif line.strip():
            raise DamagedRecord("damaged: a record has more bytes than it states")

    def recover(self) -> None:
        """Go to the next record after DamagedRecord."""
        self._stream.recover()
        while line := self._next_line():
            if self._form.first_line.match(line):
                self._stream.back(line)
                return

    def _next_line(self) -> bytes:
        while True:
            try:
                line = self._stream.line()
            except DamagedRecord:
                self._stream.recover()
                continue
            if line or not self._stream.advance():
                return line

    def _current(self) -> WarcRecord:
        assert self._record is not None, "next() comes first"
        return self._record
