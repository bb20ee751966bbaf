"""Which sentences of a comparison share a row, and how each is placed. Pure: no screen, no width, no colour.

In each column the sentences that are linked to those further left are level with them (:mod:`level_rows`); what is
between these moves up beside what the other columns have there. A sentence with links but without a partner on its row
is *moved* or *near*; one that nobody else has is *only here*. Every sentence that the view selects is on exactly one
row, each column keeps the order of its article, and no row is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from index.model import Comparison, Link, Passage
from tui.rendering.comparison.layout import (
    Cell,
    Key,
    Layout,
    LayoutRow,
    Order,
    Spans,
    Standing,
    View,
    elsewhere,
    key,
    partner,
)
from tui.rendering.comparison.level_rows import LINE, Draft, by_passage, level_rows
from tui.rendering.comparison.placement import tops


def arrange(
    comparison: Comparison,
    articles: Sequence[str],
    view: View = "all",
    order: Order = "base",
    marked: Spans | None = None,
    measure: int = LINE,
) -> Layout:
    """Set out the given articles of a comparison, the first of them being the base; ``measure`` cells make a line.

    ``marked`` are the passages of the view of that name; of an article without any it has all.
    """
    shown = tuple(dict.fromkeys(articles))
    selected = _selected(comparison, shown, view, marked or {})
    links = _between(comparison.links, selected)
    joined = _joined(comparison, selected)
    if order == "printed":
        drafts = [list(row) for row in zip_longest(*(selected[article] for article in shown))]
    else:
        drafts = _packed(level_rows(shown, selected, links, joined, measure))
    places = {key(p): (r, c) for r, draft in enumerate(drafts) for c, p in enumerate(draft) if p is not None}
    alone = {key(p) for passages in comparison.only.values() for p in passages}
    touching = by_passage(links)
    rows = tuple(
        LayoutRow(
            tuple(
                None if p is None else replace(_cell(p, c, places, alone, touching), goes_on=key(p) in joined)
                for c, p in enumerate(draft)
            )
        )
        for draft in drafts
    )
    return Layout(shown, rows, _top_down(links, places), places)


def _packed(drafts: Sequence[Draft]) -> list[Draft]:
    """As few rows as there can be: what is level on one row, everything else on the next row of its column."""
    numbers, count = tops(drafts, lambda passage: 1)
    rows: list[Draft] = [[None] * len(drafts[0]) for _ in range(count)]
    for number, draft in zip(numbers, drafts, strict=True):
        for column, passage in enumerate(draft):
            if passage is not None:
                rows[number][column] = passage
    return rows


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


def _joined(comparison: Comparison, selected: Mapping[str, Sequence[Passage]]) -> frozenset[Key]:
    """The passages that the next one of their column follows in the same paragraph."""
    texts = {article.id: article.text for article in comparison.articles}
    return frozenset(
        key(passage)
        for article, passages in selected.items()
        for passage, following in pairwise(passages)
        if texts.get(article, "")[passage.end : following.start] == " "
    )


def _between(links: Iterable[Link], selected: Mapping[str, Sequence[Passage]]) -> list[Link]:
    present = {key(p) for passages in selected.values() for p in passages}
    return [link for link in links if key(link.left) in present and key(link.right) in present]


# --- How each sentence is placed ------------------------------------------------------------------------------------


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
    standing = _standing(passage, row, column, links, places, alone)
    return Cell(passage, standing, links, elsewhere(links[0], passage, places) if links else None)


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
