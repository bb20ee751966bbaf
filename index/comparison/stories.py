"""Articles grouped by the event they tell of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.comparison.linkage import average_linkage
from index.comparison.neighbours import day, similarities
from index.model import Article, Story, TermStatistics

_NEIGHBOURS = 5
_LEAST_DENSITY = 0.2
_CROWDING = 0.75
_JOINING = 0.44
_LONGEST = 90
"""Days from the first to the last article of one event; what goes on longer is a saga of several."""
_TITLE_LENGTH = 80


def group(articles: Iterable[Article], statistics: TermStatistics) -> list[tuple[str, ...]]:
    """Stories as tuples of full ids in ascending order, single articles included; the tuples in order too.

    The result does not depend on the order of ``articles``. Similarities are scaled by how crowded the
    neighbourhood of either article is (local scaling, after Zelnik-Manor and Perona 2004): within a saga, where
    everything resembles everything, articles must be closer to be one story than elsewhere. No story spans more than
    90 days.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    graph = _scaled(similarities(ordered, statistics), len(ordered))
    days = [day(article.published) for article in ordered]
    return [tuple(ordered[place].id for place in places) for places in average_linkage(days, graph, _JOINING, _LONGEST)]


def _scaled(graph: Mapping[tuple[int, int], float], count: int) -> dict[tuple[int, int], float]:
    neighbours: defaultdict[int, list[float]] = defaultdict(list)
    for (left, right), similarity in graph.items():
        neighbours[left].append(similarity)
        neighbours[right].append(similarity)
    considered = max(1, min(_NEIGHBOURS, count - 1))
    density = {
        place: max(_LEAST_DENSITY, sum(sorted(found, reverse=True)[:considered]) / considered)
        for place, found in neighbours.items()
    }
    return {
        (left, right): similarity / math.sqrt(density[left] * density[right]) ** _CROWDING
        for (left, right), similarity in graph.items()
    }


def in_order_of_time(articles: Iterable[Article]) -> list[Article]:
    """The articles by day and time of publication, those without one last; the same ones always alike."""
    return sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))


def central(articles: Sequence[Article], statistics: TermStatistics) -> Article:
    """The article that resembles the others most; of equals the earliest. Raises ValueError for none."""
    ordered = in_order_of_time(articles)
    if len(ordered) == 1:
        return ordered[0]
    closeness = [0.0] * len(ordered)
    for (left, right), similarity in similarities(ordered, statistics).items():
        closeness[left] += similarity
        closeness[right] += similarity
    return ordered[max(range(len(ordered)), key=lambda place: (closeness[place], -place))]


def story_record(id: str, articles: Sequence[Article], statistics: TermStatistics) -> Story:
    """The story ``id`` of ``articles``: titled by the most central headline, the rest in order of time.

    Where no article has a headline the title is the beginning of the most central text. Raises ValueError for no
    articles.
    """
    ordered = in_order_of_time(articles)
    days = [article.published[:10] for article in ordered if article.published]
    return Story(
        id=id,
        title=_title(ordered, statistics),
        first=min(days, default=None),
        last=max(days, default=None),
        outlets=tuple(dict.fromkeys(article.outlet for article in ordered if article.outlet)),
        articles=tuple(article.id for article in ordered),
    )


def _title(articles: Sequence[Article], statistics: TermStatistics) -> str:
    chosen = central([article for article in articles if article.headline] or articles, statistics)
    if chosen.headline:
        return chosen.headline
    beginning = chosen.text.strip().partition("\n")[0]
    if len(beginning) <= _TITLE_LENGTH:
        return beginning
    return beginning[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"
