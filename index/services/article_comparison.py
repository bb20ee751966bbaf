"""Articles compared: side by side, passage by passage across the archive, and over a whole story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.errors import UsageError, check_of
from index.model import (
    Article,
    Comparison,
    Coverage,
    Matrix,
    Parallel,
    Passage,
    Reference,
    Story,
)
from index.services.copies.editions import compared_with_editions
from index.services.copies.texts import texts_of
from index.services.coverage import CoverageService
from index.services.differences.service import Differences
from index.services.index_manager import IndexManager
from index.services.passages import outside, sentence, touching
from index.services.stored_articles import readable
from index.store import Store

if TYPE_CHECKING:
    from index.search.full_text import FullText

_LONG: Final = 100_000
"""Characters of all articles together from which a comparison takes longer than a reader waits for a first screen."""
_COMPARED: Final = 8
"""Articles in one comparison, at most."""
PARALLELS: Final = 18
"""Parallels of a passage in a first answer, and the articles that they may come from."""
_CANDIDATES: Final = 25
"""Articles that are searched for these parallels; and of the passage's story, for other languages."""


class ArticleComparison:
    """Compares articles of one archive. Every ``cancelled`` is polled; the work ends with Cancelled when it is true."""

    def __init__(self, store: Store, index: IndexManager, differences: Differences) -> None:
        self._store = store
        self._index = index
        self._differences = differences
        self._coverage = CoverageService(store)

    def compare(
        self,
        ids: Sequence[str],
        cancelled: Callable[[], bool],
        meanwhile: Callable[[Comparison], None] | None,
    ) -> Comparison:
        """Two to eight articles; ``id:start-end`` keeps only the links that touch that span."""
        from index.comparison.compare import compare, uncompared
        from index.comparison.differences.linked import with_differences

        wanted = [Reference.parse(id, place="passage") for id in ids]
        articles = [self._article(reference.article) for reference in wanted]
        if not 2 <= len({article.id for article in articles}) == len(articles) <= _COMPARED:
            raise UsageError("A comparison takes two to eight different articles.", hint="Give their ids.")
        spans = {article.id: each.span for article, each in zip(articles, wanted, strict=True) if each.span is not None}
        for article in articles:
            if article.id in spans and spans[article.id][0] >= len(article.text):
                raise outside(article, spans[article.id][0])
        if meanwhile is not None and sum(len(article.text) for article in articles) > _LONG:
            meanwhile(uncompared(articles))
        check = check_of(cancelled)
        found = self._index.ask(lambda index: compare(articles, self._index.counts(index), check))
        differing, note = self._differences.between(articles, cancelled)
        found = replace(with_differences(found, differing), note=" ".join(filter(None, (found.note, note))))
        with self._store.reading() as reader:
            found = compared_with_editions(reader, found)
        return touching(found, spans) if spans else found

    def parallels(self, article: Article, start: int, limit: int) -> tuple[Passage, tuple[Parallel, ...]]:
        """The sentence of ``article`` at ``start``, and at most ``limit`` passages elsewhere that report the same."""
        from index.comparison.parallels import parallels, search_terms

        passage = sentence(article, start)

        def found(index: FullText) -> tuple[Parallel, ...]:
            counts = self._index.counts(index)
            further = max(0, limit - PARALLELS)
            near = index.articles_reporting(search_terms(passage, counts), _CANDIDATES + further + 1)
            candidates = self._articles([other for other in near if other != article.id])
            candidates |= self._in_other_languages(article)
            return parallels(passage, candidates.values(), counts, limit, article, closely=PARALLELS + further)

        rows = self._index.ask(found)
        with self._store.reading() as reader:
            texts = texts_of(reader, [row.passage.article for row in rows])
        numbers: dict[str, int] = {}
        heads = [texts.of.get(row.passage.article, row.passage.article) for row in rows]
        for head in heads:
            numbers.setdefault(head, len(numbers) + 1)
        return passage, tuple(replace(row, text=numbers[head]) for row, head in zip(rows, heads, strict=True))

    def coverage(self, article: Article, *, whole: bool, cancelled: Callable[[], bool]) -> tuple[Coverage, ...]:
        """Which other outlets report each passage of ``article``; ``whole`` searches beyond the nearest articles."""
        asked = self._coverage.whole if whole else self._coverage.nearest
        found = self._index.ask(lambda index: asked(article, index, self._index.counts(index), check_of(cancelled)))
        with self._store.reading() as reader:
            texts = texts_of(reader, [id for each in found for id in each.articles])
        return tuple(replace(each, texts=texts.count(each.articles)) for each in found)

    def matrix(self, story: Story, cancelled: Callable[[], bool]) -> Matrix:
        """Which article of ``story`` has what; of a large story its most central articles."""
        from index.comparison.matrix import MOST, matrix

        articles = list(self._articles(story.articles[:MOST]).values())
        found = self._index.ask(lambda index: matrix(story, articles, self._index.counts(index), check_of(cancelled)))
        with self._store.reading() as reader:
            texts = texts_of(reader, [article.id for article in found.articles])
        columns: defaultdict[str, list[int]] = defaultdict(list)
        for place, article in enumerate(found.articles):
            columns[texts.of.get(article.id, article.id)].append(place)
        return replace(found, copies=tuple(tuple(places) for places in columns.values() if len(places) > 1))

    def _in_other_languages(self, article: Article) -> dict[str, Article]:
        """The articles of the same story that no search for words finds; of a very large story the earliest."""
        with self._store.reading() as reader:
            story = reader.stories.of(article.id)
            members = story.articles[:_CANDIDATES] if story is not None else ()
            found = readable(reader, [id for id in members if id != article.id])
        own = article.content.metadata.language
        return {id: other for id, other in found.items() if other.content.metadata.language not in (own, None)}

    def forget_coverage(self) -> None:
        """Delete the cached coverage of all articles: stories have lost articles."""
        self._coverage.clear()

    def _article(self, id: str) -> Article:
        with self._store.reading() as reader:
            return reader.article(reader.find_id(id))

    def _articles(self, ids: Sequence[str]) -> dict[str, Article]:
        with self._store.reading() as reader:
            return readable(reader, ids)


def never() -> bool:
    """The ``cancelled`` of work that nobody cancels."""
    return False
