"""Pieces of text between spaces, cut and looked up many at once.

A piece of up to :data:`_SHORT` bytes is two numbers of eight bytes, its language in the last of these. They are
compared as a whole with what is at their place in an array: a piece is known there or not, never taken for
another. Long ones, and those whose place is taken, are looked up one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Keys = NDArray[np.uint64]

SPACE: Final = 0x20

_SHORT: Final = 15
"""Bytes of the longest piece that is known by two numbers."""
_BITS: Final = 20
"""Of the number of places at which pieces are kept."""
_LANGUAGES: Final = 255
"""Languages of which pieces are known by two numbers: the language has one byte of these."""
_PAD: Final = b" " * 16
"""Behind a text, so that whole numbers can be read at its last piece."""

_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
"""The bytes of a little-endian number that belong to so many characters."""
_FIRST, _SECOND, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
"""Odd numbers that spread pieces over the places."""
_NEVER: Final = np.uint64((1 << 64) - 1)
"""The second number of a piece that is not kept here."""


class Pieces:
    """Codes of pieces that were seen before, of several languages."""

    def __init__(self) -> None:
        self._low = np.zeros(1 << _BITS, np.uint64)
        self._high = np.zeros(1 << _BITS, np.uint64)
        self._codes = np.zeros(1 << _BITS, np.int32)

    def codes(self, text: bytes, known: Callable[[Sequence[bytes]], Codes], language: int) -> tuple[Codes, Codes]:
        """The codes of the pieces of ``text``, and where each begins.

        ``text`` has no bytes 0, ``known`` gives the codes of any pieces in the language with that number.
        """
        data = b" " + text + _PAD
        starts, sizes = _cut(np.frombuffer(data, np.uint8))
        low, high = _keys(data, starts, sizes, language)
        places = _places(low, high)
        codes = self._codes[places].astype(np.int64)
        missing = np.flatnonzero((self._low[places] != low) | (self._high[places] != high))
        if len(missing):
            begins = starts[missing]
            ends = begins + sizes[missing]
            pieces = [data[start:end] for start, end in zip(begins.tolist(), ends.tolist(), strict=True)]
            found = known(pieces)
            codes[missing] = found
            self._keep(places[missing], low[missing], high[missing], found)
        return codes, starts - 1

    def _keep(self, places: Codes, low: Keys, high: Keys, codes: Codes) -> None:
        """Remember pieces whose places are free; of several for one place, the first."""
        free = np.flatnonzero((self._low[places] == 0) & (high != _NEVER))
        at, first = np.unique(places[free], return_index=True)
        chosen = free[first]
        self._low[at], self._high[at], self._codes[at] = low[chosen], high[chosen], codes[chosen]


def _cut(data: NDArray[np.uint8]) -> tuple[Codes, Codes]:
    """Where pieces begin, and their sizes; ``data`` begins and ends with a space."""
    inside = data != SPACE
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return edges[::2], edges[1::2] - edges[::2]


def _keys(data: bytes, starts: Codes, sizes: Codes, language: int) -> tuple[Keys, Keys]:
    """Two numbers for each piece, the second one :data:`_NEVER` where they do not tell it from others."""
    numbers: Keys = np.ndarray(len(data) - 7, "<u8", data, strides=(1,))
    low = numbers[starts] & _MASKS[np.minimum(sizes, 8)]
    high = numbers[starts + 8] & _MASKS[np.clip(sizes - 8, 0, 7)]
    high |= np.uint64(language << 56)
    high[sizes > _SHORT if language < _LANGUAGES else slice(None)] = _NEVER
    return low, high


def _places(low: Keys, high: Keys) -> Codes:
    mixed = low * _FIRST + high * _SECOND
    mixed ^= mixed >> np.uint64(32)
    mixed *= _LAST
    return (mixed >> np.uint64(64 - _BITS)).astype(np.int64)
