"""The full-text index of an archive: opened on first use, kept in step with the store, rebuilt when damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked
from index.model import Progress
from index.services.index_sync import (
    Counts,
    catch_up,
    has_as_many,
    index_is_gone,
    index_of,
    opened_index,
    rebuilt,
    reconcile,
)
from index.services.stories.story_sync import group_stories
from index.store import Store

if TYPE_CHECKING:
    from index.search.engine import SearchEngine
    from index.search.full_text import FullText

T = TypeVar("T")

WAIT = 5.0
"""Seconds that a small change waits for another writer."""
MOMENT = 2.0
"""Seconds that an import waits for another writer: enough for a small change or for the first search, which creates the
index, not for another import."""

_LOOK: Final = 0.2
"""Seconds between two looks at the index that another process makes."""


class IndexManager:
    """The full-text index of one archive, shared by all threads that use the archive."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fulltext: FullText | None = None
        self._kept_counts: tuple[int, Counts] | None = None
        self._opening = threading.RLock()
        self._closing = threading.Event()
        self.notify: Callable[[Progress], None] = lambda progress: None
        """Called while a query waits for a rebuild, in the thread of the query; the last stage is ``done``."""

    def close(self) -> None:
        """Close the files of the index; the next query opens them again."""
        self._closing.set()
        with self._opening:
            self._closing.clear()
            if self._fulltext is not None:
                self._fulltext.engine.close()
                self._fulltext = None

    def rebuild(self, wait: float = WAIT) -> Iterator[Progress]:
        """Rebuild the index and the stories from the store; the index in use answers until the new one is complete.

        Raises ArchiveLocked where another process writes for longer than ``wait`` seconds.
        """
        with self._store.lock(wait=wait):
            yield from self._index_rebuilt()
            with self._store.reading() as reader:
                ids = reader.ids()
            yield from group_stories(self._store, self._current(), ids)
            yield Progress("done", len(ids), len(ids))

    def rebuild_if_needed(self) -> Iterator[Progress]:
        """Rebuild an index that is missing, damaged or of an earlier format; yields nothing if it is sound.

        The stories stay as they are: in a large archive they take many times as long. While another process writes, it
        waits for the index that this process makes. Raises ArchiveTooNew, ArchiveFull.
        """
        yield from self._until_usable(self._index_rebuilt_alone)

    def _until_usable(self, make: Callable[[], Iterator[Progress]]) -> Iterator[Progress]:
        """``make`` an index where none can be used; while that raises ArchiveLocked, wait for another process's."""
        with self._store.reading() as reader:
            total = reader.count("articles")
        engine = index_of(self._store).engine
        waited = False
        while total and not _usable(engine):
            try:
                yield from make()
            except ArchiveLocked:
                waited = True
                yield Progress("indexing", engine.rebuilt() or 0, total)
                if self._closing.wait(_LOOK):
                    raise
        if waited:
            yield Progress("done", total, total)

    def ask(self, question: Callable[[FullText], T]) -> T:
        """The answer of ``question``; if the index turns out to be damaged, it is rebuilt and asked once more."""
        index = self._current()
        try:
            return question(index)
        except ArchiveDamaged:
            with self._opening:
                if self._fulltext is index:
                    # The process that writes may be about to replace what is damaged.
                    with suppress(ArchiveLocked):
                        for progress in self._index_rebuilt_alone(WAIT):
                            self.notify(progress)
            return question(self._current())

    def _index_rebuilt(self) -> Iterator[Progress]:
        """Rebuild the index with all articles of the store, of which there may be none. The caller holds the lock."""
        with self._store.reading() as reader:
            total = reader.count("articles")
        done = 0
        if total:
            yield Progress("indexing", done, total)
        for count in rebuilt(self._store):
            done += count
            yield Progress("indexing", min(done, total), total)
        with self._opening:
            self._fulltext = index_of(self._store)

    def _index_rebuilt_alone(self, wait: float = 0.0) -> Iterator[Progress]:
        with self._store.lock(wait=wait):
            yield from self._index_rebuilt()
            with self._store.reading() as reader:
                total = reader.count("articles")
        yield Progress("done", total, total)

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
        """The index, brought in step with the store; as it is while that cannot be done and what it lacks is known.

        Waits while another process makes the index. Raises ArchiveFull, or ArchiveError if the archive is read-only,
        where there is none to answer from.
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
                index = self.caught_up()
                if not has_as_many(self._store, index):
                    with self._whole_or_none():
                        reconcile(self._store, index)
                return index
        except ArchiveLocked:
            if not sound:
                for progress in self._until_usable(self._index_rebuilt_alone):
                    self.notify(progress)
        except ArchiveDamaged:
            if not sound:
                raise
        except ArchiveError as error:
            if not sound or not self._lacks_what_is_pending():
                raise self._not_in_step(error, sound=sound) from error
        index = index_of(self._store)
        index.engine.open()
        return index

    def _lacks_what_is_pending(self) -> bool:
        """Whether all that the index on the disk may lack is known, so that an answer can say so."""
        index = index_of(self._store)
        try:
            with self._store.reading() as reader:
                return abs(reader.count("articles") - index.document_count()) <= reader.count("pending")
        finally:
            index.engine.close()

    def _not_in_step(self, error: ArchiveError, *, sound: bool) -> ArchiveError:
        """The error that says why no query is answered."""
        lack = "lacks articles, and they cannot be added" if sound else "is unusable and cannot be rebuilt"
        message = f"The index of {self._store.folder} {lack}: {error.message}"
        if isinstance(error, ArchiveFull):
            return ArchiveFull(message, hint="No article is lost. Free some disk space and search again.")
        return ArchiveError(
            message, hint="Copy the archive to a folder that you can write to: broadsheet backup FOLDER."
        )

    def to_write(self) -> FullText:
        """The index, rebuilt if there is none that can be used. The caller holds the lock."""
        with self._opening:
            if self._fulltext is None or index_is_gone(self._store):
                self._fulltext = opened_index(self._store)
            if self._fulltext is None:
                progress = None
                for progress in self._index_rebuilt():
                    self.notify(progress)
                if progress is not None:
                    self.notify(replace(progress, stage="done"))
            return self._current()

    def caught_up(self) -> FullText:
        """The index with all articles of the store. The caller holds the lock."""
        index = self.to_write()
        with self._whole_or_none():
            for _ in catch_up(self._store, index):
                pass
        return index


def _usable(engine: SearchEngine) -> bool:
    try:
        engine.open()
    except ArchiveDamaged:
        return False
    engine.close()
    return True
