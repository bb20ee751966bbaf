"""Pages saved by a browser as one MHTML file: the page among the parts of a MIME message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from index.errors import SourceError
from index.formats.pages import html
from index.formats.protocol import FileFormat
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("MHTML", (".mhtml", ".mht"), ("multipart/related",))
_HEAD = 4096
"""Bytes in which the header of the message ends."""
_HEADER = re.compile(rb"\A(?:[\w-]+:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n)*){1,40}\r?\n", re.IGNORECASE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def recognise(head: Head) -> float:
    """A MIME message of a page and what belongs to it; one with a sender is a mail, which is surer of that."""
    found = _HEADER.match(head.data[:_HEAD])
    return 0.9 if found is not None and _RELATED.search(found.group()) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as one article; raises SourceError where there is none in the file."""
    page, charset, address, saved = _page_of(source.data)
    for found in html.read(source.part(page, charset)):
        yield replace(
            found,
            data=source.data,
            sha256=hashlib.sha256(source.data).hexdigest(),
            media_type=_NAMES.media_types[0],
            declared=DeclaredMetadata(url=address, captured=saved),
        )


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None, str | None]:
    """The bytes of the page, the encoding that the message names, the address that it was saved from, and when."""
    from email import message_from_bytes

    message = message_from_bytes(data)
    saved = str(message.get("Date") or message.get("Snapshot-Date") or "").strip()
    for part in message.walk():
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


FORMAT = FileFormat(_NAMES, recognise, read)
