"""How one passage is linked with the sentences of other articles when their articles are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages, named_runs
from index.comparison.links.link_finder import LinkFinder, common_language, spellings
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.links.shared_words import Common
from index.comparison.same_words import same_words
from index.model import Article, ChangedWords, CleanArticle, LinkKind, Metadata, Passage

_SENTENCES = 2000
"""Sentences of each article that are compared, from its beginning."""


class _Pair(NamedTuple):
    """The article of the passage, one that it is compared with, and the sentences of the first in the passage."""

    left: PreparedArticle
    right: PreparedArticle
    inside: frozenset[int]


class PassageLinks:
    """The links of ``passage``, a sentence or more of ``within``; without it, the passage is compared by itself."""

    def __init__(self, passage: Passage, within: Article | None, finder: LinkFinder) -> None:
        self._passage, self._finder = passage, finder
        self._own = within or Article(
            passage.article, passage.version, "", "", (), CleanArticle(Metadata(), passage.text, ())
        )
        self._asked = (passage.start, passage.end) if within else (0, len(passage.text))
        self._mine: Callable[[str], PreparedArticle] = cache(lambda code: PreparedArticle(self._own, code, _SENTENCES))
        self._pairs: dict[str, _Pair] = {}
        self._unlinked: set[tuple[str, int]] = set()
        """Sentences that are surely not reworded, by article and beginning."""
        self._known: dict[str, Mapping[int, Aligned]] = {}
        """By article, the closest link of each of its sentences to the passage, by where the sentence begins."""

    def kind(self, article: Article, sentence: Passage) -> LinkKind:
        """How close a sentence of ``article`` is; ``related`` where it is not linked."""
        if same_words(self._passage.text, sentence.text):
            return "verbatim"
        link = self._link(article, sentence)
        return "reworded" if link is not None and link.kind == "reworded" else "related"

    def differs(self, article: Article, sentence: Passage) -> tuple[ChangedWords, ...]:
        """Where single words change what the sentence says; ``left`` has the words of the passage."""
        if same_words(self._passage.text, sentence.text):
            return ()
        link = self._link(article, sentence)
        return () if link is None else link.differs

    def sentences(self, article: Article) -> list[tuple[float, Passage]]:
        """The sentences of ``article`` that are linked, with the similarity of their closest link."""
        links, theirs = self._links(article), self._pair(article).right
        return [(link.similarity, theirs.passages[link.j]) for link in links.values()]

    def named_in_both(self, article: Article, sentence: Passage) -> tuple[Common, ...]:
        """The names and values that a linked sentence of ``article``, on the left, shares with the passage."""
        link = self._links(article).get(sentence.start)
        if link is None:
            return ()
        mine, theirs, _ = self._pair(article)
        named = theirs.named_words(mine)[link.j], mine.named_words(theirs)[link.i]
        weights = self._finder.weights(common_language(mine, theirs))
        return named_runs(*named, weights, spellings(mine, theirs))

    def _link(self, article: Article, sentence: Passage) -> Aligned | None:
        """The closest link of a sentence of ``article`` to the passage; None if it is surely not reworded."""
        if article.id not in self._known:
            if (article.id, sentence.start) in self._unlinked:
                return None
            pair = self._pair(article)
            at = bisect_left(pair.right.passages, sentence.start, key=attrgetter("start"))
            one_language = pair.left.language == pair.right.language
            if one_language and not self._finder.may_be_reworded(pair.left, pair.right, pair.inside, at):
                self._unlinked.add((article.id, sentence.start))
                return None
        return self._links(article).get(sentence.start)

    def _links(self, article: Article) -> Mapping[int, Aligned]:
        """The closest link of each sentence of ``article`` to the passage, by where the sentence begins."""
        if article.id not in self._known:
            pair = self._pair(article)
            found = sorted(self._finder.links(*pair), key=lambda link: link.similarity)
            self._known[article.id] = {pair.right.passages[link.j].start: link for link in found}
        return self._known[article.id]

    def _pair(self, article: Article) -> _Pair:
        if article.id not in self._pairs:
            mine_in, theirs_in = languages([self._own, article])
            mine, theirs = self._mine(mine_in), PreparedArticle(article, theirs_in, _SENTENCES)
            start, end = self._asked
            inside = frozenset(n for n, own in enumerate(mine.passages) if own.start < end and start < own.end)
            self._pairs[article.id] = _Pair(mine, theirs, inside)
        return self._pairs[article.id]
