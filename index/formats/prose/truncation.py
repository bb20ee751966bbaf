"""Texts that a service cut off, and how they end."""

from __future__ import annotations

import re
from typing import Final

PARTIAL: Final = "partial"
"""The flag of a document that has only the beginning of its article."""

_CUT = re.compile(
    r"\s*(?:(?:…|\.\.\.|&hellip;)?\s*\[\+\s?\d+\s*(?:chars|characters)\]|\[\s?(?:…|\.\.\.|&hellip;|&#8230;)\s?\])"
    r"((?:\s*</\w+>)*\s*)$",
    re.IGNORECASE,
)
_END: Final = 200
"""Characters at the end of a text in which the mark of a cut is looked for."""


def without_cut_mark(text: str) -> tuple[str, bool]:
    """``text`` without the mark of a cut at its end, such as ``… [+1234 chars]``; and whether it had one."""
    start = max(0, len(text) - _END)
    # All marks end with a bracket, and few texts do.
    if text.rfind("]", start) < 0:
        return text, False
    found = _CUT.search(text, start)
    return (f"{text[: found.start()]}…{found[1]}", True) if found else (text, False)
