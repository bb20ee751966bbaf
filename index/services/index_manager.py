"""The full-text index of an archive: opened on first use, kept in step with the store, rebuilt when damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked
from index.model import Progress
from index.services.index_sync import (
    Counts,
    catch_up,
    has_as_many,
    index_is_gone,
    index_of,
    new_index,
    open_index,
    reconcile,
)
from index.services.stories.story_sync import group_stories
from index.store import Store

if TYPE_CHECKING:
    from index.search.full_text import FullText

T = TypeVar("T")

WAIT = 5.0
"""Seconds that a small change waits for another writer."""
MOMENT = 2.0
"""Seconds that an import waits for another writer: enough for a small change or for the first search, which creates the
index, not for another import."""


class IndexManager:
    """The full-text index of one archive, shared by all threads that use the archive."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fulltext: FullText | None = None
        self._kept_counts: tuple[int, Counts] | None = None
        self._opening = threading.RLock()
        self.notify: Callable[[Progress], None] = lambda progress: None
        """Called while a query waits for a rebuild, in the thread of the query; the last stage is ``done``."""

    def close(self) -> None:
        """Close the files of the index; the next query opens them again."""
        with self._opening:
            if self._fulltext is not None:
                self._fulltext.engine.close()
                self._fulltext = None

    def rebuild(self) -> Iterator[Progress]:
        """Rebuild the index and the stories from the store; the index in use answers until the lock is taken."""
        with self._store.lock(wait=WAIT):
            index = new_index(self._store)
            with self._opening:
                self._fulltext = index
            with self._store.reading() as reader:
                ids = reader.ids()
            done = 0
            with self._whole_or_none():
                yield Progress("indexing", 0, len(ids))
                for count in catch_up(self._store, index):
                    done += count
                    yield Progress("indexing", done, len(ids))
            yield from group_stories(self._store, index, ids)
            yield Progress("done", len(ids), len(ids))

    def rebuild_if_needed(self) -> Iterator[Progress]:
        """Rebuild an index that is missing, damaged or of an earlier format; yields nothing if it is sound.

        Yields nothing either while another process writes: that process rebuilds it. Raises ArchiveTooNew, ArchiveFull.
        """
        with self._store.reading() as reader:
            needed = reader.count("articles") > 0
        if not needed:
            return
        engine = index_of(self._store).engine
        try:
            engine.open()
            engine.close()
        except ArchiveDamaged:
            with suppress(ArchiveLocked):
                yield from self.rebuild()

    def ask(self, question: Callable[[FullText], T]) -> T:
        """The answer of ``question``; if the index turns out to be damaged, it is rebuilt and asked once more."""
        index = self._current()
        try:
            return question(index)
        except ArchiveDamaged:
            with self._opening:
                if self._fulltext is index:
                    for progress in self.rebuild():
                        self.notify(progress)
            return question(self._current())

    @contextmanager
    def _whole_or_none(self) -> Iterator[None]:
        """Drop the index if bringing it in step fails: an index that lacks articles must not answer."""
        in_step = False
        try:
            yield
            in_step = True
        finally:
            if not in_step:
                with self._opening:
                    self._fulltext = None

    def _rebuilt(self) -> FullText:
        """A new index in place of one that cannot be used. The caller holds the lock."""
        with self._store.reading() as reader:
            total = reader.count("articles")
        if not total:
            return self.caught_up()
        self.notify(Progress("indexing", 0, total))
        index = self.to_write()
        done = 0
        with self._whole_or_none():
            for count in catch_up(self._store, index):
                done += count
                self.notify(Progress("indexing", min(done, total), total))
        self.notify(Progress("done", total, total))
        return index

    def counts(self, index: FullText) -> Counts:
        """The term statistics of ``index``, cached until the archive changes."""
        with self._store.reading() as reader:
            generation = reader.generation()
        kept = self._kept_counts
        if kept is None or kept[0] != generation:
            kept = self._kept_counts = (generation, Counts(index))
        return kept[1]

    def _current(self) -> FullText:
        with self._opening:
            if self._fulltext is None:
                self._fulltext = self._opened_in_step()
            return self._fulltext

    def _opened_in_step(self) -> FullText:
        """The index, brought in step with the store; unchanged while another process brings it in step.

        Raises ArchiveFull, or ArchiveError if the archive is read-only, rather than answer without some articles.
        """
        index = index_of(self._store)
        sound = index.engine.state() == "sound"
        with self._store.reading() as reader:
            in_step = sound and not reader.pending(1)
        if in_step:
            with suppress(ArchiveDamaged):
                index.engine.open()
                if has_as_many(self._store, index):
                    return index
        try:
            with self._store.lock():
                index = self.caught_up() if sound else self._rebuilt()
                if not has_as_many(self._store, index):
                    with self._whole_or_none():
                        reconcile(self._store, index)
                return index
        except (ArchiveLocked, ArchiveDamaged):
            if not sound:
                raise
        except ArchiveError as error:
            if not sound or not self._lacks_none():
                raise self._not_in_step(error, sound=sound) from error
        index = index_of(self._store)
        index.engine.open()
        return index

    def _lacks_none(self) -> bool:
        """Whether the index on the disk has as many articles as the store."""
        index = index_of(self._store)
        try:
            return has_as_many(self._store, index)
        finally:
            index.engine.close()

    def _not_in_step(self, error: ArchiveError, *, sound: bool) -> ArchiveError:
        """The error that says why no query is answered."""
        lack = "lacks articles, and they cannot be added" if sound else "is unusable and cannot be rebuilt"
        message = f"The index of {self._store.folder} {lack}: {error.message}"
        if isinstance(error, ArchiveFull):
            return ArchiveFull(message, hint="No article is lost. Free some disk space and search again.")
        return ArchiveError(message, hint="Copy the archive to a folder that you can write to.")

    def to_write(self) -> FullText:
        """The index, created if there is none. The caller holds the lock."""
        with self._opening:
            if self._fulltext is None or index_is_gone(self._store):
                self._fulltext = open_index(self._store)
            return self._fulltext

    def caught_up(self) -> FullText:
        """The index with all articles of the store. The caller holds the lock."""
        index = self.to_write()
        with self._whole_or_none():
            for _ in catch_up(self._store, index):
                pass
        return index
