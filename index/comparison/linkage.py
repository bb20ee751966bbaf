"""Average linkage over a sparse graph: what joins articles into stories."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence


def average_linkage(
    days: Sequence[int | None], similarities: Mapping[tuple[int, int], float], threshold: float, longest: int
) -> list[list[int]]:
    """Groups of the nodes ``0 .. len(days) - 1``, each in ascending order, the groups in order of their first node.

    Repeatedly joins the two groups whose members are most similar on average, until no average reaches
    ``threshold``; pairs (lower node first) that are not in ``similarities`` count as 0. Groups whose known days would
    span more than ``longest`` are never joined. Equal averages are joined in the order of the nodes. Costs about
    m log m for m similarities, as long as groups stay small.
    """
    members: dict[int, list[int]] = {node: [node] for node in range(len(days))}
    extents: list[_Extent] = [(math.inf, -math.inf) if day is None else (day, day) for day in days]
    totals: dict[int, dict[int, float]] = {node: {} for node in members}
    for (left, right), similarity in similarities.items():
        totals[left][right] = totals[right][left] = similarity
    queue = [(-value, left, right, 1, 1) for (left, right), value in similarities.items() if value >= threshold]
    heapq.heapify(queue)
    while queue:
        _, left, right, left_size, right_size = heapq.heappop(queue)
        if len(members.get(left, ())) != left_size or len(members.get(right, ())) != right_size:
            continue
        extent = _together(extents[left], extents[right])
        if extent[1] - extent[0] > longest:
            continue
        _join(totals, left, right)
        members[left] += members.pop(right)
        extents[left] = extent
        size = len(members[left])
        for other, total in totals[left].items():
            average = total / (size * len(members[other]))
            if average >= threshold:
                first, second = min(left, other), max(left, other)
                heapq.heappush(queue, (-average, first, second, len(members[first]), len(members[second])))
    return sorted(sorted(group) for group in members.values())


_Extent = tuple[float, float]
"""The first and the last known day."""


def _together(left: _Extent, right: _Extent) -> _Extent:
    return min(left[0], right[0]), max(left[1], right[1])


def _join(totals: dict[int, dict[int, float]], left: int, right: int) -> None:
    """Add the totals of ``right`` to those of ``left``, and forget ``right``."""
    of_left = totals[left]
    for other, total in totals.pop(right).items():
        del totals[other][right]
        if other != left:
            of_left[other] = totals[other][left] = of_left.get(other, 0.0) + total
