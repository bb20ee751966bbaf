"""Pages saved by a browser as one MHTML file: the page among the parts of a MIME message (RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from typing import Final

from index.errors import SourceError
from index.formats.documents import with_data
from index.formats.pages import html
from index.formats.protocol import FileFormat
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("MHTML", (".mhtml", ".mht"), ("multipart/related",))
_HEAD = 4096
"""Bytes in which the header of the message ends."""
_HEADER = re.compile(rb"\A(?:[\w-]+:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n)*){1,40}\r?\n", re.IGNORECASE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADER: Final = re.compile(rb"\r?\n\r?\n")
_DEEPEST: Final = 8
"""Parts inside each other in which a page is searched for: browsers write one or two."""
_PARTS: Final = 20_000
"""Parts of a message in which a page is searched for."""


def recognise(head: Head) -> float:
    """A MIME message of a page and what belongs to it; one with a sender is a mail, which is surer of that."""
    found = _HEADER.match(head.data[:_HEAD])
    return 0.9 if found is not None and _RELATED.search(found.group()) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as one article; raises SourceError where there is none in the file."""
    page, charset, address, saved = _page_of(source.data)
    for found in html.read(source.part(page, charset)):
        declared = DeclaredMetadata(url=address, captured=saved)
        whole = replace(found, media_type=_NAMES.media_types[0], declared=declared)
        yield with_data(whole, source.data)


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None, str | None]:
    """The bytes of the page, the encoding that the message names, the address that it was saved from, and when."""
    message = _header(data)
    saved = str(message.get("Date") or message.get("Snapshot-Date") or "").strip()
    for part in _parts(data, message):
        if part.get_content_type() in html.FORMAT.names.media_types:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
                return (
                    page,
                    part.get_content_charset(),
                    address if address.startswith(("http://", "https://")) else None,
                    saved or None,
                )
    raise SourceError("a saved page without a page in it")


def _parts(data: bytes, message: Message) -> Iterator[Message]:
    """The parts that hold no others, in their order; only so many, and only so deep inside each other.

    The parser of the standard library calls itself for each part in another, and breaks at some hundreds.
    """
    waiting = [(data, message, 0)]
    for _ in range(_PARTS):
        if not waiting:
            return
        data, message, depth = waiting.pop()
        boundary = message.get_boundary()
        if message.get_content_maintype() != "multipart" or not boundary:
            yield BytesParser().parsebytes(data)
        elif depth < _DEEPEST:
            inside = [(part, _header(part), depth + 1) for part in _split(data, boundary)]
            waiting += reversed(inside)


def _split(data: bytes, boundary: str) -> list[bytes]:
    """The parts between the lines of a boundary (RFC 2046, section 5.1)."""
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    found: list[bytes] = []
    start: int | None = None
    for mark in line.finditer(data):
        if start is not None:
            found.append(data[start : mark.start()])
        start = None if mark[1] else mark.end()
        if len(found) >= _PARTS:
            return found
    return found if start is None else [*found, data[start:]]


def _header(data: bytes) -> Message:
    end = _END_OF_HEADER.search(data)
    return BytesHeaderParser().parsebytes(data[: end.end()] if end else data)


FORMAT = FileFormat(_NAMES, recognise, read)
