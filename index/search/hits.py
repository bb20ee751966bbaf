"""Hits out of articles that were found: each with its best passage and the places of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import Article, Aside, Hit
from index.query.limits import Budget
from index.search.asides import earlier_passage, hidden_line
from index.search.engine import ScoredArticle, SearchEngine
from index.search.highlighting import BODY, HIDDEN, Marker
from index.search.snippets import Passage
from index.search.sought_words import Mark
from index.search.statistics import rarities
from index.text.terms import language_of


def hits_of(
    engine: SearchEngine,
    marker: Marker | None,
    page: Sequence[ScoredArticle],
    offset: int,
    loaded: Mapping[str, Article],
    budget: Budget,
) -> tuple[Hit, ...]:
    """The hits of the articles of a page that were ``loaded``; without a marker they have no snippets."""
    weights = _Weights(engine, budget)
    found = []
    for rank, scored in enumerate(page, offset + 1):
        article = loaded.get(scored.id)
        if article is not None:
            budget.check()
            found.append(_hit(marker, weights, rank, scored, article))
    return tuple(found)


class _Weights(dict[str, float]):
    """What each part of a query weighs in a snippet, found when it is first asked for."""

    def __init__(self, engine: SearchEngine, budget: Budget) -> None:
        super().__init__()
        self._engine = engine
        self._budget = budget

    def __missing__(self, sought: str) -> float:
        self.update(rarities(self._engine, (sought,), self._budget))
        return self[sought]


def _hit(
    marker: Marker | None, weights: Mapping[str, float], rank: int, scored: ScoredArticle, article: Article
) -> Hit:
    text, language = article.text, language_of(article.content.metadata)
    (start, end), marks = Passage((0, 0), ())
    in_headline: Sequence[Mark] = ()
    aside = None
    if marker is not None:
        (start, end), marks = marker.passage(text, language, weights.__getitem__)
        in_headline = marker.quick_marks("headline", article.headline or "", language)
        aside = _aside(marker, article)
    return Hit(
        rank=rank,
        id=article.id,
        short_id=article.short_id,
        score=scored.score,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        path=article.paths[0] if article.paths else "",
        words=scored.words,
        all_words=scored.all_words,
        same_text=scored.same_text,
        snippet=text[start:end],
        start=start,
        end=end,
        matches=tuple(
            (mark.start - start, mark.end - start) for mark in marks if start <= mark.start < mark.end <= end
        ),
        headline_matches=tuple((mark.start, mark.end) for mark in in_headline),
        aside=aside,
    )


def _aside(marker: Marker, article: Article) -> Aside | None:
    """Where the query was found outside the text of ``article``."""
    found = hidden_line(marker, article) if marker.asks_for(HIDDEN) else None
    if found is not None or not article.earlier:
        return found
    language = language_of(article.content.metadata)
    return earlier_passage(marker, article, marker.quick_marks(BODY, article.text, language))
