"""The pages of a SQLite file and of the log beside it, as they were last committed. Nothing is ever written."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from index.disk import own_files

HEADER: Final = b"SQLite format 3\x00"
HEADER_SIZE: Final = 100
"""Bytes of the file's header, at the beginning of its first page."""
USUAL_SIZE: Final = 4096
"""Bytes of a page where the header does not say."""
_SIZES: Final = frozenset(1 << power for power in range(9, 17))
_LOCK_BYTE: Final = 1 << 30
"""The page with this byte is never used."""

_LOG_MAGIC: Final = 0x377F0682
"""The first word of a log whose checksums are over little-endian words; one more: over big-endian ones."""
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24


class Pages:
    """The pages of the file at ``path``, with those of its log (``-wal``) in their place."""

    def __init__(self, store: int, log: int | None) -> None:
        self._store = store
        self._log = log
        start = _read(store, 0, HEADER_SIZE)
        self.size = _page_size(start) or (None if log is None else _log_page_size(log)) or USUAL_SIZE
        self._in_log: dict[int, int] = {} if log is None else dict(_committed(log, self.size))
        here = -(-os.fstat(store).st_size // self.size)
        # A log cannot add more pages than it has frames, whatever numbers they say.
        most = here + len(self._in_log)
        self.count = max(here, max((number for number in self._in_log if number <= most), default=0))
        """How many pages there are; the last one may be cut short."""
        header = self.read(1)[:HEADER_SIZE]
        self.has_header = header.startswith(HEADER)
        self.expected = int.from_bytes(header[28:32], "big") if self.has_header else 0
        """How many pages the header says there are; 0 where that is not known."""
        self.version = int.from_bytes(header[60:64], "big") if self.has_header else 0
        """The version of the store; 0 where that is not known."""
        self.first_free = int.from_bytes(header[32:36], "big") if self.has_header else 0
        """The first page of the list of free ones; 0 for none."""
        self.free = int.from_bytes(header[36:40], "big") if self.has_header else 0
        """How many free pages the header says there are."""
        spare = header[20] if self.has_header else 0
        self.usable = self.size - spare if self.size - spare >= 480 else self.size
        """Bytes of a page that may be used."""

    def read(self, number: int) -> bytes:
        """The page with that number, from 1; zeros where it cannot be read or is not there."""
        at = self._in_log.get(number)
        if at is not None and self._log is not None:
            found = _read(self._log, at, self.size)
        else:
            found = _read(self._store, (number - 1) * self.size, self.size)
        return found + bytes(self.size - len(found))

    def is_used(self, number: int) -> bool:
        """Whether a page may hold something: it is in the file, and not the one for locks."""
        return 1 <= number <= self.count and number != _LOCK_BYTE // self.size + 1

    def state(self) -> tuple[tuple[int, int], ...]:
        """Sizes and times of the files, by which a change is noticed."""
        files = (self._store,) if self._log is None else (self._store, self._log)
        return tuple((about.st_size, about.st_mtime_ns) for about in map(os.fstat, files))


@contextmanager
def opened(path: Path) -> Iterator[Pages]:
    """The pages of the file at ``path``, read only, through no link. Raises NotAnArchive, OSError."""
    store = _opened(path)
    try:
        try:
            log: int | None = _opened(path.with_name(f"{path.name}-wal"))
        except FileNotFoundError:
            log = None
        try:
            yield Pages(store, log)
        finally:
            if log is not None:
                os.close(log)
    finally:
        os.close(store)


def _opened(path: Path) -> int:
    own_files.check(path)
    # Without waiting for the writer of a pipe that has come in the place of the file.
    flags = os.O_RDONLY | own_files.NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(None, "it is no file", str(path))
    return descriptor


def _read(descriptor: int, at: int, size: int) -> bytes:
    """Bytes of a file, fewer at its end; what the disk does not give is zeros."""
    try:
        os.lseek(descriptor, at, os.SEEK_SET)
        return os.read(descriptor, size)
    except OSError:
        return b""


def _page_size(header: bytes) -> int | None:
    if not header.startswith(HEADER):
        return None
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size in _SIZES else None


# --- The log ----------------------------------------------------------------------------------------------------------


def _log_page_size(log: int) -> int | None:
    header = _read(log, 0, _LOG_HEADER)
    if len(header) < _LOG_HEADER or int.from_bytes(header[:4], "big") & ~1 != _LOG_MAGIC:
        return None
    size = int.from_bytes(header[8:12], "big")
    return size if size in _SIZES else None


def _committed(log: int, size: int) -> Iterator[tuple[int, int]]:
    """The pages that commits of the log hold, each with where it is; a later one of the same page counts.

    As SQLite does, it ends at the first frame that does not match its checksum.
    """
    header = _read(log, 0, _LOG_HEADER)
    if _log_page_size(log) != size:
        return
    order = ">" if header[3] & 1 else "<"
    sums = _checksum(order, header[:24], (0, 0))
    if struct.pack(">II", *sums) != header[24:32]:
        return
    at = _LOG_HEADER
    begun: list[tuple[int, int]] = []
    while len(frame := _read(log, at, _FRAME_HEADER + size)) == _FRAME_HEADER + size:
        sums = _checksum(order, frame[_FRAME_HEADER:], _checksum(order, frame[:8], sums))
        if frame[8:16] != header[16:24] or struct.pack(">II", *sums) != frame[16:24]:
            return
        begun.append((int.from_bytes(frame[:4], "big"), at + _FRAME_HEADER))
        if frame[4:8] != b"\0\0\0\0":
            yield from begun
            begun = []
        at += len(frame)


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
