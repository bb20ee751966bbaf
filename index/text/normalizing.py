"""Makes control characters, spaces and composed letters of a line uniform."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS: dict[int, int | None] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), None)
_CONTROLS |= dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF), None)
_CONTROLS |= dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), 0x20)
_UNEVEN = re.compile(
    r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)


def normalise(line: str) -> str:
    """One line as clean text has it: composed (NFC), without control characters and surrogates, spaces single.

    A space inside a number stays unbreakable (``20 000``).
    """
    if line.isprintable():
        # The only space that is printable is the common one.
        line = line if line.isascii() else unicodedata.normalize("NFC", line)
        return " ".join(line.split()) if "  " in line else line.strip()
    return _UNEVEN.sub(_space, unicodedata.normalize("NFC", line.translate(_CONTROLS))).strip()


def _space(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    inside_number = start and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
    return "\u00a0" if inside_number and found.group() in ("\u00a0", "\u202f", "\u2009") else " "
