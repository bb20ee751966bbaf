"""Who has what of a story: its passages by its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.prepared import Account
from index.comparison.stories.neighbours import similarities
from index.comparison.stories.records import central, in_order_of_time
from index.model import Article, LinkKind, Matrix, MatrixCell, MatrixRow, Story, TermStatistics

COLUMNS = 12
"""Articles that a matrix has room for: the links of all pairs are looked for."""
MOST = 120
"""Articles of a story among which these are looked for."""
_SENTENCES = 120
"""Sentences of each article, from its beginning, that are compared."""
_Place = tuple[int, int]
"""An article by its column, and a sentence of it."""


def matrix(
    story: Story, articles: Sequence[Article], statistics: TermStatistics, check: Callable[[], None] = lambda: None
) -> Matrix:
    """The passages of ``story`` by ``articles``: of more than twelve, those that resemble the central one most.

    Linked passages become one row, the closest first, as long as that gives no article two of them. ``check`` is called
    again and again, and raises to stop the work.
    """
    chosen = _chosen(articles, statistics)
    spoken = languages(chosen)
    columns = [Account(article, language, _SENTENCES) for article, language in zip(chosen, spoken, strict=True)]
    weights = TermWeights(blended(statistics, max(spoken, key=spoken.count, default="en")))
    links = [
        ((a, link.i), (b, link.j), link)
        for a, b in combinations(range(len(columns)), 2)
        for link in columns[a].links(columns[b], weights, check)
    ]
    links.sort(key=lambda found: (found[2].strength != "strong", -found[2].similarity, found[0], found[1]))
    groups = _merged(columns, [(left, right) for left, right, _ in links])
    kinds = {frozenset((left, right)): link for left, right, link in links}
    told = sorted(groups, key=lambda group: (_position(group, columns), group))
    rows = tuple(_row(group, columns, kinds) for group in told)
    return Matrix(story, tuple(chosen), rows, len(story.articles) - len(chosen))


def _chosen(articles: Sequence[Article], statistics: TermStatistics) -> list[Article]:
    if len(articles) <= COLUMNS:
        return in_order_of_time(articles)
    middle = central(articles, statistics)
    ordered = [middle, *(article for article in articles if article.id != middle.id)]
    near = similarities(ordered, statistics)
    nearest = sorted(range(1, len(ordered)), key=lambda place: (-near.get((0, place), 0.0), ordered[place].id))
    return in_order_of_time([middle, *(ordered[place] for place in nearest[: COLUMNS - 1])])


def _merged(columns: Sequence[Account], links: Sequence[tuple[_Place, _Place]]) -> list[list[_Place]]:
    """The places in groups: linked ones together, the closest first, none with two places of one article."""
    group = {(a, i): [(a, i)] for a, column in enumerate(columns) for i in range(len(column.passages))}
    for left, right in links:
        one, other = group[left], group[right]
        if one is other or {a for a, _ in one} & {a for a, _ in other}:
            continue
        one += other
        group.update((place, one) for place in other)
    return [sorted(places) for places in {id(places): places for places in group.values()}.values()]


def _position(group: Sequence[_Place], columns: Sequence[Account]) -> float:
    """Where in its articles a passage stands, 0 to 1, on average."""
    return sum(i / len(columns[a].passages) for a, i in group) / len(group)


def _row(group: Sequence[_Place], columns: Sequence[Account], links: dict[frozenset[_Place], Aligned]) -> MatrixRow:
    def closeness(place: _Place) -> float:
        return sum(
            link.similarity for other in group if (link := links.get(frozenset((place, other)))) and other != place
        )

    middle = max(group, key=lambda place: (closeness(place), -place[0]))
    cells: list[MatrixCell | None] = [None] * len(columns)
    for a, i in group:
        link = links.get(frozenset(((a, i), middle)))
        kind: LinkKind = "verbatim" if (a, i) == middle else link.kind if link else "related"
        cells[a] = MatrixCell(columns[a].passages[i], kind)
    return MatrixRow(columns[middle[0]].passages[middle[1]], tuple(cells))
