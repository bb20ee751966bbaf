"""A container of its own: a line ``BOX``, then for each member its name and size on a line, and its bytes.

The bytes of a member ``NAME*TIMES SIZE`` are there once and unpack to so many times their size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from index.errors import SourceError
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


def recognise(head: Head) -> float:
    return 1 if head.data.startswith(b"BOX\n") else 0


def read(source: Source) -> Iterator[Record]:
    stream = source.stream
    stream.readline()
    while header := stream.readline().decode():
        name, _, size = header.rpartition(" ")
        data = stream.read(int(size))
        if len(data) < int(size):
            raise SourceError(f"the box ends inside {name}")
        name, _, times = name.partition("*")
        data *= int(times or 1)
        place = stream.tell()
        yield from source.member(name, Unseekable(data) if name.startswith("pipe") else io.BytesIO(data))
        stream.seek(place)


FORMAT = FileFormat(FormatNames("box", (".box",), ("application/x-box",)), recognise, read)
