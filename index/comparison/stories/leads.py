"""The passages of a story that most outlets have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import aligned
from index.comparison.links.similarity import Terms, terms
from index.comparison.links.tongues import languages
from index.comparison.passages import passages
from index.model import Article, Lead, TermStatistics

_PASSAGES = 3
_SENTENCES = 24
"""Of each article, from its beginning: what an event is stands at the top."""
_ACCOUNTS = 12
"""Other articles that are asked, each of another outlet where there are so many."""


def lead(central: Article, others: Sequence[Article], statistics: TermStatistics) -> tuple[Lead, ...]:
    """Up to three sentences of ``central`` that most outlets among ``others`` have too, most outlets first.

    Where no sentence has a counterpart it is the first one; nothing where there are no others, or no text.
    """
    if not others:
        return ()
    (language,) = languages([central])
    weights = TermWeights(blended(statistics, language))
    own = passages(central)[:_SENTENCES]
    mine = [terms(passage.text, language) for passage in own]
    told: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for other in _accounts(central, others):
        for link in aligned(mine, _terms(other, languages([central, other])[1]), weights, lambda i, j: False):
            told[link.i][_label(other)] = None
    most = sorted(told, key=lambda at: (-len(told[at]), at))[:_PASSAGES]
    chosen = [at for at in most if len(told[at]) == len(told[most[0]]) or len(told[at]) > 1] or [0][: len(own)]
    return tuple(Lead(own[at], (_label(central), *told[at])) for at in chosen)


def _accounts(central: Article, others: Sequence[Article]) -> list[Article]:
    """One article of each other outlet, the earliest, as far as they go; then those of the same one."""
    seen: dict[str, Article] = {}
    for other in others:
        if other.outlet is None or other.outlet != central.outlet:
            seen.setdefault(_label(other), other)
    return list(seen.values())[:_ACCOUNTS] or list(others[:_ACCOUNTS])


def _terms(article: Article, language: str) -> list[Terms]:
    return [terms(passage.text, language) for passage in passages(article)[:_SENTENCES]]


def _label(article: Article) -> str:
    """The outlet; an article of an unknown one stands for itself."""
    return article.outlet or article.headline or next(iter(article.paths), article.short_id)
