"""What the formats of single packed files share: the one member, called like the file without its last ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from index.formats.packed_stream import packed_member
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_SURE = 0.8
"""Below a format whose files are packed in this way, such as WARC."""
_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}


def packed_format(
    names: FormatNames, magic: bytes, unpacked: Callable[[BinaryIO], BinaryIO], *errors: type[Exception]
) -> FileFormat:
    """The format of files that begin with ``magic``; ``unpacked`` opens the decompressor, which raises ``errors``."""

    def recognise(head: Head) -> float:
        return _SURE if head.data.startswith(magic) else 0

    def read(source: Source) -> Iterator[Record]:
        yield from only_member(source, names, unpacked(source.stream), errors=errors)

    return FileFormat(names, recognise, read)


def only_member(
    source: Source,
    names: FormatNames,
    stream: BinaryIO,
    *,
    seekable: bool = True,
    errors: tuple[type[Exception], ...] = (),
) -> Iterator[Record]:
    """What is in the unpacked ``stream``. Its neighbours are those of the packed file."""
    name = member_name(source.address.path, names)
    location = None if source.location is None else source.location.renamed(name)
    what = f"the {names.name} file"
    yield from packed_member(source, name, stream, what, seekable=seekable, errors=errors, location=location)


def member_name(path: str, names: FormatNames) -> str:
    """What a packed file is called unpacked: ``lines.jsonl`` for ``lines.jsonl.gz``, ``site.tar`` for ``site.tgz``."""
    name = PurePath(path.rpartition("!")[2])
    ending = name.suffix.lower()
    if ending in _ENDINGS:
        return name.stem + _ENDINGS[ending]
    return name.stem if ending in names.suffixes else name.name or "unpacked"
