"""The reader's gutter: who else has each passage of an article, worked out when it is opened, and kept.

First the nearest articles of its story, which takes no longer than a reader waits; in the background all of the story,
and who has copied or reworded a passage beyond it. What was worked out holds until the story has other articles, or
other versions of them; what lies beyond it until the index has another commit.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from index.services.index_builder import readable
from index.store import Store
from index.store.coverage_cache import Gutter

if TYPE_CHECKING:
    from index.model import Article, Coverage, TermStatistics
    from index.search.full_text import FullText

_NEAREST: Final = 12
"""Articles of a story that are compared while somebody waits."""
_MOST: Final = 120
"""Articles of a story that are compared at all: a saga of thousands has nothing to say of one sentence."""
_PASSAGES: Final = 60
"""Sentences, from the beginning, for which articles beyond the story are looked for."""
_PER_PASSAGE: Final = 6
"""Articles that are looked up for each sentence."""
_BEYOND: Final = 20
"""Articles beyond the story that are compared."""
_TERMS: Final = 40
"""Terms by which the nearest articles of a large story are chosen."""


class GutterDesk:
    """Gives the coverage of articles of one archive.

    ``check`` is called again and again while it is worked out, and raises to stop that.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = Gutter(store.folder)

    def coverage(
        self, article: Article, index: FullText, counts: TermStatistics, check: Callable[[], None]
    ) -> tuple[Coverage, ...]:
        """What was worked out before, as long as it holds; else from the nearest articles of the story."""
        from index.comparison.coverage import coverage

        members = self._members(article)
        key = _key(article, members)
        kept = self._kept.kept(article, key)
        if kept is not None:
            return kept.coverage
        others = self._nearest(article, members, index, counts, _NEAREST)
        found = coverage(article, others, counts, (), check)
        self._kept.put(article, key, found)
        return found

    def whole(
        self, article: Article, index: FullText, counts: TermStatistics, check: Callable[[], None]
    ) -> tuple[Coverage, ...]:
        """From all of the story and from beyond it; takes some tenths of a second where it is not kept."""
        from index.comparison.coverage import coverage

        members = self._members(article)
        key, generation = _key(article, members), index.engine.generation()
        kept = self._kept.kept(article, key)
        if kept is not None and kept.generation == generation:
            return kept.coverage
        others = self._nearest(article, members, index, counts, _MOST)
        found = coverage(article, others, counts, self._beyond(article, members, index, counts), check)
        self._kept.put(article, key, found, generation)
        return found

    def clear(self) -> None:
        """Forget what was worked out."""
        self._kept.clear()

    def _members(self, article: Article) -> Mapping[str, int]:
        """The articles of the story with their versions."""
        with self._store.reading() as reader:
            story = reader.story_of(article.id)
            return reader.versions_of(story.articles) if story is not None else {}

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
        """Articles of no story with this one that may have some of its passages, those that may have the most."""
        from index.comparison.parallels import search_terms
        from index.comparison.passages import passages

        votes: Counter[str] = Counter()
        for passage in passages(article)[:_PASSAGES]:
            near = index.articles_reporting(search_terms(passage, counts), _PER_PASSAGE)
            votes.update(id for id in near if id not in members and id != article.id)
        with self._store.reading() as reader:
            return list(readable(reader, [id for id, _ in votes.most_common(_BEYOND)]).values())


def _key(article: Article, members: Mapping[str, int]) -> str:
    """Changes with the article and with its story."""
    said: Sequence[object] = [article.id, article.version, *sorted(members.items())]
    return hashlib.sha256(repr(said).encode()).hexdigest()
