"""For each sentence of an article, which other outlets report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.link_finder import LinkFinder
from index.comparison.links.outlet_reports import BY_CLOSENESS, outlet_reports
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.stories.records import in_order_of_time
from index.model import Article, Coverage, Passage, TermStatistics, surely_first


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
    compared = in_order_of_time([*others, *beyond])
    # Together: an unknown language is taken from the others.
    language, *spoken = languages([article, *compared])
    finder = LinkFinder(statistics, check)
    mine = PreparedArticle(article, language)
    found: defaultdict[int, list[tuple[Article, Aligned]]] = defaultdict(list)
    for other, theirs in zip(compared, spoken, strict=True):
        if other.id == article.id or (other.outlet and other.outlet == article.outlet):
            continue
        for link in finder.links(mine, PreparedArticle(other, theirs)):
            if link.strength == "strong" or other.id not in elsewhere:
                found[link.i].append((other, link))
    return tuple(_coverage(article, mine.passages[at], found[at]) for at in sorted(found))


def _coverage(article: Article, passage: Passage, found: Sequence[tuple[Article, Aligned]]) -> Coverage:
    reports = outlet_reports(found)
    return Coverage(
        passage=passage,
        outlets=tuple(report.outlet for report in reports),
        kind=max((report.kind for report in reports), key=BY_CLOSENESS.index),
        first=surely_first(article.published, (other.published for other, _ in found)),
        articles=tuple(dict.fromkeys(other.id for other, _ in found)),
        reports=reports,
    )
