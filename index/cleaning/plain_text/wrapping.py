"""Lines as a source has them, and paragraphs out of text that was wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_WIDTH = range(48, 101)
_ENDS = re.compile(r"[.!?…:\"'”’»)]\s*$")


class Block(NamedTuple):
    """One or more source lines that make up one paragraph, heading or line of boilerplate."""

    numbers: tuple[int, ...]
    """0-based lines of the source."""
    text: str
    group: int
    """Counts the runs between blank lines."""


def blocks(text: str) -> list[Block]:
    """The lines of ``text`` that are not blank; those of a paragraph that was wrapped are put together again."""
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
    if any(len(line) > 2 * _WIDTH.stop for group in groups for _, line in group):
        return False
    pairs = [(one[1].rstrip(), two[1].lstrip()) for group in groups for one, two in pairwise(group)]
    if len(pairs) < 4:
        return False
    full = sum(1 for one, _ in pairs if len(one) in _WIDTH)
    broken = sum(1 for one, two in pairs if len(one) in _WIDTH and not _ENDS.search(one) and two[:1].islower())
    return full > 0.7 * len(pairs) and broken > 0.4 * len(pairs)


def _rejoined(group: list[tuple[int, str]], number: int) -> list[Block]:
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    width = max(len(line) for _, line in group)
    for entry in group:
        run.append(entry)
        # A short line that ends a sentence ends its paragraph.
        if len(entry[1].rstrip()) < 0.75 * width and _ENDS.search(entry[1]):
            found.append(_joined(run, number))
            run = []
    if run:
        found.append(_joined(run, number))
    return found


def _joined(run: list[tuple[int, str]], number: int) -> Block:
    text = ""
    for _, line in run:
        line = line.strip()
        text += (
            line if not text or (text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()) else f" {line}"
        )
    return Block(tuple(n for n, _ in run), text, number)
