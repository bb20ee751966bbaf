"""Tar archives, packed ones included: these are a member of the packed file. Links in them are never followed."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from index.errors import NotAnArticle, SourceError
from index.formats.containers.member_names import MemberNames, is_hidden
from index.formats.location import Location, Members
from index.formats.packed_stream import packed_member
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames, SkippedSource

_NAMES = FormatNames("tar", (".tar",), ("application/x-tar",))
_ARTICLE_BYTES: Final = 15_000
"""What a member is taken to have until the members are counted."""
_BLOCK = 512
_SUM, _SUM_LENGTH = 148, 8
"""Place and length of the checksum in the header of a member (POSIX.1-2017, pax: ustar interchange format)."""
_ERRORS = (tarfile.TarError, OSError, EOFError, ValueError)
_DESCRIPTIONS: Final = frozenset(("index.json", "index.rdf"))
"""Files by which programs describe those beside them. They are kept from the first pass: a packed archive would have to
be unpacked once more for each."""
_DESCRIPTION_MOST, _DESCRIPTIONS_MOST = 256 * 1024, 32 * 1024 * 1024
"""Bytes of one that is kept, and of all."""


def recognise(head: Head) -> float:
    """By the checksum of the first header, which tar of every kind and age has."""
    block = head.data[:_BLOCK]
    if len(block) < _BLOCK or not block[0]:
        return 0
    try:
        stated = int(block[_SUM : _SUM + _SUM_LENGTH].strip(b" \x00") or b"-1", 8)
    except ValueError:
        return 0
    return 0.8 if stated == sum(block) - sum(block[_SUM : _SUM + _SUM_LENGTH]) + _SUM_LENGTH * ord(" ") else 0


def read(source: Source) -> Iterator[Record]:
    """The members, each as a file of its own; a row for each link or device.

    Raises SourceError where the archive is cut off or damaged; what is before that is read.
    """
    place, names = _members(source), MemberNames()
    archive = _opened(source)
    while (info := _next(archive)) is not None:
        name = _name(info)
        if info.isdir() or is_hidden(name):
            continue
        if not info.isreg():
            kind = "a link in an archive, which is not followed" if info.islnk() or info.issym() else "a device"
            yield SkippedSource(str(source.address.member(names.distinct(name))), kind, "not an article")
            continue
        opened = archive.extractfile(info)
        if opened is not None:
            # Moving back in a packed archive is unpacking it from its beginning: members of one are copied.
            yield from packed_member(
                source,
                names.distinct(name),
                cast(BinaryIO, opened),
                "the member",
                seekable=source.depth == 0,
                errors=(tarfile.TarError,),
                size=info.size,
                location=Location(place, name),
            )
    if not names:
        raise NotAnArticle("an archive without files to read in it")


def _members(source: Source) -> Members:
    """What is in the archive, as far as it can be read; a damaged one is reported when it is read."""
    sizes: dict[str, int] = {}
    kept: dict[str, bytes] = {}
    room = _DESCRIPTIONS_MOST
    try:
        archive = _opened(source)
        while (info := _next(archive)) is not None:
            if info.isreg():
                name = _name(info)
                sizes[name] = info.size
                if name.rpartition("/")[2] in _DESCRIPTIONS and info.size <= min(_DESCRIPTION_MOST, room):
                    opened = archive.extractfile(info)
                    kept[name] = opened.read() if opened is not None else b""
                    room -= info.size
    except SourceError:
        pass
    return Members(sizes, kept.get)


def _opened(source: Source) -> tarfile.TarFile:
    source.stream.seek(0)
    try:
        return tarfile.open(fileobj=source.stream, mode="r:", encoding="utf-8", errors="surrogateescape")
    except _ERRORS as error:
        raise SourceError("a damaged tar archive") from error


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        found = archive.next()
    except tarfile.ReadError as error:
        raise SourceError("cut off or damaged: the tar archive ends inside a member; get it once more") from error
    except _ERRORS as error:
        raise SourceError(f"damaged: the tar archive cannot be read ({str(error)[:200]})") from error
    # The list of members that the reader keeps would grow with the archive.
    vars(archive)["members"].clear()
    return found


def _name(info: tarfile.TarInfo) -> str:
    return os.fsencode(info.name).decode("utf-8", "backslashreplace").removeprefix("./")


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
