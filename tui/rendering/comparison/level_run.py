"""The run of links that is worth most after the gaps that it opens. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_LOOKED_BACK = 100
"""Links further up that are tried as the one before a link: the work grows with it. News have fewer in one pair."""


class Level(NamedTuple):
    """A row and a passage that could be level."""

    row: int
    passage: int
    drop: int
    """Lines by which the row is further down than the passage, each in a column without gaps."""
    worth: float
    """Lines of gaps that it is worth to have them level."""


def dearest_run(levels: Sequence[Level], drop: int, width: int) -> list[tuple[int, int]]:
    """Rows and passages that are level, both increasing strictly; ``levels`` are sorted by row, then by passage.

    ``drop`` are the lines by which the rows are longer than the column. A gap in the column counts once, one in the
    rows, which are ``width`` columns, so many times. Chaining with gap costs by dynamic programming (Gusfield,
    Algorithms on Strings, Trees, and Sequences, 1997, section 13.3).
    """

    def gap(lines: int) -> int:
        return lines if lines > 0 else -lines * width

    totals: list[float] = []
    before: list[int] = []
    for number, level in enumerate(levels):
        best, previous = -float(gap(level.drop)), -1
        for other in range(max(0, number - _LOOKED_BACK), number):
            earlier = levels[other]
            if earlier.row < level.row and earlier.passage < level.passage:
                total = totals[other] - gap(level.drop - earlier.drop)
                if total > best:
                    best, previous = total, other
        totals.append(best + level.worth)
        before.append(previous)
    last, most = -1, -float(gap(drop))
    for number, level in enumerate(levels):
        total = totals[number] - gap(drop - level.drop)
        if total > most:
            last, most = number, total
    run: list[tuple[int, int]] = []
    while last >= 0:
        run.append((levels[last].row, levels[last].passage))
        last = before[last]
    return run[::-1]
