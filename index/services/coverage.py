"""Coverage of an article's passages by other outlets, computed when a reader opens it, and cached.

The first answer compares the nearest articles of its story only, so that a reader need not wait. The whole answer
compares the story and the articles beyond it that may have a passage, in the background. A first answer is valid until
the story gets other articles or versions; a whole one also only until the next commit to the index.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.search.lru_cache import LruCache
from index.services.copies.captures import stored_again
from index.services.stored_articles import readable
from index.store import Store
from index.store.caches.coverage import Cached, CoverageCache

if TYPE_CHECKING:
    from index.model import Article, Coverage, TermStatistics
    from index.search.full_text import FullText

_NEAREST: Final = 12
"""Articles of a story that are compared for the first answer."""
_MOST: Final = 120
"""Articles of a story that are compared for the whole answer; more of a very long story would add nothing."""
_PASSAGES: Final = 60
"""Sentences, from the beginning, that are searched for beyond the story."""
_PER_PASSAGE: Final = 6
"""Articles beyond the story that the search for one sentence gives."""
_BEYOND: Final = 20
"""Articles beyond the story that are compared."""
_TERMS: Final = 40
"""Terms by which the nearest articles of a large story are found."""
_RECENT: Final = 16
"""Coverages that are held in memory."""
_REVISION: Final = 9
"""Of the rules for coverage: what was cached under other ones is computed again."""


class CoverageService:
    """Computes and caches coverage for one archive.

    ``check`` is called often during the work; it raises to stop it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache = CoverageCache(store.folder)
        self._recent: LruCache[tuple[str, int], Cached] = LruCache(_RECENT)
        """What is in the file, too, by key and by generation of the index: readers go back and forth."""

    def nearest(
        self, article: Article, index: FullText, counts: TermStatistics, check: Callable[[], None]
    ) -> tuple[Coverage, ...]:
        """Coverage by the nearest articles of the story, or a cached answer that is still valid."""
        from index.comparison.coverage import coverage

        members = self._members(article)
        key, generation = _key(article, members), index.engine.generation()
        cached = self._cached(article, key, generation)
        if cached is not None:
            return cached.coverage
        others = self._nearest(article, members, index, counts, _NEAREST)
        found = coverage(article, others, counts, (), check)
        if len(members) - 1 > len(others):
            # One of the articles that were not compared may have been earlier.
            found = tuple(replace(passage, first=False) for passage in found)
        self._keep(article, (key, generation), Cached(found, None))
        return found

    def whole(
        self, article: Article, index: FullText, counts: TermStatistics, check: Callable[[], None]
    ) -> tuple[Coverage, ...]:
        """Coverage by the whole story and beyond it; takes some tenths of a second unless it is cached."""
        from index.comparison.coverage import coverage

        members = self._members(article)
        key, generation = _key(article, members), index.engine.generation()
        cached = self._cached(article, key, generation)
        if cached is not None and cached.generation == generation:
            return cached.coverage
        others = self._nearest(article, members, index, counts, _MOST)
        found = coverage(article, others, counts, self._beyond(article, members, index, counts), check)
        self._keep(article, (key, generation), Cached(found, generation))
        return found

    def clear(self) -> None:
        """Delete all cached coverage."""
        self._cache.clear()
        self._recent = LruCache(_RECENT)

    def _cached(self, article: Article, key: str, generation: int) -> Cached | None:
        found = self._recent.get((key, generation))
        if found is None and (found := self._cache.get(article, key)) is not None:
            self._recent.put((key, generation), found)
        return found

    def _keep(self, article: Article, key: tuple[str, int], found: Cached) -> None:
        self._cache.put(article, key[0], found.coverage, found.generation)
        self._recent.put(key, found)

    def _members(self, article: Article) -> Mapping[str, int]:
        """By id, the current versions of the articles of the story, this article included; empty without a story.

        Without those that are this article again: it does not report its own passages a second time.
        """
        with self._store.reading() as reader:
            story = reader.stories.of(article.id)
            if story is None:
                return {}
            again = stored_again(reader, article.id)
            return reader.versions_of([id for id in story.articles if id not in again])

    def _nearest(
        self, article: Article, members: Mapping[str, int], index: FullText, counts: TermStatistics, limit: int
    ) -> list[Article]:
        others = [id for id in members if id != article.id]
        if len(others) > limit:
            from index.comparison.parallels import telling_terms

            others = list(index.most_alike(others, telling_terms(article, counts, _TERMS), limit))
        with self._store.reading() as reader:
            return list(readable(reader, others).values())

    def _beyond(
        self, article: Article, members: Mapping[str, int], index: FullText, counts: TermStatistics
    ) -> list[Article]:
        """Articles outside the story that may report passages of ``article``, those that may have the most first."""
        from index.comparison.parallels import search_terms
        from index.comparison.passages import passages

        votes: Counter[str] = Counter()
        for passage in passages(article)[:_PASSAGES]:
            near = index.articles_reporting(search_terms(passage, counts), _PER_PASSAGE)
            votes.update(id for id in near if id not in members and id != article.id)
        with self._store.reading() as reader:
            again = stored_again(reader, article.id)
            found = [id for id, _ in votes.most_common(_BEYOND + len(again)) if id not in again]
            return list(readable(reader, found[:_BEYOND]).values())


def _key(article: Article, members: Mapping[str, int]) -> str:
    """A cache key that changes with the article's version and with the articles and versions of its story."""
    parts: Sequence[object] = [_REVISION, article.id, article.version, *sorted(members.items())]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
