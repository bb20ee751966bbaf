"""Two to four articles side by side: links, what they share and differ on, what only one has, names in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from index.comparison.alignment import Aligned, aligned
from index.comparison.background import TermWeights, blended
from index.comparison.facts import Statement, differences, disagree, statement
from index.comparison.mentions import mentions
from index.comparison.names import parts, variants
from index.comparison.passages import passages
from index.comparison.sharing import Common, common_runs, reason
from index.comparison.similarity import Terms, terms
from index.model import Article, Comparison, Conflict, Link, Passage, Shared, Span, TermStatistics
from index.text import fold, stem

_SAME_STATEMENT = 0.4
"""Similarity from which two sentences are taken to state the same, so that their facts can be held together."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One article, taken apart for comparing."""

    article: Article
    passages: tuple[Passage, ...]
    terms: tuple[Terms, ...]
    facts: Callable[[int], Statement]
    """Reads the facts of one sentence, once."""


def compare(articles: Sequence[Article], statistics: TermStatistics) -> Comparison:
    """Lay ``articles`` beside each other; ``statistics`` are those of the archive, however small."""
    weights = TermWeights(blended(statistics))
    sentences = [passages(article) for article in articles]
    names = variants([name for a, own in zip(articles, sentences, strict=True) for name in _mentions(a, own)])
    same = _one_spelling(names)
    sides = [
        _Side(article, own, tuple(_respelled(terms(p.text), same) for p in own), _facts(article, own))
        for article, own in zip(articles, sentences, strict=True)
    ]
    links = [link for left, right in combinations(sides, 2) for link in _links(left, right, weights, same)]
    linked = {(p.article, p.start) for link in links for p in (link.left, link.right)}
    return Comparison(
        articles=tuple(articles),
        passages={side.article.id: side.passages for side in sides},
        links=tuple(links),
        only={s.article.id: tuple(p for p in s.passages if (p.article, p.start) not in linked) for s in sides},
        names=names,
    )


def _mentions(article: Article, own: Sequence[Passage]) -> Iterable[str]:
    return (mention.text for mention in mentions(article.text, [(p.start, p.end) for p in own]))


def _one_spelling(names: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """The stems of variant spellings, each with the stem of the spelling that came first."""
    same: dict[str, str] = {}
    for group in names:
        first = parts(group[0])
        for name in group[1:]:
            # One may have an epithet more, at its end.
            same.update((stem(fold(y)), stem(fold(x))) for x, y in zip(first, parts(name), strict=False) if len(y) > 1)
    return {written: kept for written, kept in same.items() if written != kept}


def _respelled(sentence: Terms, same: Mapping[str, str]) -> Terms:
    if not same or not any(s in same for s in sentence.stems):
        return sentence
    return replace(
        sentence,
        stems=tuple(same.get(s, s) for s in sentence.stems),
        names=frozenset(same.get(s, s) for s in sentence.names),
    )


def _links(left: _Side, right: _Side, weights: TermWeights, same: Mapping[str, str]) -> Iterable[Link]:
    def twins(i: int, j: int) -> bool:
        return disagree(left.facts(i), right.facts(j))

    for found in aligned(left.terms, right.terms, weights, twins):
        a, b = left.passages[found.i], right.passages[found.j]
        careful = found.similarity < _SAME_STATEMENT
        differing = differences(left.facts(found.i), right.facts(found.j), careful=careful)
        runs = common_runs(a.text, b.text, weights, same)
        yield _link(a, b, found, runs, [_placed(c, a, b) for c in differing])


def _facts(article: Article, own: Sequence[Passage]) -> Callable[[int], Statement]:
    return cache(lambda n: statement(own[n].text, article.published))


def _link(a: Passage, b: Passage, found: Aligned, runs: Sequence[Common], conflicts: Iterable[Conflict]) -> Link:
    return Link(
        left=a,
        right=b,
        strength=found.strength,
        kind=found.kind,
        moved=found.moved,
        similarity=round(found.similarity, 4),
        reason=reason(a.text, runs, identical=a.text == b.text),
        shared=tuple(
            Shared(a.text[slice(*run.left)], _shifted(run.left, a.start), _shifted(run.right, b.start)) for run in runs
        ),
        conflicts=tuple(conflicts),
    )


def _placed(conflict: Conflict, a: Passage, b: Passage) -> Conflict:
    return replace(
        conflict,
        left_span=_shifted(conflict.left_span, a.start),
        right_span=_shifted(conflict.right_span, b.start),
    )


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
