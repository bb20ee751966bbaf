"""Set operations on sorted arrays of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_FEW = 8
"""The longer of two arrays is searched, and not read, if it has more than so many times the other's numbers."""


LONG = 16
"""Arrays are long if they have more than one number of so many that there could be."""


def distinct(numbers: Numbers) -> Numbers:
    """The numbers of an array in order, each once."""
    return numbers[_first(numbers)] if len(numbers) > 1 else numbers


def counted(numbers: Numbers) -> tuple[Numbers, NDArray[np.float64]]:
    """The numbers of an array in order, each once, and how often each occurs."""
    places = np.flatnonzero(_first(numbers))
    return numbers[places], np.diff(np.append(places, len(numbers))).astype(np.float64)


def _first(numbers: Numbers) -> NDArray[np.bool_]:
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def added(
    numbers: Sequence[Numbers], weights: Sequence[NDArray[np.float64]], size: int
) -> tuple[Numbers, NDArray[np.float64]]:
    """What is in any of the arrays, all below ``size``, and the sums of the ``weights``, all above 0, that it has."""
    if len(numbers) == 1:
        return numbers[0], weights[0]
    if not numbers:
        return np.zeros(0, np.int64), np.zeros(0)
    every, all_weights = np.concatenate(numbers), np.concatenate(weights)
    if len(every) * LONG < size:
        order = np.argsort(every, kind="stable")
        places = np.flatnonzero(_first(every := every[order]))
        return every[places], np.add.reduceat(all_weights[order], places) if len(places) else all_weights
    sums = np.bincount(every, all_weights, size).astype(np.float64, copy=False)
    found: Numbers = np.flatnonzero(sums > 0)
    return found, sums[found]


def union(lists: list[Numbers]) -> Numbers:
    """The numbers that are in any of the arrays."""
    every = np.concatenate(lists)
    # Sorted runs are merged.
    every.sort(kind="stable")
    return distinct(every)


def shared(few: Numbers, many: Numbers) -> Numbers:
    """The numbers that are in both arrays; each array has a number only once."""
    if not len(many) or not len(few):
        return few[:0]
    if len(few) * _FEW < len(many):
        found: Numbers = few[many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few]
        return found
    every = np.concatenate([few, many])
    every.sort(kind="stable")
    both: Numbers = every[:-1][every[1:] == every[:-1]]
    return both
