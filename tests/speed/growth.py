"""How cost grows with the archive: the figures of several sizes in one table, with an exponent each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tests.speed.table import Row

_RATES = ("articles/CPU s",)
"""Units of which more is better."""


def exponent(row: str, by_size: Mapping[int, Sequence[Row]]) -> float:
    """The slope of the cost over the size, both as logarithms, by least squares; 1 is linear.

    Of a rate, of the cost of all articles together.
    """
    points: list[tuple[float, float]] = []
    for size, rows in by_size.items():
        for each in rows:
            if each.what == row and each.ours > 0:
                cost = size / each.ours if each.unit in _RATES else each.ours
                points.append((math.log(size), math.log(cost)))
    if len(points) < 2:
        return math.nan
    middle, level = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope: float = sum((x - middle) * (y - level) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    return slope


def lines(by_size: Mapping[int, Sequence[Row]]) -> list[str]:
    """The table of broadsheet's figures by size."""
    sizes = list(by_size)
    head = f"{'':<46} {' '.join(f'{size:>11,}' for size in sizes)}  {'exponent':>8}"
    told = [head]
    for first in by_size[sizes[0]]:
        figures = [next((row.ours for row in by_size[size] if row.what == first.what), math.nan) for size in sizes]
        shown = " ".join(f"{figure:>11.4g}" for figure in figures)
        told.append(f"{first.what:<46} {shown}  {exponent(first.what, by_size):>8.2f}  {first.unit}")
    return told
