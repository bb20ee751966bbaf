"""How many terminal cells text takes, and text cut to a number of cells."""

from __future__ import annotations

import unicodedata

from rich.cells import get_character_cell_size

# --- What a character takes -------------------------------------------------------------------------------------------


# Once the lines are set a terminal is better served by plain spaces, also when it copies them.
_NO_BREAK_SPACES = (0xA0, 0x202F, 0x2007)


class _Dropped(dict[int, int | None]):
    """A translation table that removes what takes no cell; fills itself as characters come by."""

    def __missing__(self, point: int) -> int | None:
        char = chr(point)
        gone = unicodedata.category(char) in ("Cf", "Cc") or 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
        self[point] = None if gone else 0x20 if point in _NO_BREAK_SPACES else point
        return self[point]


class _Widths(dict[str, int]):
    """Cells a character takes: 0, 1 or 2."""

    def __missing__(self, char: str) -> int:
        width = 0 if _DROPPED[ord(char)] is None else get_character_cell_size(char)
        self[char] = width
        return width


_DROPPED = _Dropped()
WIDTHS = _Widths()


def shown(text: str) -> str:
    """``text`` as it goes to the screen: without zero-width characters and soft hyphens, its spaces plain."""
    return text if text.isascii() else text.translate(_DROPPED)


def cells(text: str) -> int:
    """How many cells ``text`` takes on the screen."""
    return len(text) if text.isascii() else sum(map(WIDTHS.__getitem__, text))


def padded(text: str, width: int) -> str:
    """``text`` with spaces after it up to ``width`` cells; longer text stays whole."""
    return text + " " * max(0, width - cells(text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` in at most ``width`` cells, ending in an ellipsis where something was left out."""
    if cells(text) <= width:
        return shown(text)
    room = width - cells(ellipsis)
    if room < 0:
        return ""
    return shown(text[: fitting(text, 0, len(text), room)]).rstrip() + ellipsis


def fitting(text: str, start: int, end: int, width: int) -> int:
    """Where the longest beginning of ``text[start:end]`` that fits in ``width`` cells ends, with combining marks."""
    used = 0
    for position in range(start, end):
        used += WIDTHS[text[position]]
        if used > width:
            return position
    return end


def next_character(text: str, start: int, end: int) -> int:
    """Where the character at ``start`` ends, with the combining marks on it; at most ``end``."""
    position = start + 1
    while position < end and not WIDTHS[text[position]]:
        position += 1
    return position
