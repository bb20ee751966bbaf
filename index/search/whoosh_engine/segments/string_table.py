"""A sorted list of texts in two arrays, searched without reading all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from index.search.whoosh_engine.segments.layout import Array

_LAST = b"\xff"
"""Above every byte of UTF-8."""

_APART = 64
"""Texts between two that are kept at hand, so that a text is sought among few."""

_FIRST_SOUGHT = 32
"""Texts that are sought among all, before those between the others are read: many a list is asked for no more."""

_READ_AT_ONCE = 512
"""Texts in a row that are read sooner than a few of them are found by bisection."""


class Strings(Sequence[bytes]):
    """UTF-8 texts, by their bytes."""

    def __init__(self, data: Array, ends: Array) -> None:
        self._data = np.ascontiguousarray(data).data
        self._ends = np.ascontiguousarray(ends.astype(ends.dtype.newbyteorder("="), copy=False)).data
        self._kept: list[bytes] | None = None
        self._sought = 0

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return self.between(start, stop)
        return bytes(self._data[self._ends[at - 1] if at else 0 : self._ends[at]])

    def between(self, start: int, stop: int) -> list[bytes]:
        """The texts from ``start`` up to ``stop``."""
        if start >= stop:
            return []
        begin = self._ends[start - 1] if start else 0
        ends = [end - begin for end in self._ends[start:stop].tolist()]
        data = bytes(self._data[begin : begin + ends[-1]])
        return [data[a:b] for a, b in zip([0, *ends], ends, strict=False)]

    def of(self, places: Iterable[int]) -> list[bytes]:
        """The texts at ``places``, in less time than one after the other."""
        data, ends = self._data, self._ends
        return [bytes(data[ends[at - 1] if at else 0 : ends[at]]) for at in places]

    def find(self, text: bytes) -> int:
        """The place of ``text``, -1 where it is not in the list."""
        at = self.at(text)
        return at if at < len(self) and self[at] == text else -1

    def among(self, texts: Iterable[bytes]) -> set[bytes]:
        """Which of ``texts``, that mostly begin alike, are there."""
        sought = set(texts)
        first, last = self.at(min(sought)), min(self.at(max(sought)) + 1, len(self))
        if last - first <= _READ_AT_ONCE:
            return sought.intersection(self.between(first, last))
        return {text for text in sought if self.find(text) >= 0}

    def at(self, text: bytes) -> int:
        """The place of the first text that is not before ``text``."""
        if self._kept is None:
            self._sought += 1
            if self._sought <= _FIRST_SOUGHT:
                return bisect_left(range(len(self)), text, key=self.__getitem__)
            self._kept = [self[at] for at in range(0, len(self), _APART)]
        last = bisect_left(self._kept, text) * _APART
        first = max(last - _APART + 1, 0)
        return bisect_left(range(len(self)), text, first, min(last, len(self)), key=self.__getitem__)

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """Where the texts that begin with ``prefix`` are: first place, and the one after the last."""
        return self.at(prefix), self.at(prefix + _LAST)
