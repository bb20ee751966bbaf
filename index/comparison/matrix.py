"""The matrix of a story: its passages by its articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from index.comparison.boilerplate import is_boilerplate
from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.link_finder import LinkFinder
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.stories.neighbours import similarities
from index.comparison.stories.records import central, in_order_of_time
from index.model import Article, Matrix, MatrixCell, MatrixRow, Passage, Story, TermStatistics

COLUMNS = 12
"""Articles of a matrix, at most: the links of all their pairs are computed."""
MOST = 120
"""Articles of a story from which these are chosen."""
_SENTENCES = 120
"""Sentences of each article that are compared, from its beginning."""
_Place = tuple[int, int]
"""An article by its column, and a sentence of it."""


def matrix(
    story: Story, articles: Sequence[Article], statistics: TermStatistics, check: Callable[[], None] = lambda: None
) -> Matrix:
    """The passages of ``story`` by ``articles``; of more than twelve, those most similar to the central article.

    Linked passages become one row, the closest links first, unless the row would have two passages of one article.
    ``check`` is called often and raises to stop the work.
    """
    chosen = _chosen(articles, statistics)
    spoken = languages(chosen)
    columns = [PreparedArticle(article, language, _SENTENCES) for article, language in zip(chosen, spoken, strict=True)]
    finder = LinkFinder(statistics, check)
    links = [
        ((a, link.i), (b, link.j), link)
        for a, b in combinations(range(len(columns)), 2)
        for link in finder.links(columns[a], columns[b])
    ]
    links.sort(key=lambda found: (found[2].strength != "strong", -found[2].similarity, found[0], found[1]))
    groups = _merged(columns, [(left, right) for left, right, _ in links])
    kinds = {frozenset((left, right)): link for left, right, link in links}
    groups = [group for group in groups if not all(is_boilerplate(columns[a].passages[i].text) for a, i in group)]
    ordered = sorted(groups, key=lambda group: (_position(group, columns), group))
    rows = tuple(_row(group, columns, kinds) for group in ordered)
    return Matrix(story, tuple(chosen), rows, len(story.articles) - len(chosen))


def _chosen(articles: Sequence[Article], statistics: TermStatistics) -> list[Article]:
    if len(articles) <= COLUMNS:
        return in_order_of_time(articles)
    middle = central(articles, statistics)
    ordered = [middle, *(article for article in articles if article.id != middle.id)]
    near = similarities(ordered, statistics)
    nearest = sorted(range(1, len(ordered)), key=lambda place: (-near.get((0, place), 0.0), ordered[place].id))
    return in_order_of_time([middle, *(ordered[place] for place in nearest[: COLUMNS - 1])])


def _merged(columns: Sequence[PreparedArticle], links: Sequence[tuple[_Place, _Place]]) -> list[list[_Place]]:
    """The places in groups: linked places together, the closest first, but never two places of one article."""
    group = {(a, i): [(a, i)] for a, column in enumerate(columns) for i in range(len(column.passages))}
    for left, right in links:
        one, other = group[left], group[right]
        if one is other or {a for a, _ in one} & {a for a, _ in other}:
            continue
        one += other
        group.update((place, one) for place in other)
    return [sorted(places) for places in {id(places): places for places in group.values()}.values()]


def _position(group: Sequence[_Place], columns: Sequence[PreparedArticle]) -> float:
    """The mean position of a passage in its articles, 0 at the beginning to 1."""
    return sum(i / len(columns[a].passages) for a, i in group) / len(group)


def _row(
    group: Sequence[_Place], columns: Sequence[PreparedArticle], links: Mapping[frozenset[_Place], Aligned]
) -> MatrixRow:
    def closeness(place: _Place) -> float:
        return sum(
            link.similarity for other in group if (link := links.get(frozenset((place, other)))) and other != place
        )

    middle = max(group, key=lambda place: (closeness(place), -place[0]))
    cells: list[MatrixCell | None] = [None] * len(columns)
    for place in group:
        a, i = place
        cells[a] = _cell(columns[a].passages[i], place, middle, links)
    return MatrixRow(columns[middle[0]].passages[middle[1]], tuple(cells))


def _cell(passage: Passage, place: _Place, middle: _Place, links: Mapping[frozenset[_Place], Aligned]) -> MatrixCell:
    if place == middle:
        return MatrixCell(passage, "verbatim")
    link = links.get(frozenset((place, middle)))
    if link is None:
        return MatrixCell(passage, "related")
    seen = link.differs if middle < place else tuple(words.swapped for words in link.differs)
    return MatrixCell(passage, link.kind, seen)
