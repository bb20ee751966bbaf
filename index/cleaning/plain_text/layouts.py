"""Texts that are more than one article from top to bottom: with comments, with another article, or a live blog.

This is seen in the text as a whole, before each line is judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.cleaning.lines import Line
from index.cleaning.metadata import dates
from index.model import HiddenReason

_LEAST_PROSE = 60
"""Words in paragraphs above whatever ends an article."""
_LEAST_MARKS = 3
"""Buttons and times of a thread of comments."""
_REACH = 12
"""Lines from one to the next at most."""
_LONGEST_NAME = 3
"""Words of the name of who wrote a comment."""
_LEAST_SIGNED = 2
"""Comments below names that are a thread."""
_LONGEST_COMMENT = 6
"""Lines from one name to the next at most."""
_LONGEST_MARK = 12
"""Words of such a line: fewer than this."""
_LONGEST_OPENING = 10
"""Words of the line that begins the comments: fewer than this."""
_HEAD = 6
"""Lines between the headline of another article and its text."""
_LONGEST_OF_HEAD = 30
"""Words of these lines."""
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 3, 24
"""Words of the headline of another article."""
_LONGEST_DAY = 20
"""Words of a line with the day of another article: fewer than this."""
_LEAST_FOLLOWING, _FOLLOWING = 2, 3
"""Paragraphs among the first lines of another article's text, and how many lines these are."""
_LEAST_ENTRIES = 4
"""Times of day in a live blog."""
_ENTRY_REACH = 4
"""Lines below a time in which its entry has a sentence."""
_SHORTEST_SENTENCE = 4
"""Words of that sentence."""
_LONGEST_CLOCK = 4
"""Words of a time of day alone on its line."""
_MOSTLY = 0.7
"""The share of times with an entry, from which on a text is a live blog."""
_MARK = re.compile(
    r"(?:reply|like|share|report|flag|quote|upvote|downvote|vote|\d{1,4}|[\W_]+)(?: \(?\d{1,4}\)?)?", re.IGNORECASE
)
_AGO = re.compile(r"(?:\d{1,3}\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|m)\.?\s?){1,2}ago", re.IGNORECASE)
_LONGEST_AGO = 6
"""Words of a line that says how long ago an entry was written; above a live blog of these there is no paragraph."""
_CLOCK = re.compile(
    r"\W*(?:at |um )?\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:uhr|gmt|bst|utc|e[sd]?t|p[sd]?t|ces?t|ist)?\W*",
    re.IGNORECASE,
)


class Tail(NamedTuple):
    """The first line after the article, and the reason for hiding it and all below."""

    start: int
    reason: HiddenReason


def tail(lines: Sequence[Line]) -> Tail | None:
    """Where the article ends, although more text follows; None where all of it may be the article."""
    words = 0
    above_byline = {place - step for place, line in enumerate(lines) if line.byline for step in range(1, _HEAD + 1)}
    for i, line in enumerate(lines):
        if words >= _LEAST_PROSE:
            if (
                line.cue == HiddenReason.COMMENT
                and line.words < _LONGEST_OPENING
                and not line.ends
                and _is_thread(lines, i + 1)
            ):
                return Tail(i, HiddenReason.COMMENT)
            if i in above_byline and _begins_another(lines, i):
                return Tail(i, HiddenReason.ANOTHER_ARTICLE)
        words += line.words if line.prose and line.cue is None else 0
    return None


def _is_thread(lines: Sequence[Line], start: int) -> bool:
    """Whether comments follow to the end: buttons or times, with no long run of lines between."""
    marks = [i for i in range(start, len(lines)) if _is_of_comment(lines[i])]
    if len(marks) < _LEAST_MARKS:
        return _is_signed_thread(lines[start:])
    steps = [two - one for one, two in zip([start, *marks], [*marks, len(lines)], strict=True)]
    return max(steps) <= _REACH


def _is_signed_thread(lines: Sequence[Line]) -> bool:
    """Whether the lines are comments, each below the name of who wrote it."""
    names = [i for i, line in enumerate(lines) if line.words <= _LONGEST_NAME and not line.ends and line.cue is None]
    if len(names) < _LEAST_SIGNED or names[0] > 0 or names[-1] == len(lines) - 1:
        return False
    return all(1 < two - one <= _LONGEST_COMMENT for one, two in pairwise([*names, len(lines)]))


def _is_of_comment(line: Line) -> bool:
    """Whether a line is a button below a comment, or says when it was written."""
    return line.words < _LONGEST_MARK and bool(
        line.cue == HiddenReason.COMMENT or line.dated or _MARK.fullmatch(line.text)
    )


def _begins_another(lines: Sequence[Line], place: int) -> bool:
    """Whether a second article begins: a headline, soon after it a byline and a day, then paragraphs."""
    line = lines[place]
    if (
        not _SHORTEST_HEADLINE <= line.words <= _LONGEST_HEADLINE
        or line.ends
        or line.cue
        or line.dated
        or line.byline
        or "bullet" in line.features
    ):
        return False
    head = lines[place + 1 : place + 1 + _HEAD]
    body = next((i for i, other in enumerate(head) if other.prose and not other.byline and not other.dated), None)
    if body is None or body < 1:
        return False
    signed = any(other.byline for other in head[:body])
    day = any(other.words < _LONGEST_DAY and dates.find(other.text) is not None for other in head[:body])
    if not (signed and day) or any(other.words > _LONGEST_OF_HEAD for other in head[:body]):
        return False
    following = lines[place + 1 + body : place + 1 + body + _FOLLOWING]
    return sum(1 for other in following if other.prose) >= _LEAST_FOLLOWING


def live_entries(lines: Sequence[Line]) -> set[int]:
    """The lines of a live blog's entries, their times included; empty for other texts.

    In a live blog whole sentences follow most times of day. The items of a list of teasers are no sentences.
    """
    stamps = [i for i, line in enumerate(lines) if line.words <= _LONGEST_CLOCK and _CLOCK.fullmatch(line.text)]
    if len(stamps) < _LEAST_ENTRIES:
        stamps = [i for i, line in enumerate(lines) if line.words <= _LONGEST_AGO and _AGO.fullmatch(line.text)]
        if len(stamps) < _LEAST_ENTRIES or any(line.prose for line in lines[: stamps[0]]):
            return set()
    found: set[int] = set()
    entries = 0
    for stamp, following in zip(stamps, [*stamps[1:], len(lines)], strict=True):
        near = range(stamp + 1, min(following, stamp + 1 + _ENTRY_REACH))
        sentences = [i for i in near if lines[i].ends and lines[i].words >= _SHORTEST_SENTENCE and lines[i].cue is None]
        entries += bool(sentences)
        if sentences:
            found |= {stamp, *sentences}
            found |= {i for i in range(stamp + 1, sentences[0]) if lines[i].cue is None and not lines[i].dated}
    return found if entries >= _MOSTLY * len(stamps) else set()
