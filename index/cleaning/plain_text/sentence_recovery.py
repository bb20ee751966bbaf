"""Sentences that belong to the body by the company they stand in, where their own likelihood leaves them out.

Doing no harm goes before doing well: a whole sentence without a cue, beside a paragraph that is kept, is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.cleaning.lines import Line

_LEAST_BESIDE = 0.12
"""Likelihood from which a sentence beside the body joins it."""
_FEWEST = 3
"""Words that such a sentence has at least."""
_LEAST_BETWEEN = 0.2
"""Likelihood from which a sentence between lines of the body joins it."""
_LEAST_SET_OFF = 0.25
"""Likelihood from which a last paragraph below a single line that is hidden joins the body."""
_REACH = 3
"""Lines above and below within which the body stands on both sides of a sentence."""


def completed(
    lines: Sequence[Line], likely: Sequence[float], body: Collection[int], barred: Collection[int]
) -> set[int]:
    """``body`` with the sentences that adjoin it, and those that boilerplate alone keeps from it on both sides."""

    def joins(place: int, words: int, least: float) -> bool:
        if place in found or place in barred or not 0 <= place < len(lines):
            return False
        line = lines[place]
        return line.ends and line.cue is None and not line.dated and line.words >= words and likely[place] >= least

    found = set(body)
    for start in sorted(body):
        for step in (1, -1):
            place = start + step
            while joins(place, _FEWEST, _LEAST_BESIDE):
                found.add(place)
                place += step
    for place in range(len(lines)):
        if joins(place, _FEWEST, _LEAST_BETWEEN):
            above = any(other in found for other in range(place - _REACH, place))
            below = any(other in found for other in range(place + 1, place + _REACH + 1))
            if above and below:
                found.add(place)
        # A last paragraph that a single line of boilerplate sets off.
        if place - 2 in found and joins(place, 15, _LEAST_SET_OFF):
            found.add(place)
    return found
