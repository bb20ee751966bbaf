"""How far down each passage is where every column runs on its own and only what is level waits for the others. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def tops(groups: Sequence[Sequence[T | None]], height: Callable[[T], int]) -> tuple[list[int], int]:
    """The top of each of ``groups``, and the height of all.

    A group is what is level: something or nothing for each column, and at least one thing. In every column the groups
    are in order; each begins as high up as what is above it allows.
    """
    bottoms = [0] * max(map(len, groups), default=0)
    found = []
    for group in groups:
        members = [(column, member) for column, member in enumerate(group) if member is not None]
        top = max(bottoms[column] for column, _ in members)
        found.append(top)
        for column, member in members:
            bottoms[column] = top + height(member)
    return found, max(bottoms, default=0)
