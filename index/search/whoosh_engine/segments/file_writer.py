"""A segment's arrays onto the disk, durably and with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from zlib import crc32

import numpy as np

from index.disk import own_files
from index.search.whoosh_engine.segments.contents import PREFIX, SUFFIX, Entry
from index.search.whoosh_engine.segments.layout import ALIGNMENT, BLOCK, SUMS, apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.search.whoosh_engine.segments.layout import Array, Arrays


_MOST_STEP: Final = 255
"""The largest step between two sums that takes one byte."""


class _Checked:
    """Writes bytes, whole blocks at once, and keeps the checksum of each block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = bytearray()
        """What is less than a block."""
        self.sums: list[int] = []
        self.at = 0

    def write(self, data: memoryview) -> None:
        """Write ``data``; a view of any length."""
        self.at += len(data)
        done = 0
        if self._waiting:
            done = min(BLOCK - len(self._waiting), len(data))
            self._waiting += data[:done]
            if len(self._waiting) < BLOCK:
                return
            self._put(memoryview(self._waiting))
            self._waiting = bytearray()
        end = len(data) - (len(data) - done) % BLOCK
        self._put(data[done:end])
        self._waiting += data[end:]

    def align(self) -> None:
        """Fill up to a multiple of :data:`ALIGNMENT`."""
        if short := -self.at % ALIGNMENT:
            self.write(memoryview(bytes(short)))

    def end(self) -> None:
        """Write what is left."""
        self._put(memoryview(self._waiting))

    def _put(self, data: memoryview) -> None:
        self._file.write(data)
        self.sums += [crc32(data[at : at + BLOCK]) for at in range(0, len(data), BLOCK)]


def write(folder: Path, arrays: Arrays) -> Entry:
    """Write ``arrays`` as a segment of its own name; what the table of contents says of it.

    The file is on the disk, its name only when the folder is flushed.
    """
    name = f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    with os.fdopen(own_files.created(folder / name), "wb") as file:
        checked = _Checked(file)
        header = {}
        for key, values in _stored(arrays):
            little = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"), copy=False))
            header[key] = (little.dtype.str, checked.at, len(little))
            if len(little):
                checked.write(little.view(np.uint8).data)
                checked.align()
        checked.end()
        tail = np.array(checked.sums, "<u4").tobytes() + json.dumps(header).encode()
        file.write(tail)
        file.flush()
        os.fsync(file.fileno())
    return Entry(name, len(arrays["id"]), checked.at, len(tail), digest(tail))


def _stored(arrays: Arrays) -> Iterator[tuple[str, Array]]:
    """Arrays as a file has them: of sums, how much each is more than the one before it."""
    for key, values in arrays.items():
        if key.rpartition(".")[2] in SUMS:
            steps = values.astype(np.int64)
            steps[1:] -= values[:-1].astype(np.int64)
            at = np.flatnonzero(steps > _MOST_STEP) if len(steps) and steps.max() > _MOST_STEP else steps[:0]
            yield from apart(key, (steps & _MOST_STEP).astype(np.uint8), at, steps[at] & ~_MOST_STEP).items()
        else:
            yield key, values


def digest(data: bytes) -> str:
    """What the table of contents keeps of a tail, and of itself."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
