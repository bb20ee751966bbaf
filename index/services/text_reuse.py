"""Copied text, versions and changes. Articles that an interrupted import did not compare are compared first."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from index.errors import ArchiveError
from index.model import Changes, Edition, Reuse, ReuseGroup, Version
from index.services.copies.detection import trace_copies
from index.services.copies.editions import editions_of
from index.services.copies.reports import groups_of, groups_of_all, reuse_of, reuse_of_all
from index.services.versions import article_named, changes_between, versions_of
from index.store import Store


class TextReuse:
    """Reports who shares text with whom, and how a text changed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pairs(self, id: str | None, limit: int | None) -> tuple[Reuse, ...]:
        """The articles that share text with the article ``id``; None reports every pair of the archive."""
        self._trace_new()
        with self._store.reading() as reader:
            return reuse_of_all(reader, limit) if id is None else reuse_of(reader, reader.find_id(id))

    def groups(self, id: str | None, limit: int | None) -> tuple[tuple[ReuseGroup, ...], int]:
        """The first ``limit`` texts that several articles have, and how many there are."""
        self._trace_new()
        with self._store.reading() as reader:
            if id is None:
                return groups_of_all(reader, limit)
            found = groups_of(reader, reader.find_id(id))
            return found[:limit], len(found)

    def editions(self, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
        """By full id, for articles that have near-duplicates: the article and all of these, the earliest first."""
        with self._store.reading() as reader:
            return editions_of(reader, ids)

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of an article and of its near-duplicates, the earliest first."""
        self._trace_new()
        with self._store.reading() as reader:
            return versions_of(reader, reader.find_id(id))

    def changes(self, old: str, new: str) -> Changes:
        """What changed from ``old`` to ``new``, each an ``id`` or an ``id@version``."""
        with self._store.reading() as reader:
            before, after = article_named(reader, old), article_named(reader, new)
        return changes_between(before, after)

    def _trace_new(self) -> None:
        """Look for copies of articles that were not compared yet; not while another process writes to the archive."""
        with self._store.reading() as reader:
            if not reader.copies.is_behind():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in trace_copies(self._store):
                pass
