"""How alike the sentences of two articles are by their words, each weighed by how rare it is.

Half is the Dice coefficient, half the share of the shorter sentence's words that the other one has: outlets merge
sentences. It is quicker than the similarity that links are found by, because a story of twenty articles has 190 pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_ENOUGH = 5.0
"""Shared weight at which a likeness counts for 63 %: one rare word in two short sentences is not yet likeness."""
_SOMETHING = 1e-6
"""Keeps a division by zero away."""


@dataclass(frozen=True, slots=True)
class Bags:
    """The words of the sentences of an article, each once a sentence."""

    rows: Numbers
    """The numbers of the sentences, one for each word of each."""
    words: Numbers
    """The numbers of those words in the order of ``often``."""
    count: int
    """Of sentences."""
    often: Mapping[str, int]
    """How many sentences have each word, in the order in which the words come first."""


def bags(sentences: Sequence[Sequence[str]]) -> Bags:
    """The words of sentences that are given as stems."""
    import numpy as np

    found = [(row, stem) for row, stems in enumerate(sentences) for stem in dict.fromkeys(stems)]
    often = Counter(stem for _, stem in found)
    number = {stem: n for n, stem in enumerate(often)}
    rows = np.array([row for row, _ in found], dtype=np.int64)
    return Bags(rows, np.array([number[stem] for _, stem in found], dtype=np.int64), len(sentences), often)


def likeness(left: Bags, right: Bags, weights: Mapping[str, float]) -> Matrix:
    """For each sentence of the left (row) and of the right (column) how alike they are, 0 to 1.

    ``weights`` has those of all words of both.
    """
    import numpy as np

    known = left.often
    columns = {stem: n for n, stem in enumerate((*known, *(stem for stem in right.often if stem not in known)))}
    roots = np.sqrt(np.maximum(0.0, np.array([weights[stem] for stem in columns])))

    def table(side: Bags, places: Numbers) -> Matrix:
        found: Matrix = np.zeros((side.count, len(columns)))
        cells = places[side.words]
        found[side.rows, cells] = roots[cells]
        return found

    mine = table(left, np.arange(len(known)))
    theirs = table(right, np.array([columns[stem] for stem in right.often], dtype=np.int64))
    # The product of matrices would start threads, which costs more than it saves at this size.
    both = [n for n, stem in enumerate(known) if stem in right.often]
    shared = np.einsum("ik,jk->ij", mine[:, both], theirs[:, both])
    of_left, of_right = (mine**2).sum(1)[:, None], (theirs**2).sum(1)[None, :]
    dice = 2 * shared / np.maximum(of_left + of_right, _SOMETHING)
    contained = shared / np.maximum(np.minimum(of_left, of_right), _SOMETHING)
    found: Matrix = (dice + contained) / 2 * (1 - np.exp(-shared / _ENOUGH))
    return found
