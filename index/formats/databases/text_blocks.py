"""Blocks and paragraphs of plain text: lines that were broken to a width are joined, other line ends kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""A character of a script that has no space where its lines are joined."""
_LEAST_WIDTH = 60
"""Characters of the longest line from which on a text is broken to a width."""
_MOST_WIDTH = 110
"""Characters of the longest line up to which it is: longer ones are whole paragraphs."""
_SLACK = 2
"""Characters that may be left at the end of a broken line although the next word fits."""
_CENTRED = " " * 8
"""What the lines of a centred block begin with, each of which is one of its own."""
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

    def is_broken(before: str, line: str) -> bool:
        return len(before) >= _LEAST_BROKEN and line[0].islower() and _ENDS.search(before) is None

    return joined(paragraphs(blocks), is_broken)


def divided(block: str, begins: Callable[[str], bool]) -> list[str]:
    """A block in parts, each of which begins with a line that ``begins`` something."""
    made: list[list[str]] = []
    for line in block.split("\n"):
        if made and not begins(line):
            made[-1].append(line)
        else:
            made.append([line])
    return ["\n".join(lines) for lines in made]


def one_line(text: str) -> str:
    """``text`` with all white space as single spaces."""
    return _SPACE.sub(" ", text).strip()


def joined(lines: Iterable[str], belongs: Callable[[str, str], bool]) -> list[str]:
    """The lines, each put behind the one before it where ``belongs`` says so of the two.

    Nothing comes between them in Japanese and Chinese, and after a hyphen inside a word; else a space.
    """
    made: list[list[str]] = []
    for line in lines:
        if made and belongs(made[-1][-1], line):
            made[-1] += [_between(made[-1][-1], line), line]
        else:
            made.append([line])
    return ["".join(parts) for parts in made]


def _between(first: str, second: str) -> str:
    if not first or not second or (_UNSPACED.match(first[-1]) and _UNSPACED.match(second[0])):
        return ""
    return "" if first[-1] == "-" and first[-2:-1].isalnum() and second[0].isalnum() else " "


def _rejoined(lines: Sequence[str], width: int) -> str:
    """The lines of a block; those that were broken at ``width`` are joined, 0 joins none."""
    broken = [width > 0 and _is_broken(*pair, width) for pair in pairwise(lines)]
    follows = iter(broken)
    return "\n".join(joined((line.strip() for line in lines), lambda *_: next(follows)))


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line ends where the next word would not have fitted on it."""
    first = following.split(maxsplit=1)[0]
    centred = line.startswith(_CENTRED) and following.startswith(_CENTRED)
    return not centred and len(line) + 1 + len(first) > width - _SLACK
