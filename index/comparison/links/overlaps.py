"""The weight that sentences of two articles share in one kind of feature, some rows of the table at a time.

A table of all sentences by all sentences does not fit in memory for texts as long as books. Features that many
sentences have are multiplied as matrices; the many that few sentences have are added one by one, so that the work is
about proportional to the pairs that share something.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Places = NDArray[np.int64]

Bag = Mapping[Hashable, float]
"""The features of one kind that a sentence has, with their weights."""

_LITTLE = 3_000_000
"""Multiplications below which doing them is faster than avoiding them."""
_RARE = 50
"""Cells of a matrix product that cost as much as one that is added by itself."""
_PRODUCT, _SLICE = 200_000, 64
"""Multiplications and keys at a time: above, some BLAS libraries start threads that cost more than they save."""


class Overlap:
    """The weight that each two bags share; a key weighs the same in all of them."""

    def __init__(self, left: Sequence[Bag], right: Sequence[Bag]) -> None:
        import numpy as np

        self._width = len(right)
        of_right = {key for bag in right for key in bag}
        keys: dict[Hashable, int] = {}
        weights: list[float] = []
        mine: list[tuple[int, int]] = []
        for row, bag in enumerate(left):
            for key, weight in bag.items():
                if key in of_right:
                    if key not in keys:
                        keys[key] = len(keys)
                        weights.append(weight)
                    mine.append((row, keys[key]))
        theirs = [(row, keys[key]) for row, bag in enumerate(right) for key in bag if key in keys]
        self._weights = np.array(weights, dtype=np.float32)
        rows, found = _columns(mine)
        columns, of_columns = _columns(theirs)
        frequent = np.ones(len(keys), dtype=np.bool_)
        if len(keys) * len(left) * len(right) > _LITTLE:
            both = np.bincount(found, minlength=len(keys)) * np.bincount(of_columns, minlength=len(keys))
            frequent = both * _RARE >= len(left) * len(right)
        self._products = _Products(rows, found, columns, of_columns, frequent, self._weights, self._width)
        self._singles = _Singles(rows, found, columns, of_columns, ~frequent, self._weights)

    def rows(self, start: int, stop: int) -> Matrix:
        """The weight shared by the bags of ``left[start:stop]`` (row) with each of the right (column)."""
        import numpy as np

        overlap = np.zeros((stop - start, self._width), dtype=np.float32)
        self._products.add_to(overlap, start, stop)
        self._singles.add_to(overlap, start, stop)
        return overlap


class _Products:
    """The part that keys make which many sentences have."""

    def __init__(
        self,
        rows: Places,
        keys: Places,
        columns: Places,
        of_columns: Places,
        chosen: NDArray[np.bool_],
        weights: Matrix,
        width: int,
    ) -> None:
        import numpy as np

        self._count = int(chosen.sum())
        place = np.cumsum(chosen) - 1
        wanted = chosen[keys]
        self._rows, self._keys, self._weights = rows[wanted], place[keys[wanted]], weights[keys[wanted]]
        wanted = chosen[of_columns]
        self._theirs = np.zeros((self._count, width), dtype=np.float32)
        self._theirs[place[of_columns[wanted]], columns[wanted]] = 1

    def add_to(self, overlap: Matrix, start: int, stop: int) -> None:
        """Add what ``left[start:stop]`` shares to ``overlap``."""
        import numpy as np

        first, last = np.searchsorted(self._rows, (start, stop))
        mine = np.zeros((stop - start, self._count), dtype=np.float32)
        mine[self._rows[first:last] - start, self._keys[first:last]] = self._weights[first:last]
        wide = max(1, _PRODUCT // (_SLICE * max(1, len(overlap))))
        for left in range(0, overlap.shape[1], wide):
            tile = overlap[:, left : left + wide]
            for at in range(0, self._count, _SLICE):
                tile += mine[:, at : at + _SLICE] @ self._theirs[at : at + _SLICE, left : left + wide]


class _Singles:
    """The part that keys make which few sentences have."""

    def __init__(
        self,
        rows: Places,
        keys: Places,
        columns: Places,
        of_columns: Places,
        chosen: NDArray[np.bool_],
        weights: Matrix,
    ) -> None:
        import numpy as np

        wanted = chosen[keys]
        self._rows, self._keys, self._weights = rows[wanted], keys[wanted], weights
        wanted = chosen[of_columns]
        order = np.argsort(of_columns[wanted], kind="stable")
        self._columns = columns[wanted][order]
        self._counts = np.bincount(of_columns[wanted], minlength=len(chosen))
        self._begin = np.cumsum(self._counts) - self._counts

    def add_to(self, overlap: Matrix, start: int, stop: int) -> None:
        """Add what ``left[start:stop]`` shares to ``overlap``."""
        import numpy as np

        first, last = np.searchsorted(self._rows, (start, stop))
        if first == last:
            return
        keys = self._keys[first:last]
        counts = self._counts[keys]
        # For each key of a row, the columns that have it are consecutive.
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - self._begin[keys], counts)
        cells = np.repeat((self._rows[first:last] - start) * overlap.shape[1], counts) + self._columns[within]
        np.add.at(overlap.reshape(-1), cells, np.repeat(self._weights[keys], counts))


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Places, Places]:
    import numpy as np

    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])
