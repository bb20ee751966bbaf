"""The records of stories: title, days, articles in order of time, and the passages that most outlets have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from index.comparison.links.link_finder import LinkFinder
from index.comparison.reuse.copy_kinds import kind
from index.comparison.reuse.shingles import overlap
from index.comparison.stories.lead_passages import lead
from index.comparison.stories.neighbours import similarities
from index.model import Article, Moments, Story, TermStatistics, later_by, sort_key

_TITLE_LENGTH = 80
"""Characters of a text's beginning that stand for a missing headline."""
_EDITIONS = 30
"""Articles of one outlet in a story among which earlier editions of later ones are looked for."""
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


def story_record(
    id: str, articles: Sequence[Article], statistics: TermStatistics, finder: LinkFinder | None = None
) -> Story:
    """The story ``id`` of ``articles``: titled by the most central headline, the rest in order of time.

    Where no article has a headline the title is the beginning of the most central text. ``finder``, of the same
    ``statistics``, looks for the lead passages, which takes four times as long as all the rest; without one they are
    None, as not looked for. Raises ValueError for no articles.
    """
    ordered = in_order_of_time(articles)
    current = current_editions(ordered)
    chosen = central([article for article in current if article.headline] or current, statistics)
    others = _others(current, chosen) or _others(ordered, chosen)
    days = [article.published.at_most("day") for article in ordered if article.published]
    return Story(
        id=id,
        title=_title(chosen),
        first=min(days, default=None),
        last=max(days, default=None),
        outlets=tuple(dict.fromkeys(article.outlet for article in ordered if article.outlet)),
        articles=tuple(article.id for article in ordered),
        lead=() if not others else None if finder is None else lead(chosen, others, finder),
    )


def current_editions(articles: Sequence[Article]) -> list[Article]:
    """``articles`` without those of which the same outlet has a later edition, by all evidence of their order.

    Of an outlet with very many articles in the story only the first ones are compared. Editions of which nothing shows
    which is the later all stay.
    """
    by_outlet: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.outlet and len(by_outlet[article.outlet]) < _EDITIONS:
            by_outlet[article.outlet].append(article)
    replaced = {
        (one if later_by(_moments(one), _moments(other)) else other).id
        for of_outlet in by_outlet.values()
        for one, other in combinations(of_outlet, 2)
        if (later_by(_moments(one), _moments(other)) or later_by(_moments(other), _moments(one)))
        and _is_edition(one, other)
    }
    return [article for article in articles if article.id not in replaced]


def _is_edition(one: Article, other: Article) -> bool:
    shared = overlap((one.id, one.text), (other.id, other.text))
    if shared is None:
        return False
    shares = shared.left_share, shared.right_share
    return kind(shares, (one.outlet, other.outlet), (one.headline, other.headline)) == "near-duplicate"


def _moments(article: Article) -> Moments:
    about = article.content.metadata
    return Moments(about.published, about.updated, about.captured)


def _others(articles: Sequence[Article], chosen: Article) -> list[Article]:
    return [article for article in articles if article.id != chosen.id]


def _title(chosen: Article) -> str:
    if chosen.headline:
        return chosen.headline
    beginning = chosen.text.strip().partition("\n")[0]
    if len(beginning) <= _TITLE_LENGTH:
        return beginning
    return beginning[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"
