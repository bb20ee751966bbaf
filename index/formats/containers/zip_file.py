"""ZIP archives. Office files and books are ZIP archives too, and left to the formats that read them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import BinaryIO, Final, cast

from index.errors import NotAnArticle, SourceError
from index.formats.containers.member_names import MemberNames, is_hidden
from index.formats.limits import size_text
from index.formats.location import Location, Members
from index.formats.packed_stream import packed_member, unpacked
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source, seekable_copy
from index.model import FormatNames, SkippedSource

_NAMES = FormatNames("ZIP", (".zip", ".maff"), ("application/zip",))
_ARTICLE_BYTES: Final = 8000
"""Packed bytes of a member until the members are counted: a page of 40 KB."""
MAGIC: Final = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_DIRECTORY_MOST = 256 * 1024 * 1024
"""Bytes of the directory of an archive, which is read as a whole: far more than that of 200,000 members."""
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "META-INF/container.xml"))
"""Members by which office files and books are known (ECMA-376 part 2; OpenDocument part 2; EPUB OCF)."""
_ENCRYPTED, _UTF8, _SIZES_FOLLOW = 0x1, 0x800, 0x8
_DOS = 0
"""The system of programs that write ``\\\\`` between folders."""
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST_NAMES = 1000
"""Members at the beginning of an archive whose names are looked at to recognise it."""


def recognise(head: Head) -> float:
    """By the first bytes, unless the names of the first members are those of an office file or book."""
    if not head.data.startswith((MAGIC, _EMPTY)):
        return 0
    return 0 if any(name in _OFFICE for name in first_names(head.data)) else 0.8


def first_names(data: bytes) -> Iterator[str]:
    """The names of the first members, as far as their sizes are written before them."""
    place = 0
    for _ in range(_MOST_NAMES):
        if not data.startswith(MAGIC, place) or len(data) < place + _LOCAL.size:
            return
        header = _LOCAL.unpack_from(data, place)
        flags, packed, name, extra = header[2], header[7], header[9], header[10]
        start = place + _LOCAL.size
        yield data[start : start + name].decode("utf-8", "replace")
        if flags & _SIZES_FOLLOW and not packed:
            return
        place = start + name + extra + packed


def read(source: Source) -> Iterator[Record]:
    """The members, each as a file of its own; a row for each that cannot be unpacked."""
    yield from read_members(source, _wanted)


def _wanted(names: frozenset[str]) -> Callable[[str], bool]:
    if not _OFFICE.isdisjoint(names):
        raise NotThisFormat("an office file or book")
    if is_wacz(names):
        raise NotThisFormat("a WACZ file")
    return lambda name: True


def is_warc(name: str) -> bool:
    """Whether a member is a WARC file of a WACZ file (WACZ 1.1.1, section 5)."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def is_wacz(names: frozenset[str]) -> bool:
    """Whether an archive with these members is a WACZ file."""
    return "datapackage.json" in names and any(is_warc(name) for name in names)


def read_members(source: Source, wanted: Callable[[frozenset[str]], Callable[[str], bool]]) -> Iterator[Record]:
    """The members that ``wanted``, called with the names of all, says to read. Raises SourceError for no archive."""
    with ExitStack() as stack:
        stream = source.stream
        if source.depth:
            # A packed archive would be unpacked from its beginning for each of its members.
            stream = stack.enter_context(seekable_copy(stream))
        _check_directory(stream)
        try:
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise SourceError("a damaged or cut ZIP archive: the list of its members is missing") from error
        named = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        is_wanted = wanted(frozenset(named))
        place = Members({name: info.file_size for name, info in named.items()}, _reader(archive, named))
        names = MemberNames()
        for info in archive.infolist():
            name = _name(info)
            if not info.is_dir() and not is_hidden(name) and is_wanted(name):
                yield from _member(source, archive, info, names.distinct(name), Location(place, name))
        if not names:
            raise NotAnArticle("an archive without files to read in it")


def _member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, location: Location
) -> Iterator[Record]:
    address = str(source.address.member(name))
    if info.flag_bits & _ENCRYPTED:
        yield SkippedSource(address, "encrypted: unpack the archive with its password and add the folder")
        return
    try:
        opened = archive.open(info)
    except NotImplementedError:
        yield SkippedSource(address, f"packed by the unknown method {info.compress_type}: unpack it and add that")
        return
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, struct.error) as error:
        yield SkippedSource(address, f"damaged: the ZIP archive has no such member ({str(error)[:200]})")
        return
    with opened:
        errors = (zipfile.BadZipFile, NotImplementedError)
        stream = cast(BinaryIO, opened)
        yield from packed_member(
            source, name, stream, "the member", errors=errors, size=info.file_size, location=location
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; programs that do not say that it is UTF-8 write it so all the same, or in a code page."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/") if info.create_system == _DOS else name


def _reader(archive: zipfile.ZipFile, named: dict[str, zipfile.ZipInfo]) -> Callable[[str], bytes | None]:
    def bytes_of(name: str) -> bytes | None:
        try:
            with archive.open(named[name]) as stream:
                return unpacked(cast(BinaryIO, stream), named[name].file_size, name, (zipfile.BadZipFile,))
        except (SourceError, zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, struct.error):
            return None

    return bytes_of


def _check_directory(stream: BinaryIO) -> None:
    """Raise SourceError where the list of members would not fit into memory; what is damaged is left to the reader."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    place = tail.rfind(_EMPTY)
    if 0 <= place <= len(tail) - 22:
        (directory,) = struct.unpack_from("<L", tail, place + 12)
        # 0xFFFFFFFF: the size is in the record for archives of more than 4 GB before this one.
        if directory == 0xFFFFFFFF and (large := tail.rfind(b"PK\x06\x06", 0, place)) >= 0 and place - large >= 48:
            (directory,) = struct.unpack_from("<Q", tail, large + 40)
        if directory > _DIRECTORY_MOST:
            raise SourceError(
                f"too large: {size_text(directory)} of names of members, {size_text(_DIRECTORY_MOST)} at most"
            )
    stream.seek(0)


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
