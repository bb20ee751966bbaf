"""Makes text of other people safe for a terminal: without control characters and direction overrides."""

from __future__ import annotations

_REPLACEMENT = 0xFFFD
_SHOWN = {c: 0x2400 + c for c in range(0x20)}
_SHOWN |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)
_SHOWN |= {0x09: 0x20, 0x0A: 0x20, 0x0D: 0x20, 0x2028: 0x20, 0x2029: 0x20, 0x85: 0x20}
_SHOWN |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)), 0x200B)
_SHOWN |= dict.fromkeys((*range(0xD800, 0xE000), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF), _REPLACEMENT)
_SHOWN |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)
_SHOWN_LINES = {k: v for k, v in _SHOWN.items() if k != 0x0A}


def printable(text: str, *, lines: bool = False) -> str:
    """``text`` without anything that a terminal would obey; as many code points as before, so that spans stay valid.

    Control characters become their pictures or U+FFFD, bidirectional overrides a zero-width space (dropped at
    layout, like other zero-width characters), line ends a space unless ``lines`` keeps them.
    """
    if text.isprintable():
        return text
    return text.translate(_SHOWN_LINES if lines else _SHOWN)
