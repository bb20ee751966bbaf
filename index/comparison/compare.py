"""Two to eight articles side by side: links between sentences, conflicts, sentences that only one has, names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations

from index.comparison.background import TermWeights, blended
from index.comparison.facts.conflicts import Statement, differences, disagree, statement
from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.names import parts, same_part
from index.comparison.links.alignment import MOST_SENTENCES, Aligned, aligned
from index.comparison.links.languages import languages, named_terms, names_alone, note, tells_enough
from index.comparison.links.name_groups import variants
from index.comparison.links.shared_words import Wording, reason, wording
from index.comparison.links.similarity import Terms, terms
from index.comparison.passages import passages
from index.model import Article, Comparison, Conflict, Link, Passage, Shared, Span, TermStatistics
from index.text import fold, stem

_SAME_STATEMENT = 0.4
"""Similarity from which two sentences are taken to state the same thing, so that their facts can be compared."""
_AS_WRITTEN = ""
"""Used instead of a language for two articles in different languages: words are compared as they are written."""


@dataclass(frozen=True)
class _ComparedArticle:
    """One article with its sentences, names and facts."""

    article: Article
    language: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    terms: tuple[Terms, ...]
    """By sentence, stemmed in the language of the article."""

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which the names of the article begin, in order."""
        return [mention.span[0] for mention in self.mentions]

    @property
    def compared(self) -> tuple[Passage, ...]:
        """The sentences that are compared: the first ones of a very long article."""
        return self.passages[:MOST_SENTENCES]

    @cached_property
    def named_terms(self) -> tuple[Terms, ...]:
        """By sentence, its names and figures only, to compare it with another language."""
        return tuple(named_terms(passage, self._names(passage)) for passage in self.passages)

    def _names(self, passage: Passage) -> list[Span]:
        first, last = (bisect_left(self.starts, place) for place in (passage.start, passage.end))
        return [mention.span for mention in self.mentions[first:last]]

    @cached_property
    def facts(self) -> Callable[[str], Statement]:
        """The facts of a sentence, read once and cached."""
        return cache(lambda sentence: statement(sentence, self.article.day, self.language))


def compare(
    articles: Sequence[Article], statistics: TermStatistics, check: Callable[[], None] = lambda: None
) -> Comparison:
    """Compare each two of ``articles``; ``statistics`` are those of the archive.

    ``check`` is called often and raises to stop the work, which takes seconds for articles of thousands of sentences.
    """
    spoken = languages(articles)
    sides = [_side(article, language, check) for article, language in zip(articles, spoken, strict=True)]
    names = variants([mention.text for side in sides for mention in side.mentions], [one.text for one in articles])
    finders = {code: _LinkFinder(code, names, statistics, check) for code in {*spoken, _AS_WRITTEN}}
    links = [
        link
        for left, right in combinations(sides, 2)
        for link in finders[left.language if left.language == right.language else _AS_WRITTEN].links(left, right)
    ]
    linked = {(p.article, p.start) for link in links for p in (link.left, link.right)}
    return Comparison(
        articles=tuple(articles),
        passages={side.article.id: side.passages for side in sides},
        links=tuple(links),
        only={side.article.id: tuple(p for p in side.compared if (p.article, p.start) not in linked) for side in sides},
        names=names,
        note=" ".join(part for part in (note(spoken), _not_compared(sides)) if part),
    )


def uncompared(articles: Sequence[Article]) -> Comparison:
    """``articles`` with their passages and no links: what a reader sees while they are compared."""
    return Comparison(
        articles=tuple(articles),
        passages={article.id: passages(article) for article in articles},
        links=(),
        only={article.id: () for article in articles},
        names=(),
    )


def _not_compared(sides: Sequence[_ComparedArticle]) -> str:
    """A note for the reader if an article is too long to be compared whole; else empty."""
    if all(len(side.passages) <= MOST_SENTENCES for side in sides):
        return ""
    return f"Of each article the first {MOST_SENTENCES:,} sentences are compared."


def _side(article: Article, language: str, check: Callable[[], None]) -> _ComparedArticle:
    check()
    own = passages(article)
    found = tuple(mentions(article.text, [(p.start, p.end) for p in own], language))
    check()
    return _ComparedArticle(article, language, own, found, tuple(terms(passage.text, language) for passage in own))


class _LinkFinder:
    """Links articles in one language by their words; those in two languages by names and figures as written."""

    def __init__(
        self, language: str, names: Sequence[Sequence[str]], statistics: TermStatistics, check: Callable[[], None]
    ) -> None:
        self._language, self._names, self._statistics, self._check = language, names, statistics, check

    @cached_property
    def _same(self) -> Mapping[str, str]:
        return _one_spelling(self._names, self._language)

    @cached_property
    def _weights(self) -> TermWeights:
        return TermWeights(blended(self._statistics, self._language or "en"))

    def links(self, left: _ComparedArticle, right: _ComparedArticle) -> Iterator[Link]:
        """The links between two articles."""
        yield from self._by_words(left, right) if self._language else self._by_names(left, right)

    def _by_words(self, left: _ComparedArticle, right: _ComparedArticle) -> Iterator[Link]:
        @cache
        def differing(one: str, other: str, careful: bool) -> list[Conflict]:
            return differences(left.facts(one), right.facts(other), careful=careful)

        @cache
        def worded(one: str, other: str) -> Wording:
            return wording(one, other, self._weights, self._same, (left.language, right.language))

        def twins(i: int, j: int) -> bool:
            return disagree(left.facts(left.passages[i].text), right.facts(right.passages[j].text))

        mine, theirs = self._respelled(left.terms), self._respelled(right.terms)
        for found in aligned(mine, theirs, self._weights, twins, self._check):
            self._check()
            a, b = left.passages[found.i], right.passages[found.j]
            conflicts = differing(a.text, b.text, found.similarity < _SAME_STATEMENT)
            yield _link(a, b, found, worded(a.text, b.text), [_placed(conflict, a, b) for conflict in conflicts])

    def _by_names(self, left: _ComparedArticle, right: _ComparedArticle) -> Iterator[Link]:
        mine, theirs = self._respelled(left.named_terms), self._respelled(right.named_terms)
        for found in aligned(mine, theirs, self._weights, check=self._check):
            self._check()
            if not tells_enough(mine[found.i], theirs[found.j]):
                continue
            a, b = left.passages[found.i], right.passages[found.j]
            worded = wording(a.text, b.text, self._weights, self._same, (left.language, right.language))
            related = replace(found, strength="weak", kind="related")
            yield _link(a, b, related, names_alone(a.text, worded), [])

    def _respelled(self, sentences: Sequence[Terms]) -> list[Terms]:
        return [_respelled(sentence, self._same) for sentence in sentences]


def _one_spelling(names: Iterable[Sequence[str]], language: str) -> Mapping[str, str]:
    """By the stem of a variant spelling, the stem of the spelling that came first."""
    same: dict[str, str] = {}
    for group in names:
        first = parts(group[0])
        for name in group[1:]:
            # One may have an epithet more, at its end. An acronym is no spelling of the words that it is short for.
            pairs = [(x, y) for x, y in zip(first, parts(name), strict=False) if len(y) > 1 and same_part(x, y)]
            same.update((stem(fold(y), language), stem(fold(x), language)) for x, y in pairs)
    return {written: kept for written, kept in same.items() if written != kept}


def _respelled(sentence: Terms, same: Mapping[str, str]) -> Terms:
    if not same or not any(s in same for s in sentence.stems):
        return sentence
    return replace(
        sentence,
        stems=tuple(same.get(s, s) for s in sentence.stems),
        names=frozenset(same.get(s, s) for s in sentence.names),
    )


def _link(a: Passage, b: Passage, found: Aligned, worded: Wording, conflicts: Iterable[Conflict]) -> Link:
    return Link(
        left=a,
        right=b,
        strength=found.strength,
        kind=found.kind,
        moved=found.moved,
        similarity=round(found.similarity, 4),
        reason=reason(a.text, worded.common, identical=a.text == b.text),
        shared=tuple(
            Shared(a.text[slice(*run.left)], _shifted(run.left, a.start), _shifted(run.right, b.start))
            for run in worded.common
        ),
        conflicts=tuple(conflicts),
        left_only=tuple(_shifted(span, a.start) for span in worded.left_only),
        right_only=tuple(_shifted(span, b.start) for span in worded.right_only),
    )


def _placed(conflict: Conflict, a: Passage, b: Passage) -> Conflict:
    return replace(
        conflict,
        left=a.text[slice(*conflict.left_span)],
        right=b.text[slice(*conflict.right_span)],
        left_span=_shifted(conflict.left_span, a.start),
        right_span=_shifted(conflict.right_span, b.start),
    )


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
