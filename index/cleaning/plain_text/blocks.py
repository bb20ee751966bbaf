"""The lines of a source, and the paragraphs of a text that was wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from index.cleaning import lines as reading
from index.cleaning.lines import Line

_WIDTH = range(48, 101)
"""Characters at which texts are wrapped."""
_TOO_LONG = 2 * _WIDTH.stop
"""Characters of a line that no wrapped text has."""
_LEAST_PAIRS = 4
"""Lines that others follow, from which the width of a text shows."""
_FULL = 0.7
"""The share of these that are of the width."""
_BROKEN = 0.4
"""The share of these that also break off inside a sentence."""
_SHORT = 0.75
"""The share of the longest line below which a line that ends a sentence ends its paragraph."""
_ENDS = re.compile(r"[.!?…:\"'”’»)]\s*$")
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
    if not _is_wrapped(groups):
        return [Block((number,), line, i) for i, group in enumerate(groups) for number, line in group]
    return [block for i, group in enumerate(groups) for block in _rejoined(group, i)]


def _groups(lines: list[str]) -> list[list[tuple[int, str]]]:
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines):
        if line and not line.isspace():
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(groups: list[list[tuple[int, str]]]) -> bool:
    """Whether most lines that another follows are of one width and break off inside a sentence."""
    if any(len(line) > _TOO_LONG for group in groups for _, line in group):
        return False
    pairs = [(one[1].rstrip(), two[1].lstrip()) for group in groups for one, two in pairwise(group)]
    if len(pairs) < _LEAST_PAIRS:
        return False
    full = sum(1 for one, _ in pairs if len(one) in _WIDTH)
    broken = sum(1 for one, two in pairs if len(one) in _WIDTH and not _ENDS.search(one) and two[:1].islower())
    return full > _FULL * len(pairs) and broken > _BROKEN * len(pairs)


def _rejoined(group: list[tuple[int, str]], number: int) -> list[Block]:
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    width = max(len(line) for _, line in group)
    for entry in group:
        run.append(entry)
        if len(entry[1].rstrip()) < _SHORT * width and _ENDS.search(entry[1]):
            found.append(_joined(run, number))
            run = []
    if run:
        found.append(_joined(run, number))
    return found


def _joined(run: list[tuple[int, str]], number: int) -> Block:
    text = ""
    for _, line in run:
        line = line.strip()
        hyphenated = text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()
        text += line if not text or hyphenated else f" {line}"
    return Block(tuple(n for n, _ in run), text, number)
