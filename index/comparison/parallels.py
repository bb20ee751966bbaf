"""Who else reports a passage: the sentences of other articles that say the same, best first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from index.comparison.background import TermWeights, blended
from index.comparison.similarity import Terms, terms
from index.comparison.vectors import article_terms, cosine, passage_terms, weighted
from index.model import Article, Parallel, Passage, Span, TermStatistics
from index.text import sentences, stem, tokens

_WORDS, _PAIRS, _NAMES, _NUMBERS = 0.7, 0.2, 0.05, 0.05
_SURROUNDINGS = 0.5
"""How far a fully alike article lifts the similarity of its sentences towards 1."""
_ENOUGH = 3.0
"""Shared weight at which an overlap counts for 63 %: one rare word in two short sentences is not yet a parallel."""
_RARITY_POWER = 1.5
LEAST = 0.2
"""Similarity under which a sentence is no parallel; a ranking that may be long can go lower."""
_REASON_WORDS = 4


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

    def rarity(term: str) -> float:
        return float(weights(term) ** _RARITY_POWER)

    wanted = terms(passage.text)
    around = weighted(article_terms(within) if within else passage_terms(passage.text), rarity)
    found: list[Parallel] = []
    for article in candidates:
        if article.id == passage.article:
            continue
        alike = _SURROUNDINGS * cosine(around, weighted(article_terms(article), rarity))
        for (start, end), sentence in _taken_apart(article.text):
            closeness = sentence_similarity(wanted, sentence, weights)
            similarity = closeness + alike * (1 - closeness) if closeness else 0.0
            if similarity >= least:
                found.append(_parallel(article, (start, end), similarity, passage.text, weights))
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


def shared_words(left: str, right: str, weights: TermWeights, limit: int = _REASON_WORDS) -> tuple[str, ...]:
    """What ``left`` has in common with ``right``, as it stands in ``left``: neighbouring names as one, figures, words.

    Names and figures come first, then the rarest; common words only where there is nothing else.
    """
    theirs = {stem(token.word) for token in tokens(right)}
    found: dict[str, tuple[bool, float]] = {}
    name_start = name_end = -1
    name_weight = 0.0
    for place, token in enumerate(tokens(left)):
        term, word = stem(token.word), left[token.start : token.end]
        if term not in theirs:
            continue
        weight = weights(term)
        prominent = word[0].isdigit() or (word[0].isupper() and place > 0)
        if prominent and left[name_end : token.start] == " " and word[0].isupper():
            found.pop(left[name_start:name_end], None)
            weight = name_weight = name_weight + weight
            word = left[name_start : token.end]
        elif prominent:
            name_start, name_weight = token.start, weight
        name_end = token.end if prominent else -1
        found.setdefault(word, (not prominent, -weight))
    return tuple(sorted(found, key=lambda word: (*found[word], word))[:limit])


def _parallel(article: Article, span: Span, similarity: float, wanted: str, weights: TermWeights) -> Parallel:
    text = article.text[span[0] : span[1]]
    return Parallel(
        passage=Passage(article.id, article.version, span[0], span[1], text),
        similarity=round(min(1.0, similarity), 4),
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        reason="shares " + ", ".join(shared_words(text, wanted, weights)),
    )


@lru_cache(maxsize=256)
def _taken_apart(text: str) -> tuple[tuple[Span, Terms], ...]:
    return tuple(((start, end), terms(text[start:end])) for start, end in sentences(text))


def _dice(left: Iterable[str], right: Iterable[str], weights: TermWeights) -> float:
    mine, theirs = set(left), set(right)
    total = sum(map(weights, mine)) + sum(map(weights, theirs))
    return 2 * sum(map(weights, mine & theirs)) / total if total else 0.0


def _dice_of_pairs(left: Terms, right: Terms) -> float:
    mine, theirs = set(left.pairs()), set(right.pairs())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
