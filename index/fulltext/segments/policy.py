"""Which segments are merged, so that there are few of them and an article is rewritten seldom.

A tier holds segments within a factor of :data:`FACTOR` in articles. When one is full, its segments are merged with the
smaller ones, as far as the result is not larger than a segment may be. So an article is rewritten once for each tier
that it rises through. What one commit rewrites is bounded by what it adds, unless segments have piled up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.fulltext.segments.layout import MAX_ARTICLES

FACTOR: Final = 4
"""Segments of about one size that are merged into one."""

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
    """The smallest segments that are to be merged, none where no tier is full."""
    lives = {id(group): sum(sizes[at].live for at in group) for group in groups}
    ordered = sorted(groups, key=lambda group: lives[id(group)])
    tiers = [tier(lives[id(group)]) for group in ordered]
    for full in sorted(set(tiers)):
        if tiers.count(full) < FACTOR:
            continue
        chosen: list[list[int]] = []
        total = 0
        for group, its in zip(ordered, tiers, strict=True):
            total += lives[id(group)]
            if its > full or total > allowed:
                break
            chosen.append(group)
        if len(chosen) > 1:
            return chosen
    return []


def tier(articles: int) -> int:
    """The tier of a segment of so many articles."""
    found, limit = 0, _SMALLEST
    while articles >= limit:
        found, limit = found + 1, limit * FACTOR
    return found
