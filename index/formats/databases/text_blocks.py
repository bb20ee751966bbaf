"""Blocks and paragraphs of plain text: lines that were broken to a width are joined, other line ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""A character of a script that has no space where its lines are joined."""
_LEAST_WIDTH = 60
"""Characters of the longest line from which on a text is broken to a width."""
_MOST_WIDTH = 110
"""Characters of the longest line up to which it is: longer ones are whole paragraphs."""
_SLACK = 2
"""Characters that may be left at the end of a broken line although the next word fits."""
_LEAST_BROKEN = 40
"""Characters of a paragraph that may be the first line of a broken one."""
_ENDS = re.compile(r"[.!?…:;,\"'”’»)\]。！？」』-]$")
"""A character after which a paragraph is not taken for a broken line."""
_SPACE = re.compile(r"\s+")


def blocks_of_lines(text: str, *, broken: bool = True) -> list[str]:
    """The blocks between blank lines; ``\\n`` in them marks a line end that the width does not explain.

    Without ``broken`` the lines are known not to be broken to a width.
    """
    lines = [line.rstrip() for line in text.replace("\f", "\n").split("\n")]
    width = max((len(line) for line in lines), default=0)
    if not broken or not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        width = 0
    made: list[str] = []
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line)
        elif block:
            made.append(_rejoined(block, width))
            block = []
    return made


def paragraphs(blocks: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs of a body: each line that a block has is one."""
    lines = (_SPACE.sub(" ", line).strip() for block in blocks for line in block.split("\n"))
    return tuple(line for line in lines if line)


def without_broken_lines(blocks: Iterable[str]) -> list[str]:
    """The paragraphs of a body; those are joined that a line end divides inside a sentence, before a small letter."""
    made: list[str] = []
    for paragraph in paragraphs(blocks):
        if made and len(made[-1]) >= _LEAST_BROKEN and paragraph[0].islower() and not _ENDS.search(made[-1]):
            made[-1] = joined(made[-1], paragraph)
        else:
            made.append(paragraph)
    return made


def one_line(text: str) -> str:
    """``text`` with all white space as single spaces."""
    return _SPACE.sub(" ", text).strip()


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph as one: without a space in Japanese and Chinese, and after a hyphen inside a word."""
    if not first or not second:
        return first or second
    if _UNSPACED.match(first[-1]) and _UNSPACED.match(second[0]):
        return first + second
    if first[-1] == "-" and first[-2:-1].isalnum() and second[0].isalnum():
        return first + second
    return f"{first} {second}"


def _rejoined(lines: Sequence[str], width: int) -> str:
    """The lines of a block; those that were broken at ``width`` are joined, 0 joins none."""
    text = lines[0].strip()
    for before, line in pairwise(lines):
        first = line.split(maxsplit=1)[0]
        fits = len(before) + 1 + len(first) <= width - _SLACK
        indented = before.startswith(" " * 8) and line.startswith(" " * 8)
        text = f"{text}\n{line.strip()}" if not width or fits or indented else joined(text, line.strip())
    return text
