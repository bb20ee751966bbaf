"""Queries and the hits that answer them, and what the archive knows about each hit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from index.model import Article, Explanation, Hit, Matches, ResultPage, ResultStream, Sort
from index.services.copies.editions import with_editions
from index.services.index_manager import IndexManager
from index.services.stored_articles import KnownArticles, readable, with_earlier
from index.store import Store


def damaged_hits(number: int) -> str:
    """The note on hits that a result counts and that cannot be shown."""
    which = "1 hit is damaged and" if number == 1 else f"{number:,} hits are damaged and"
    return f"{which} cannot be shown; 'broadsheet check' says which."


class ArticleSearch:
    """Answers queries from the index; what a hit shows comes from the store."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index
        self._known = KnownArticles(store)

    def page(
        self,
        query: str,
        limit: int,
        offset: int,
        sort: Sort,
        as_typed: bool,
        cancelled: Callable[[], bool] | None,
        facets: bool,
        suggestions: bool,
        fold: bool = False,
    ) -> ResultPage:
        """The hits of ``query`` from ``offset`` on, each with its near-duplicates; a note counts those left out."""
        missing: set[str] = set()

        def loaded(ids: Sequence[str]) -> dict[str, Article]:
            found = self._known.of(ids)
            missing.update(id for id in ids if id not in found)
            return found

        page = self._index.ask(
            lambda index: index.search(
                query,
                loaded,
                limit=limit,
                offset=offset,
                sort=sort,
                as_typed=as_typed,
                cancelled=cancelled,
                facets=facets,
                suggestions=suggestions,
                fold=fold,
            )
        )
        with self._store.reading() as reader:
            if waiting := reader.not_indexed():
                total = reader.count("articles")
                note = f"{total - waiting:,} of {total:,} articles are indexed as they are now; others may be missing."
                page = replace(page, notes=(*page.notes, note))
            # Those that were removed meanwhile are no more in the store at all.
            if damaged := len(reader.versions_of(missing)):
                page = replace(page, notes=(*page.notes, damaged_hits(damaged)))
            return replace(page, hits=with_editions(reader, page.hits)) if page.hits else page

    def stream(
        self, query: str, offset: int, sort: Sort, as_typed: bool, snippets: bool, most: bool, fold: bool
    ) -> ResultStream:
        """All hits of ``query`` from ``offset`` on, read from the store as they are asked for."""
        return self._index.ask(
            lambda index: index.stream(
                query,
                self._articles,
                offset=offset,
                sort=sort,
                as_typed=as_typed,
                snippets=snippets,
                most=most,
                fold=fold,
            )
        )

    def hits(self, query: str, ids: Sequence[str], *, as_typed: bool) -> tuple[Hit, ...]:
        """Articles by their full ids as hits of ``query``."""
        return self._index.ask(lambda index: index.hits(query, self._articles, ids, as_typed=as_typed))

    def count(self, query: str) -> int:
        """How many articles match all of ``query``; raises QueryError."""
        page = self.page(query, 0, 0, "relevance", False, None, False, False)
        return page.total

    def among(self, query: str, ids: Sequence[str]) -> Collection[str]:
        """Those of the articles ``ids`` that match all of ``query``."""
        return self._index.ask(lambda index: index.among(query, ids))

    def matches(self, query: str, article: Article, *, as_typed: bool) -> Matches:
        """Where ``article`` has the words of ``query``."""
        return self._index.ask(lambda index: index.matches(query, article, as_typed=as_typed))

    def completions(self, text: str) -> list[str]:
        """Whole queries, or values of a field, that begin with ``text``."""
        return self._index.ask(lambda index: index.completions(text, self._articles))

    def explanation(self, query: str, article: Article) -> Explanation:
        """How ``article`` scores for ``query``, or which parts of it the article lacks."""
        return self._index.ask(lambda index: index.explain(query, article.id))

    def _articles(self, ids: Sequence[str]) -> dict[str, Article]:
        with self._store.reading() as reader:
            return with_earlier(reader, readable(reader, ids))
