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
    Weights = NDArray[np.float64]

_ENOUGH = 5.0
"""Shared weight at which a likeness counts for 63 %: one rare word in two short sentences is not yet likeness."""
_SOMETHING = 1e-6
"""Keeps a division by zero away."""


@dataclass(frozen=True, slots=True)
class Bags:
    """The words of the sentences of an article, each once a sentence, by their numbers."""

    rows: Numbers
    """The numbers of the sentences, one for each word of each."""
    words: Numbers
    """The numbers of those words."""
    count: int
    """Of sentences."""
    numbers: Mapping[str, int]
    """The number of each word, in the order in which they come first."""
    often: Numbers
    """How many sentences have each word, by its number."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that two articles have in common, by their numbers in each, in the order of the left."""

    left: Numbers
    right: Numbers


def bags(sentences: Sequence[Sequence[str]]) -> Bags:
    """The words of sentences that are given as stems."""
    import numpy as np

    found = [(row, stem) for row, stems in enumerate(sentences) for stem in dict.fromkeys(stems)]
    often = Counter(stem for _, stem in found)
    numbers = {stem: n for n, stem in enumerate(often)}
    rows, words, counts = (
        np.array(list(each), dtype=np.int64)
        for each in ((row for row, _ in found), (numbers[stem] for _, stem in found), often.values())
    )
    return Bags(rows, words, len(sentences), numbers, counts)


def shared_words(left: Bags, right: Bags) -> Shared:
    """The words that two articles have in common."""
    import numpy as np

    mine, theirs = left.numbers, right.numbers
    both = sorted((mine[stem], theirs[stem]) for stem in mine.keys() & theirs.keys())
    found = np.array(both, dtype=np.int64).reshape(-1, 2)
    return Shared(found[:, 0], found[:, 1])


def likeness(left: Bags, right: Bags, both: Shared, weights: tuple[Weights, Weights]) -> Matrix:
    """For each sentence of the left (row) and of the right (column) how alike they are, 0 to 1.

    ``weights`` has those of the words of each, by their numbers.
    """
    import numpy as np

    # A column for each word of the left, then for each other one of the right.
    others = np.ones(len(right.numbers), dtype=bool)
    others[both.right] = False
    columns = len(left.numbers) + int(others.sum())
    places = np.empty(len(right.numbers), dtype=np.int64)
    places[both.right] = both.left
    places[others] = np.arange(len(left.numbers), columns)
    mine, theirs = np.zeros((left.count, columns)), np.zeros((right.count, columns))
    of_mine, of_theirs = (np.sqrt(np.maximum(0.0, each)) for each in weights)
    mine[left.rows, left.words] = of_mine[left.words]
    theirs[right.rows, places[right.words]] = of_theirs[right.words]
    # The product of matrices would start threads, which costs more than it saves at this size.
    shared = np.einsum("ik,jk->ij", mine[:, both.left], theirs[:, both.left])
    of_left, of_right = (mine**2).sum(1)[:, None], (theirs**2).sum(1)[None, :]
    dice = 2 * shared / np.maximum(of_left + of_right, _SOMETHING)
    contained = shared / np.maximum(np.minimum(of_left, of_right), _SOMETHING)
    found: Matrix = (dice + contained) / 2 * (1 - np.exp(-shared / _ENOUGH))
    return found
