"""Which articles have words that begin with one, two or three letters: too many words to look up each by itself.

Each article has a column of unsigned 32-bit numbers, one for each beginning of its words: seven bits for each of up to
three ASCII characters, then eleven for how many of its words begin so. Other scripts have none; they have fewer words
to a beginning.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 3
"""Letters of the longest beginning."""

_COUNT_BITS = 11
_MOST = (1 << _COUNT_BITS) - 1


def has_edge(prefix: str) -> bool:
    """Whether ``prefix`` is one that the column answers for."""
    return 0 < len(prefix) <= LONGEST and prefix.isascii()


def encoded(words: Iterable[str]) -> bytes:
    """The column's value for an article of ``words``."""
    counts: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for size in range(1, min(LONGEST, len(word)) + 1):
            counts[word[:size]] += count
    numbers = [_code(edge) << _COUNT_BITS | min(count, _MOST) for edge, count in counts.items() if edge.isascii()]
    return array("I", sorted(numbers)).tobytes()


@lru_cache(maxsize=1 << 15)
def _code(edge: str) -> int:
    code = 0
    for character in edge.ljust(LONGEST, "\0"):
        code = code << 7 | ord(character)
    return code


class Edges:
    """The columns of all documents of a snapshot."""

    def __init__(self, values: Sequence[bytes]) -> None:
        self._numbers = np.frombuffer(b"".join(values), "u4")
        self._ends = np.cumsum([len(value) // 4 for value in values])

    def having(self, prefix: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The documents that have words beginning with ``prefix``, in order, and how many each has."""
        places = np.flatnonzero(self._numbers >> _COUNT_BITS == _code(prefix))
        documents = np.searchsorted(self._ends, places, side="right")
        return documents.astype(np.int64), (self._numbers[places] & _MOST).astype(np.float64)
