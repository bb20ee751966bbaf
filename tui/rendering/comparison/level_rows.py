"""Which passages are level with each other: rows that follow the base, column by column. Pure.

To make two linked passages level opens a gap in one of their columns. In each column the run of links is level that is
worth most after its gaps: articles are rarely equally long, so most links are level for free; one that would cost more
empty lines than it is worth is not level. Of links that cross at most one is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from index.model import Link, Passage
from tui.rendering.comparison.layout import Key, key, partner
from tui.rendering.comparison.level_run import Level, dearest_run
from tui.rendering.comparison.placement import tops

LETTERS_OF_A_LINK = 180
"""Empty lines that a link of weight 1 is worth, in letters: a sentence. Walking brings both ends of any link level."""
_STRONG_BONUS = 0.9
"""Similarity by which a weak link must be closer than a strong one that it crosses, to be level in its place."""
_CONFLICT_BONUS = 1.0
"""Weight that a conflict adds to a link: it is what a reader compares first."""
_AMONG_OTHERS = 0.7
"""Share of its weight that a link keeps which does not touch the base."""
LINE = 40
"""Characters of a line, to estimate the height of a passage where the width of the columns is not known."""

Draft = list[Passage | None]
"""Passages that are level, or a single one: a passage or nothing for each column so far."""


def by_passage(links: Iterable[Link]) -> dict[Key, list[Link]]:
    """The links that touch each passage."""
    touching: dict[Key, list[Link]] = {}
    for link in links:
        touching.setdefault(key(link.left), []).append(link)
        touching.setdefault(key(link.right), []).append(link)
    return touching


def level_rows(
    shown: Sequence[str],
    selected: Mapping[str, list[Passage]],
    links: Sequence[Link],
    joined: Collection[Key] = (),
    measure: int = LINE,
) -> list[Draft]:
    """What is level, from top to bottom; the columns are added from left to right.

    There is no blank line below the passages that are ``joined`` with the next one; ``measure`` cells make a line.
    """

    def height(passage: Passage) -> int:
        return 1 + len(passage.text) // measure + (key(passage) not in joined)

    touching = by_passage(links)
    drafts: list[Draft] = [[passage] for passage in selected[shown[0]]]
    for width, article in enumerate(shown[1:], start=1):
        drafts = _with_column(drafts, selected[article], touching, width, height, LETTERS_OF_A_LINK / measure)
    return drafts


def _with_column(
    drafts: list[Draft],
    column: Sequence[Passage],
    touching: Mapping[Key, list[Link]],
    width: int,
    height: Callable[[Passage], int],
    lines_of_a_link: float,
) -> list[Draft]:
    """The drafts with one column more, in the order of their tops."""
    places, lines = tops(drafts, height)
    column_tops, column_lines = tops([[passage] for passage in column], height)
    weights = _weights(drafts, column, touching, lines_of_a_link)
    levels = [
        Level(row, number, places[row] - column_tops[number], weight)
        for (row, number), weight in sorted(weights.items())
    ]
    result: list[Draft] = []
    row = taken = 0
    for level_row, level_passage in [*dearest_run(levels, lines - column_lines, width), (len(drafts), len(column))]:
        result += [[*draft, None] for draft in drafts[row:level_row]]
        result += [[*[None] * width, passage] for passage in column[taken:level_passage]]
        if level_row < len(drafts):
            result.append([*drafts[level_row], column[level_passage]])
        row, taken = level_row + 1, level_passage + 1
    found, _ = tops(result, height)
    return [result[number] for number in sorted(range(len(result)), key=found.__getitem__)]


def _weights(
    drafts: Sequence[Draft],
    column: Sequence[Passage],
    touching: Mapping[Key, list[Link]],
    lines_of_a_link: float,
) -> dict[tuple[int, int], float]:
    """By draft and passage of the column: the empty lines that it is worth to have them level."""
    rows = {key(p): (r, c) for r, draft in enumerate(drafts) for c, p in enumerate(draft) if p is not None}
    weights: dict[tuple[int, int], float] = {}
    for number, passage in enumerate(column):
        for link in touching.get(key(passage), ()):
            place = rows.get(key(partner(link, passage)))
            if place is None or link.moved:
                continue
            weight = link.similarity + _STRONG_BONUS * (link.strength == "strong")
            weight += _CONFLICT_BONUS * bool(link.conflicts)
            weight *= lines_of_a_link if place[1] == 0 else lines_of_a_link * _AMONG_OTHERS
            weights[place[0], number] = weights.get((place[0], number), 0.0) + weight
    return weights
