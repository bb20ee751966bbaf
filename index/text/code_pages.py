"""Which 8-bit encoding a text of Latin letters is in that names none: Western, Central European or Turkish.

These encodings share most of their bytes, and any text decodes in each. In the wrong one, words have signs inside that
are no letters (``bêd¹c``), or pairs of letters that no Western language has together (``øe¹ení``).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

WESTERN: Final = "cp1252"
_CENTRAL: Final = ("cp1250", "iso8859-2")
_TURKISH: Final = "cp1254"

_LATIN = re.compile(rb"[A-Za-z]")
_IN_WORDS = re.compile(rb"(?<=[A-Za-z\xc0-\xff])([\x80-\xbf])(?:(?=[a-z\xc0-\xff])|(?![A-Z0-9]))")
_INSIDE = re.compile(rb"(?<=[A-Za-z\xc0-\xff])[\x80-\xbf](?=[a-z\xc0-\xff])")
_OF_WORDS = re.compile(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff]|[\x80-\xff](?=[A-Za-z\x80-\xff])")
_NO_SIGN: Final = frozenset(b"\x91\x92\x93\x94\x96\x97\xad\xb4\xb7\x85\xa0\xab\xbb\x84\x82\x95\xaa\xba\xb0")
"""Apostrophes, quotation marks, dashes, dots and raised letters, which texts of any language have beside letters."""
_LEAST_SIGNS: Final = 2
"""Signs inside and at the end of words that are no letters in a Western text, from which it is none. One must be
inside: at the end are also notes (``word¹``) and units (``m³``).
"""
_SOME, _MANY = 0.03, 0.1
"""Shares of the letters beyond ASCII that a language has at least of its own, and of those that it shares."""

_CZECH: Final = (b"\x8a\x8e\x9a\x9e\xb9\xbe", b"\xe6\xe8\xec\xf8")
"""š and ž, which of Western languages Estonian and Finnish have, and č, ć, ě or ř, which are Western è, æ, ì and ø: no
Western language has both.
"""
_HUNGARIAN: Final = (b"\xd5\xdb\xf5\xfb", b"\xe1", b"\xe9", b"\xf6\xfc")
_NOT_HUNGARIAN: Final = b"\xc3\xc4\xe3\xe4\xe7\xea\xe8\xe5\xf1"
"""ő and ű beside á, é and ö or ü. Portuguese with õ has ã and ç, Estonian has ä, and French with û has è or ê."""
_ROMANIAN: Final = (b"\xba\xfe", b"\xe3")
"""ş and ţ beside ă: in a Western text º, þ and ã."""
_TURKS: Final = (b"\xf0\xfd\xfe", b"\xe7\xfc\xf6")
_NOT_TURKISH: Final = b"\xe6\xe1\xe9\xed"
"""ı, ğ and ş beside ç, ö or ü: Icelandic with ý, ð and þ has æ, á and í."""


def code_page(data: bytes) -> str:
    """The encoding of a text in Latin letters that is not UTF-8, by the letters of its words.

    A text that has more letters beyond ASCII than Latin ones is of another script, and is not decided on.
    """
    letters = Counter(found[0] for found in _OF_WORDS.findall(data) if found[0] not in _NO_SIGN or found[0] == 0xBA)
    total = letters.total()
    if not 0 < total <= len(_LATIN.findall(data)):
        return WESTERN
    signs = Counter(byte for found in _IN_WORDS.findall(data) if (byte := found[0]) not in _NO_SIGN)
    others = {name: _others(signs, name) for name in (WESTERN, *_CENTRAL)}
    best = min(_CENTRAL, key=others.__getitem__)
    inside = Counter(byte for found in _INSIDE.findall(data) if (byte := found[0]) not in _NO_SIGN)
    if others[WESTERN] >= _LEAST_SIGNS and others[best] < others[WESTERN] / 2 and _others(inside, WESTERN):
        return best

    def has(of: bytes, share: float = _SOME) -> bool:
        return sum(letters[byte] for byte in of) > share * total

    if all(map(has, _CZECH)) and letters[0xB9] + letters[0xBE] > letters[0x9A] + letters[0x9E]:
        return _CENTRAL[1]
    if all(map(has, _CZECH)) or all(map(has, _ROMANIAN)):
        return best
    if all(map(has, _HUNGARIAN)) and not has(_NOT_HUNGARIAN):
        return best
    if has(_TURKS[0], _MANY) and has(_TURKS[1]) and not has(_NOT_TURKISH, _MANY):
        return _TURKISH
    return WESTERN


def _others(signs: Counter[int], encoding: str) -> int:
    """How many of the bytes behind the first letters of words are no small letters in an encoding."""
    return sum(count for byte, count in signs.items() if not bytes((byte,)).decode(encoding, "replace").islower())
