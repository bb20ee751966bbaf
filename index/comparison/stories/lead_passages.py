"""The passages of a story that most outlets have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import aligned
from index.comparison.links.languages import languages
from index.comparison.links.prepared_article import PreparedArticle, outlet_label
from index.model import Article, Lead, TermStatistics

_PASSAGES = 3
"""Sentences of a lead at most."""
_SENTENCES = 24
"""Sentences of each article that are compared, from its beginning, where articles say what happened."""
_MOST_OTHERS = 12
"""Other articles that are compared, each of another outlet if there are enough."""


def lead(central: Article, others: Sequence[Article], statistics: TermStatistics) -> tuple[Lead, ...]:
    """Up to three sentences of ``central`` that most outlets among ``others`` have too, most outlets first.

    If no sentence has a counterpart, the first one; empty if there are no others, or no text.
    """
    if not others:
        return ()
    (language,) = languages([central])
    weights = TermWeights(blended(statistics, language))
    mine = PreparedArticle(central, language, _SENTENCES)
    own = mine.passages
    outlets: defaultdict[int, dict[str, None]] = defaultdict(dict)
    having: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for other in _other_articles(central, others):
        theirs = PreparedArticle(other, languages([central, other])[1], _SENTENCES)
        for link in aligned(mine.terms, theirs.terms, weights):
            outlets[link.i][outlet_label(other)] = None
            having[link.i][other.id] = None
    most = sorted(outlets, key=lambda at: (-len(outlets[at]), at))[:_PASSAGES]
    chosen = [at for at in most if len(outlets[at]) == len(outlets[most[0]]) or len(outlets[at]) > 1] or [0][: len(own)]
    return tuple(
        Lead(own[at], tuple(dict.fromkeys((outlet_label(central), *outlets[at]))), (central.id, *having[at]))
        for at in chosen
    )


def _other_articles(central: Article, others: Sequence[Article]) -> list[Article]:
    """The earliest article of each other outlet; if there is none, the articles of the same outlet."""
    seen: dict[str, Article] = {}
    for other in others:
        if other.outlet is None or other.outlet != central.outlet:
            seen.setdefault(outlet_label(other), other)
    return list(seen.values())[:_MOST_OTHERS] or list(others[:_MOST_OTHERS])
