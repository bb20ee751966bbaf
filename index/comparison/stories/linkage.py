"""Average linkage: what joins articles into stories."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float32]

Extent = tuple[float, float]
"""The first and the last known day."""


def extent(days: Sequence[float]) -> Extent:
    """Of ``days``, of which NaN is none; from infinity to minus infinity where none is known."""
    known = [day for day in days if not math.isnan(day)]
    return min(known, default=math.inf), max(known, default=-math.inf)


def all_linked(days: Values, similarities: Values, threshold: float, longest: int) -> list[list[int]]:
    """As :func:`average_linkage` of single nodes, with the similarity of every pair, as a square that is used up.

    An unknown day is NaN. Costs about n² for n nodes.
    """
    import numpy as np

    count = len(days)
    totals = similarities
    first, last = np.nan_to_num(days, nan=np.inf), np.nan_to_num(days, nan=-np.inf)
    sizes = np.ones(count)
    members = {node: [node] for node in range(count)}

    def averages(node: int) -> NDArray[np.float64]:
        """Of the group with the others; -1 where it is not to be joined."""
        found: NDArray[np.float64] = totals[node] / (np.maximum(sizes, 1) * sizes[node])
        too_long = np.maximum(last, last[node]) - np.minimum(first, first[node]) > longest
        found[too_long | (sizes == 0)] = -1
        found[node] = -1
        return found

    nearest = np.zeros(count, dtype=np.int64)
    highest = np.full(count, -1.0)

    def look(node: int) -> None:
        found = averages(node)
        nearest[node] = found.argmax()
        highest[node] = found[nearest[node]]

    # No average grows by joining: what was found for a group is at least a bound, and is looked at when it is highest.
    to_look = np.ones(count, dtype=np.bool_)
    highest[:] = math.inf
    while highest.max(initial=-1) >= threshold:
        at = int(highest.argmax())
        if to_look[at]:
            look(at)
            to_look[at] = False
            continue
        left, right = sorted((at, int(nearest[at])))
        members[left] += members.pop(right)
        totals[left] += totals[right]
        totals[:, left] = totals[left]
        sizes[left] += sizes[right]
        first[left], last[left] = min(first[left], first[right]), max(last[left], last[right])
        sizes[right], highest[right] = 0, -1
        to_look |= (nearest == left) | (nearest == right)
        to_look[left] = True
        highest[left] = max(highest[left], highest[at])
    return sorted(sorted(group) for group in members.values())


def average_linkage(
    sizes: Sequence[int],
    extents: Sequence[Extent],
    totals: Mapping[tuple[int, int], float],
    threshold: float,
    longest: int,
) -> list[list[int]]:
    """Groups of the nodes ``0 .. len(sizes) - 1``, each in ascending order, the groups in order of their first node.

    A node may itself be a group of several; ``totals`` are the summed similarities between the members of two nodes,
    the lower first; what is not in it counts as 0. Repeatedly joins the two groups whose members are most similar on
    average, until no average reaches ``threshold``. Groups whose known days would span more than ``longest`` are never
    joined. Equal averages are joined in the order of the nodes. Costs about m log m for m totals, as long as groups
    stay small.
    """
    members: dict[int, list[int]] = {node: [node] for node in range(len(sizes))}
    size, spans = list(sizes), list(extents)
    sums: dict[int, dict[int, float]] = {node: {} for node in members}
    for (left, right), total in totals.items():
        sums[left][right] = sums[right][left] = total
    queue = [
        (-total / (size[left] * size[right]), left, right, size[left], size[right])
        for (left, right), total in totals.items()
        if total / (size[left] * size[right]) >= threshold
    ]
    heapq.heapify(queue)
    while queue:
        _, left, right, left_size, right_size = heapq.heappop(queue)
        if left not in members or right not in members or (size[left], size[right]) != (left_size, right_size):
            continue
        span = min(spans[left][0], spans[right][0]), max(spans[left][1], spans[right][1])
        if span[1] - span[0] > longest:
            continue
        _join(sums, left, right)
        members[left] += members.pop(right)
        spans[left] = span
        size[left] += size[right]
        for other, total in sums[left].items():
            average = total / (size[left] * size[other])
            if average >= threshold:
                first, second = min(left, other), max(left, other)
                heapq.heappush(queue, (-average, first, second, size[first], size[second]))
    return sorted(sorted(group) for group in members.values())


def _join(sums: dict[int, dict[int, float]], left: int, right: int) -> None:
    """Add the totals of ``right`` to those of ``left``, and forget ``right``."""
    of_left = sums[left]
    for other, total in sums.pop(right).items():
        del sums[other][right]
        if other != left:
            of_left[other] = sums[other][left] = of_left.get(other, 0.0) + total
