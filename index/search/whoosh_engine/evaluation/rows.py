"""Rows: members near each other in one field, found in arrays of positions.

A place is one number, a document and a position in it, so that all documents are looked at together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.errors import QueryTooCostly
from index.query.fields import TEXT_FIELDS
from index.search.whoosh_engine.evaluation.members import SHIFT, Member, joined, places, postings
from index.search.whoosh_engine.evaluation.sorted_arrays import counted, distinct, shared
from index.search.whoosh_engine.snapshot.snapshot import Postings

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Documents
    from index.search.whoosh_engine.query_nodes import InRow
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot

MOST_ALIKE = 8
"""Members of a row in any order that may have places in common: all choices of them are looked at."""

_NONE = np.zeros(0, np.int64)


class Windows(NamedTuple):
    """Parts of texts in which all members are looked for: from ``first`` to ``last``, both inclusive."""

    first: Documents
    last: Documents

    def only(self, chosen: NDArray[np.bool_]) -> Windows:
        """Those that are ``chosen``."""
        return Windows(self.first[chosen], self.last[chosen])


def in_row(snapshot: Snapshot, row: InRow, members: Sequence[Member], budget: Budget) -> Postings:
    """The documents that have ``members`` as ``row`` asks for them, and how often.

    Counted are the places where a row ends; within sentences or paragraphs those that have all members.
    """
    having = {each: postings(snapshot, row.fieldname, each, budget).documents for each in dict.fromkeys(members)}
    rarest_first = sorted(having, key=lambda each: len(having[each]))
    candidates = having[rarest_first[0]]
    for each in rarest_first[1:]:
        candidates = shared(candidates, having[each])

    def places_of(member: Member, among: Documents) -> Documents:
        return places(snapshot, row.fieldname, member, among, budget)

    if row.ordered and row.within == "text" and row.slop == 1:
        return _counted(_side_by_side(members, rarest_first, candidates, places_of))
    if not len(candidates):
        return _counted(_NONE)
    there = {each: places_of(each, candidates) for each in rarest_first}
    if row.within == "text":
        if row.ordered:
            return _counted(_one_after_the_other([there[each] for each in members], row.slop))
        return _counted(_ends(Counter(members), there, rarest_first, row.slop, budget))
    starts = _starts(snapshot, row, candidates, budget)
    if row.ordered:
        return _counted(_in_order(starts, [there[each] for each in members]))
    every = Windows(starts, np.append(starts[1:], np.int64(2**62)) - 1)
    return _counted(_having_all(every, Counter(members), there, rarest_first, budget).first)


def _starts(snapshot: Snapshot, row: InRow, candidates: Documents, budget: Budget) -> Documents:
    """Where sentences or paragraphs begin; a field that is no text is one."""
    if row.fieldname not in TEXT_FIELDS or row.within == "text":
        return candidates << SHIFT
    counts, positions = snapshot.passages(row.fieldname, row.within, candidates, budget)
    return joined([(np.repeat(candidates, counts) << SHIFT) + positions])


def _counted(found: Documents) -> Postings:
    """The documents of places, and how many each has."""
    return Postings(*counted(found >> SHIFT))


def _side_by_side(
    members: Sequence[Member],
    rarest_first: Sequence[Member],
    candidates: Documents,
    places_of: Callable[[Member, Documents], Documents],
) -> Documents:
    """Where rows end whose members follow one another."""
    size = len(members)
    ends: Documents | None = None
    for each in rarest_first:
        if not len(candidates):
            return _NONE
        here = places_of(each, candidates)
        for at in (at for at, other in enumerate(members) if other == each):
            # A row that would end after the text runs into no other document: positions take few of their bits.
            these = here + (size - 1 - at)
            ends = these if ends is None else shared(ends, these)
        assert ends is not None
        candidates = distinct(ends >> SHIFT)
    return _NONE if ends is None else ends


def _one_after_the_other(there: Sequence[Documents], slop: int) -> Documents:
    """Where the last member is with all others before it, each at most ``slop`` after the one before."""
    reached = there[0]
    for here in there[1:]:
        if not len(reached):
            break
        before = np.searchsorted(reached, here) - 1
        reached = here[(before >= 0) & (here - reached[before] <= slop)]
    return reached


def _in_order(starts: Documents, there: Sequence[Documents]) -> Documents:
    """The starts of the passages in which the members come one after the other."""
    passages, reached = _firsts(_passages(starts, there[0]), there[0])
    for here in there[1:]:
        if not len(passages) or not len(here):
            return _NONE
        own = _passages(starts, here)
        at = np.minimum(np.searchsorted(passages, own), len(passages) - 1)
        after = (passages[at] == own) & (here > reached[at])
        passages, reached = _firsts(own[after], here[after])
    return starts[passages]


def _passages(starts: Documents, here: Documents) -> Documents:
    """The number of the passage of each place."""
    found: Documents = np.searchsorted(starts, here, side="right") - 1
    return found


def _firsts(passages: Documents, here: Documents) -> tuple[Documents, Documents]:
    """Each of ``passages``, which are in order, once, with the first place in it."""
    first = np.ones(len(passages), np.bool_)
    np.not_equal(passages[1:], passages[:-1], out=first[1:])
    return passages[first], here[first]


def _ends(
    wanted: Mapping[Member, int],
    there: Mapping[Member, Documents],
    rarest_first: Sequence[Member],
    slop: int,
    budget: Budget,
) -> Documents:
    """Where all members are at most ``slop`` places from each other, in any order: the last place of each."""
    rare = there[rarest_first[0]]
    if not len(rare):
        return _NONE
    near = []
    for here in there.values():
        # A row ends at or soon after a place of the rarest member.
        before = np.searchsorted(rare, here, side="right") - 1
        near.append(here[(before >= 0) & (here - rare[before] <= slop)])
    ends = joined(near)
    return _having_all(Windows(ends - slop, ends), wanted, there, rarest_first, budget).last


def _having_all(
    windows: Windows,
    wanted: Mapping[Member, int],
    there: Mapping[Member, Documents],
    rarest_first: Sequence[Member],
    budget: Budget,
) -> Windows:
    """The windows that have a place of its own for each member.

    Members that share no places only need to be there. For others, any choice of them needs as many places as there
    are members in it: that is enough (P. Hall: On Representatives of Subsets, 1935).
    """
    for each in rarest_first:
        budget.check(len(windows.first))
        windows = windows.only(_count(windows, there[each]) >= wanted[each])
    if not len(windows.first):
        return windows
    for alike in _sharing(there):
        if len(alike) > MOST_ALIKE:
            raise QueryTooCostly(
                f"More than {MOST_ALIKE} words of a row in any order can be the same word.",
                hint="Search for fewer of them, or with ~ for a row in their order.",
            )
        for size in range(2, len(alike) + 1):
            for choice in combinations(alike, size):
                here = joined([there[each] for each in choice])
                budget.check(len(here) + len(windows.first))
                windows = windows.only(_count(windows, here) >= sum(wanted[each] for each in choice))
    return windows


def _count(windows: Windows, here: Documents) -> Documents:
    """How many of the places ``here`` are in each window."""
    found: Documents = np.searchsorted(here, windows.last, side="right") - np.searchsorted(here, windows.first)
    return found


def _sharing(there: Mapping[Member, Documents]) -> Iterator[list[Member]]:
    """The members that share places, directly or by others, in groups; those that share none are left out."""
    groups: list[list[Member]] = []
    for each, here in there.items():
        touched = [group for group in groups if any(len(shared(*_by_size(here, there[other]))) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(other for group in touched for other in group), each])
    return (group for group in groups if len(group) > 1)


def _by_size(one: Documents, two: Documents) -> tuple[Documents, Documents]:
    return (one, two) if len(one) <= len(two) else (two, one)
