"""Which words of a text are in a row that a query asks for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from index.query.syntax import Within


class RowShape(NamedTuple):
    """How the members of a row must be placed: as in :class:`index.query.syntax.Row`."""

    size: int
    slop: int = 1
    ordered: bool = True
    within: Within = "text"

    @property
    def is_run(self) -> bool:
        """Whether the members follow one another."""
        return self.ordered and self.slop == 1 and self.within == "text"


def in_row(shape: RowShape, there: Sequence[Sequence[int]], passages: Sequence[int]) -> set[int]:
    """The places that are in such a row.

    ``there`` are the places of each member, in order; ``passages`` is where each sentence or paragraph begins.
    """
    if shape.within == "text":
        return _chained(there, shape.slop) if shape.ordered else _together(there, shape.slop)
    found: set[int] = set()
    for passage in sorted({bisect_right(passages, at) for at in min(there, key=len)}):
        first = passages[passage - 1] if passage else 0
        last = passages[passage] if passage < len(passages) else _after(there)
        here = [each[bisect_left(each, first) : bisect_left(each, last)] for each in there]
        if not shape.ordered:
            if _can_all_be(here):
                found.update(*here)
        elif all(here):
            found |= _chained(here, last - first)
    return found


def _after(there: Sequence[Sequence[int]]) -> int:
    return 1 + max((each[-1] for each in there if each), default=0)


def _chained(there: Sequence[Sequence[int]], slop: int) -> set[int]:
    """The places that have the members before them, and those after them, each at most ``slop`` from the next."""
    forwards = [list(there[0])]
    for each in there[1:]:
        before = forwards[-1]
        forwards.append([at for at in each if _some_between(before, at - slop, at - 1)])
    found = set(after := forwards[-1])
    for each in reversed(forwards[:-1]):
        after = [at for at in each if _some_between(after, at + 1, at + slop)]
        found.update(after)
    return found


def _some_between(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _together(there: Sequence[Sequence[int]], slop: int) -> set[int]:
    """The places of all parts of the text, at most ``slop`` from end to end, that have a place for each member."""
    found: set[int] = set()
    for last in sorted({at for each in there for at in each}):
        here = [each[bisect_left(each, last - slop) : bisect_right(each, last)] for each in there]
        if _can_all_be(here):
            found.update(*here)
    return found


def _can_all_be(there: Sequence[Sequence[int]]) -> bool:
    """Whether each member can have a place of its own (a maximum matching, by augmenting paths)."""
    if not all(there):
        return False
    holder: dict[int, int] = {}

    def seated(member: int, tried: set[int]) -> bool:
        for place in there[member]:
            if place not in tried:
                tried.add(place)
                if place not in holder or seated(holder[place], tried):
                    holder[place] = member
                    return True
        return False

    return all(seated(member, set()) for member in range(len(there)))
