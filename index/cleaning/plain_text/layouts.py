"""What a text holds beside one article from top to bottom: comments, another article, entries of a live blog.

Seen in the whole text before its lines are weighed one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.cleaning.lines import Line
from index.cleaning.metadata import dates
from index.model import HiddenReason

_LEAST_PROSE = 60
"""Words in paragraphs that stand above whatever ends an article."""
_LEAST_MARKS = 3
"""Buttons or times that make a thread of comments."""
_REACH = 12
"""Lines of a thread without a mark among them at most."""
_HEAD = 6
"""Lines between the headline of another article and its first paragraph at most."""
_LEAST_ENTRIES = 4
"""Times of day that make a live blog."""
_ENTRY_REACH = 4
"""Lines below its time within which an entry has its first sentence."""
_MOSTLY = 0.7
"""Share of the times of a live blog that have an entry."""
_MARK = re.compile(
    r"(?:reply|like|share|report|flag|quote|upvote|downvote|vote|\d{1,4}|[\W_]+)(?: \(?\d{1,4}\)?)?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\W*(?:at |um )?\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:uhr|gmt|bst|utc|e[sd]?t|p[sd]?t|ces?t|ist)?\W*",
    re.IGNORECASE,
)


class Tail(NamedTuple):
    """The first line that is no longer the article, and the reason for hiding it and all below."""

    start: int
    reason: HiddenReason


def tail(lines: Sequence[Line]) -> Tail | None:
    """Where the article ends although the text goes on like one."""
    words = 0
    above_byline = {place - step for place, line in enumerate(lines) if line.byline for step in range(1, _HEAD + 1)}
    for i, line in enumerate(lines):
        if words >= _LEAST_PROSE:
            if line.cue == HiddenReason.COMMENT and line.words < 10 and not line.ends and _is_thread(lines, i + 1):
                return Tail(i, HiddenReason.COMMENT)
            if i in above_byline and _begins_another(lines, i):
                return Tail(i, HiddenReason.ANOTHER_ARTICLE)
        words += line.words if line.prose and line.cue is None else 0
    return None


def _is_thread(lines: Sequence[Line], start: int) -> bool:
    """Whether comments follow to the end: buttons or times again and again, no long run without any."""
    marks = [i for i in range(start, len(lines)) if _is_of_comment(lines[i])]
    if len(marks) < _LEAST_MARKS:
        return False
    steps = [two - one for one, two in zip([start, *marks], [*marks, len(lines)], strict=True)]
    return max(steps) <= _REACH


def _is_of_comment(line: Line) -> bool:
    """Whether a line is a button below a comment, or says when it was written."""
    return line.words < 12 and bool(line.cue == HiddenReason.COMMENT or line.dated or _MARK.fullmatch(line.text))


def _begins_another(lines: Sequence[Line], place: int) -> bool:
    """Whether a second article begins: a headline, soon below a byline and a day, then paragraphs."""
    line = lines[place]
    if not 3 <= line.words <= 24 or line.ends or line.cue or line.dated or line.byline or "bullet" in line.features:
        return False
    head = lines[place + 1 : place + 1 + _HEAD]
    body = next((i for i, other in enumerate(head) if other.prose and not other.byline and not other.dated), None)
    if body is None or body < 1:
        return False
    signed = any(other.byline for other in head[:body])
    day = any(other.words < 20 and dates.find(other.text) is not None for other in head[:body])
    if not (signed and day) or any(other.words > 30 for other in head[:body]):
        return False
    following = lines[place + 1 + body : place + 4 + body]
    return sum(1 for other in following if other.prose) >= 2


def live_entries(lines: Sequence[Line]) -> set[int]:
    """The lines of a live blog's entries, their times included; empty for texts that are none.

    Times of day alone on their lines structure the article where whole sentences follow most of them; the items of a
    list of teasers are no sentences.
    """
    stamps = [i for i, line in enumerate(lines) if line.words <= 4 and _CLOCK.fullmatch(line.text)]
    if len(stamps) < _LEAST_ENTRIES:
        return set()
    found: set[int] = set()
    entries = 0
    for stamp, following in zip(stamps, [*stamps[1:], len(lines)], strict=True):
        near = range(stamp + 1, min(following, stamp + 1 + _ENTRY_REACH))
        told = [i for i in near if lines[i].ends and lines[i].words >= 4 and lines[i].cue is None]
        entries += bool(told)
        if told:
            found |= {stamp, *told}
            found |= {i for i in range(stamp + 1, told[0]) if lines[i].cue is None and not lines[i].dated}
    return found if entries >= _MOSTLY * len(stamps) else set()
