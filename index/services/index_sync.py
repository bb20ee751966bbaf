"""The full-text index follows from the store, and is kept in step with it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from index.errors import ArchiveDamaged
from index.model import TermStatistics
from index.services.index_builder import indexed
from index.store import Store, disk_error

if TYPE_CHECKING:
    from index.search.whoosh_engine import FullText

FOLDER: Final = "fulltext"
_ROUND: Final = 200_000
"""Articles that are known to be pending at once."""


class Counts:
    """An index's term statistics, each asked once: for one task, during which they may not change."""

    def __init__(self, index: TermStatistics) -> None:
        self._count = index.document_count()
        self._frequency = cache(index.document_frequency)

    def document_count(self) -> int:
        """Articles in the archive."""
        return self._count

    def document_frequency(self, term: str) -> int:
        """Articles that have ``term``."""
        return self._frequency(term)


def open_index(store: Store) -> FullText:
    """The full-text index, made empty where there is none that can be used, all articles then pending.

    To be called by the writer. Raises ArchiveTooNew for an index of a later broadsheet, which stays as it is.
    """
    from index.search.whoosh_engine import FullText

    folder = store.folder / FOLDER
    if FullText.state(folder) == "sound":
        with suppress(ArchiveDamaged):
            return FullText.open(folder)
    return new_index(store)


def index_is_gone(store: Store) -> bool:
    """Whether the index's folder was taken away, which an open index does not notice."""
    return not (store.folder / FOLDER).is_dir()


def index_state(store: Store, damaged: Container[str] = ()) -> Literal["sound", "missing", "outdated", "damaged"]:
    """How the index stands to the store; articles ``damaged`` in the store are not missed in the index."""
    from index.search.whoosh_engine import FullText

    state = FullText.state(store.folder / FOLDER)
    if state != "sound":
        return state
    try:
        index = FullText.open(store.folder / FOLDER)
    except ArchiveDamaged:
        return "damaged"
    try:
        if index.verify():
            return "damaged"
        return "outdated" if any(id not in damaged for id in differences(store, index)) else "sound"
    finally:
        index.close()


def new_index(store: Store) -> FullText:
    """An empty full-text index, all articles pending; raises ArchiveTooNew rather than replace one of a later kind."""
    from index.search.whoosh_engine import FullText

    folder = store.folder / FOLDER
    FullText.state(folder)
    # First, so that an index that was made and not filled is never taken for one in step.
    with store.writing() as writer:
        writer.mark_pending()
    try:
        return FullText.create(folder)
    except OSError as error:
        raise disk_error(error, folder) from error


def catch_up(store: Store, index: FullText, *, least: int = 1) -> Iterator[int]:
    """Bring the index in step with the store, in bounded commits; how many articles each was of.

    Does nothing while fewer than ``least`` articles are pending.
    """
    while True:
        with store.reading() as reader:
            ids = reader.pending(_ROUND)
        if len(ids) < max(least, 1):
            return
        for done in indexed(store, index, ids):
            with store.writing() as writer:
                writer.indexed(done)
            yield len(done)


def has_as_many(store: Store, index: FullText) -> bool:
    """Whether store and index have as many articles: a cheap look at whether one of them was put back from a copy."""
    with store.reading() as reader:
        return reader.count("articles") == index.document_count()


def reconcile(store: Store, index: FullText) -> None:
    """Have the index catch up with every article on which it differs from the store. To be called by the writer."""
    with store.writing() as writer:
        writer.mark_pending(differences(store, index))
    for _ in catch_up(store, index):
        pass


def differences(store: Store, index: FullText) -> list[str]:
    """Ids of articles that the index has in another version than the store, or has not, or should not have."""
    with store.reading() as reader:
        current = reader.current_versions()
    indexed = index.contents()
    return sorted({*current, *indexed} - {id for id, version in current.items() if indexed.get(id) == version})
