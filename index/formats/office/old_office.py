"""Old files of Office, and encrypted ones: nothing is read of them, and the report says what to do."""

from __future__ import annotations

import struct
from typing import NoReturn

from index.errors import NotAnArticle, SourceError
from index.formats.source import Head, Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTORS = 64
"""Sectors of the directory that are looked at."""
_WORD = "an old Word document: open it in Word or LibreOffice, save it as DOCX, and add that"
_MESSAGE = "a message of Outlook: open it there, save it as EML or text, and add that"
_ENCRYPTED = "encrypted: open it with its password, save it without one, and add that"
_REASONS: tuple[tuple[str, type[SourceError], str], ...] = (
    ("EncryptedPackage", SourceError, _ENCRYPTED),
    ("WordDocument", SourceError, _WORD),
    ("PowerPoint Document", NotAnArticle, "slides of PowerPoint, not an article"),
    ("__properties_version1.0", SourceError, _MESSAGE),
    ("VisioDocument", NotAnArticle, "a drawing of Visio, not an article"),
)
"""Names in the directory of such a file, and what is then said."""


def is_old_office(head: Head) -> bool:
    """Whether a file is a compound file, in which old versions of Office kept everything."""
    return head.data.startswith(_OLE)


def refuse(source: Source) -> NoReturn:
    """Raise SourceError or NotAnArticle with what the file is and what to do."""
    directory = _directory(source)
    for name, error, words in _REASONS:
        if name.encode("utf-16-le") in directory:
            raise error(words)
    raise NotAnArticle("an old office document of an unknown kind: save it in a newer format")


def _directory(source: Source) -> bytes:
    """The first sectors of the directory: [MS-CFB] 2.2 has its place in the header."""
    header = source.head.data[:512]
    if len(header) < 512:
        return b""
    (shift,) = struct.unpack_from("<H", header, 30)
    (sector,) = struct.unpack_from("<I", header, 48)
    size = 1 << min(shift, 12)
    source.stream.seek((sector + 1) * size)
    found = source.stream.read(size * _SECTORS)
    source.stream.seek(0)
    return found
