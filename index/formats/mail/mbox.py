"""Mailboxes of the mbox family: messages one after the other, each after a line ``From ...``.

Thunderbird, Gmail's Takeout, Apple Mail's export and the archives of Mailman are such files. The separator may be
quoted in a body as ``>From`` or not at all; a length that the message states is believed where a separator is there.
https://www.rfc-editor.org/rfc/rfc4155
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from index.formats.limits import size_text
from index.formats.mail.message import message_records
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames, SkippedSource

_NAMES = FormatNames("mailbox", (".mbox", ".mbx"), ("application/mbox", "message/rfc822"))
_MAIL_BYTES = 20_000
"""What a mail is taken to have until they are counted."""
_LONGEST_LINE = 1 << 20
"""Bytes of a line that are read at once."""
_SEPARATOR = re.compile(rb"From [^\r\n]{0,300}?\b\d{1,2}:\d{2}(?::\d{2})?\b[^\r\n]{0,40}\r?\n?\Z")
"""``From`` with a time in the line: prose that begins a line with the word has none in that place."""
_FIELD = re.compile(rb"(?:>From |[!-9;-~]{1,70}:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def recognise(head: Head) -> float:
    """A separator, and a header after it."""
    lines = head.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 2)
    if len(lines) < 2 or not _SEPARATOR.match(lines[0] + b"\n"):
        return 0
    return 1 if _FIELD.match(lines[1]) else 0


def read(source: Source) -> Iterator[Record]:
    """Each message as an article, by its number in the mailbox; one is held at a time."""
    most = source.bounds.document
    for number, data in enumerate(_messages(source.stream, most), 1):
        address = source.address.at_record(number)
        if data is None:
            yield SkippedSource(str(address), f"too large for a mail: more than {size_text(most)}")
        elif data.strip():
            yield from message_records(replace(source, address=address), data)


def _messages(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The bytes of each message without its separator; None for one that has more than ``most``."""
    lines: list[bytes] = []
    size = 0
    began = after_blank = False
    while line := stream.readline(_LONGEST_LINE):
        if (after_blank or not began) and line.startswith(b"From ") and _begins_message(line, stream):
            if began:
                yield b"".join(lines) if size <= most else None
            lines, size, began = _stated(stream, most)
            after_blank = bool(lines)
            continue
        size += len(line)
        if size <= most:
            lines.append(line)
        after_blank = not line.strip()
        began = began or not after_blank
    if began:
        yield b"".join(lines) if size <= most else None


def _begins_message(line: bytes, stream: BinaryIO) -> bool:
    """Whether a line is a separator: one with a time, and a header below it. The stream is left below the line."""
    if not _SEPARATOR.match(line):
        return False
    place = stream.tell()
    below = stream.readline(_LONGEST_LINE)
    stream.seek(place)
    return not below or _FIELD.match(below) is not None


def _stated(stream: BinaryIO, most: int) -> tuple[list[bytes], int, bool]:
    """The header of the next message, and its body where the length that it states ends before a separator.

    The stream is left where reading goes on by lines.
    """
    start = stream.tell()
    header: list[bytes] = []
    size = 0
    while size < most and (line := stream.readline(_LONGEST_LINE)):
        header.append(line)
        size += len(line)
        if not line.strip():
            break
    stated = _LENGTH.search(b"".join(header))
    if stated is None or (length := int(stated.group(1))) > most:
        stream.seek(start)
        return [], 0, True
    body = stream.read(length)
    place = stream.tell()
    following = stream.readline(_LONGEST_LINE)
    while following and not following.strip():
        following = stream.readline(_LONGEST_LINE)
    if following and not _SEPARATOR.match(following):
        stream.seek(start)
        return [], 0, True
    stream.seek(place)
    return [*header, body, b"\n"], size + length, True


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_MAIL_BYTES)
