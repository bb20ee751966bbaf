"""The parts of a MIME message (RFC 2045 to 2047, RFC 5322), however deep or damaged it is.

The parser of the standard library recurses once for each multipart; here their depth and number are bounded, and each
byte is looked at once for each level.
"""

from __future__ import annotations

import re
from binascii import Error as BinasciiError
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property
from typing import Final

from index.errors import SourceError
from index.text import Decoded, decode, normalise

MAX_DEPTH: Final = 20
"""Multiparts inside each other; a message with more is refused."""

MAX_PARTS: Final = 2000
"""Parts of one message; a message with more is refused."""

MAX_HEADERS: Final = 256 * 1024
"""Bytes of the header fields of one part; what follows is not looked at."""

_LONGEST = 2000
"""Characters of one header field that are read."""
_BLANK_LINE = re.compile(rb"\A(?:\r?\n)|\r?\n\r?\n")
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A message or a part of one: its header fields and the bytes after them."""

    fields: Message
    body: bytes
    usual_type: str = "text/plain"
    """What a part is that does not say so."""

    @cached_property
    def media_type(self) -> str:
        """Such as ``text/html``, in lower case."""
        return self.fields.get_content_type() if "content-type" in self.fields else self.usual_type

    @property
    def is_multipart(self) -> bool:
        """Whether it is made of parts, and says where each begins."""
        return self.media_type.startswith("multipart/") and self._boundary is not None

    @cached_property
    def is_attachment(self) -> bool:
        """Whether a mail program shows it beside the text, not in it."""
        disposition = str(self.fields.get("content-disposition") or "").lower().lstrip()
        return disposition.startswith("attachment") or (
            bool(self.file_name) and not self.media_type.startswith("text/")
        )

    @cached_property
    def file_name(self) -> str:
        """The name of an attachment; empty where it has none."""
        try:
            name = self.fields.get_filename()
        except (ValueError, LookupError, TypeError):
            return ""
        return normalise(_words(name))[:200] if name else ""

    @cached_property
    def content(self) -> bytes:
        """Its bytes without their transfer encoding."""
        whole = Message()
        whole["content-transfer-encoding"] = str(self.fields.get("content-transfer-encoding") or "")
        whole.set_payload(self.body.decode("ascii", "surrogateescape"))
        data = whole.get_payload(decode=True)
        return data if isinstance(data, bytes) else self.body

    @cached_property
    def text(self) -> Decoded:
        """Its text in the encoding that it names, or that its letters show."""
        named = self._parameter("charset")
        if named is None and self.media_type == "text/html" and (found := _CHARSET.search(self.content[:4096])):
            named = found.group(1).decode("ascii", "replace")
        return decode(self.content, named)

    def field(self, name: str) -> str:
        """A header field as text in one line, its encoded words decoded; empty where it is missing."""
        wanted = name.lower()
        raw = next((str(value) for key, value in self.fields.raw_items() if key.lower() == wanted), "")
        return normalise(_words(raw[:_LONGEST])) if raw else ""

    def children(self) -> list[Part]:
        """The parts of a multipart. A last one that was cut off is among them."""
        boundary = self._boundary
        if boundary is None:
            return []
        usual = "message/rfc822" if self.media_type == "multipart/digest" else "text/plain"
        line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
        places = list(line.finditer(self.body))
        if len(places) > MAX_PARTS:
            raise SourceError(f"a mail of more than {MAX_PARTS:,} parts")
        found = []
        for number, place in enumerate(places):
            if place.group(1):
                break
            end = places[number + 1].start() if number + 1 < len(places) else len(self.body)
            found.append(parse(_without_last_line_end(self.body[place.end() + 1 : end]), usual))
        return found

    @cached_property
    def _boundary(self) -> bytes | None:
        named = self._parameter("boundary")
        return named.rstrip().encode("utf-8", "surrogateescape") if named else None

    def _parameter(self, name: str) -> str | None:
        try:
            value = self.fields.get_param(name)
        except (ValueError, LookupError, TypeError):
            return None
        return value[2] if isinstance(value, tuple) else value


def parse(data: bytes, usual_type: str = "text/plain") -> Part:
    """The header fields of a message or part, and the rest."""
    end = _BLANK_LINE.search(data, 0, MAX_HEADERS)
    head, body = (data[: end.end()], data[end.end() :]) if end else (data[:MAX_HEADERS], b"")
    return Part(BytesHeaderParser().parsebytes(head), body, usual_type)


def _without_last_line_end(data: bytes) -> bytes:
    """The line end before a boundary belongs to the boundary."""
    return data.removesuffix(b"\n").removesuffix(b"\r")


def _words(raw: str) -> str:
    """A header field with its encoded words decoded; bytes beyond ASCII are decoded by what they look like."""
    text = decode(raw.encode("utf-8", "surrogateescape")).text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, BinasciiError, ValueError):
        return text
    return "".join(piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces)


def _piece(data: bytes, charset: str | None) -> str:
    # Without a charset, decode_header gives the text as raw-unicode-escape bytes.
    return data.decode("raw-unicode-escape", "replace") if charset is None else decode(data, charset).text
