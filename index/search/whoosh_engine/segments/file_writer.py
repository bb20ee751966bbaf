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
    """Writes bytes and keeps the checksum of each block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = 0
        self.sums: list[int] = []
        self.at = 0

    def write(self, data: memoryview) -> None:
        """Write ``data``; a view of any length."""
        self._file.write(data)
        done = 0
        while done < len(data):
            part = data[done : done + BLOCK - self.at % BLOCK]
            self._sum = crc32(part, self._sum)
            done += len(part)
            self.at += len(part)
            if not self.at % BLOCK:
                self._close_block()

    def end(self) -> None:
        """Close the last block."""
        if self.at % BLOCK:
            self._close_block()

    def _close_block(self) -> None:
        self.sums.append(self._sum)
        self._sum = 0


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
            checked.write(little.view(np.uint8).data if len(little) else memoryview(b""))
            checked.write(memoryview(bytes(-checked.at % ALIGNMENT)))
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
            steps[1:] -= steps[:-1].copy()
            at = np.flatnonzero(steps > _MOST_STEP)
            yield from apart(key, (steps & _MOST_STEP).astype(np.uint8), at, steps[at] & ~_MOST_STEP).items()
        else:
            yield key, values


def digest(data: bytes) -> str:
    """What the table of contents keeps of a tail, and of itself."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
