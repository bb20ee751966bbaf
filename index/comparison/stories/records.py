"""The records of stories: title, days, articles in order of time, and the passages that most outlets have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.comparison.stories.lead_passages import lead
from index.comparison.stories.neighbours import similarities
from index.model import Article, Story, TermStatistics, sort_key

_TITLE_LENGTH = 80
"""Characters of a text's beginning that stand for a missing headline."""
_WEIGHED = 120
"""Articles of a story among which the central one is chosen."""


def in_order_of_time(articles: Iterable[Article]) -> list[Article]:
    """The articles by date of publication, those without one last; of the same date by id."""
    return sorted(articles, key=lambda article: (*sort_key(article.published), article.id))


def central(articles: Sequence[Article], statistics: TermStatistics) -> Article:
    """The article that is most similar to the others; of equals the earliest. Raises ValueError for no articles."""
    ordered = in_order_of_time(articles)[:_WEIGHED]
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
    chosen = central([article for article in ordered if article.headline] or ordered, statistics)
    days = [article.published.at_most("day") for article in ordered if article.published]
    return Story(
        id=id,
        title=_title(chosen),
        first=min(days, default=None),
        last=max(days, default=None),
        outlets=tuple(dict.fromkeys(article.outlet for article in ordered if article.outlet)),
        articles=tuple(article.id for article in ordered),
        lead=lead(chosen, [article for article in ordered if article.id != chosen.id], statistics),
    )


def _title(chosen: Article) -> str:
    if chosen.headline:
        return chosen.headline
    beginning = chosen.text.strip().partition("\n")[0]
    if len(beginning) <= _TITLE_LENGTH:
        return beginning
    return beginning[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"
