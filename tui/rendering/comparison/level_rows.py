"""Which sentences stand level with each other: rows that follow the base, column by column. Pure.

In each column the heaviest run of links that does not cross is level with the rows so far; links to columns further
left break the ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.model import Link, Passage
from tui.rendering.comparison.layout import Key, key, partner

_BASE_WEIGHT = 10_000.0
"""A link to the base outweighs any number of links among the others; no article has this many links in a run."""
_STRONG_BONUS = 0.5
"""Similarity by which a weak link must be closer than a strong one that it crosses, to be level in its place."""

Draft = list[Passage | None]
"""One row: a sentence or nothing for each column so far."""


def by_passage(links: Iterable[Link]) -> dict[Key, list[Link]]:
    """The links that touch each passage."""
    touching: dict[Key, list[Link]] = {}
    for link in links:
        touching.setdefault(key(link.left), []).append(link)
        touching.setdefault(key(link.right), []).append(link)
    return touching


def level_rows(shown: Sequence[str], selected: Mapping[str, list[Passage]], links: Sequence[Link]) -> list[Draft]:
    """The rows of all columns, which are added from left to right, each level with the rows so far."""
    touching = by_passage(links)
    drafts: list[Draft] = [[passage] for passage in selected[shown[0]]]
    for width, article in enumerate(shown[1:], start=1):
        drafts = _with_column(drafts, selected[article], touching, width)
    return drafts


def _with_column(
    drafts: list[Draft], column: Sequence[Passage], touching: Mapping[Key, list[Link]], width: int
) -> list[Draft]:
    """Level rows divide the rows and the column into the same number of stretches, which are merged one by one."""
    result: list[Draft] = []
    row = taken = 0
    for level_row, level_passage in [*_heaviest_run(_weights(drafts, column, touching)), (len(drafts), len(column))]:
        result += _stretch(drafts[row:level_row], column[taken:level_passage], touching, width, opening=not row)
        if level_row < len(drafts):
            result.append([*drafts[level_row], column[level_passage]])
        row, taken = level_row + 1, level_passage + 1
    return result


def _stretch(
    drafts: Sequence[Draft],
    passages: Sequence[Passage],
    touching: Mapping[Key, list[Link]],
    width: int,
    *,
    opening: bool,
) -> list[Draft]:
    """Rows between two level ones: sentences without any link share a row where they can, the others get their own.

    What finds no place beside another goes on from the level sentence above it, or leads to the one below it where
    there is none above (``opening``).
    """
    loose = [all(p is None or key(p) not in touching for p in draft) for draft in drafts]
    waiting = list(passages)
    result: list[Draft] = []

    def own_row() -> None:
        result.append([*[None] * width, waiting.pop(0)])

    while len(waiting) > sum(loose) and not opening:
        own_row()
    for draft, is_loose in zip(drafts, loose, strict=True):
        while is_loose and waiting and key(waiting[0]) in touching and not opening:
            own_row()
        shared = is_loose and waiting and key(waiting[0]) not in touching
        result.append([*draft, waiting.pop(0) if shared else None])
    while waiting:
        own_row()
    return result


def _weights(
    drafts: Sequence[Draft], column: Sequence[Passage], touching: Mapping[Key, list[Link]]
) -> dict[tuple[int, int], float]:
    rows = {key(p): (r, c) for r, draft in enumerate(drafts) for c, p in enumerate(draft) if p is not None}
    weights: dict[tuple[int, int], float] = {}
    for j, passage in enumerate(column):
        for link in touching.get(key(passage), ()):
            place = rows.get(key(partner(link, passage)))
            if place is None or link.moved:
                continue
            weight = link.similarity + (_STRONG_BONUS if link.strength == "strong" else 0.0)
            weight *= _BASE_WEIGHT if place[1] == 0 else 1.0
            weights[place[0], j] = weights.get((place[0], j), 0.0) + weight
    return weights


def _heaviest_run(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The heaviest run that increases strictly on both sides.

    Dynamic programming over a Fenwick tree of prefix maxima (Jacobson & Vo, Heaviest increasing subsequences, 1992).
    """
    size = max((j for _, j in weights), default=-1) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    pairs = sorted(weights, key=lambda pair: (pair[0], -pair[1]))
    before: list[int] = []
    best = (0.0, -1)
    for number, (row, j) in enumerate(pairs):
        heaviest = (0.0, -1)
        at = j
        while at > 0:
            heaviest = max(heaviest, tree[at])
            at -= at & -at
        before.append(heaviest[1])
        here = (heaviest[0] + weights[row, j], number)
        best = max(best, here)
        at = j + 1
        while at <= size:
            tree[at] = max(tree[at], here)
            at += at & -at
    run: list[tuple[int, int]] = []
    number = best[1]
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
