"""Runs at the left and at the right edge of one line."""

from __future__ import annotations

from collections.abc import Sequence

from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run


def justify(left: Sequence[Run], right: Sequence[Run], width: int) -> list[Run]:
    """``left`` and ``right`` set out on one line of ``width`` cells."""
    right = _cut_runs(right, width)
    taken = sum(cells(r.text) for r in right)
    placed = _cut_runs(left, max(0, width - taken - (2 if right else 0)))
    gap = width - taken - sum(cells(r.text) for r in placed)
    return [*placed, Run(" " * max(0, gap), "ink"), *right]


def _cut_runs(runs: Sequence[Run], room: int) -> list[Run]:
    """As much of ``runs`` as goes into ``room`` cells, ending in an ellipsis where something was left out."""
    placed: list[Run] = []
    left = sum(cells(r.text) for r in runs)
    for run in runs:
        if left <= room:
            placed.append(run)
        else:
            # The ellipsis belongs to the run that no longer fits with one cell kept for it.
            text = run.text if cells(run.text) < room else cut(run.text + " ", room)
            placed.append(Run(text, run.ink))
            if text is not run.text:
                break
        left -= cells(run.text)
        room -= cells(run.text)
    return placed
