"""The columns of all segments: one value for each article, numbered over all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.segments.layout import KEYS, SEPARATOR, values_column
from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array

    Documents = NDArray[np.int64]

_FEW = 8
"""Documents with copies are looked up among others if there is one of them for more than so many of the others."""

_NONE = np.zeros(0, np.int64)
_NO_KEYS = np.zeros(0, np.uint64)


class Columns:
    """The columns of one generation, each read when it is first asked for. Safe to use from several threads."""

    def __init__(self, segments: Sequence[NumberedSegment]) -> None:
        self._segments = segments
        self._size = sum(item.segment.articles for item in segments)
        self._values: dict[str, tuple[Documents, list[tuple[str, ...]]]] = {}

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which documents have not been deleted."""
        mask = np.ones(self._size, np.bool_)
        for segment, offset, live in self._segments:
            if live is not None:
                mask[offset : offset + segment.articles] = live
        return mask

    @cached_property
    def ids(self) -> Ids:
        """The full id of each document."""
        return Ids(self._segments)

    def having_id(self, ids: Iterable[str]) -> Documents:
        """The documents with these ids that have not been deleted, in order."""
        asked = np.array([id.encode() for id in ids] or [b""], "S")
        found = [item.segment.numbers(asked) + item.offset for item in self._segments]
        every = np.sort(np.concatenate([*found, _NONE]))
        there: Documents = every[self.live[every]]
        return there

    @cached_property
    def id_rank(self) -> Documents:
        """The place of each document in the order of ids."""
        rank = np.empty(self._size, np.int64)
        rank[_order_of([item.segment.array("id") for item in self._segments])] = np.arange(self._size)
        return rank

    @cached_property
    def versions(self) -> NDArray[np.int64]:
        """The version of each article."""
        return self.numbers("version")

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """The first minute since 1970 that each date of publication covers; without a date :data:`UNDATED`."""
        return self.numbers("published")

    @cached_property
    def published_last(self) -> NDArray[np.int64]:
        """The last minute that each covers: of a month, that of its last day."""
        return self.numbers("published_last")

    @cached_property
    def word_counts(self) -> NDArray[np.int64]:
        """Words of each body."""
        return self.numbers("body.length")

    @cached_property
    def texts(self) -> NDArray[np.int32]:
        """For each document a number that those with the same text share; -1 where no other has it."""
        first, second = (np.concatenate([_NO_KEYS, *self._parts(name)]) for name in KEYS)
        order = np.argsort(first)
        alike = np.diff(first[order]) == 0
        if (alike & (np.diff(second[order]) != 0)).any():
            # One half tells nearly all texts apart; comparing two takes twice as long.
            order = np.lexsort((second, first))
        first, second = first[order], second[order]
        same = (first[1:] == first[:-1]) & (second[1:] == second[:-1]) & ((first[1:] | second[1:]) != 0)
        several = np.zeros(len(order) + 1, np.bool_)
        several[1:-1] = same
        numbers = np.cumsum(~several[:-1], dtype=np.int32)
        found = np.full(self._size, -1, np.int32)
        found[order] = np.where(several[:-1] | several[1:], numbers, -1)
        return found

    def with_copies(self, documents: Documents) -> Documents:
        """Those of ``documents``, which are in order, whose text others of the archive have."""
        several = self._with_copies
        if len(several) * _FEW < len(documents):
            places = np.minimum(np.searchsorted(documents, several), len(documents) - 1)
            found: Documents = several[documents[places] == several]
            return found
        return documents[self.texts[documents] >= 0]

    @cached_property
    def _with_copies(self) -> Documents:
        return np.flatnonzero(self.texts >= 0)

    def values(self, field: str) -> tuple[Documents, list[tuple[str, ...]]]:
        """For each document an index into the tuples of values of ``field`` that follow."""
        found = self._values.get(field)
        if found is None:
            codes, names = self._coded(values_column(field))
            found = self._values[field] = codes, [tuple(name.split(SEPARATOR)) if name else () for name in names]
        return found

    def values_of(self, field: str, documents: Documents) -> list[tuple[str, ...]]:
        """The values of ``field`` that each of a few documents has."""
        column = values_column(field)
        ends = np.array([offset for _, offset, _ in self._segments[1:]], np.int64)
        rows = []
        for document, at in zip(documents.tolist(), np.searchsorted(ends, documents, "right").tolist(), strict=True):
            segment, offset, _ = self._segments[at]
            names = segment.strings(f"{column}.names")
            name = names[int(segment.array(column)[document - offset])].decode()
            rows.append(tuple(name.split(SEPARATOR)) if name else ())
        return rows

    def numbers(self, name: str) -> NDArray[np.int64]:
        """The column called ``name`` in the layout of segments."""
        return np.concatenate([_NONE, *self._parts(name)])

    def _parts(self, name: str) -> Iterator[Array]:
        return (item.segment.array(name) for item in self._segments)

    def _coded(self, name: str) -> tuple[NDArray[np.int64], list[str]]:
        places: dict[bytes, int] = {}
        parts = [_NONE]
        for item in self._segments:
            names = item.segment.strings(f"{name}.names")[:]
            place = np.array([places.setdefault(each, len(places)) for each in names], np.int64)
            parts.append(place[item.segment.array(name)])
        return np.concatenate(parts), [each.decode() for each in places]


class Ids:
    """The ids of all documents, decoded when they are asked for."""

    def __init__(self, segments: Sequence[NumberedSegment]) -> None:
        self._ids = [item.segment.array("id") for item in segments]
        self._ends = list(accumulate(len(ids) for ids in self._ids))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._ends, number)
        id: bytes = self._ids[at][number - self._ends[at]]
        return id.decode()

    def of(self, numbers: Iterable[int]) -> list[str]:
        """The ids of the documents ``numbers``, all of which exist, in less time than one after the other."""
        ids, ends = self._ids, self._ends
        found = []
        for number in numbers:
            at = bisect_right(ends, number)
            # Counted from the end of the segment.
            id: bytes = ids[at][number - ends[at]]
            found.append(id.decode())
        return found

    def __iter__(self) -> Iterator[str]:
        for ids in self._ids:
            yield from (id.decode() for id in ids.tolist())


def _order_of(columns: Sequence[Array]) -> Documents:
    """The order of texts in arrays of bytes of any width."""
    if not columns:
        return _NONE
    width = max(8, *(column.itemsize for column in columns))
    texts = np.concatenate([column.astype(f"S{width}") for column in columns])
    beginnings = np.frombuffer(texts, np.uint8).reshape(-1, width)[:, :8].copy().view(">u8").ravel().astype(np.uint64)
    order = np.argsort(beginnings, kind="stable")
    beginnings = beginnings[order]
    # Eight bytes tell nearly all ids apart; comparing numbers is many times faster than comparing texts.
    return np.argsort(texts, kind="stable") if (beginnings[1:] == beginnings[:-1]).any() else order
