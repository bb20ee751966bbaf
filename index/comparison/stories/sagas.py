"""Why two stories are of one saga: the names they share, and the days between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from index.comparison.background import TermWeights, blended
from index.comparison.facts.name_mentions import mentions
from index.comparison.facts.names import parts
from index.comparison.passages import passages
from index.model import Article, Story, TermStatistics
from index.text import fold, stem

_SENTENCES = 60
"""Sentences of an article whose names are read."""
_SHARED = 2
"""Names that two stories of one saga share, at least."""
_TOLD = 4
"""Shared names that a reason lists, at most."""


def names(articles: Iterable[Article]) -> Mapping[str, str]:
    """The names in articles as first written, by their identifying words, folded."""
    found: dict[str, str] = {}
    for article in articles:
        spans = [(p.start, p.end) for p in islice(passages(article), _SENTENCES)]
        for mention in mentions(article.text, spans):
            found.setdefault(" ".join(fold(part) for part in parts(mention.text)), mention.text)
    return found


def shared_names(left: Mapping[str, str], right: Mapping[str, str], statistics: TermStatistics) -> tuple[str, ...]:
    """The names that two stories have in common, the rarest first."""
    common = left.keys() & right.keys()
    weights = TermWeights(blended(statistics), {stem(part) for name in common for part in name.split()})

    def telling(name: str) -> float:
        return max(weights(stem(part)) for part in name.split()) if name else 0.0

    return tuple(left[name] for name in sorted(common, key=lambda name: (-telling(name), name)))


def why(left: Story, right: Story, shared: tuple[str, ...]) -> str:
    """The reason why two stories are of one saga; empty if they share too few names."""
    if len(shared) < _SHARED:
        return ""
    return f"shares {', '.join(shared[:_TOLD])}; {_apart(left, right)}"


def _apart(left: Story, right: Story) -> str:
    if left.last is None or right.last is None:
        return "one has no date" if left.last or right.last else "neither has a date"
    bounds = [date.day if date else None for date in (left.first, left.last, right.first, right.last)]
    first, last, other_first, other_last = bounds
    if first is None or last is None or other_first is None or other_last is None:
        return "their days are not known"
    days = max((first - other_last).days, (other_first - last).days, 0)
    return {0: "at the same time", 1: "a day apart"}.get(days, f"{days} days apart")
