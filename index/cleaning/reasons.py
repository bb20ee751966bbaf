"""Why a line was hidden, in a few words for the reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from index.cleaning.lines import Line

_ANNOUNCED = 6
RECURS = "recurs at this outlet"
"""The reason of a line that the archive knows from other articles of the outlet."""


def reasons(
    lines: Sequence[Line], body: Collection[int], copies: Collection[int], known: Mapping[int, str] | None = None
) -> Callable[[int], str]:
    """What gives the reason for hiding a line, by its place; ``known`` are reasons that go before all."""
    known = known or {}
    last = max(body, default=-1)
    shown = {lines[i].text for i in body}
    cues = [line.cue for line in lines]
    return lambda place: known.get(place) or _reason(lines, cues, place, last, shown, copies)


def _reason(
    lines: Sequence[Line],
    cues: Sequence[str | None],
    place: int,
    last: int,
    shown: Collection[str],
    copies: Collection[int],
) -> str:
    """The line's own cue, else what it looks like where it stands."""
    line = lines[place]
    if place in copies:
        return "repeated headline"
    if line.cue:
        return line.cue
    if line.dated:
        return "timestamp"
    if "no letters" in line.features:
        return "separator"
    if line.words > 3 and line.text in shown:
        return "repeated line"
    company = _company(cues, place)
    if company:
        return company
    if line.byline:
        return "byline of another story"
    announced = "related story" in cues[max(0, place - _ANNOUNCED) : place]
    if place > last and (line.words >= 5 or (announced and line.words >= 2)):
        return "related story"
    return "site chrome"


def _company(cues: Sequence[str | None], place: int) -> str | None:
    """The kind of furniture in whose middle the line stands: a promo's lines are rarely all alike."""
    above, below = cues[max(0, place - 2) : place], cues[place + 1 : place + 3]
    return next((kind for kind in ("newsletter", "comment") if kind in above and kind in below), None)
