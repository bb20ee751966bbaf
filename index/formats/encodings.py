"""The encoding that a file names for itself, where that can be believed."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_HEAD = 32 * 1024
"""Bytes in which a page names its encoding. Browsers look at 1 KB; saved pages have comments and styles first."""
_SAMPLE = 256 * 1024
"""Bytes whose letters are looked at."""
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
"""Encodings that pages name without being in them."""
_MOSTLY = 0.5
"""Share of letters beyond ASCII from which on the text is not in Latin letters."""
_DAMAGED = 1 / 20
"""Share of bytes beyond ASCII that may be damaged in a text that is still UTF-8."""
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)

_BYTES_MARKUP = re.compile(rb"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")


def declared_encoding(data: bytes, outside: str | None = None) -> str | None:
    """The encoding that a page names in its first lines, or ``outside`` its text, or the one that its letters show.

    A page that names a Western encoding or none, while most of its letters are beyond ASCII, is in another one.
    """
    found = _DECLARED.search(_without_comments(data[:_HEAD]))
    named = (found.group(1) or found.group(2)).decode("ascii", "replace") if found else outside
    try:
        name = codecs.lookup(named).name if named else None
    except (LookupError, ValueError):
        name = None
    if name is not None and name not in _WESTERN:
        return _SUPERSETS.get(name, name)
    return _by_letters(data) or named


def _without_comments(head: bytes) -> bytes:
    parts = []
    place = 0
    while (start := head.find(b"<!--", place)) >= 0 and (end := head.find(b"-->", start)) >= 0:
        parts.append(head[place:start])
        place = end + 3
    return b"".join((*parts, head[place:]))


def _by_letters(data: bytes) -> str | None:
    """The encoding of the text between the tags, where most of its letters are not Latin."""
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
    return decoded.count("\ufffd") <= len(_HIGH.findall(text)) * _DAMAGED
