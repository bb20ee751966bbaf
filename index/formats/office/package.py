"""The ZIP files of word processors and books: their parts, read within bounds, and their XML, parsed safely."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zlib import error as ZlibError  # noqa: N812

from lxml import etree

from index.errors import SourceError
from index.formats.limits import MAX_FILE, size_text
from index.formats.meter import Meter
from index.formats.source import Head, Source
from index.formats.xml_settings import UNTRUSTED

_ENTRY: Final = b"PK\x03\x04"
_FIRST: Final = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"customXml/", b"mimetype",
                 b"META-INF/", b"OEBPS/", b"content.xml", b"meta.xml")  # fmt: skip
"""With what the name of the first part of such a file begins; other ZIP files begin with a member of their own."""


class Package:
    """An open package. Its parts are counted by the meter of the file, and none is larger than one document."""

    def __init__(self, archive: zipfile.ZipFile, meter: Meter) -> None:
        self._archive = archive
        self._meter = meter
        self.names = frozenset(archive.namelist())

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none of that name. Raises SourceError when it is too large."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as part:
                data = part.read(MAX_FILE + 1)
        except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise SourceError(f"damaged: its part {name} cannot be unpacked") from error
        except RuntimeError as error:
            raise SourceError("encrypted: save it without a password") from error
        self._meter.count_bytes(len(data))
        if len(data) > MAX_FILE:
            raise SourceError(f"too large: its part {name} has more than {size_text(MAX_FILE)}")
        return data

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part; None where there is none of that name. Raises SourceError when it is damaged."""
        data = self.data(name)
        return None if data is None else parse_xml(data, name)


@contextmanager
def opened(source: Source) -> Iterator[Package]:
    """The parts of a source; raises SourceError when it is not a ZIP file."""
    try:
        archive = zipfile.ZipFile(source.stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError("damaged: it is cut, or not the ZIP file that it begins as") from error
    with archive:
        yield Package(archive, source.meter)


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root of an XML document; nothing outside it is read and no entity of its own expanded.

    Raises SourceError when nothing of it can be read; of a damaged one what comes before the damage is kept.
    """
    parser = etree.XMLParser(recover=True, **UNTRUSTED)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"damaged: {what} is not XML") from error
    if root is None:
        raise SourceError(f"damaged: {what} is not XML")
    return root


def is_package(head: Head) -> bool:
    """Whether a source is a ZIP file that begins as packages do, and not with a file that somebody packed."""
    return begins_as_package(head.data)


def begins_as_package(data: bytes) -> bool:
    """As :func:`is_package`, of the first bytes of a source."""
    return data.startswith(_ENTRY) and data[30:].startswith(_FIRST)


def media_type(head: Head) -> bytes:
    """What a package says that it is in its first part, as OpenDocument and EPUB require; else nothing."""
    if not is_package(head) or head.data[30:38] != b"mimetype":
        return b""
    extra = int.from_bytes(head.data[28:30], "little")
    return head.data[38 + extra :][:80].partition(b"PK")[0]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
