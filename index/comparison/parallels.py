"""Parallels of a passage: the sentences of other articles that report the same thing, best first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter

from index.comparison.background import TermWeights, background, blended
from index.comparison.links.languages import languages
from index.comparison.links.link_finder import LinkFinder
from index.comparison.links.passage_links import PassageLinks
from index.comparison.links.shared_words import common_runs, reason
from index.comparison.links.similarity import Terms, terms
from index.comparison.passages import blocks, passages_of
from index.comparison.same_words import same_words
from index.comparison.vectors import article_terms, passage_terms, stem_as_written
from index.model import Article, Parallel, PartialDate, Passage, TermStatistics, sort_key, surely_first
from index.text import stem, tokens, words_as_written
from index.text.languages import name_of

_WORDS, _PAIRS, _NAMES, _NUMBERS = 0.7, 0.2, 0.05, 0.05
"""Shares of the overlaps in the similarity of two sentences."""
_SURROUNDINGS = 0.7
"""How far an article that is fully similar raises the similarity of its sentences towards 1 ..."""
_LIFTED = 0.15
"""... if these are similar themselves: at this similarity, 63 % of that."""
_ENOUGH = 3.0
"""Shared weight at which an overlap counts for 63 %: one rare word in two short sentences is not yet a parallel."""
_LEAST_SHARED = 3.0
"""Shared weight below which two sentences have only words in common that every sentence has."""
_RARITY_POWER = 1.5
"""How much more rare terms count for the likeness of surroundings."""
_OF_ONE_ARTICLE = 6
"""Sentences of a candidate that are compared in full: those that share most."""
_READ_CLOSELY = 18
"""Candidates whose whole text is compared with the context of the passage: those with the closest sentences."""
_BETWEEN_LANGUAGES = 0.6
"""Factor on the similarity of names and figures between sentences of different languages."""
_READ_SENTENCES = 2000
"""Sentences of a candidate that are read, so that a book among the articles does not delay the answer."""
LEAST = 0.3
"""Similarity below which a sentence is no parallel; a caller that wants a long ranking can go lower."""


def parallels(
    passage: Passage,
    candidates: Iterable[Article],
    statistics: TermStatistics,
    limit: int = 20,
    within: Article | None = None,
    least: float = LEAST,
    closely: int = _READ_CLOSELY,
) -> tuple[Parallel, ...]:
    """The sentences of ``candidates`` that report what ``passage`` does, the most similar first; at most ``limit``.

    ``within`` is the article of the passage, if it is known: its text shows which event the passage is about. The
    passage's own article is skipped among the candidates. Similarities are 0 to 1; sentences below ``least`` are left
    out. An article in another language is compared by names and figures only. The context is compared in the closest
    ``closely`` candidates. ``first`` is decided among all articles with a sentence that is similar enough, also those
    beyond ``limit`` and ``closely``, and the passage's own; without ``within`` its date is unknown and none is first.
    """
    wanted = terms(passage.text)
    linked = PassageLinks(passage, within, LinkFinder(statistics))
    abroad = _Abroad(within, linked)
    weights = _Weights(frozenset(wanted.stems), statistics)
    shared = {term: weights(term) for term in wanted.stems}
    around = _Context(article_terms(within) if within else passage_terms(passage.text), weights)
    near: list[tuple[float, Article, list[tuple[float, Passage]]]] = []
    for article in candidates:
        if article.id == passage.article:
            continue
        if abroad.other_language(article):
            rated = abroad.sentences(article)
        else:
            sentences = _near(article, shared)
            rated = [(sentence_similarity(wanted, terms(each.text), weights), each) for each in sentences]
        if rated:
            near.append((max(closeness for closeness, _ in rated), article, rated))
    near.sort(key=lambda each: (-each[0], each[1].id))
    found: list[tuple[float, Passage, Article]] = []
    for _, article, rated in near[:closely]:
        alike = _SURROUNDINGS * around.likeness(article)
        for closeness, sentence in rated:
            lift = alike * (1 - math.exp(-closeness / _LIFTED))
            similarity = closeness + lift * (1 - closeness)
            if similarity >= least:
                found.append((round(min(1.0, similarity), 4), sentence, article))
    found.sort(key=lambda each: (-each[0], *sort_key(each[2].published), each[1].article, each[1].start))
    dates = {passage.article: within.published if within else None}
    dates |= {of.id: of.published for closeness, of, _ in near[closely:] if closeness >= least}
    dates |= {of.id: of.published for _, _, of in found}
    first = _first(dates)
    return tuple(
        Parallel(
            passage=sentence,
            similarity=value,
            headline=of.headline,
            outlet=of.outlet,
            published=of.published,
            reason=abroad.reason(of, sentence) or _reason(sentence, passage, weights),
            first=of.id == first,
            kind=linked.kind(of, sentence),
            differs=linked.differs(of, sentence),
        )
        for value, sentence, of in found[:limit]
    )


class _Abroad:
    """The sentences in other languages that are linked with the passage, by names and figures only."""

    def __init__(self, within: Article | None, linked: PassageLinks) -> None:
        self._within, self._linked = within, linked

    def other_language(self, article: Article) -> str:
        """The language of ``article`` if it is another than the passage's; else empty."""
        if self._within is None:
            return ""
        mine, theirs = languages([self._within, article])
        return theirs if mine != theirs else ""

    def sentences(self, article: Article) -> list[tuple[float, Passage]]:
        """The linked sentences with their similarity, 0 to 1, the most similar first."""
        found = [(_BETWEEN_LANGUAGES * value, each) for value, each in self._linked.sentences(article)]
        return sorted(found, key=lambda each: (-each[0], each[1].start))[:_OF_ONE_ARTICLE]

    def reason(self, article: Article, sentence: Passage) -> str:
        """Why ``sentence`` is a parallel, with the language; empty if the language is the same."""
        code = self.other_language(article)
        if not code:
            return ""
        shared = reason(sentence.text, self._linked.named_in_both(article, sentence), identical=False)
        return f"in {name_of(code)}, names and figures only: {shared}"


def _first(dates: Mapping[str, PartialDate | None]) -> str | None:
    """The id that has surely the earliest of ``dates``; None where they leave that open."""
    return next((id for id in dates if surely_first(dates[id], _others(dates, id))), None)


def _others(dates: Mapping[str, PartialDate | None], id: str) -> Iterator[PartialDate | None]:
    return (date for other, date in dates.items() if other != id)


class _Weights(TermWeights):
    """How rare terms are: in the archive for terms of the passage, in general for all others.

    Other terms only make a text longer; the general frequency costs no query.
    """

    def __init__(self, shared: Collection[str], statistics: TermStatistics) -> None:
        super().__init__(blended(statistics), shared)
        self._shared = shared

    def __call__(self, term: str) -> float:
        return super().__call__(term) if term in self._shared else _in_general()(term)


class _Context:
    """The text around the passage, as weighted terms."""

    def __init__(self, found: Mapping[str, float], weights: TermWeights) -> None:
        self._rarity = {term: float(weights(term) ** _RARITY_POWER) for term in found}
        self._vector = {term: value * self._rarity[term] for term, value in found.items()}
        self._length = _length(self._vector.values())

    def likeness(self, article: Article) -> float:
        """The cosine of the terms of ``article`` and those of the context."""
        vector, rarity = self._vector, self._rarity
        shared, squares = 0.0, 0.0
        for term, value in article_terms(article).items():
            if term in rarity:
                value *= rarity[term]
                shared += value * vector[term]
            else:
                value *= _general_rarity(term)
            squares += value * value
        return shared / (self._length * (math.sqrt(squares) or 1.0))


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values)) or 1.0


@lru_cache(maxsize=1 << 16)
def _general_rarity(term: str) -> float:
    return float(_in_general()(term) ** _RARITY_POWER)


@cache
def _in_general() -> TermWeights:
    return TermWeights(background())


def search_terms(passage: Passage, statistics: TermStatistics, limit: int = 18) -> tuple[str, ...]:
    """The terms by which to search for articles that may report ``passage``, the rarest first."""
    found = dict.fromkeys(stem(token.word) for token in tokens(passage.text))
    weights = TermWeights(blended(statistics), found)
    return tuple(sorted(found, key=lambda term: (-weights(term), term))[:limit])


def telling_terms(article: Article, statistics: TermStatistics, limit: int) -> tuple[str, ...]:
    """The most characteristic terms of ``article``, the heaviest first."""
    prominence = article_terms(article)
    weights = TermWeights(blended(statistics), prominence)
    found = {term: value * weights(term) for term, value in prominence.items()}
    return tuple(sorted(found, key=lambda term: (-found[term], term))[:limit])


def sentence_similarity(left: Terms, right: Terms, weights: TermWeights) -> float:
    """The similarity of two sentences by themselves, 0 to 1: words, pairs of words, names and numbers."""
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


def _reason(found: Passage, wanted: Passage, weights: TermWeights) -> str:
    runs = common_runs(found.text, wanted.text, weights)
    return reason(found.text, runs, identical=same_words(found.text, wanted.text))


def _near(article: Article, weight: Mapping[str, float]) -> list[Passage]:
    """The sentences of ``article`` that share the most weight with the passage; ``weight`` is by its terms."""
    found = []
    for sentence in islice(_sentences_near(article, weight), _READ_SENTENCES):
        shared = _shared(sentence.text, weight)
        if shared >= _LEAST_SHARED:
            found.append((shared / math.sqrt(len(_stems(sentence.text))), sentence))
    found.sort(key=itemgetter(0), reverse=True)
    return [sentence for _, sentence in found[:_OF_ONE_ARTICLE]]


def _sentences_near(article: Article, weight: Mapping[str, float]) -> Iterator[Passage]:
    """The sentences of those paragraphs that share enough weight: splitting text into sentences is slow."""
    for block in blocks(article):
        if _shared(article.text[slice(*block)], weight) >= _LEAST_SHARED:
            yield from passages_of(article, block)


def _shared(text: str, weight: Mapping[str, float]) -> float:
    return sum(map(weight.__getitem__, _stems(text) & weight.keys()))


# Readers often go on to the next passage, which has the same candidates.
@lru_cache(maxsize=8192)
def _stems(sentence: str) -> frozenset[str]:
    return frozenset(map(stem_as_written, words_as_written(sentence)))


def _dice(left: Iterable[str], right: Iterable[str], weights: TermWeights) -> float:
    mine, theirs = set(left), set(right)
    total = sum(map(weights, mine)) + sum(map(weights, theirs))
    return 2 * sum(map(weights, mine & theirs)) / total if total else 0.0


def _dice_of_pairs(left: Terms, right: Terms) -> float:
    mine, theirs = set(left.pairs()), set(right.pairs())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
