"""The order of versions of one article in time, and by which evidence they are in it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from index.model.dates import PartialDate, sort_key

OrderEvidence = Literal["updated", "captured", "published", "file time"]
"""Why one version is later than another: it was changed later, retrieved later, published later, or only its file was
written later."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Moments:
    """All that is known of when a version was made."""

    published: PartialDate | None = None
    updated: PartialDate | None = None
    captured: PartialDate | None = None
    modified: PartialDate | None = None
    """The time of its file: the weakest evidence, since copying a file may change it."""


def later_by(one: Moments, other: Moments) -> OrderEvidence | None:
    """By which evidence ``other`` is later than ``one``; None where it is not, and where nothing shows it."""
    order = _order(one, other)
    return order[0] if order is not None and order[1] else None


def in_order(items: Sequence[_Item], moments: Callable[[_Item], Moments]) -> list[tuple[_Item, OrderEvidence | None]]:
    """``items`` from the earliest version, each with the evidence that it is later than the one before it.

    That is None for the first, and where the order of the two is not known; these are by their dates, whatever these
    are of, and only those that have all dates in common are in the order given. No version comes before one that is
    known to be earlier, unless the evidence contradicts itself.
    """
    left: dict[Moments, deque[_Item]] = {}
    places: dict[Moments, deque[int]] = {}
    for place, item in enumerate(items):
        left.setdefault(made := moments(item), deque()).append(item)
        places.setdefault(made, deque()).append(place)
    later = {one: [other for other in left if later_by(one, other) is not None] for one in left}
    earlier = Counter[Moments]()
    for one, others in later.items():
        earlier.update(dict.fromkeys(others, len(left[one])))
    found: list[tuple[_Item, OrderEvidence | None]] = []
    before: Moments | None = None
    while left:
        made = min(left, key=lambda one: (earlier[one], *map(sort_key, _dates(one)), places[one][0]))
        places[made].popleft()
        found.append((left[made].popleft(), None if before is None else later_by(before, made)))
        before = made
        earlier.subtract(later[made])
        if not left[made]:
            del left[made]
    return found


def _dates(made: Moments) -> tuple[PartialDate | None, ...]:
    return made.published, made.updated, made.captured, made.modified


def _order(one: Moments, other: Moments) -> tuple[OrderEvidence, bool] | None:
    """The strongest evidence of the order of two versions, and whether ``other`` is the later one.

    What both have is compared first, times of one source by their clocks. Then a version without a note of a change is
    earlier than one that was changed after both were published, and one that was retrieved before the other was changed
    is the earlier one.
    """
    pairs: Sequence[tuple[OrderEvidence, PartialDate | None, PartialDate | None, bool]] = (
        ("updated", one.updated, other.updated, True),
        ("captured", one.captured, other.captured, False),
        ("published", one.published, other.published, True),
    )
    for evidence, mine, theirs, same_clock in pairs:
        if (found := _compared(mine, theirs, same_clock=same_clock)) is not None:
            return evidence, found
    if (one.updated is None) != (other.updated is None):
        changed = one.updated or one.published, other.updated or other.published
        if (found := _compared(*changed, same_clock=True)) is not None and found == (other.updated is not None):
            return "updated", found
    for before, after, later in ((one, other, True), (other, one, False)):
        made = after.updated or after.published
        if before.captured is not None and made is not None and before.captured.is_before(made):
            return "captured", later
    found = _compared(one.modified, other.modified, same_clock=True)
    return None if found is None else ("file time", found)


def _compared(mine: PartialDate | None, theirs: PartialDate | None, *, same_clock: bool) -> bool | None:
    """Whether ``theirs`` is surely the later; None where that is open."""
    if mine is None or theirs is None:
        return None
    if mine.is_before(theirs, same_clock=same_clock):
        return True
    return False if theirs.is_before(mine, same_clock=same_clock) else None
