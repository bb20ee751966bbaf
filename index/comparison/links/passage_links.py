"""How one passage is linked with the sentences of other articles when their articles are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.link_finder import LinkFinder
from index.comparison.links.prepared_article import PreparedArticle
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

    def _links(self, article: Article) -> Mapping[int, Aligned]:
        """The closest link of each sentence of ``article`` to the passage, by where the sentence begins."""
        if article.id not in self._known:
            mine_in, theirs_in = languages([self._own, article])
            mine, theirs = self._mine(mine_in), PreparedArticle(article, theirs_in, _SENTENCES)
            start, end = self._asked
            inside = {n for n, own in enumerate(mine.passages) if own.start < end and start < own.end}
            found = sorted(self._finder.links(mine, theirs, inside), key=lambda link: link.similarity)
            self._known[article.id] = {theirs.passages[link.j].start: link for link in found}
        return self._known[article.id]
