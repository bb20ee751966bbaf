"""Outlook's own files, which no library that comes with broadsheet reads: what to do instead."""

from __future__ import annotations

from typing import NoReturn

from index.errors import SourceError
from index.formats.protocol import FileFormat
from index.formats.source import Head, Source
from index.model import FormatNames

_NAMES = FormatNames("Outlook mail", (".msg", ".pst", ".ost"), ("application/vnd.ms-outlook",))
_STORE = b"!BDN"
"""The first bytes of PST and OST: https://learn.microsoft.com/openspecs/office_file_formats/ms-pst"""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGE_STREAM = "__properties_version1.0".encode("utf-16-le")
"""The name of a stream that each MSG file has, as its directory spells it."""


def recognise(head: Head) -> float:
    """An Outlook store, or a compound file with the properties of a message."""
    if head.data.startswith(_STORE):
        return 1
    is_message = head.data.startswith(_COMPOUND) and (_MESSAGE_STREAM in head.data or head.suffix == ".msg")
    return 1 if is_message else 0


def read(source: Source) -> NoReturn:
    """Raise SourceError with what to do."""
    if source.head.data.startswith(_STORE):
        raise SourceError(
            "an Outlook store (PST): convert it to mbox first, for instance with readpst -o FOLDER FILE, or import it"
            " into Thunderbird and export the folder"
        )
    raise SourceError(
        "an Outlook message (MSG): save it as text or HTML in Outlook, or drag it into Thunderbird and save it as EML"
    )


FORMAT = FileFormat(_NAMES, recognise, read)
