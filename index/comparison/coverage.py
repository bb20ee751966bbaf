"""For each sentence of an article, which other outlets report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.prepared_article import PreparedArticle, outlet_label
from index.comparison.stories.records import in_order_of_time
from index.model import Article, Coverage, LinkKind, TermStatistics, surely_first

_BY_CLOSENESS: tuple[LinkKind, ...] = ("related", "reworded", "verbatim")
"""Of several kinds of link, the last one in this order is reported."""


def coverage(
    article: Article,
    others: Sequence[Article],
    statistics: TermStatistics,
    beyond: Sequence[Article] = (),
    check: Callable[[], None] = lambda: None,
) -> tuple[Coverage, ...]:
    """The sentences of ``article`` that other outlets among ``others`` report too, in the order of the text.

    Articles of the same outlet, and ``article`` itself, are skipped. In the articles ``beyond`` its story only verbatim
    and reworded sentences count: a related one is probably about another event. ``first`` is set only if the dates of
    all of them are known and leave no doubt. ``check`` is called often and raises to stop the work.
    """
    elsewhere = {other.id for other in beyond}
    (language,) = languages([article])
    weights = TermWeights(blended(statistics, language))
    mine = PreparedArticle(article, language)
    found: defaultdict[int, list[tuple[Article, Aligned]]] = defaultdict(list)
    for other in in_order_of_time([*others, *beyond]):
        if other.id == article.id or (other.outlet and other.outlet == article.outlet):
            continue
        for link in mine.links(PreparedArticle(other, languages([article, other])[1]), weights, check):
            if link.strength == "strong" or other.id not in elsewhere:
                found[link.i].append((other, link))
    return tuple(
        Coverage(
            passage=mine.passages[at],
            outlets=_outlets([other for other, _ in found[at]]),
            kind=max((link.kind for _, link in found[at]), key=_BY_CLOSENESS.index),
            first=surely_first(article.published, (other.published for other, _ in found[at])),
            articles=tuple(dict.fromkeys(other.id for other, _ in found[at])),
        )
        for at in sorted(found)
    )


def _outlets(articles: Sequence[Article]) -> tuple[str, ...]:
    """Each outlet once; an article without one counts as an outlet of its own."""
    labels = {article.outlet or article.id: outlet_label(article) for article in articles}
    return tuple(labels.values())
