"""Which sentences of a comparison stand on which row. Pure: knows no screen, no width and no colour.

The base is the first column and its sentences are the rows. In each other column the heaviest run of links that
does not cross is level with it; links to columns further left break the ties. A sentence with links but without a
partner on its row is *moved* or *near*; one that nobody else has is *only here*. Every sentence that the view selects
is on exactly one row, and each column reads in the order of its article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from index.model import Comparison, Link, Passage, Span

View = Literal["all", "linked", "only here", "conflicts", "marked"]
VIEWS: tuple[View, ...] = ("all", "linked", "only here", "conflicts")
Order = Literal["base", "printed"]
Standing = Literal["base", "level", "near", "moved", "only", "plain"]
"""How a sentence relates to the rest: ``near`` has its partner on a neighbouring row because one sentence of the other
article is linked to several here; ``plain`` is linked only to articles out of view."""

Key = tuple[str, int]
"""Article id and start offset: what names a passage within a comparison."""

Spans = Mapping[str, Sequence[Span]]
"""By article id: the stretches of its text that a reader marked."""

# A link to the base outweighs any number of links among the others; no article has this many links in a run.
_BASE_WEIGHT = 10_000.0
_STRONG_BONUS = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence in its column."""

    passage: Passage
    standing: Standing
    links: tuple[Link, ...]
    """Its links to the columns in view, the one that counts on its row first, then the closest."""

    @property
    def link(self) -> Link | None:
        """The link whose sign is drawn beside it."""
        return self.links[0] if self.links else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a sentence or nothing for each column."""

    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A comparison set out in rows, the base first."""

    articles: tuple[str, ...]
    """Article ids, in the order of the columns."""
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    """The links between passages that are shown, from top to bottom."""
    places: Mapping[Key, tuple[int, int]]
    """Row and column of each passage."""

    def ends(self, link: Link) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where both passages of ``link`` stand, as ``(row, column)``, the left column first."""
        places = self.places[key(link.left)], self.places[key(link.right)]
        return (places[0], places[1]) if places[0][1] <= places[1][1] else (places[1], places[0])


def key(passage: Passage) -> Key:
    """What names ``passage`` within a comparison."""
    return passage.article, passage.start


def partner(link: Link, passage: Passage) -> Passage:
    """The other end of ``link``."""
    return link.right if key(link.left) == key(passage) else link.left


def arrange(
    comparison: Comparison,
    articles: Sequence[str],
    view: View = "all",
    order: Order = "base",
    marked: Spans | None = None,
) -> Layout:
    """Set out the given articles of a comparison, the first of them being the base.

    ``marked`` are the passages of the view of that name; of an article without any it has all.
    """
    shown = tuple(dict.fromkeys(articles))
    selected = _selected(comparison, shown, view, marked or {})
    links = _between(comparison.links, selected)
    if order == "printed":
        drafts = [list(row) for row in zip_longest(*(selected[article] for article in shown))]
    else:
        drafts = _levelled(shown, selected, links)
    places = {key(p): (r, c) for r, draft in enumerate(drafts) for c, p in enumerate(draft) if p is not None}
    alone = {key(p) for passages in comparison.only.values() for p in passages}
    touching = _touching(links)
    rows = tuple(
        Row(tuple(None if p is None else _cell(p, c, places, alone, touching) for c, p in enumerate(draft)))
        for draft in drafts
    )
    return Layout(shown, rows, _top_down(links, places), places)


# --- What is shown --------------------------------------------------------------------------------------------------


def _selected(comparison: Comparison, shown: Sequence[str], view: View, marked: Spans) -> dict[str, list[Passage]]:
    alone = {key(p) for passages in comparison.only.values() for p in passages}
    beside = set(shown)
    disputing = (
        link for link in comparison.links if link.conflicts and {link.left.article, link.right.article} <= beside
    )
    disputed = {key(p) for link in disputing for p in (link.left, link.right)}

    def wanted(passage: Passage) -> bool:
        if view == "linked":
            return key(passage) not in alone
        if view == "only here":
            return key(passage) in alone
        if view == "marked":
            spans = marked.get(passage.article)
            return spans is None or any(passage.start < end and start < passage.end for start, end in spans)
        return view == "all" or key(passage) in disputed

    return {article: [p for p in comparison.passages[article] if wanted(p)] for article in shown}


def _between(links: Iterable[Link], selected: Mapping[str, Sequence[Passage]]) -> list[Link]:
    present = {key(p) for passages in selected.values() for p in passages}
    return [link for link in links if key(link.left) in present and key(link.right) in present]


def _touching(links: Iterable[Link]) -> dict[Key, list[Link]]:
    touching: dict[Key, list[Link]] = {}
    for link in links:
        touching.setdefault(key(link.left), []).append(link)
        touching.setdefault(key(link.right), []).append(link)
    return touching


# --- Rows that follow the base --------------------------------------------------------------------------------------

_Draft = list[Passage | None]


def _levelled(shown: Sequence[str], selected: Mapping[str, list[Passage]], links: Sequence[Link]) -> list[_Draft]:
    """Columns are added from left to right, each level with those that are placed already."""
    touching = _touching(links)
    drafts: list[_Draft] = [[passage] for passage in selected[shown[0]]]
    for width, article in enumerate(shown[1:], start=1):
        drafts = _with_column(drafts, selected[article], touching, width)
    return drafts


def _with_column(
    drafts: list[_Draft], column: Sequence[Passage], touching: Mapping[Key, list[Link]], width: int
) -> list[_Draft]:
    """Level rows divide the rows and the column into the same number of stretches, which are merged one by one."""
    result: list[_Draft] = []
    row = taken = 0
    for level_row, level_passage in [*_heaviest_run(_weights(drafts, column, touching)), (len(drafts), len(column))]:
        result += _stretch(drafts[row:level_row], column[taken:level_passage], touching, width, opening=not row)
        if level_row < len(drafts):
            result.append([*drafts[level_row], column[level_passage]])
        row, taken = level_row + 1, level_passage + 1
    return result


def _stretch(
    drafts: Sequence[_Draft],
    passages: Sequence[Passage],
    touching: Mapping[Key, list[Link]],
    width: int,
    *,
    opening: bool,
) -> list[_Draft]:
    """Rows between two level ones: sentences without any link share a row where they can, the others get their own.

    What finds no place beside another goes on from the level sentence above it, or leads to the one below it where
    there is none above (``opening``).
    """
    loose = [all(p is None or key(p) not in touching for p in draft) for draft in drafts]
    waiting = list(passages)
    result: list[_Draft] = []

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
    drafts: Sequence[_Draft], column: Sequence[Passage], touching: Mapping[Key, list[Link]]
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


# --- How each sentence relates --------------------------------------------------------------------------------------


def _cell(
    passage: Passage,
    column: int,
    places: Mapping[Key, tuple[int, int]],
    alone: set[Key],
    touching: Mapping[Key, list[Link]],
) -> Cell:
    row = places[key(passage)][0]

    def nearness(link: Link) -> tuple[bool, int, bool, float]:
        other_row, other_column = places[key(partner(link, passage))]
        return other_row != row, other_column if other_column < column else 9, link.moved, -link.similarity

    links = tuple(sorted(touching.get(key(passage), ()), key=nearness))
    return Cell(passage, _standing(passage, row, column, links, places, alone), links)


def _standing(
    passage: Passage,
    row: int,
    column: int,
    links: Sequence[Link],
    places: Mapping[Key, tuple[int, int]],
    alone: set[Key],
) -> Standing:
    if key(passage) in alone:
        return "only"
    if not links:
        return "plain"
    if places[key(partner(links[0], passage))][0] == row:
        return "base" if column == 0 else "level"
    return "moved" if all(link.moved for link in links) else "near"


def _top_down(links: Iterable[Link], places: Mapping[Key, tuple[int, int]]) -> tuple[Link, ...]:
    """By row; of the links of one passage those that are level come first."""

    def order(link: Link) -> tuple[int, bool, int, int, int]:
        left, right = sorted((places[key(link.left)], places[key(link.right)]), key=lambda place: place[1])
        return left[0], left[0] != right[0], left[1], right[1], right[0]

    return tuple(sorted(links, key=order))
