"""How one passage is linked with the sentences of other articles when their articles are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages, named_runs
from index.comparison.links.link_finder import LinkFinder, common_language, spellings
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.links.shared_words import Common
from index.comparison.same_words import same_words
from index.model import Article, ChangedWords, CleanArticle, LinkKind, Metadata, Passage

_SENTENCES = 2000
"""Sentences of each article that are compared, from its beginning."""


class PassageLinks:
    """The links of ``passage``, a sentence or more of ``within``; without it, the passage is compared by itself."""

    def __init__(self, passage: Passage, within: Article | None, finder: LinkFinder) -> None:
        self._passage, self._finder = passage, finder
        self._own = within or Article(
            passage.article, passage.version, "", "", (), CleanArticle(Metadata(), passage.text, ())
        )
        self._asked = (passage.start, passage.end) if within else (0, len(passage.text))
        self._mine: Callable[[str], PreparedArticle] = cache(lambda code: PreparedArticle(self._own, code, _SENTENCES))
        self._known: dict[str, Mapping[int, Aligned]] = {}
        self._theirs: dict[str, PreparedArticle] = {}

    def kind(self, article: Article, sentence: Passage) -> LinkKind:
        """How close a sentence of ``article`` is; ``related`` where it is not linked."""
        if same_words(self._passage.text, sentence.text):
            return "verbatim"
        link = self._links(article).get(sentence.start)
        return "related" if link is None or link.kind == "verbatim" else link.kind

    def differs(self, article: Article, sentence: Passage) -> tuple[ChangedWords, ...]:
        """Where single words change what the sentence says; ``left`` has the words of the passage."""
        link = self._links(article).get(sentence.start)
        return () if link is None else link.differs

    def sentences(self, article: Article) -> list[tuple[float, Passage]]:
        """The sentences of ``article`` that are linked, with the similarity of their closest link."""
        links, theirs = self._links(article), self._theirs[article.id]
        return [(link.similarity, theirs.passages[link.j]) for link in links.values()]

    def named_in_both(self, article: Article, sentence: Passage) -> tuple[Common, ...]:
        """The names and values that a linked sentence of ``article``, on the left, shares with the passage."""
        link = self._links(article).get(sentence.start)
        if link is None:
            return ()
        theirs = self._theirs[article.id]
        mine = self._mine(languages([self._own, article])[0])
        named = theirs.named_words(mine)[link.j], mine.named_words(theirs)[link.i]
        weights = self._finder.weights(common_language(mine, theirs))
        return named_runs(*named, weights, spellings(mine, theirs))

    def _links(self, article: Article) -> Mapping[int, Aligned]:
        """The closest link of each sentence of ``article`` to the passage, by where the sentence begins."""
        if article.id not in self._known:
            mine_in, theirs_in = languages([self._own, article])
            mine, theirs = self._mine(mine_in), PreparedArticle(article, theirs_in, _SENTENCES)
            start, end = self._asked
            inside = {n for n, own in enumerate(mine.passages) if own.start < end and start < own.end}
            found = sorted(self._finder.links(mine, theirs, inside), key=lambda link: link.similarity)
            self._theirs[article.id] = theirs
            self._known[article.id] = {theirs.passages[link.j].start: link for link in found}
        return self._known[article.id]
