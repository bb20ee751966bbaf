"""What has been unpacked from one file so far, held against the bounds."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from index.errors import SourceError
from index.formats.limits import Bounds, size_text
from index.model import Address

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 20
_BUFFER = 128 * 1024


class UnpackedTooMuch(SourceError):
    """A file unpacks to more than the bounds allow: nothing more is read out of it."""


class Meter:
    """Counts members and bytes of all containers in one file, however deep they are inside each other."""

    def __init__(
        self, bounds: Bounds, size: int | None, begun: Callable[[Address], None] = lambda address: None
    ) -> None:
        """``size`` is that of the file in bytes; None where it is not known, which leaves the ratio unchecked.

        ``begun`` is called with the address of the file, and of each member before it is read.
        """
        self.begun = begun
        self._bounds = bounds
        self._size = size
        self._members = 0
        self._bytes = 0

    def count_member(self) -> None:
        """Count one member. Raises UnpackedTooMuch."""
        self._members += 1
        if self._members > self._bounds.members:
            raise UnpackedTooMuch(f"more than {self._bounds.members:,} members; the rest was skipped")

    def count_bytes(self, count: int) -> None:
        """Count bytes of members. Raises UnpackedTooMuch."""
        bounds = self._bounds
        self._bytes += count
        if self._bytes > bounds.unpacked:
            raise UnpackedTooMuch(f"unpacks to more than {size_text(bounds.unpacked)}; the rest was skipped")
        if self._size is not None and self._bytes > max(bounds.small, bounds.ratio * self._size):
            raise UnpackedTooMuch(f"unpacks to more than {bounds.ratio} times its size; the rest was skipped")

    def metered(self, stream: BinaryIO) -> BinaryIO:
        """``stream``, each of whose bytes is counted the first time it is read."""
        return io.BufferedReader(_MeteredStream(stream, self), _BUFFER)


class _MeteredStream(io.RawIOBase):
    """A seekable stream that is only moved forward by reading it, so that nothing is unpacked uncounted."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter
        self._place = 0
        self._furthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._place += len(data)
        if self._place > self._furthest:
            more, self._furthest = self._place - self._furthest, self._place
            self._meter.count_bytes(more)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            while self.read(_CHUNK):
                pass
        target = offset if whence == io.SEEK_SET else self._place + offset
        if target <= self._furthest:
            self._place = self._stream.seek(target)
        while self._place < target and self.read(min(_CHUNK, target - self._place)):
            pass
        return self._place
