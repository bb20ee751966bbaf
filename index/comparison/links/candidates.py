"""Candidates for links: pairs of sentences that are similar enough, and among the best for both.

The table of all similarities is computed in blocks of rows; only candidates are kept of each, so that memory is bounded
even for texts as long as books.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from index.comparison.links.similarity import Similarities, around, placed

if TYPE_CHECKING:
    from index.comparison.links.overlaps import Matrix, Places

LEAST = 0.14
"""Similarity of the words alone below which sentences are never linked."""
_MOST_PARTNERS = 6
"""Partners of one sentence that are looked at, the best ones."""
_FEWEST = 5
"""Sentences that a mean over an article counts at least, so that very short articles gain nothing."""
_NEIGHBOURS, _MOST_OF_NEIGHBOURS = 0.1, 0.5
"""What the likeness of neighbours adds, and up to which likeness."""
_BY_PLACE = 1e-4
"""Penalty on distance in position: of equal partners, such as recurring lines, the one at the same place is best."""
_CELLS = 1 << 16
"""Cells of a block: about what fits in a processor's cache."""


class Pair(NamedTuple):
    """Sentences ``i`` of the left and ``j`` of the right article."""

    i: int
    j: int
    similarity: float
    support: float
    """The similarity, raised by evidence beyond the words of the two sentences."""
    mutual: bool
    """Whether each is the best partner of the other."""


class _Block(NamedTuple):
    """The candidates of some rows, as parallel arrays by row and column."""

    i: Places
    j: Places
    similarity: Matrix
    around: Matrix
    ranked: Matrix
    best_of_row: Matrix


def pairs(similarities: Similarities, check: Callable[[], None] = lambda: None) -> Iterator[Pair]:
    """The pairs that may be linked, in the order of the left article, then of the right.

    Evidence beyond the words is how similar each sentence is to the other article as a whole (sentences on the main
    subject of both are likelier to report the same thing), how similar its neighbours are to its partner, and its
    position: news begins with what happened, and continues in much the same order. ``check`` is called for each block
    and raises to stop the work.
    """
    import numpy as np

    height, width = similarities.shape
    of_rows, of_columns = np.zeros(height, dtype=np.float32), np.zeros(width, dtype=np.float32)
    best = np.full((_MOST_PARTNERS, width), -np.inf, dtype=np.float32)
    blocks = []
    step = max(1, _CELLS // width)
    for start in range(0, height, step):
        check()
        stop = min(height, start + step)
        # With the row before and the row after: neighbours count.
        first, last = max(0, start - 1), min(height, stop + 1)
        framed = similarities.rows(first, last)
        similarity = framed[start - first : stop - first]
        of_rows[start:stop], of_columns = similarity.sum(axis=1), of_columns + similarity.sum(axis=0)
        ranked = _ranked(similarity, start, height)
        best = _best(np.concatenate((best, ranked)))
        blocks.append(_kept(similarity, ranked, around(framed)[start - first : stop - first], best[0], start))
    i, j, similarity, beside, ranked, best_of_row = (np.concatenate(column) for column in zip(*blocks, strict=True))
    chosen = ranked >= best[0][j]
    mutual = ((ranked >= best_of_row) & (ranked >= best.max(axis=0)[j]))[chosen]
    i, j, similarity, beside = i[chosen], j[chosen], similarity[chosen], beside[chosen]
    support = similarity + (of_rows / max(width, _FEWEST))[i] + (of_columns / max(height, _FEWEST))[j]
    support += np.float32(_NEIGHBOURS) * np.minimum(beside, np.float32(_MOST_OF_NEIGHBOURS))
    support += placed(i, j, similarities.shape)
    columns = (i.tolist(), j.tolist(), similarity.tolist(), support.tolist(), mutual.tolist())
    yield from map(Pair, *columns)


def _ranked(similarity: Matrix, start: int, height: int) -> Matrix:
    import numpy as np

    rows, width = similarity.shape
    down = np.linspace(0, 1, height)[start : start + rows].astype(np.float32)
    apart = np.abs(down[:, None] - np.linspace(0, 1, width).astype(np.float32)[None, :])
    ranked: Matrix = similarity - np.float32(_BY_PLACE) * apart
    return ranked


def _best(ranked: Matrix) -> Matrix:
    """The best few of each column, the least of them first."""
    import numpy as np

    if len(ranked) <= _MOST_PARTNERS:
        return ranked
    return np.partition(ranked, -_MOST_PARTNERS, axis=0)[-_MOST_PARTNERS:]


def _kept(similarity: Matrix, ranked: Matrix, beside: Matrix, least: Matrix, start: int) -> _Block:
    """The cells that are similar enough, and among the best of their row and, so far, of their column."""
    import numpy as np

    rows, width = similarity.shape
    few = width <= _MOST_PARTNERS
    least_of_row = np.full(rows, -np.inf) if few else np.partition(ranked, -_MOST_PARTNERS, axis=1)[:, -_MOST_PARTNERS]
    cells = np.nonzero((similarity >= LEAST) & (ranked >= least_of_row[:, None]) & (ranked >= least[None, :]))
    i, j = cells
    return _Block(i + start, j, similarity[cells], beside[cells], ranked[cells], ranked.max(axis=1)[i])
