"""Texts that come one after the other and are put in order and packed many at once, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

from index.search.whoosh_engine.segments.layout import ragged, smallest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array

    Places = NDArray[np.int64]

_WIDTH: Final = 16
"""Bytes by which texts are compared at first, as two numbers; few have more of them in common."""


def numbering() -> dict[bytes, int]:
    """A dictionary in which each text that is asked for gets the next number."""
    # Not its own length: a dictionary that refers to itself stays in memory until the next collection of cycles.
    return defaultdict(count().__next__)


class Texts:
    """An append-only list of UTF-8 texts without NUL at their ends."""

    def __init__(self) -> None:
        self._all: list[bytes] = []
        self._data = bytearray()
        self._ends = np.zeros(0, np.int64)
        self._keys = np.zeros((0, _WIDTH // 8), ">u8")

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, place: int) -> bytes:
        return self._all[place]

    def extend(self, texts: Iterable[bytes]) -> None:
        """Put ``texts`` at the end."""
        self._all.extend(texts)

    def ordered(self, places: Places) -> Places:
        """``places`` in the order of their texts, which are distinct."""
        keys = self._all_keys()[places].astype(np.uint64)
        order = np.lexsort((keys[:, 1], keys[:, 0]))
        keys = keys[order]
        found: Places = places[order]
        tied = np.flatnonzero((keys[1:] == keys[:-1]).all(axis=1))
        if len(tied):
            for run in np.split(tied, np.flatnonzero(np.diff(tied) != 1) + 1):
                start, end = int(run[0]), int(run[-1]) + 2
                found[start:end] = sorted(found[start:end].tolist(), key=self._all.__getitem__)
        return found

    def _all_keys(self) -> Array:
        new = self._all[len(self._keys) :]
        if new:
            data = b"".join([text[:_WIDTH].ljust(_WIDTH, b"\0") for text in new])
            self._keys = np.concatenate([self._keys, np.frombuffer(data, ">u8").reshape(-1, _WIDTH // 8)])
        return self._keys

    def packed(self, name: str, places: Places, lengths: Places | None = None) -> dict[str, Array]:
        """The texts at ``places`` as strings called ``name``, or as much of their beginnings as ``lengths`` says."""
        ends = self._all_ends()
        starts = np.concatenate([[0], ends[:-1]])[places] if len(ends) else ends
        counts = ends[places] - starts if lengths is None else lengths
        data = np.frombuffer(self._data, np.uint8)
        return {f"{name}.bytes": data[ragged(starts, counts)], f"{name}.ends": smallest(np.cumsum(counts))}

    def _all_ends(self) -> Places:
        new = self._all[len(self._ends) :]
        if new:
            ends = len(self._data) + np.cumsum(np.fromiter(map(len, new), np.int64, len(new)))
            self._ends = np.concatenate([self._ends, ends])
            self._data += b"".join(new)
        return self._ends
