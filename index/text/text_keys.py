"""A key for the text of an article, by which equal texts are found without comparing them.

What differs only in white space, case, or the style of quotation marks and dashes is the same text. All else counts, be
it one comma: a point or a sign can change a figure.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import Final

LEAST_WORDS: Final = 20
"""Words of a text from which it is known by itself. A shorter one may be a teaser that an outlet puts below each
headline, so it is the same text only below the same headline.
"""
KEY_BYTES: Final = 16
"""Bytes of a key: among a million texts, two that differ get the same one with a chance of 1 in 10^27."""

_STYLES: Final = {
    "'": '\u2018\u2019\u201a\u201b\u2039\u203a\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u00b4`"',
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "...": "\u2026",
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}
"""Signs that are written as the one before them where texts are compared."""
_SIGNS: Final = {sign: plain for plain, signs in _STYLES.items() for sign in signs}
_ASCII: Final = bytes(
    ord(_SIGNS.get(chr(code), " " if chr(code).isspace() else chr(code).lower())) for code in range(128)
) + bytes(range(128, 256))
"""For each byte of a text in ASCII the one that is written in its place."""
_LETTER: Final = re.compile(rb"[a-z0-9]")
_OTHERS: Final = re.compile(r"[^\x00-\x7f]")


def text_key(text: str, headline: str = "") -> bytes:
    """The key of an article's text; empty for one without words. The ``headline`` counts where the text is short."""
    plain = _plain(text)
    if _LETTER.search(plain) is None and not any(map(str.isalnum, text)):
        return b""
    if len(plain.split(b" ", LEAST_WORDS - 1)) < LEAST_WORDS:
        plain = b"\n".join((_plain(headline), plain))
    return blake2b(plain, digest_size=KEY_BYTES).digest()


def _plain(text: str) -> bytes:
    """``text`` as it is compared: one space between words."""
    if text.isascii():
        # Nearly every text has no other white space, and to look for it is many times faster than to split.
        plain = text.encode().replace(b"\n\n", b" ").translate(_ASCII).strip()
        return b" ".join(plain.split()) if b"  " in plain else plain
    for sign in {'"', "`", *_OTHERS.findall(text)} & _SIGNS.keys():
        text = text.replace(sign, _SIGNS[sign])
    # Composed after it is folded, which takes some letters apart.
    text = unicodedata.normalize("NFC", text.casefold())
    text = text.strip().replace("\n\n", " ")
    text = text if text.isprintable() and "  " not in text else " ".join(text.split())
    return text.encode(errors="surrogatepass")
