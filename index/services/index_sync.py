"""The full-text index follows from the store, and is kept in step with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal

from index.errors import ArchiveDamaged
from index.model import TermStatistics
from index.services.index_builder import indexed
from index.store import Store, disk_error

if TYPE_CHECKING:
    from index.search.full_text import FullText

_ROUND: Final = 200_000
"""Articles that are known to be pending at once."""


class Counts:
    """An index's term statistics, each asked once: for one task, during which they must not change."""

    def __init__(self, index: TermStatistics) -> None:
        self._index = index
        self._count = index.document_count()
        self._known: dict[str, int] = {}

    def document_count(self) -> int:
        """Articles in the archive."""
        return self._count

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Articles that have each of ``terms``; only those not asked before are asked of the index, at once."""
        wanted = list(dict.fromkeys(terms))
        missing = [term for term in wanted if term not in self._known]
        if missing:
            self._known.update(self._index.document_frequencies(missing))
        return {term: self._known[term] for term in wanted}


def index_of(store: Store) -> FullText:
    """The full-text index of the archive of ``store``, whatever its state; it is opened by the first question."""
    from index.search.engines import engine_of
    from index.search.full_text import FullText

    return FullText(engine_of(store.folder))


def open_index(store: Store) -> FullText:
    """The full-text index, made empty where there is none that can be used, all articles then pending.

    To be called by the writer. Raises ArchiveTooNew for an index of a later broadsheet, which stays as it is.
    """
    with suppress(ArchiveDamaged):
        index = index_of(store)
        index.engine.open()
        return index
    return new_index(store)


def index_is_gone(store: Store) -> bool:
    """Whether the index was deleted, which an open index does not notice."""
    return index_of(store).engine.state() == "missing"


def index_state(store: Store, damaged: Container[str] = ()) -> Literal["sound", "missing", "outdated", "damaged"]:
    """How the index stands to the store; articles ``damaged`` in the store are not missed in the index."""
    index = index_of(store)
    state = index.engine.state()
    if state != "sound":
        return state
    try:
        if index.engine.verify():
            return "damaged"
        return "outdated" if any(id not in damaged for id in differences(store, index)) else "sound"
    except ArchiveDamaged:
        return "damaged"
    finally:
        index.engine.close()


def new_index(store: Store) -> FullText:
    """An empty full-text index, all articles pending; raises ArchiveTooNew rather than replace one of a later kind."""
    index = index_of(store)
    index.engine.state()
    # First, so that an index that was made and not filled is never taken for one in step.
    with store.writing() as writer:
        writer.mark_pending()
    try:
        index.engine.reset()
    except OSError as error:
        raise disk_error(error, store.folder) from error
    return index


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
    indexed = index.engine.contents()
    return sorted({*current, *indexed} - {id for id, version in current.items() if indexed.get(id) == version})
