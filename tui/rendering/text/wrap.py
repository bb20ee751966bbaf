"""Breaking text into lines of terminal cells, without losing where each character came from.

Everything counts code points of the text that is passed in; what is dropped at layout (zero-width characters, soft
hyphens) is dropped only on the way to the screen, so spans of the archive hold for every line. Pure functions. The
text must have passed ``index.text.printable`` before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tui.rendering.text.cells import WIDTHS, cells, fitting, next_character
from tui.rendering.text.no_break import held_spaces


class WrappedLine(NamedTuple):
    """One set line: ``text[start:end]``, without the spaces it was broken at, ``width`` cells wide."""

    start: int
    end: int
    width: int


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


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[WrappedLine]:
    """Set ``text[start:end]`` in lines of at most ``width`` cells; at least one line, possibly empty.

    Breaks at spaces, at hyphens inside words, between East Asian characters, at ``\\n`` always, and inside a word
    only when it is longer than a line. No-break spaces do not break, nor does the space between a number and its
    unit where both fit on a line. Only spaces lie between consecutive lines.
    """
    end = len(text) if end is None else end
    width = max(1, width)
    lines: list[WrappedLine] = []
    first = last = start
    used = 0
    open_line = False
    for word_start, word_end in _words(text, start, end, width):
        if text[word_start] == "\n":
            lines.append(WrappedLine(first, last, used) if open_line else WrappedLine(word_start, word_start, 0))
            open_line, used, first, last = False, 0, word_end, word_end
            continue
        for begin, stop, taken in _pieces(text, word_start, word_end, width):
            gap = begin - last if open_line else 0
            if open_line and used + gap + taken <= width:
                last, used = stop, used + gap + taken
                continue
            if open_line:
                lines.append(WrappedLine(first, last, used))
            open_line, first, last, used = True, begin, stop, taken
    # What is after the last line end is a line too, also where it has only spaces.
    return [*lines, WrappedLine(first, last, used)]


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


def without_widow(text: str, lines: list[WrappedLine], width: int) -> list[WrappedLine]:
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
    return [*lines[:-2], WrappedLine(before.start, first_end, shorter), WrappedLine(cut + 1, last.end, longer)]


def as_is(text: str, width: int) -> list[WrappedLine]:
    """The lines of ``text`` as they stand, spaces at their beginnings too; those wider than ``width`` are cut up."""
    lines: list[WrappedLine] = []
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        while (reach := fitting(text, start, end, max(1, width))) < end:
            reach = max(reach, next_character(text, start, end))
            lines.append(WrappedLine(start, reach, cells(text[start:reach])))
            start = reach
        if start < end or not row:
            lines.append(WrappedLine(start, end, cells(text[start:end])))
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
            reach = fitting(text, begin, stop, width)
            reach = max(reach, next_character(text, begin, stop))
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
        if m.end() < end and text[m.end()] not in _CLINGING and WIDTHS[text[m.end()]]
    }
