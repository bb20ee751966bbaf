"""A mail in a file of its own: EML, the files of a Maildir, and Apple Mail's EMLX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.mail.message import MEDIA_TYPE, message_records
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("mail", (".eml", ".emlx"), (MEDIA_TYPE,))
_HEAD = 64 * 1024
"""Bytes in which the header of a message is looked for."""
_FIELD = re.compile(rb"^([!-9;-~]{1,70}):[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_EMLX = re.compile(rb"\A(\d{1,10})[ \t]*\r?\n(?=[!-9;-~]{1,70}:)")
_SENT = frozenset(
    (b"message-id", b"received", b"return-path", b"delivered-to", b"mime-version", b"to", b"x-mozilla-status")
)
"""Fields of which every mail that was sent has one."""
_SAVED_PAGE = (b"snapshot-content-location", b"x-saved-by")
_SAVED_BY = re.compile(rb"[\"<\s]*saved by ", re.IGNORECASE)


def recognise(head: Head) -> float:
    """A header of a mail: who sent it, what about or when, and a field that programs on its way add."""
    data = head.data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    data = _EMLX.sub(b"", data)
    names: dict[bytes, bytes] = {}
    place = 0
    while found := _FIELD.match(data, place):
        names.setdefault(found.group(1).lower(), found.group())
        place = found.end()
    if b"from" not in names or not (b"subject" in names or b"date" in names) or not _SENT & names.keys():
        return 0
    if any(name in names for name in _SAVED_PAGE) or _SAVED_BY.match(names[b"from"].partition(b":")[2].strip()):
        return 0
    return 1


def read(source: Source) -> Iterator[Record]:
    """The mail as an article, and the articles attached to it."""
    data = source.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if found := _EMLX.match(data):
        data = data[found.end() : found.end() + int(found.group(1))]
    yield from message_records(source, data)


FORMAT = FileFormat(_NAMES, recognise, read)
