"""The bytes of a member as they are unpacked, with damage as a reason for the report."""

from __future__ import annotations

import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from index.errors import SourceError
from index.formats.limits import MAX_FILE, size_text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

AT_ONCE: Final = 2 * MAX_FILE
"""Bytes that may be asked for in one piece: more than a document has. A false length in a damaged or hostile archive
asks for more."""
_BUFFER: Final = 128 * 1024


def unpacked_stream(
    stream: BinaryIO, what: str, *, seekable: bool = True, errors: tuple[type[Exception], ...] = ()
) -> BinaryIO:
    """``stream``, which comes out of a decompressor, with a buffer; reading it raises SourceError where that fails.

    ``what`` names the packed thing in messages; ``errors`` are those of its decompressor beyond zlib, lzma and OSError.
    Where moving back is slow, ``seekable`` is false: whoever has to move back makes a copy.
    """
    return cast(BinaryIO, io.BufferedReader(_PackedStream(stream, what, seekable, errors), _BUFFER))


class _PackedStream(io.RawIOBase):
    def __init__(self, stream: BinaryIO, what: str, seekable: bool, errors: tuple[type[Exception], ...]) -> None:
        super().__init__()
        self._stream = stream
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
        if len(view) > AT_ONCE:
            raise SourceError(f"damaged: a part of {self._what} states a length of {size_text(len(view))}")
        try:
            data = self._stream.read(len(view))
        except self._errors as error:
            raise self._refused(error) from error
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return self._stream.seek(offset, whence)
        except self._errors as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> SourceError:
        if isinstance(error, EOFError):
            return SourceError(f"cut off: {self._what} ends too early; get it once more")
        return SourceError(f"damaged: {self._what} cannot be unpacked ({str(error)[:200] or type(error).__name__})")
