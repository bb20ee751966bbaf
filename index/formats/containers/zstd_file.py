"""Files packed with Zstandard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from index.formats.containers.compressed import only_member
from index.formats.extras import needing
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Zstandard", (".zst", ".tzst"), ("application/zstd",))
_MAGIC = b"\x28\xb5\x2f\xfd"
_WINDOW = 1 << 27
"""Bytes that the decompressor may keep: as many as the command zstd allows without being asked."""


def recognise(head: Head) -> float:
    """By the first bytes."""
    return 0.8 if head.data.startswith(_MAGIC) else 0


def read(source: Source) -> Iterator[Record]:
    """The one member. It is copied to be read, as Zstandard cannot be moved back."""
    with needing("warc", "Zstandard"):
        import zstandard
    decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    reader = decompressor.stream_reader(source.stream, read_across_frames=True, closefd=False)
    yield from only_member(source, _NAMES, cast(BinaryIO, reader), seekable=False, errors=(zstandard.ZstdError,))


FORMAT = FileFormat(_NAMES, recognise, read)
