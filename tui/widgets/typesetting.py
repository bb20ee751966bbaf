"""Breaking text into lines of terminal cells, without losing where each character came from.

Everything counts code points of the text that is passed in; what is dropped at layout (zero-width characters, soft
hyphens) is dropped only on the way to the screen, so spans of the archive hold for every line. Pure functions. The
text must have passed ``index.text.printable`` before.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tui.widgets.units import held_spaces


class Line(NamedTuple):
    """One set line: ``text[start:end]``, without the spaces it was broken at, ``width`` cells wide."""

    start: int
    end: int
    width: int


class Mark(NamedTuple):
    """A stretch of text, half-open, and the name of the ink it is set in (see ``tui.themes``)."""

    start: int
    end: int
    ink: str


class Run(NamedTuple):
    """Characters as they go to the screen, in one ink."""

    text: str
    ink: str


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
_WIDTHS = _Widths()


def shown(text: str) -> str:
    """``text`` as it goes to the screen: without zero-width characters and soft hyphens, its spaces plain."""
    return text if text.isascii() else text.translate(_DROPPED)


def cells(text: str) -> int:
    """How many cells ``text`` takes on the screen."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` in at most ``width`` cells, ending in an ellipsis where something was left out."""
    if cells(text) <= width:
        return shown(text)
    room = width - cells(ellipsis)
    if room < 0:
        return ""
    return shown(text[: _fitting(text, 0, len(text), room)]).rstrip() + ellipsis


# --- Lines ------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^ \n]+|\n")
_FIRST_WIDE = "\u1100"


@cache
def _wide_script() -> re.Pattern[str]:
    """East Asian characters; compiled for the first text that may have some, so that others are painted sooner."""
    return re.compile(
        f"[{_FIRST_WIDE}-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
    )


# After a hyphen or dash between letters a line may break; a figure keeps its sign and its range.
_HYPHEN = re.compile(r"(?<=[^\W\d_][-\u2010\u2013\u2014/])(?=[^\W_])|(?<=[\u2014])(?=\w)")
# What must not begin a line in East Asian text.
_CLINGING = "、。，．・：；？！）」』】〕〉》’”…‥ー々"


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[Line]:
    """Set ``text[start:end]`` in lines of at most ``width`` cells; at least one line, possibly empty.

    Breaks at spaces, at hyphens inside words, between East Asian characters, at ``\\n`` always, and inside a word
    only when it is longer than a line. No-break spaces do not break, nor does the space between a number and its
    unit where both fit on a line. Only spaces lie between consecutive lines.
    """
    end = len(text) if end is None else end
    width = max(1, width)
    lines: list[Line] = []
    first = last = start
    used = 0
    open_line = False
    for word_start, word_end in _words(text, start, end, width):
        if text[word_start] == "\n":
            lines.append(Line(first, last, used) if open_line else Line(word_start, word_start, 0))
            open_line, used, first, last = False, 0, word_end, word_end
            continue
        for begin, stop, taken in _pieces(text, word_start, word_end, width):
            gap = begin - last if open_line else 0
            if open_line and used + gap + taken <= width:
                last, used = stop, used + gap + taken
                continue
            if open_line:
                lines.append(Line(first, last, used))
            open_line, first, last, used = True, begin, stop, taken
    if open_line or not lines or text[end - 1 : end] == "\n":
        lines.append(Line(first, last, used))
    return lines


def _words(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Words, those as one that stay on a line together, and line ends."""
    held = held_spaces(text, start, end)
    if not held:
        yield from (word.span() for word in _WORD.finditer(text, start, end))
        return
    first = last = -1
    for word in _WORD.finditer(text, start, end):
        begin, stop = word.span()
        if last in held and begin == last + 1 and text[begin] != "\n" and cells(text[first:stop]) <= width:
            last = stop
            continue
        if first >= 0:
            yield first, last
        first, last = begin, stop
    if first >= 0:
        yield first, last


_SHORT = 5
"""A last line of one word of at most so many cells does not stand alone."""


def without_widow(text: str, lines: list[Line], width: int) -> list[Line]:
    """``lines`` with a word more on the last one, where that is a short word alone and the one before can spare it."""
    if len(lines) < 2:
        return lines
    before, last = lines[-2:]
    alone = last.width <= _SHORT and " " not in text[last.start : last.end] and text[before.end : last.start] == " "
    if not alone or before.end == last.start:
        return lines
    held = held_spaces(text, before.start, last.end)
    cut = text.rfind(" ", before.start, before.end)
    while cut > before.start and cut in held:
        cut = text.rfind(" ", before.start, cut)
    first_end = len(text[before.start : max(cut, before.start)].rstrip(" ")) + before.start
    shorter, longer = cells(text[before.start : first_end]), cells(text[cut + 1 : last.end])
    # A hole in the line before would look worse than the word alone.
    if cut <= before.start or longer > width // 2 or shorter < width // 2:
        return lines
    return [*lines[:-2], Line(before.start, first_end, shorter), Line(cut + 1, last.end, longer)]


def as_is(text: str, width: int) -> list[Line]:
    """The lines of ``text`` as they stand, spaces at their beginnings too; those wider than ``width`` are cut up."""
    lines: list[Line] = []
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        while (reach := _fitting(text, start, end, max(1, width))) < end:
            reach = max(reach, _next_character(text, start, end))
            lines.append(Line(start, reach, cells(text[start:reach])))
            start = reach
        if start < end or not row:
            lines.append(Line(start, end, cells(text[start:end])))
        start = end + 1
    return lines


def runs_leftwards(text: str) -> bool:
    """Whether ``text`` is of a script written from right to left: its first letter is."""
    if text.isascii():
        return False
    first = next((way for way in map(unicodedata.bidirectional, text) if way in ("L", "R", "AL")), "L")
    return first != "L"


def _pieces(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a word between which a line may break, none wider than ``width`` unless it is one character."""
    word = text[start:end]
    if word.isascii() and len(word) <= width and "-" not in word and "/" not in word:
        yield start, end, len(word)
        return
    for begin, stop in _parts(text, start, end):
        taken = cells(text[begin:stop])
        while taken > width:
            reach = _fitting(text, begin, stop, width)
            reach = max(reach, _next_character(text, begin, stop))
            yield begin, reach, cells(text[begin:reach])
            begin = reach
            taken = cells(text[begin:stop])
        if begin < stop:
            yield begin, stop, taken


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in sorted({m.start() for m in _HYPHEN.finditer(text, start, end)} | _between_wide(text, start, end)):
        if start < stop < end:
            yield begin, stop
            begin = stop
    yield begin, end


def _between_wide(text: str, start: int, end: int) -> set[int]:
    if max(text[start:end], default="") < _FIRST_WIDE:
        return set()
    return {
        m.end()
        for m in _wide_script().finditer(text, start, end)
        if m.end() < end and text[m.end()] not in _CLINGING and _WIDTHS[text[m.end()]]
    }


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Where the longest beginning of ``text[start:end]`` that fits in ``width`` cells ends, with combining marks."""
    used = 0
    for position in range(start, end):
        used += _WIDTHS[text[position]]
        if used > width:
            return position
    return end


def _next_character(text: str, start: int, end: int) -> int:
    position = start + 1
    while position < end and not _WIDTHS[text[position]]:
        position += 1
    return position


# --- On a line --------------------------------------------------------------------------------------------------------


def runs(text: str, line: Line, marks: Sequence[Mark] = (), ink: str = "ink") -> list[Run]:
    """The characters of ``line`` in runs of one ink: that of the last mark that lies on them, else ``ink``."""
    covering = [m for m in marks if m.start < line.end and m.end > line.start]
    if not covering:
        return [Run(shown(text[line.start : line.end]), ink)] if line.start < line.end else []
    edges = {line.start, line.end}
    for mark in covering:
        edges.update((max(line.start, mark.start), min(line.end, mark.end)))
    cuts = sorted(edges)
    found: list[Run] = []
    for begin, stop in itertools.pairwise(cuts):
        name = next((m.ink for m in reversed(covering) if m.start <= begin and m.end >= stop), ink)
        piece = shown(text[begin:stop])
        if found and found[-1].ink == name:
            found[-1] = Run(found[-1].text + piece, name)
        elif piece:
            found.append(Run(piece, name))
    return found


def offset_at(text: str, line: Line, cell: int) -> int:
    """The offset of the character at ``cell`` cells from the line's left end; the line's end beyond it."""
    return min(line.end, _fitting(text, line.start, line.end, max(0, cell)))


def cell_at(text: str, line: Line, offset: int) -> int:
    """How many cells stand before ``offset`` on ``line``."""
    return cells(text[line.start : max(line.start, min(offset, line.end))])
