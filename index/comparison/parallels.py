"""Who else reports a passage: the sentences of other articles that say the same, best first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from index.comparison.background import TermWeights, background, blended
from index.comparison.passages import passages
from index.comparison.sharing import common_runs, reason
from index.comparison.similarity import Terms, terms
from index.comparison.vectors import article_terms, cosine, passage_terms, weighted
from index.model import Article, Parallel, Passage, TermStatistics
from index.text import stem, tokens

_WORDS, _PAIRS, _NAMES, _NUMBERS = 0.7, 0.2, 0.05, 0.05
_SURROUNDINGS = 0.7
"""How far a fully alike article lifts the similarity of its sentences towards 1 ..."""
_LIFTED = 0.15
"""... where they are alike themselves: at this closeness by 63 % of that."""
_ENOUGH = 3.0
"""Shared weight at which an overlap counts for 63 %: one rare word in two short sentences is not yet a parallel."""
_LEAST_SHARED = 2.0
"""Shared weight under which two sentences have nothing in common: a few words that every sentence has."""
_RARITY_POWER = 1.5
_READ_SENTENCES = 2000
"""Of each candidate: a book among the articles shall not hold up the rest."""
LEAST = 0.3
"""Similarity under which a sentence is no parallel; a ranking that may be long can go lower."""


def parallels(
    passage: Passage,
    candidates: Iterable[Article],
    statistics: TermStatistics,
    limit: int = 20,
    within: Article | None = None,
    least: float = LEAST,
) -> tuple[Parallel, ...]:
    """The sentences of ``candidates`` that report what ``passage`` does, the most similar first; at most ``limit``.

    ``within`` is the article of the passage, where it is known: what stands around a sentence tells which event it is
    about. The passage's own article is passed over among the candidates. Similarity is 0 to 1; nothing under ``least``
    is taken for a parallel.
    """
    weights = TermWeights(blended(statistics))
    in_general = TermWeights(background())
    wanted = terms(passage.text)
    surroundings = article_terms(within) if within else passage_terms(passage.text)

    def rarity(term: str) -> float:
        # How rare a word is in the archive counts for what can be shared; for the rest, which only makes an article
        # longer, how rare it is in general does, and costs nothing to know.
        return float((weights if term in surroundings else in_general)(term) ** _RARITY_POWER)

    around = weighted(surroundings, rarity)
    found: list[Parallel] = []
    for article in candidates:
        if article.id == passage.article:
            continue
        near = [p for p in passages(article)[:_READ_SENTENCES] if _may_be_parallel(wanted, p.text, weights)]
        alike = _SURROUNDINGS * cosine(around, weighted(article_terms(article), rarity)) if near else 0.0
        for sentence in near:
            closeness = sentence_similarity(wanted, terms(sentence.text), weights)
            lift = alike * (1 - math.exp(-closeness / _LIFTED))
            similarity = closeness + lift * (1 - closeness)
            if similarity >= least:
                found.append(_parallel(sentence, article, similarity, passage.text, weights))
    found.sort(key=lambda p: (-p.similarity, p.published or "9", p.passage.article, p.passage.start))
    return tuple(found[:limit])


def search_terms(passage: Passage, statistics: TermStatistics, limit: int = 24) -> tuple[str, ...]:
    """The terms by which to look for articles that may report ``passage``, the rarest first."""
    weights = TermWeights(blended(statistics))
    found = dict.fromkeys(stem(token.word) for token in tokens(passage.text))
    return tuple(sorted(found, key=lambda term: (-weights(term), term))[:limit])


def sentence_similarity(left: Terms, right: Terms, weights: TermWeights) -> float:
    """How alike two sentences are taken by themselves: words, pairs of words, names and numbers; 0 to 1."""
    mine, theirs = set(left.stems), set(right.stems)
    common = mine & theirs
    shared = sum(map(weights, common))
    if not shared:
        return 0.0
    names = left.names | right.names
    mixed = (
        _WORDS * _dice(mine, theirs, weights)
        + _PAIRS * _dice_of_pairs(left, right)
        + _NAMES * _dice(names & mine, names & theirs, weights)
        + _NUMBERS * _dice(left.numbers, right.numbers, weights)
    )
    return min(1.0, mixed * (1 - math.exp(-shared / _ENOUGH)))


def _parallel(found: Passage, of: Article, similarity: float, wanted: str, weights: TermWeights) -> Parallel:
    runs = common_runs(found.text, wanted, weights)
    return Parallel(
        passage=found,
        similarity=round(min(1.0, similarity), 4),
        headline=of.headline,
        outlet=of.outlet,
        published=of.published,
        reason=reason(found.text, runs, identical=found.text == wanted),
    )


def _may_be_parallel(wanted: Terms, sentence: str, weights: TermWeights) -> bool:
    return sum(map(weights, _stems(sentence).intersection(wanted.stems))) >= _LEAST_SHARED


# A passage asked for is often followed by its neighbour, for which the same articles are candidates.
@lru_cache(maxsize=8192)
def _stems(sentence: str) -> frozenset[str]:
    return frozenset(stem(token.word) for token in tokens(sentence))


def _dice(left: Iterable[str], right: Iterable[str], weights: TermWeights) -> float:
    mine, theirs = set(left), set(right)
    total = sum(map(weights, mine)) + sum(map(weights, theirs))
    return 2 * sum(map(weights, mine & theirs)) / total if total else 0.0


def _dice_of_pairs(left: Terms, right: Terms) -> float:
    mine, theirs = set(left.pairs()), set(right.pairs())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
