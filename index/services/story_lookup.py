"""The stories of an archive; articles that an interrupted import left ungrouped are grouped first."""

from __future__ import annotations

from contextlib import suppress

from index.errors import ArchiveError
from index.model import Story
from index.services.index_manager import IndexManager
from index.services.story_sync import group_stories
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
            return reader.stories.all()

    def of_article(self, id: str) -> Story | None:
        """The story of the article ``id``; None for an article that cannot be read."""
        self.group_new()
        with self._store.reading() as reader:
            return reader.stories.of(reader.find_id(id))

    def find(self, id: str) -> Story:
        """The story ``id``, or the story of the article ``id``; a unique prefix is enough."""
        self.group_new()
        with self._store.reading() as reader:
            return reader.stories.find(id, reader.find_id)

    def group_new(self) -> None:
        """Group the articles that have no story yet; does nothing while another process writes to the archive."""
        with self._store.reading() as reader:
            if not reader.stories.has_ungrouped():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in group_stories(self._store, self._index.caught_up(), ()):
                pass
