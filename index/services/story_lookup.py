"""The stories of an archive, and the lead passages that are not stored.

Articles that an interrupted import left ungrouped are grouped first.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from index.errors import ArchiveError
from index.model import Lead, Story, TermStatistics, Texts
from index.search.lru_cache import LruCache
from index.services.copies.texts import texts_of
from index.services.index_manager import IndexManager
from index.services.stored_articles import readable
from index.services.stories.story_sync import group_stories
from index.store import Store

_KEPT: Final = 2000
"""Stories whose lead passages are remembered until the archive changes: finding those of one takes some .05 s."""


class StoryLookup:
    """Finds stories by id or by article."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index
        self._leads = LeadPassages(store, index)

    def all(self) -> tuple[Story, ...]:
        """All stories, the latest first, with the lead passages that are stored."""
        self.group_new()
        with self._store.reading() as reader:
            texts = texts_of(reader)
            return tuple(_counted(story, texts) for story in reader.stories.all())

    def of_article(self, id: str) -> Story | None:
        """The story of the article ``id``, with lead passages if stored; None for an article that cannot be read."""
        self.group_new()
        with self._store.reading() as reader:
            story = reader.stories.of(reader.find_id(id))
            return None if story is None else _counted(story, texts_of(reader, story.articles))

    def find(self, id: str) -> Story:
        """The story ``id``, or the story of the article ``id``, with its lead passages if stored.

        A unique prefix is enough.
        """
        self.group_new()
        with self._store.reading() as reader:
            story = reader.stories.find(id, reader.find_id)
            return _counted(story, texts_of(reader, story.articles))

    def with_leads(self, ids: Sequence[str]) -> tuple[Story, ...]:
        """The stories ``ids``, as :meth:`find`; lead passages that are not stored are looked for, some .05 s each."""
        stories = self._leads.completed([self.find(id) for id in ids])
        with self._store.reading() as reader:
            return tuple(_counted(story, texts_of(reader, story.articles)) for story in stories)

    def group_new(self) -> None:
        """Group the articles that have no story yet; does nothing while another process writes to the archive."""
        with self._store.reading() as reader:
            if not reader.stories.ungrouped():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in group_stories(self._store, self._index.caught_up(), ()):
                pass


class LeadPassages:
    """Finds lead passages when they are asked for. Nothing is written, so that reading needs no lock."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index
        self._known: LruCache[tuple[int, str], tuple[Lead, ...]] = LruCache(_KEPT)

    def completed(self, stories: Sequence[Story]) -> tuple[Story, ...]:
        """``stories``, each with its lead passages; they stay unknown where there is no index to weigh words by."""
        with self._store.reading() as reader:
            generation = reader.generation()
        found = {story.id: self._known.get((generation, story.id)) for story in stories if story.lead is None}
        missing = [story for story in stories if story.id in found and found[story.id] is None]
        if missing:
            with suppress(ArchiveError):
                counts = self._index.ask(self._index.counts)
                for story, lead in zip(missing, self._looked_for(missing, counts), strict=True):
                    self._known.put((generation, story.id), lead)
                    found[story.id] = lead
        return tuple(replace(story, lead=found[story.id]) if story.id in found else story for story in stories)

    def _looked_for(self, stories: Sequence[Story], counts: TermStatistics) -> list[tuple[Lead, ...]]:
        from index.comparison.links.link_finder import LinkFinder
        from index.comparison.stories.records import story_record

        with self._store.reading() as reader:
            articles = readable(reader, [id for story in stories for id in story.articles])
        finder = LinkFinder(counts)
        having = ([articles[id] for id in story.articles if id in articles] for story in stories)
        return [(story_record("", some, counts, finder).lead or ()) if some else () for some in having]


def _counted(story: Story, texts: Texts) -> Story:
    """``story`` with the number of its texts, and of those that have each lead passage."""
    lead = story.lead and tuple(replace(each, texts=texts.count(each.articles)) for each in story.lead)
    return replace(story, lead=lead, texts=texts.count(story.articles))
