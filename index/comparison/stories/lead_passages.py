"""The passages of a story that most outlets have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import aligned
from index.comparison.links.languages import languages
from index.comparison.links.prepared import Account, told_by
from index.model import Article, Lead, TermStatistics

_PASSAGES = 3
"""Sentences of a lead at most."""
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
    mine = Account(central, language, _SENTENCES)
    own = mine.passages
    told: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for other in _accounts(central, others):
        for link in aligned(mine.terms, Account(other, languages([central, other])[1], _SENTENCES).terms, weights):
            told[link.i][told_by(other)] = None
    most = sorted(told, key=lambda at: (-len(told[at]), at))[:_PASSAGES]
    chosen = [at for at in most if len(told[at]) == len(told[most[0]]) or len(told[at]) > 1] or [0][: len(own)]
    return tuple(Lead(own[at], (told_by(central), *told[at])) for at in chosen)


def _accounts(central: Article, others: Sequence[Article]) -> list[Article]:
    """One article of each other outlet, the earliest, as far as they go; then those of the same one."""
    seen: dict[str, Article] = {}
    for other in others:
        if other.outlet is None or other.outlet != central.outlet:
            seen.setdefault(told_by(other), other)
    return list(seen.values())[:_ACCOUNTS] or list(others[:_ACCOUNTS])
