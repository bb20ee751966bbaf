"""One generation of the index, read: columns, posting lists and positions as arrays, numbered over all segments.

Everything the evaluation of queries knows about storage is here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.reading import TermNotFound

from index.fulltext import folder as folders
from index.fulltext.bounds import Budget
from index.fulltext.dictionary import Dictionary
from index.fulltext.edges import Edges
from index.fulltext.folder import INDEX_NAME
from index.fulltext.recent import Recent
from index.fulltext.schema import SEPARATOR, TEXT_FIELDS, UNDATED, WRITTEN, schema
from index.fulltext.storage import GuardedStorage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from whoosh.matching import Matcher
    from whoosh.reading import IndexReader

    Documents = NDArray[np.int64]
    Numbers = NDArray[np.float64]

T = TypeVar("T")

_ATTEMPTS = 8
"""How often a commit of another process may take away what is being opened."""

_POLL = 256
"""Postings between two looks at the budget."""

_CACHED_POSTINGS = 2_000_000
"""Postings that are kept decoded, 16 bytes each."""


class Postings(NamedTuple):
    """The documents that have a term, in order, and how often each has it."""

    documents: Documents
    weights: Numbers


_NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.float64))


class Snapshot:
    """One generation, as long as it is referred to. Safe to use from several threads."""

    def __init__(self, reader: IndexReader, words: Dictionary, generation: int) -> None:
        self._reader = reader
        self._leaves: list[tuple[IndexReader, int]] = list(reader.leaf_readers()) if reader.doc_count_all() else []
        self._by_field: dict[str, list[tuple[IndexReader, int]]] = {}
        self._lock = threading.RLock()
        self._postings: Recent[tuple[str, str], Postings] = Recent(_CACHED_POSTINGS, lambda p: len(p.documents) + 8)
        self._frequencies: dict[str, int] = {}
        self._lengths: dict[str, Numbers] = {}
        self._averages: dict[str, float] = {}
        self.words = words
        """The words as written."""
        self.orders: dict[str, Documents] = {}
        """All documents in the orders that were asked for, by their names."""
        self.generation = generation
        self.size: int = reader.doc_count_all()
        """Documents with those that were deleted: what document numbers run over, and what idf counts."""

    @classmethod
    def open(cls, folder: Path, storage: GuardedStorage) -> Snapshot:
        """The latest generation. Raises :class:`index.errors.ArchiveDamaged`."""
        for _ in range(_ATTEMPTS):
            table = folders.latest_table(folder)
            marker = folders.read_marker(folder)
            if table not in marker.tables:
                raise folders.damaged("its table of contents is not one that was published")
            try:
                name = marker.tables[table].words
                storage.verify(name)
                words = Dictionary.read(folder / name)
                reader = FileIndex(storage, schema(), INDEX_NAME).reader()
            except (FileNotFoundError, EmptyIndexError):
                continue
            if reader.generation() in (folders.latest_generation(folder), None):
                return cls(reader, words, (marker.born << 24) + folders.latest_generation(folder))
        raise folders.damaged("files that its table of contents names are missing")

    # --- Columns ------------------------------------------------------------------------------------------------

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which documents have not been deleted."""
        mask = np.ones(self.size, np.bool_)
        with self._lock:
            for leaf, offset in self._leaves:
                if leaf.has_deletions():
                    gone = [offset + number for number in range(leaf.doc_count_all()) if leaf.is_deleted(number)]
                    mask[gone] = False
        return mask

    @cached_property
    def ids(self) -> list[str]:
        """The full id of each document."""
        return [key.decode() for key in self._column("key", b"")]

    @cached_property
    def documents(self) -> dict[str, int]:
        """The document number of each id that is not deleted."""
        return {self.ids[number]: number for number in np.flatnonzero(self.live).tolist()}

    @cached_property
    def versions(self) -> NDArray[np.int64]:
        """The version of each article."""
        return np.array(self._column("version", 0), np.int64)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Minutes since 1970, ``schema.UNDATED`` where unknown."""
        return np.array(self._column("published", UNDATED), np.int64)

    @cached_property
    def word_counts(self) -> NDArray[np.int64]:
        """Words of each body."""
        return np.array(self._column("words", 0), np.int64)

    @cached_property
    def outlets(self) -> tuple[NDArray[np.int64], list[str]]:
        """For each document an index into the names that follow; an unknown outlet is the empty name."""
        return _coded(name.decode() for name in self._column("outlet_name", b""))

    @cached_property
    def tags(self) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
        """For each document an index into the sets of tags that follow."""
        codes, names = _coded(name.decode() for name in self._column("tags", b""))
        return codes, [tuple(name.split(SEPARATOR)) if name else () for name in names]

    @cached_property
    def edges(self) -> Edges:
        """The beginnings of the words of each document."""
        return Edges(self._column("edges", b""))

    def _column(self, name: str, default: T) -> list[T]:
        values: list[T] = []
        with self._lock:
            for leaf, _ in self._leaves:
                count = leaf.doc_count_all()
                if leaf.has_column(name):
                    column = leaf.column_reader(name)
                    values += [column[number] for number in range(count)]
                else:
                    values += [default] * count
        return values

    # --- Statistics -----------------------------------------------------------------------------------------------

    def having(self, term: str, fields: Iterable[str], budget: Budget) -> Documents:
        """The documents that have ``term`` in any of ``fields``, in order."""
        lists = [found for field in fields if len(found := self.postings(field, term, budget).documents)]
        if len(lists) < 2:
            return lists[0] if lists else _NOTHING.documents
        return np.unique(np.concatenate(lists))

    def frequency(self, term: str, budget: Budget) -> int:
        """How many articles have the stem ``term`` in a text field."""
        known = self._frequencies.get(term)
        if known is None:
            known = self._frequencies[term] = len(self.having(term, TEXT_FIELDS, budget))
        return known

    def lengths(self, field: str) -> Numbers:
        """Words of ``field`` in each document, as coarse as Whoosh keeps them; of all text fields for ``WRITTEN``."""
        with self._lock:
            if field not in self._lengths and field == WRITTEN:
                self._lengths[field] = np.sum([self.lengths(each) for each in TEXT_FIELDS], axis=0)
            elif field not in self._lengths:
                lengths = np.zeros(self.size)
                for leaf, offset in self._with_field(field):
                    count = leaf.doc_count_all()
                    lengths[offset : offset + count] = [leaf.doc_field_length(number, field) for number in range(count)]
                self._lengths[field] = lengths
            return self._lengths[field]

    def average_length(self, field: str) -> float:
        """Words of ``field`` in a document, on average; at least a trace."""
        with self._lock:
            if field not in self._averages and field == WRITTEN:
                self._averages[field] = sum(self.average_length(each) for each in TEXT_FIELDS)
            elif field not in self._averages:
                self._averages[field] = self._reader.field_length(field) / (self.size or 1) or 1.0
            return self._averages[field]

    # --- Postings ------------------------------------------------------------------------------------------------

    def terms(self, field: str, prefix: str) -> list[str]:
        """The terms of ``field`` that begin with ``prefix``."""
        with self._lock:
            return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def postings(self, field: str, term: str, budget: Budget) -> Postings:
        """The posting list of a term, without deleted documents."""
        found = self._postings.get((field, term))
        if found is None:
            found = self._read(field, term, budget)
            self._postings.put((field, term), found)
        return found

    def _read(self, field: str, term: str, budget: Budget) -> Postings:
        documents: list[int] = []
        weights: list[float] = []
        with self._lock:
            for _, offset, matcher in self._matchers(field, term):
                while matcher.is_active():
                    documents.append(matcher.id() + offset)
                    weights.append(matcher.weight())
                    if not len(documents) % _POLL:
                        budget.check()
                    matcher.next()
        if not documents:
            return _NOTHING
        return Postings(np.array(documents, np.int64), np.array(weights, np.float64))

    def positions(self, field: str, term: str, among: Sequence[int], budget: Budget) -> dict[int, list[int]]:
        """Where ``term`` stands in ``field`` of the documents ``among``, which are in order."""
        found: dict[int, list[int]] = {}
        with self._lock:
            at = 0
            for leaf, offset, matcher in self._matchers(field, term):
                end = offset + leaf.doc_count_all()
                while at < len(among) and among[at] < offset:
                    at += 1
                while at < len(among) and among[at] < end:
                    if not at % _POLL:
                        budget.check()
                    matcher.skip_to(among[at] - offset)
                    if not matcher.is_active():
                        break
                    if matcher.id() == among[at] - offset:
                        found[among[at]] = matcher.value_as("positions")
                    at += 1
        return found

    def _with_field(self, field: str) -> list[tuple[IndexReader, int]]:
        """The segments in which any article has ``field``."""
        if field not in self._by_field:
            self._by_field[field] = [pair for pair in self._leaves if field in pair[0].indexed_field_names()]
        return self._by_field[field]

    def _matchers(self, field: str, term: str) -> Iterator[tuple[IndexReader, int, Matcher]]:
        """The segments that have ``term``, with the number of their first document."""
        for leaf, offset in self._with_field(field):
            try:
                yield leaf, offset, leaf.postings(field, term)
            except TermNotFound:
                continue


def _coded(values: Iterable[str]) -> tuple[NDArray[np.int64], list[str]]:
    names: dict[str, int] = {}
    codes = [names.setdefault(value, len(names)) for value in values]
    return np.array(codes, np.int64), list(names)
