"""Digests of mailing lists: one mail with all the letters of a day, of which each is a mail of its own.

Mailman sends them in two forms: as parts of a MIME message (RFC 2046, section 5.1.5), and as one text with a rule
between the letters (RFC 1153).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.formats.mail.mime import MAX_DEPTH, MAX_PARTS, Part

LEAST_TOP_RULE: Final = 60
"""Hyphens of the line above the first letter; RFC 1153 has 70, and a rule in a letter is shorter."""

_TOP = re.compile(rf"^-{{{LEAST_TOP_RULE},100}}[ \t]*\n", re.MULTILINE)
_BETWEEN = re.compile(r"\n\n-{30}[ \t]*\n\s*")
"""The rule below each letter has 30 hyphens."""
_HEADER = re.compile(r"(?:[!-9;-~]{1,70}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,60}")
_OF_ENCODING = re.compile(
    r"^(?:content-[\w-]+|mime-version):[^\n]*\n(?:[ \t]+\S[^\n]*\n)*", re.IGNORECASE | re.MULTILINE
)


def letters(message: Part) -> list[bytes]:
    """The letters of a digest as mails; empty for any other mail."""
    if message.is_multipart:
        return list(_parts(message, 0))[:MAX_PARTS]
    return _pieces(message.text.text.replace("\r\n", "\n")) if message.media_type == "text/plain" else []


def _parts(part: Part, depth: int) -> Iterator[bytes]:
    if not part.is_multipart or depth > MAX_DEPTH:
        return
    is_digest = part.media_type == "multipart/digest"
    for child in part.children():
        if is_digest and child.media_type == "message/rfc822":
            yield child.body
        elif part.media_type == "multipart/mixed":
            yield from _parts(child, depth + 1)


def _pieces(text: str) -> list[bytes]:
    """The letters between the rules; what is no letter belongs to the one above, and the last to the list."""
    top = _TOP.search(text)
    if top is None or _header(text[top.end() :].lstrip("\n")) is None:
        return []
    found: list[str] = []
    pieces = _BETWEEN.split(text[top.end() :].lstrip("\n"))
    for piece in pieces:
        if _header(piece) is not None:
            found.append(piece)
        elif piece is not pieces[-1]:
            found[-1] += "\n\n" + "-" * 30 + "\n\n" + piece
    return [_as_mail(piece) for piece in found[:MAX_PARTS]]


def _header(piece: str) -> str | None:
    """The header with which a letter of a digest begins: who wrote it, and when or about what."""
    found = _HEADER.match(piece)
    if found is None:
        return None
    names = {line.partition(":")[0].lower() for line in found.group().split("\n")}
    return found.group() if "from" in names and names & {"subject", "date"} else None


def _as_mail(piece: str) -> bytes:
    """A letter whose text has the encoding of the digest, and not what its own header says of it."""
    header = _header(piece) or ""
    own = _OF_ENCODING.sub("", header)
    return f"{own}Content-Type: text/plain; charset=utf-8\n{piece[len(header) :]}".encode("utf-8", "replace")
