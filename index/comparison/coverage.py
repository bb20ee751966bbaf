"""For each sentence of an article, which other outlets of its story report it: the reader's gutter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from index.comparison.background import TermWeights, blended
from index.comparison.facts.conflicts import Statement, disagree, statement
from index.comparison.links.alignment import Aligned, aligned
from index.comparison.links.similarity import terms
from index.comparison.links.tongues import languages
from index.comparison.passages import passages
from index.comparison.stories.records import in_order_of_time
from index.model import Article, Coverage, LinkKind, TermStatistics

_CLOSENESS: dict[LinkKind, int] = {"verbatim": 2, "reworded": 1, "related": 0}


def coverage(
    article: Article,
    others: Sequence[Article],
    statistics: TermStatistics,
    beyond: Sequence[Article] = (),
    check: Callable[[], None] = lambda: None,
) -> tuple[Coverage, ...]:
    """The sentences of ``article`` that other outlets among ``others`` report too, in the order of the text.

    Articles of the same outlet, and ``article`` itself, are passed over. Of the articles ``beyond`` its story only
    what is verbatim or reworded counts: what is related there belongs to another event. ``first`` is claimed only for
    an article whose time of publication is known. ``check`` is called again and again, and raises to stop the work.
    """
    elsewhere = {other.id for other in beyond}
    (language,) = languages([article])
    weights = TermWeights(blended(statistics, language))
    mine = _Side(article, language)
    found: defaultdict[int, list[tuple[Article, Aligned]]] = defaultdict(list)
    for other in in_order_of_time([*others, *beyond]):
        if other.id == article.id or (other.outlet and other.outlet == article.outlet):
            continue
        for link in mine.links(_Side(other, languages([article, other])[1]), weights, check):
            if link.strength == "strong" or other.id not in elsewhere:
                found[link.i].append((other, link))
    return tuple(
        Coverage(
            passage=mine.passages[at],
            outlets=_outlets([other for other, _ in found[at]]),
            kind=max((link.kind for _, link in found[at]), key=_CLOSENESS.__getitem__),
            first=article.published is not None and not any(_earlier(other, article) for other, _ in found[at]),
        )
        for at in sorted(found)
    )


class _Side:
    """An article taken apart for linking."""

    def __init__(self, article: Article, language: str) -> None:
        self._published, self._language = article.published, language
        self.passages = passages(article)
        self._terms = [terms(passage.text, language) for passage in self.passages]
        self._facts: dict[int, Statement] = {}

    def links(self, other: _Side, weights: TermWeights, check: Callable[[], None]) -> list[Aligned]:
        """The links to ``other``, those left out that may tell of a like but different event."""
        return aligned(
            self._terms, other._terms, weights, lambda i, j: disagree(self._statement(i), other._statement(j)), check
        )

    def _statement(self, at: int) -> Statement:
        if at not in self._facts:
            self._facts[at] = statement(self.passages[at].text, self._published, self._language)
        return self._facts[at]


def _outlets(articles: Sequence[Article]) -> tuple[str, ...]:
    """Each outlet once; articles without one stand for themselves, by headline or file."""
    labels = {article.outlet or article.id: _label(article) for article in articles}
    return tuple(labels.values())


def _label(article: Article) -> str:
    return article.outlet or article.headline or next(iter(article.paths), article.short_id)


def _earlier(one: Article, other: Article) -> bool:
    """Whether ``one`` was surely published before ``other``: times count only where both have them."""
    if not one.published or not other.published:
        return False
    left, right = _moment(one.published), _moment(other.published)
    if left and right and left.tzinfo and right.tzinfo:
        return left < right
    length = min(len(one.published), len(other.published), len("2019-02-10T10:53"))
    return one.published[:length] < other.published[:length]


def _moment(published: str) -> datetime | None:
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None
