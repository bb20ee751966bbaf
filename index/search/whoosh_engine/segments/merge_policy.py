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
from typing import Final, NamedTuple

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


_MOST_BYTES: Final = 48 << 20
"""Bytes of the segments that are merged into one: a merge takes about twice as much memory."""


@dataclass(frozen=True, slots=True)
class Size:
    """The articles of a segment, with and without those that are gone, and its bytes on the disk."""

    articles: int
    live: int
    bytes: int = 0


class _Group(NamedTuple):
    """Segments that become one."""

    live: int
    bytes: int
    places: list[int]

    @property
    def is_final(self) -> bool:
        """Whether it is too large to be merged with another of its size."""
        return self.live > MAX_ARTICLES // 2 or self.bytes > _MOST_BYTES // 2


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
    known = [
        _Group(sum(sizes[at].live for at in group), sum(sizes[at].bytes for at in group), group) for group in groups
    ]
    several = sorted((group for group in known if not group.is_final), key=lambda group: group.live)
    tiers = [tier(group.live) for group in several]
    for full in sorted(set(tiers)):
        if tiers.count(full) < _factor(full):
            continue
        for lowest in (0, full):
            chosen = _fitting(
                [group for group, its in zip(several, tiers, strict=True) if lowest <= its <= full], allowed
            )
            if sum(tier(group.live) == full for group in chosen) > 1:
                return [group.places for group in chosen]
    return []


def _fitting(groups: Sequence[_Group], allowed: int) -> list[_Group]:
    """The first of ``groups`` that have not more than ``allowed`` articles together, and no more bytes than a merge."""
    lives, sizes = accumulate(group.live for group in groups), accumulate(group.bytes for group in groups)
    each = zip(groups, lives, sizes, strict=True)
    return [group for group, live, size in each if live <= allowed and size <= _MOST_BYTES]


def tier(articles: int) -> int:
    """The tier of a segment of so many articles."""
    return bisect_right(_TIERS, articles)


def _factor(tier: int) -> int:
    """How many segments fill a tier."""
    return LARGE_FACTOR if tier > _TIERS.index(_LARGE) else FACTOR


_TIERS: Final = (_SMALLEST, 256, _LARGE, _LARGE * LARGE_FACTOR)
"""Where tiers begin, but for the lowest."""
