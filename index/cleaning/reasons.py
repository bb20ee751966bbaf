"""Which reason a hidden line gets; the reasons themselves are the table in :mod:`index.model.hidden_reasons`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from index.cleaning.lines import Line
from index.model import HiddenReason

_ANNOUNCED = 6
"""Lines below a line such as ``Related`` that are other stories even when they are short."""
_LEAST_TITLE = 5
"""Words of a headline below the article that no such line announces."""
_LEAST_ANNOUNCED = 2
"""Words of an announced headline."""
_LEAST_REPEATED = 4
"""Words of a line that is a repetition, and not by chance the same."""
_BESIDE = 2
"""Lines above and below in which a line's surroundings show."""
_SURROUNDING = (HiddenReason.NEWSLETTER, HiddenReason.COMMENT)
"""Reasons that hold for several lines in a row, not each of which shows it by itself."""


def reasons(
    lines: Sequence[Line],
    body: Collection[int],
    copies: Collection[int],
    known: Mapping[int, HiddenReason] | None = None,
) -> Callable[[int], HiddenReason]:
    """A function that gives the reason for hiding the line at an index; ``known`` are reasons that go before all."""
    known = known or {}
    last = max(body, default=-1)
    shown = {lines[i].text for i in body}
    cues = [line.cue for line in lines]
    return lambda index: known.get(index) or _reason(lines, cues, index, last, shown, copies)


def _reason(
    lines: Sequence[Line],
    cues: Sequence[HiddenReason | None],
    index: int,
    last: int,
    shown: Collection[str],
    copies: Collection[int],
) -> HiddenReason:
    """The line's own cue; without one, what its form and the lines around it show."""
    line = lines[index]
    if index in copies:
        return HiddenReason.REPEATED_HEADLINE
    if line.cue:
        return line.cue
    if line.dated:
        return HiddenReason.TIMESTAMP
    if "no letters" in line.features:
        return HiddenReason.SEPARATOR
    if line.words >= _LEAST_REPEATED and line.text in shown:
        return HiddenReason.REPEATED_LINE
    if around := _surroundings(cues, index):
        return around
    if line.byline:
        return HiddenReason.BYLINE_OF_ANOTHER_STORY
    announced = HiddenReason.RELATED_STORY in cues[max(0, index - _ANNOUNCED) : index]
    if announced and line.words >= _LEAST_ANNOUNCED:
        return HiddenReason.RELATED_STORY
    return HiddenReason.NOT_RECOGNISED


def _surroundings(cues: Sequence[HiddenReason | None], index: int) -> HiddenReason | None:
    """The kind of boilerplate that a line is in the middle of: the lines of a promo are rarely all alike."""
    above, below = cues[max(0, index - _BESIDE) : index], cues[index + 1 : index + 1 + _BESIDE]
    return next((kind for kind in _SURROUNDING if kind in above and kind in below), None)
