"""The full-text index as an archive holds it: opened late, kept in step with the store, made anew when damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked
from index.model import Progress
from index.services.grouping import group_stories
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
from index.store import Store

if TYPE_CHECKING:
    from index.search.full_text import FullText

T = TypeVar("T")

WAIT = 5.0
"""Seconds that a small change waits for another writer."""
MOMENT = 2.0
"""Seconds that an import waits: for the first search, which makes the index, or a change, not for another import."""


class IndexHandle:
    """The index of one archive, for all its threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fulltext: FullText | None = None
        self._kept_counts: tuple[int, Counts] | None = None
        self._opening = threading.RLock()
        self.told: Callable[[Progress], None] = lambda progress: None
        """Is told how far an index is that is made anew because a question needs it, in the thread that asked."""

    def close(self) -> None:
        """Let go of the index's files."""
        with self._opening:
            if self._fulltext is not None:
                self._fulltext.engine.close()
                self._fulltext = None

    def rebuild(self) -> Iterator[Progress]:
        """Make the index, and the stories, anew from the store."""
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

    def mend(self) -> Iterator[Progress]:
        """Make an index anew that cannot be used, from the store; nothing comes where there is nothing to do.

        Nor where another process is writing, and so does it. Raises ArchiveTooNew, ArchiveFull.
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
        """The index's answer; an index that turns out to be damaged is made anew once."""
        index = self._current()
        try:
            return question(index)
        except ArchiveDamaged:
            with self._opening:
                if self._fulltext is index:
                    for progress in self.rebuild():
                        self.told(progress)
            return question(self._current())

    @contextmanager
    def _whole_or_none(self) -> Iterator[None]:
        """Let go of an index that is not brought in step: it must not answer as if it had all articles."""
        in_step = False
        try:
            yield
            in_step = True
        finally:
            if not in_step:
                with self._opening:
                    self._fulltext = None

    def _made_anew(self) -> FullText:
        """An index in the place of one that cannot be used, for who holds the lock."""
        with self._store.reading() as reader:
            total = reader.count("articles")
        if not total:
            return self.caught_up()
        self.told(Progress("indexing", 0, total))
        index = self.to_write()
        done = 0
        with self._whole_or_none():
            for count in catch_up(self._store, index):
                done += count
                self.told(Progress("indexing", min(done, total), total))
        self.told(Progress("done", total, total))
        return index

    def counts(self, index: FullText) -> Counts:
        """The index's counts, remembered until the archive changes."""
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
        """The index, brought in step with the store; as it is where another process is doing so.

        Raises ArchiveFull, or ArchiveError where the archive cannot be written, rather than answer without articles.
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
                index = self.caught_up() if sound else self._made_anew()
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
        """Whether the index, as it is on the disk, has as many articles as the store."""
        index = index_of(self._store)
        try:
            return has_as_many(self._store, index)
        finally:
            index.engine.close()

    def _not_in_step(self, error: ArchiveError, *, sound: bool) -> ArchiveError:
        """Why no question is answered."""
        lack = "lacks articles, and they cannot be added" if sound else "cannot be used, and not be made anew"
        said = f"The index of {self._store.folder} {lack}: {error.message}"
        if isinstance(error, ArchiveFull):
            return ArchiveFull(said, hint="No article is lost: make room and ask again.")
        return ArchiveError(said, hint="Copy the archive to a folder of your own.")

    def to_write(self) -> FullText:
        """The index, for who holds the lock."""
        with self._opening:
            if self._fulltext is None or index_is_gone(self._store):
                self._fulltext = open_index(self._store)
            return self._fulltext

    def caught_up(self) -> FullText:
        """The index with everything in it that the store has, for who holds the lock."""
        index = self.to_write()
        with self._whole_or_none():
            for _ in catch_up(self._store, index):
                pass
        return index
