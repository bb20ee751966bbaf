"""Bytes of a file as text: by byte order mark, declaration, then detection."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from index.text.code_pages import code_page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DETECTION_SAMPLE = 64 * 1024
"""Bytes from which an encoding without a declaration is detected."""
_WIDE_SAMPLE = 4096
"""Bytes from which UTF-16 without a mark is recognised."""
_WIDE_LEAST = 4
"""Characters of the shortest text that is recognised as such."""
_NUL_HALF, _OTHER_HALF = 0.3, 0.05
"""UTF-16 without a mark has a larger share of NUL than the first among the bytes of one half of its pairs, and a
smaller one than the second among those of the other.
"""
_NOT_WESTERN = 0.3
"""Share of bytes beyond ASCII from which statistics decide on the encoding. Fewer mean Latin letters, where
statistics on so little evidence only mislead: the letters of the words decide.
"""


class Decoded(NamedTuple):
    """Text and the name of the codec that gave it; ``damaged`` when bytes had to be replaced by U+FFFD."""

    text: str
    encoding: str
    damaged: bool


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data`` by byte order mark, declaration, then detection; never raises.

    Bytes that are valid UTF-8 with characters beyond ASCII are taken for UTF-8 whatever is declared: other
    encodings hardly ever look so by chance, and declarations are often wrong. Line ends become ``\\n``.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    declared = _codec_name(declared)
    if declared and declared.startswith(("iso2022", "hz", "utf-16", "utf_16", "utf-32", "utf_32")):
        strictly = _strictly(data, declared)
        if strictly is not None:
            return Decoded(_line_ends(strictly), declared, False)
    wide = _wide_without_mark(data)
    for candidate in (wide, "utf-8", declared):
        if candidate is not None and (text := _strictly(data, candidate)) is not None:
            return Decoded(_line_ends(text), candidate, False)
    return _detected(data)


def _codec_name(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # What declares Latin-1 on the web is windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 that lacks its mark: in most scripts every second byte of the spaces and stops is NUL."""
    sample = data[:_WIDE_SAMPLE]
    if len(sample) < 2 * _WIDE_LEAST or not sample.count(0):
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > _NUL_HALF * half and even < _OTHER_HALF * half:
        return "utf-16-le"
    if even > _NUL_HALF * half and odd < _OTHER_HALF * half:
        return "utf-16-be"
    return None


def _detected(data: bytes) -> Decoded:
    mostly = data.decode("utf-8", errors="replace")
    sample = data[:_DETECTION_SAMPLE]
    # Bytes of other encodings hardly ever form a whole UTF-8 sequence.
    if sum(1 for c in mostly if c > "\x7f" and c != "\ufffd") >= mostly.count("\ufffd"):
        return Decoded(_line_ends(mostly), "utf-8", True)
    high = sum(1 for byte in sample if byte >= 0x80)
    if high < _NOT_WESTERN * len(sample):
        return _decoded(data, code_page(sample))
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32"]).best()
    return _decoded(data, best.encoding if best is not None else "cp1252")


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(_line_ends(text), encoding, "\ufffd" in text)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
