"""Which segments are merged, so that there are few of them and an article is rewritten seldom.

A tier holds segments within a factor of :data:`FACTOR` in articles, of :data:`LARGE_FACTOR` where they are large. When
it has so many segments, it is full: they are merged with the smaller ones, as far as the result is not larger than a
segment may be. So an article is rewritten once for each tier that it rises through, and once only of those that are
built a few thousand at a time. What one commit rewrites is bounded by what it adds, unless segments have piled up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from index.search.whoosh_engine.segments.layout import MAX_ARTICLES

FACTOR: Final = 4
"""Segments of about one size that are merged into one."""

LARGE_FACTOR: Final = 8
"""The same for segments of :data:`_LARGE` articles and more."""

_LARGE: Final = 1024
"""Articles from which on a segment is large."""

_SMALLEST: Final = 64
"""Segments of fewer articles count as being of one size."""

_FREE: Final = 2048
"""Articles that any commit may rewrite."""

_FOR_EACH: Final = 64
"""Articles that a commit may rewrite for each that it adds."""

_MANY: Final = 32
"""Segments from which on a commit may rewrite what it likes."""


@dataclass(frozen=True, slots=True)
class Size:
    """The articles of a segment, with and without those that are gone."""

    articles: int
    live: int


def plan(sizes: Sequence[Size], added: int) -> list[list[int]]:
    """The segments that the next generation is made of, each a list of places in ``sizes`` to be merged into one.

    A list of one place is a segment that stays as it is, unless most of its articles are gone: see :func:`is_worn`.
    """
    allowed = MAX_ARTICLES if len(sizes) > _MANY else max(_FREE, _FOR_EACH * added)
    groups = [[at] for at, size in enumerate(sizes) if size.live]
    while chosen := _full(groups, sizes, min(allowed, MAX_ARTICLES)):
        merged = sorted(at for group in chosen for at in group)
        groups = [group for group in groups if group not in chosen] + [merged]
    return sorted(groups)


def is_worn(size: Size) -> bool:
    """Whether so many articles of a segment are gone that it is rewritten by itself."""
    return size.live * 2 < size.articles


def _full(groups: Sequence[list[int]], sizes: Sequence[Size], allowed: int) -> list[list[int]]:
    """The smallest segments that are to be merged, none where no tier is full.

    At least two are of the full tier: a merge of others would be done again by every commit. So segments that no
    other of their tier goes into one with do not count.
    """
    lives = sorted(((sum(sizes[at].live for at in group), group) for group in groups), key=lambda each: each[0])
    tiers = [tier(live) for live, _ in lives if live <= MAX_ARTICLES // 2]
    for full in sorted(set(tiers)):
        if tiers.count(full) < _factor(full):
            continue
        for lowest in (0, full):
            chosen = _fitting([lives[at] for at, its in enumerate(tiers) if lowest <= its <= full], allowed)
            if sum(tier(live) == full for live, _ in chosen) > 1:
                return [group for _, group in chosen]
    return []


def _fitting(lives: Sequence[tuple[int, list[int]]], allowed: int) -> list[tuple[int, list[int]]]:
    """The first of ``lives`` that are not more than ``allowed`` together."""
    totals = accumulate(live for live, _ in lives)
    return [each for each, total in zip(lives, totals, strict=True) if total <= allowed]


def tier(articles: int) -> int:
    """The tier of a segment of so many articles."""
    return bisect_right(_TIERS, articles)


def _factor(tier: int) -> int:
    """How many segments fill a tier."""
    return LARGE_FACTOR if tier > _TIERS.index(_LARGE) else FACTOR


_TIERS: Final = (_SMALLEST, 256, _LARGE, _LARGE * LARGE_FACTOR)
"""Where tiers begin, but for the lowest."""
