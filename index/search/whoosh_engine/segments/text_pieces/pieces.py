"""Pieces of text between spaces and line ends, cut and looked up many at once.

A piece of up to :data:`_SHORT` bytes is two numbers of eight bytes, its language in the last of these. They are
compared as a whole with what is at their place in an array: a piece is known there or not, never taken for
another. Long ones, and those whose place is taken, are looked up one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Keys = NDArray[np.uint64]

SPACE: Final = 0x20
LINE: Final = 0x0A

_SHORT: Final = 15
"""Bytes of the longest piece that is known by two numbers."""
_BITS: Final = 20
"""Of the number of places at which pieces are kept, at most."""
_FIRST_BITS: Final = 12
"""The same of a table that is new: most are of one article."""
_MORE_BITS: Final = 4
"""By which a table grows of which half is taken."""
_LANGUAGES: Final = 255
"""Languages of which pieces are known by two numbers: the language has one byte of these."""
_PAD: Final = b"\n" * 16
"""Behind a text, so that whole numbers can be read at its last piece."""

_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
"""The bytes of a little-endian number that belong to so many characters."""
_FIRST, _SECOND, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
"""Odd numbers that spread pieces over the places."""
_NEVER: Final = np.uint64((1 << 64) - 1)
"""The second number of a piece that is not kept here."""


class Found(NamedTuple):
    """The pieces of a text in their order: what is known of each, where it begins and where it ends."""

    known: Numbers
    starts: Numbers
    ends: Numbers


class Pieces:
    """A number for each piece that was seen before, of several languages."""

    def __init__(self) -> None:
        self._taken = 0
        self._make(min(_FIRST_BITS, _BITS))

    def _make(self, bits: int) -> None:
        self._bits = bits
        self._low = np.zeros(1 << bits, np.uint64)
        self._high = np.zeros(1 << bits, np.uint64)
        self._known: Numbers = np.zeros(1 << bits, "<i8")

    def find(self, text: bytes, learn: Callable[[Sequence[bytes]], Sequence[int]], language: int) -> Found:
        """The pieces of ``text``; ``learn`` says what is to be known of any pieces in the language with that number."""
        data = b"\n" + text + _PAD
        starts, ends = _cut(np.frombuffer(data, np.uint8))
        low, high = _keys(data, starts, ends - starts, language if b"\0" not in text else _LANGUAGES)
        places = _places(low, high, self._bits)
        known = self._known[places]
        missing = np.flatnonzero((self._low[places] != low) | (self._high[places] != high))
        if len(missing):
            spans = zip(starts[missing].tolist(), ends[missing].tolist(), strict=True)
            found = np.array(learn([data[start:end] for start, end in spans]), "<i8")
            known[missing] = found
            self._keep(low[missing], high[missing], found)
        return Found(known, starts - 1, ends - 1)

    def _keep(self, low: Keys, high: Keys, known: Numbers) -> None:
        """Remember pieces whose places are free; of several for one place, the first."""
        self._fill(low, high, known)
        while 2 * self._taken > len(self._low) and self._bits < _BITS:
            taken = np.flatnonzero(self._low)
            before = self._low[taken], self._high[taken], self._known[taken]
            self._taken = 0
            self._make(min(self._bits + _MORE_BITS, _BITS))
            self._fill(*before)
            self._fill(low, high, known)

    def _fill(self, low: Keys, high: Keys, known: Numbers) -> None:
        places = _places(low, high, self._bits)
        free = np.flatnonzero((self._low[places] == 0) & (high != _NEVER))
        at, first = np.unique(places[free], return_index=True)
        chosen = free[first]
        self._low[at], self._high[at], self._known[at] = low[chosen], high[chosen], known[chosen]
        self._taken += len(at)


def _cut(data: NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """Where pieces begin and end; ``data`` begins and ends with a line end."""
    inside = (data != SPACE) & (data != LINE)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return edges[::2], edges[1::2]


def _keys(data: bytes, starts: Numbers, sizes: Numbers, language: int) -> tuple[Keys, Keys]:
    """Two numbers for each piece, the second one :data:`_NEVER` where they do not tell it from others."""
    numbers: Keys = np.ndarray(len(data) - 7, "<u8", data, strides=(1,))
    low = numbers[starts] & _MASKS[np.minimum(sizes, 8)]
    high = np.zeros_like(low)
    long = np.flatnonzero(sizes > 8)
    high[long] = numbers[starts[long] + 8] & _MASKS[np.minimum(sizes[long] - 8, 7)]
    if language < _LANGUAGES:
        high |= np.uint64(language << 56)
        high[long[sizes[long] > _SHORT]] = _NEVER
    else:
        high[:] = _NEVER
    return low, high


def _places(low: Keys, high: Keys, bits: int) -> Numbers:
    mixed = low * _FIRST + high * _SECOND
    mixed ^= mixed >> np.uint64(32)
    mixed *= _LAST
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)
