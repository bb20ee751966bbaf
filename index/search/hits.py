"""Hits out of articles that were found: each with its best passage and the places of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import Article, Aside, Hit
from index.query.limits import Budget
from index.search.asides import earlier_passage, hidden_line
from index.search.engine import ScoredArticle, SearchEngine
from index.search.highlighting import HIDDEN, Marker, distinct
from index.search.snippets import snippet
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
    marked: list[tuple[int, ScoredArticle, Article, list[Mark]]] = []
    for rank, scored in enumerate(page, offset + 1):
        article = loaded.get(scored.id)
        if article is not None:
            budget.check()
            language = language_of(article.content.metadata)
            marks = marker.quick_marks("body", article.text, language) if marker is not None else []
            marked.append((rank, scored, article, marks))
    sought = set().union(*(distinct(marks) for *_, marks in marked))
    weights = rarities(engine, sought, budget) if sought else {}
    return tuple(_hit(marker, weights, *each) for each in marked)


def _hit(
    marker: Marker | None,
    weights: Mapping[str, float],
    rank: int,
    scored: ScoredArticle,
    article: Article,
    marks: Sequence[Mark],
) -> Hit:
    start, end = snippet(article.text, marks, weights.__getitem__) if marker is not None else (0, 0)
    language = language_of(article.content.metadata)
    in_headline = marker.quick_marks("headline", article.headline or "", language) if marker is not None else []
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
        snippet=article.text[start:end],
        start=start,
        end=end,
        matches=tuple(
            (mark.start - start, mark.end - start) for mark in marks if start <= mark.start < mark.end <= end
        ),
        headline_matches=tuple((mark.start, mark.end) for mark in in_headline),
        aside=_aside(marker, article, marks) if marker is not None else None,
    )


def _aside(marker: Marker, article: Article, marks: Sequence[Mark]) -> Aside | None:
    """Where the query was found outside the text of ``article``, in which it has these ``marks``."""
    found = hidden_line(marker, article) if marker.asks_for(HIDDEN) else None
    return earlier_passage(marker, article, marks) if found is None and article.earlier else found
