"""Pages saved by a browser as one MHTML file: the page among the parts of a MIME message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

from index.errors import SourceError
from index.formats import html
from index.model import Metadata, SourceDocument
from index.text import decode

_HEAD = 4096
_HEADER = re.compile(rb"\A(?:[\w-]+:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n)*){1,40}\r?\n", re.IGNORECASE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def is_mhtml(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a MIME message of a page and what belongs to it."""
    found = _HEADER.match(head[:_HEAD])
    return found is not None and _RELATED.search(found.group()) is not None


def read(path: Path, data: bytes) -> Iterator[SourceDocument]:
    """The page as one article; raises SourceError where there is none in the file."""
    page, charset, address = _page_of(data)
    decoded = decode(page, html.declared_encoding(page) or charset)
    for found in html.read(path, page, decoded):
        yield replace(
            found,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="multipart/related",
            declared=Metadata(url=address),
        )


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None]:
    """The bytes of the page, the encoding that the message tells and the address that it was saved from."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                address = str(part.get("Content-Location") or "").strip()
                return (
                    page,
                    part.get_content_charset(),
                    address if address.startswith(("http://", "https://")) else None,
                )
    raise SourceError("a saved page without a page in it")
