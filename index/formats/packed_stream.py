"""The bytes of a member as they are unpacked, with damage as a reason for the report."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from index.errors import SourceError
from index.formats.location import Location
from index.formats.source import Record, Source, skipped
from index.model import SkippedSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_AT_ONCE: Final = 1 << 20
"""Bytes that are unpacked at a time."""
_BUFFER: Final = 128 * 1024


def packed_member(
    source: Source,
    name: str,
    stream: BinaryIO,
    what: str,
    *,
    seekable: bool = True,
    errors: tuple[type[Exception], ...] = (),
    size: int | None = None,
    location: Location | None = None,
) -> Iterator[Record]:
    """The articles of a member that comes out of a decompressor, up to where that fails, and a row for the failure.

    A member that is one article is only that row then. ``what`` names the packed thing in messages; ``errors`` are
    those of its decompressor beyond zlib, lzma and OSError. Where moving back is slow, ``seekable`` is false: readers
    that move back get a copy.
    """
    packed = _PackedStream(stream, what, seekable, errors)
    buffered = cast(BinaryIO, io.BufferedReader(packed, _BUFFER))
    address = source.address.member(name)
    for record in source.member(name, buffered, size=size, location=location):
        is_member = (record.path if isinstance(record, SkippedSource) else str(record.address)) == str(address)
        if packed.failure is None or not is_member:
            yield record
    if packed.failure is not None:
        yield skipped(address, packed.failure)


def unpacked(stream: BinaryIO, most: int, what: str, errors: tuple[type[Exception], ...] = ()) -> bytes:
    """At most ``most`` bytes out of a decompressor; raises SourceError where it fails."""
    packed = _PackedStream(stream, what, True, errors)
    data = io.BufferedReader(packed, _BUFFER).read(most)
    if packed.failure is not None:
        raise packed.failure
    return data


class _PackedStream(io.RawIOBase):
    """A stream that ends where its decompressor fails; ``failure`` says why."""

    def __init__(self, stream: BinaryIO, what: str, seekable: bool, errors: tuple[type[Exception], ...]) -> None:
        super().__init__()
        self.failure: SourceError | None = None
        self._stream = stream
        # What was unpacked before a failure must not be lost to it, as it is where a read is made of several.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._what = what
        self._seekable = seekable
        self._errors: tuple[type[Exception], ...] = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, *errors)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._read(min(len(view), _AT_ONCE))
        except self._errors as error:
            self.failure = self.failure or self._refused(error)
            return 0
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return self._stream.seek(offset, whence)
        except self._errors as error:
            self.failure = self.failure or self._refused(error)
            return self._stream.tell()

    def _refused(self, error: Exception) -> SourceError:
        if isinstance(error, EOFError):
            return SourceError(f"cut off: {self._what} ends too early; get it once more")
        return SourceError(f"damaged: {self._what} cannot be unpacked ({str(error)[:200] or type(error).__name__})")
