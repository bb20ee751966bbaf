"""Sentences that belong to the body by the lines around them, although their own likelihood is low.

Losing a sentence of the article is worse than showing one too many: a whole sentence without a cue, next to a
paragraph that is kept, is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.cleaning.lines import Line

_LEAST_BESIDE = 0.12
"""The least likelihood of a sentence next to the body."""
_FEWEST = 3
"""Words of a sentence."""
_LEAST_BETWEEN = 0.2
"""The least likelihood of a sentence between lines of the body."""
_REACH = 3
"""Lines above and below in which the body is."""
_LEAST_SET_OFF = 0.25
"""The least likelihood of a last paragraph that one line separates from the body."""
_FEWEST_SET_OFF = 15
"""Words of that paragraph."""


def completed(
    lines: Sequence[Line], likely: Sequence[float], body: Collection[int], barred: Collection[int]
) -> set[int]:
    """``body`` with the sentences next to it, between its lines, and after one line of boilerplate at its end.

    Lines in ``barred`` are never added.
    """

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
        if place - 2 in found and joins(place, _FEWEST_SET_OFF, _LEAST_SET_OFF):
            found.add(place)
    return found
