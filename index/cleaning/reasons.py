"""Why a line was hidden, in a few words for the reader."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.cleaning.lines import Line


def reason(lines: Sequence[Line], place: int, body: Collection[int], copies: Collection[int]) -> str:
    """The reason for hiding ``lines[place]``: its own cue, else what it looks like where it stands."""
    line = lines[place]
    if place in copies:
        return "repeated headline"
    if line.cue:
        return line.cue
    if line.dated:
        return "timestamp"
    if "no letters" in line.features:
        return "separator"
    if any(other != place and line.text == lines[other].text for other in body) and line.words > 3:
        return "repeated line"
    company = _company(lines, place)
    if company:
        return company
    if line.byline:
        return "byline of another story"
    after = not any(other > place for other in body)
    if line.words >= 5 and after:
        return "related story"
    return "site chrome"


def _company(lines: Sequence[Line], place: int) -> str | None:
    """The kind of furniture in whose middle the line stands: a promo's lines are rarely all alike."""
    for kind in ("newsletter", "comment"):
        above = any(line.cue == kind for line in lines[max(0, place - 2) : place])
        below = any(line.cue == kind for line in lines[place + 1 : place + 3])
        if above and below:
            return kind
    return None
