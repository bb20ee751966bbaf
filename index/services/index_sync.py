"""Keeps the full-text index in step with the store: opens, makes, verifies and updates it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal

from index.errors import ArchiveDamaged
from index.model import TermStatistics
from index.services.freed_memory import give_back
from index.services.index_builder import disk_errors, indexed
from index.services.synonyms import synonyms_of
from index.store import Store

if TYPE_CHECKING:
    from index.search.full_text import FullText

_ROUND: Final = 200_000
"""Ids of pending articles that are held in memory at once."""
_MANY: Final = 1000
"""Articles of one commit from which on its arrays, and those of segments that it merged, leave much memory unused."""


_KNOWN: Final = 200_000
"""Terms whose counts are remembered: a large archive has millions, most of which are in one article only."""


class Counts:
    """An index's term statistics, remembered: for one task, during which they must not change."""

    def __init__(self, index: TermStatistics) -> None:
        self._index = index
        self._count = index.document_count()
        self._known: dict[str, int] = {}

    def document_count(self) -> int:
        """Articles in the archive."""
        return self._count

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Articles that have each of ``terms``; only those not remembered are asked of the index, at once."""
        wanted = list(dict.fromkeys(terms))
        if len(self._known) > _KNOWN:
            self._known.clear()
        missing = [term for term in wanted if term not in self._known]
        if missing:
            self._known.update(self._index.document_frequencies(missing))
        return {term: self._known[term] for term in wanted}


def index_of(store: Store) -> FullText:
    """The full-text index of the archive of ``store``, whatever its state; it is opened by the first question."""
    from index.search.engines import engine_of
    from index.search.full_text import FullText

    return FullText(engine_of(store.folder), synonyms_of(store))


def opened_index(store: Store) -> FullText | None:
    """The full-text index; None where there is none that can be used.

    Raises ArchiveTooNew for an index of a later broadsheet.
    """
    index = index_of(store)
    with suppress(ArchiveDamaged):
        index.engine.open()
        return index
    return None


def index_is_gone(store: Store) -> bool:
    """Whether the index was deleted, which an open index does not notice."""
    return index_of(store).engine.state() == "missing"


def index_state(store: Store, damaged: Container[str] = ()) -> Literal["sound", "missing", "outdated", "damaged"]:
    """Whether the index is sound and in step with the store; articles ``damaged`` in the store may be missing."""
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


def rebuilt(store: Store) -> Iterator[int]:
    """Rebuild the index from the store, and put it in the place of the one in use when it is complete.

    Yields the number of articles in each commit. Until the end, and for good where it is given up, the index in use is
    as it was. The caller holds the lock. Raises ArchiveTooNew instead of replacing an index of a later broadsheet.
    """
    index = index_of(store)
    index.engine.state()
    with store.reading() as reader:
        ids = reader.ids()
    with disk_errors(store), index.engine.rebuilding() as engine:
        for done in indexed(store, engine, ids):
            if len(done) >= _MANY:
                give_back()
            yield len(done)
    with store.writing() as writer:
        writer.all_indexed()


def catch_up(store: Store, index: FullText, *, least: int = 1) -> Iterator[int]:
    """Index the pending articles in bounded commits; yields the number of articles in each.

    Does nothing while fewer than ``least`` articles are pending.
    """
    while True:
        with store.reading() as reader:
            ids = reader.pending(_ROUND)
        if len(ids) < max(least, 1):
            return
        for done in indexed(store, index.engine, ids):
            with store.writing() as writer:
                writer.indexed(done)
            if len(done) >= _MANY:
                give_back()
            yield len(done)


def has_as_many(store: Store, index: FullText) -> bool:
    """Whether store and index have equally many articles: a cheap check whether one was restored from a backup."""
    with store.reading() as reader:
        return reader.count("articles") == index.document_count()


def reconcile(store: Store, index: FullText) -> None:
    """Index every article again on which index and store differ. The caller holds the lock."""
    with store.writing() as writer:
        writer.mark_pending(differences(store, index))
    for _ in catch_up(store, index):
        pass


def differences(store: Store, index: FullText) -> list[str]:
    """Ids of articles that the index lacks, has in another version than the store, or should no longer have."""
    with store.reading() as reader:
        current = reader.current_versions()
    indexed = index.engine.contents()
    return sorted({*current, *indexed} - {id for id, version in current.items() if indexed.get(id) == version})
