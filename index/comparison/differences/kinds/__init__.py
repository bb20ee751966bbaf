"""The kinds of facts on which articles can differ: one module a kind, each a generator of candidates.

A new kind is a module with a function ``candidates(pair)`` and its entry in :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds import (
    actors,
    attributes,
    causes,
    days,
    figures,
    homes,
    names,
    order,
    outcomes,
    places,
    quotations,
    times,
)
from index.comparison.differences.pair import Pair

KINDS: tuple[Callable[[Pair], Iterator[Candidate]], ...] = (
    figures.candidates,
    days.candidates,
    times.candidates,
    places.candidates,
    outcomes.candidates,
    quotations.candidates,
    attributes.candidates,
    homes.candidates,
    causes.candidates,
    order.candidates,
    actors.candidates,
    names.candidates,
)
