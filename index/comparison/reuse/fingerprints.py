"""Fingerprints of texts, by which an archive finds what may be copied without looking at all texts again.

Winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting"): of each
window of consecutive shingles the one with the lowest hash is kept, so that two texts that share a run of
``SHINGLE + WINDOW - 1`` words have a fingerprint in common.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from index.comparison.boilerplate import without_boilerplate
from index.comparison.reuse.shingles import SHINGLE, is_copy, shingle_hashes
from index.text import fold, words_as_written

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.comparison.reuse.shingles import Hashes

WINDOW = 13
"""Shingles in a row of which one fingerprint is kept."""
_MOST = 1200
"""Fingerprints of one text; of more the lowest are kept, which other texts that have them keep too."""
_WHOLE = 0.6
"""The share of the shingles of the longer text from which two texts are the same, however many others have them too."""
_LEAST_TEXT = 20
"""Shingles that two texts must share for that."""
BITS = 40
"""Bits of a shingle's hash that a fingerprint has."""


class Sketch:
    """A text while it is compared: its shingles, and the few of them, its fingerprints, by which others are found."""

    def __init__(self, text: str) -> None:
        import numpy as np

        words = [number for number in map(_word, words_as_written(without_boilerplate(text))) if number]
        shingles = shingle_hashes(words)
        self.words = len(words)
        self.count = len(shingles)
        self.fingerprints: Hashes = np.unique(_winnowed(shingles) >> np.uint64(64 - BITS))[:_MOST]
        self._shingles, starts = np.unique(shingles, return_index=True)
        # Half of the memory: many texts are compared at a time, and none has so many words.
        self._starts = starts.astype(np.int32)

    def shared(self, other: Sketch, rarity: float = 1.0) -> tuple[float, float, int, int] | None:
        """The share of the words of either that is copied, and how many of either that are; None where nothing is.

        ``rarity``, 0 to 1, is what one of the shared shingles weighs: less than 1 where other texts have it too.
        """
        import numpy as np

        if not self.count or not other.count:
            return None
        places = np.searchsorted(self._shingles, other._shingles)
        places[places == len(self._shingles)] = 0
        both = np.flatnonzero(self._shingles[places] == other._shingles)
        whole = len(both) >= max(_LEAST_TEXT, _WHOLE * max(self.count, other.count))
        if not whole and (not len(both) or not is_copy(len(both) * rarity, min(self.count, other.count))):
            return None
        mine, theirs = _covered(self._starts[places[both]], self.words), _covered(other._starts[both], other.words)
        return mine / self.words, theirs / other.words, mine, theirs


@lru_cache(maxsize=1 << 16)
def _word(written: str) -> int:
    """A number for a word, the same in every process; 0 for what is no word."""
    folded = fold(written)
    return crc32(folded.encode("utf-8", "surrogatepass")) | 1 if folded else 0


def _winnowed(shingles: Hashes) -> Hashes:
    import numpy as np

    if len(shingles) <= WINDOW:
        return shingles[:1] if not len(shingles) else shingles.min(keepdims=True)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(shingles, WINDOW).min(axis=1))


def _covered(starts: NDArray[np.int32], words: int) -> int:
    """How many words lie in shingles that begin at ``starts``."""
    import numpy as np

    edges = np.zeros(words + 1, dtype=np.int64)
    edges[starts] += 1
    edges[starts + SHINGLE] -= 1
    return int(np.count_nonzero(np.cumsum(edges[:-1])))
