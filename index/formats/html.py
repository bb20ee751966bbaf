"""HTML pages, saved whole or in part: a file is one article."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.errors import SourceError
from index.formats.documents import document
from index.formats.limits import MAX_TEXT, size_text
from index.formats.plain_text import DAMAGED
from index.model import SourceDocument
from index.text import Decoded

_HEAD = 32 * 1024
_SAMPLE = 256 * 1024
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
"""What browsers read under a declared name (https://encoding.spec.whatwg.org/#names-and-labels), as Python names it."""
_WESTERN = frozenset(("iso8859-1", "iso8859-15", "cp1252", "ascii", "utf-8"))
_MOSTLY = 0.5
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)

_MARKUP = re.compile(r"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)
_BYTES_MARKUP = re.compile(rb"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")


def declared_encoding(data: bytes) -> str | None:
    """The encoding of a page: that which it names in its first lines, unless its own letters speak against it.

    A page that names a Western encoding or none, and of whose letters most are beyond ASCII, is in another one.
    """
    found = _DECLARED.search(_without_comments(data[:_HEAD]))
    named = (found.group(1) or found.group(2)).decode("ascii", "replace") if found else None
    try:
        name = codecs.lookup(named).name if named else None
    except (LookupError, ValueError):
        name = None
    if name is not None and name not in _WESTERN:
        return _SUPERSETS.get(name, name)
    return _by_its_letters(data) or named


def _without_comments(head: bytes) -> bytes:
    parts = []
    place = 0
    while (start := head.find(b"<!--", place)) >= 0 and (end := head.find(b"-->", start)) >= 0:
        parts.append(head[place:start])
        place = end + 3
    return b"".join((*parts, head[place:]))


def _by_its_letters(data: bytes) -> str | None:
    """The encoding that the text between the tags is in, where most of it is not in Latin letters."""
    if b"<" not in data[:_HEAD] or _HIGH.search(data, 0, _SAMPLE) is None:
        return None
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(data[:_SAMPLE])
        return None
    text = _BYTES_MARKUP.sub(b" ", data[:_SAMPLE])
    high = len(_HIGH.findall(text))
    if high < _MOSTLY * len(_LETTERS.findall(text)) or _is_utf8(text):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(text, cp_exclusion=["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32"]).best()
    return best.encoding if best is not None else None


def _is_utf8(text: bytes) -> bool:
    """Whether the bytes are UTF-8, apart from a damaged one here and there."""
    decoded = text.decode("utf-8", "replace")
    return decoded.count("\ufffd") <= len(_HIGH.findall(text)) / 20


def _text_length(page: str) -> int:
    """About how many characters of a page are text and not markup."""
    return len(page) - sum(found.end() - found.start() for found in _MARKUP.finditer(page))


def read(path: Path, data: bytes, decoded: Decoded) -> Iterator[SourceDocument]:
    """The page as one article; raises SourceError when it is empty, or its text too long."""
    if len(decoded.text) > MAX_TEXT and (length := _text_length(decoded.text)) > MAX_TEXT:
        raise SourceError(f"too long for one article: {size_text(length)} of text, {size_text(MAX_TEXT)} at most")
    yield document(
        path,
        data,
        decoded.text,
        form="html",
        media_type="text/html",
        encoding=decoded.encoding,
        flags=(DAMAGED,) if decoded.damaged else (),
    )
