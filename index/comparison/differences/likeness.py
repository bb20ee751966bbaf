"""How alike the sentences of two articles are by their words, each weighed by how rare it is.

Half is the Dice coefficient, half the share of the shorter sentence's words that the other one has: outlets merge
sentences. It is quicker than the similarity that links are found by, because a story of twenty articles has 190 pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_ENOUGH = 5.0
"""Shared weight at which a likeness counts for 63 %: one rare word in two short sentences is not yet likeness."""
_SOMETHING = 1e-6
"""Keeps a division by zero away."""


@dataclass(frozen=True, slots=True)
class Bags:
    """The words of the sentences of an article, each once a sentence."""

    rows: tuple[int, ...]
    """The numbers of the sentences, one for each of ``stems``."""
    stems: tuple[str, ...]
    count: int
    """Of sentences."""
    often: Counter[str]
    """How many sentences have each word."""


def bags(sentences: Sequence[Sequence[str]]) -> Bags:
    """The words of sentences that are given as stems."""
    found = [(row, stem) for row, stems in enumerate(sentences) for stem in dict.fromkeys(stems)]
    rows, stems = tuple(row for row, _ in found), tuple(stem for _, stem in found)
    return Bags(rows, stems, len(sentences), Counter(stems))


def likeness(left: Bags, right: Bags, weight: Callable[[str], float]) -> Matrix:
    """For each sentence of the left (row) and of the right (column) how alike they are, 0 to 1."""
    import numpy as np

    of_both = left.often.keys() & right.often.keys()
    columns: dict[str, int] = {}
    for stem in (*left.stems, *right.stems):
        columns.setdefault(stem, len(columns))
    weights = np.sqrt(np.array([max(0.0, weight(stem)) for stem in columns]))

    def table(side: Bags) -> Matrix:
        found: Matrix = np.zeros((side.count, len(columns)))
        places = np.array([columns[stem] for stem in side.stems], dtype=np.int64)
        found[np.array(side.rows, dtype=np.int64), places] = weights[places]
        return found

    mine, theirs = table(left), table(right)
    # The product of matrices would start threads, which costs more than it saves at this size.
    both = [column for stem, column in columns.items() if stem in of_both]
    shared = np.einsum("ik,jk->ij", mine[:, both], theirs[:, both])
    of_left, of_right = (mine**2).sum(1)[:, None], (theirs**2).sum(1)[None, :]
    dice = 2 * shared / np.maximum(of_left + of_right, _SOMETHING)
    contained = shared / np.maximum(np.minimum(of_left, of_right), _SOMETHING)
    found: Matrix = (dice + contained) / 2 * (1 - np.exp(-shared / _ENOUGH))
    return found
