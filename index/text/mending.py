"""Text that a program on the way has broken: encoded twice, set with ligatures, with hyphens that nobody sees."""

from __future__ import annotations

import re

_TWICE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
"""What the first two bytes of a character look like, where UTF-8 was read as an encoding of one byte a character."""
_SET = re.compile(r"[\ufb00-\ufb06]|\u00ad(?!\s*$)", re.MULTILINE)
"""Ligatures of print, and soft hyphens inside a line; one at its end parts a word."""
_MAY_BE_SET = re.compile(r"[\ufb00-\ufb06\u00ad]")
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)


_CLOSING = re.compile(r"\u00e2\u20ac(?=[\s.,;:!?)<]|$)")
"""A closing quotation mark of which the third byte, which the Western code page does not have, was lost."""


def mended(text: str) -> tuple[str, bool]:
    """``text`` with letters in place of what broke them, and whether characters were encoded twice.

    Lines stay lines. A line that shows no such damage stays as it is.
    """
    if text.isascii():
        return text, False
    if _MAY_BE_SET.search(text):
        text = _SET.sub(lambda found: _LIGATURES.get(found.group(), ""), text)
    if not _TWICE.search(text):
        return text, False
    lines = [_once(line) if _TWICE.search(line) else line for line in text.split("\n")]
    mend = "\n".join(lines)
    return mend, mend != text


def _once(line: str) -> str:
    """A line that was encoded twice, encoded once; itself where it was not."""
    from ftfy import fix_encoding

    found = fix_encoding(_CLOSING.sub("\u201d", line))
    return line if "\n" in found else found
