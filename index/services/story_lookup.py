"""The stories of an archive; articles that an interrupted import left ungrouped are grouped first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from index.errors import ArchiveError
from index.model import Story, Texts
from index.services.copies.texts import texts_of
from index.services.index_manager import IndexManager
from index.services.stories.story_sync import group_stories
from index.store import Store


class StoryLookup:
    """Finds stories by id or by article."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index

    def all(self) -> tuple[Story, ...]:
        """All stories, the latest first."""
        self.group_new()
        with self._store.reading() as reader:
            texts = texts_of(reader)
            return tuple(_counted(story, texts) for story in reader.stories.all())

    def of_article(self, id: str) -> Story | None:
        """The story of the article ``id``; None for an article that cannot be read."""
        self.group_new()
        with self._store.reading() as reader:
            story = reader.stories.of(reader.find_id(id))
            return None if story is None else _counted(story, texts_of(reader, story.articles))

    def find(self, id: str) -> Story:
        """The story ``id``, or the story of the article ``id``; a unique prefix is enough."""
        self.group_new()
        with self._store.reading() as reader:
            story = reader.stories.find(id, reader.find_id)
            return _counted(story, texts_of(reader, story.articles))

    def group_new(self) -> None:
        """Group the articles that have no story yet; does nothing while another process writes to the archive."""
        with self._store.reading() as reader:
            if not reader.stories.ungrouped():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in group_stories(self._store, self._index.caught_up(), ()):
                pass


def _counted(story: Story, texts: Texts) -> Story:
    """``story`` with the number of its texts, and of those that have each lead passage."""
    lead = tuple(replace(each, texts=texts.count(each.articles)) for each in story.lead)
    return replace(story, lead=lead, texts=texts.count(story.articles))
