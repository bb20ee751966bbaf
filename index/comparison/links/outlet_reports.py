"""What each outlet reports of one passage, from the links between it and the passages of their articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.comparison.links.alignment import Aligned
from index.model import Article, LinkKind, OtherReport

BY_CLOSENESS: Final[Sequence[LinkKind]] = ("related", "reworded", "verbatim")
"""Of several kinds of link, the last one in this order is the closest."""


def outlet_reports(found: Sequence[tuple[Article, Aligned]]) -> tuple[OtherReport, ...]:
    """A report for each outlet, in the order of the articles; of several links to one outlet, the closest counts.

    The left side of each link is the passage. An article without an outlet counts as an outlet of its own.
    """
    closest: dict[str, tuple[Article, Aligned]] = {}
    for article, link in found:
        key = article.outlet or article.id
        if key not in closest or _closeness(link) > _closeness(closest[key][1]):
            # A key keeps its first place.
            closest[key] = article, link
    return tuple(OtherReport(outlet_label(article), link.kind, link.differs) for article, link in closest.values())


def outlet_label(article: Article) -> str:
    """The outlet of an article; without one, its headline or file: it counts as an outlet of its own."""
    return article.outlet or article.headline or next(iter(article.paths), article.short_id)


def _closeness(link: Aligned) -> tuple[int, bool, float]:
    return BY_CLOSENESS.index(link.kind), not link.differs, link.similarity
