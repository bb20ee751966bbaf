"""The lines of a source, and the paragraphs of a text that was wrapped at a fixed width."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.cleaning import lines as reading
from index.cleaning.lines import Line
from index.cleaning.plain_text import wrapping

_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Block(NamedTuple):
    """One or more source lines that make up one paragraph, heading or line of boilerplate."""

    numbers: tuple[int, ...]
    """0-based lines of the source."""
    text: str
    group: int
    """Counts the runs between blank lines."""


def split(text: str) -> tuple[list[Block], list[Line]]:
    """The blocks of ``text`` and each as a line; blocks without a visible character are left out."""
    found = blocks(text)
    lines = [reading.read(block.text) for block in found]
    pairs = [(block, line) for block, line in zip(found, lines, strict=True) if _VISIBLE.search(line.text)]
    return [block for block, _ in pairs], [line for _, line in pairs]


def blocks(text: str) -> list[Block]:
    """The lines of ``text`` that are not blank; those of a wrapped paragraph are joined."""
    groups = _groups(text.split("\n"))
    wrapped = wrapping.wrapping(groups)
    if wrapped is None:
        return [Block((number,), line, i) for i, group in enumerate(groups) for number, line in group]
    return [
        Block(tuple(number for number, _ in run), wrapping.joined(run, wrapped), i)
        for i, group in enumerate(groups)
        for run in wrapping.paragraphs(group, wrapped)
    ]


def _groups(lines: list[str]) -> list[list[tuple[int, str]]]:
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines):
        if line and not line.isspace():
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
