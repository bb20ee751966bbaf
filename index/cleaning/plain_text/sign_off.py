"""The byline and date below a text: a name alone in capitals or behind a dash, and the day in parentheses."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.cleaning.lines import Line
from index.cleaning.metadata import bylines, dates
from index.cleaning.plain_text.header import Header

_MOST_LINES = 2
"""Lines below the last paragraph of a signed text: the byline and the day."""
_MOST_WORDS = 6
"""Words of a byline there: two names."""
_DASHED = re.compile(r"^\s*[-–—]{1,2}\s*(?=\w)")
_IN_PARENTHESES = re.compile(r"\([^()]{4,60}\)")


def with_sign_off(lines: Sequence[Line], body: Collection[int], header: Header) -> set[int]:
    """Add to ``header`` who signed the text, and when, directly below its last paragraph; the lines that this is.

    A header with an author keeps it, and a day without a name is not taken. Where other lines are names, too, as below
    letters, none of them signs the article.
    """
    last = max((i for i in body if lines[i].prose or lines[i].ends), default=None)
    if last is None or header.authors or not last + 1 < len(lines) <= last + 1 + _MOST_LINES:
        return set()
    signed = last + 1
    names = _names(lines[signed])
    if not names or any(_names(line) for i, line in enumerate(lines) if i not in (signed, header.headline)):
        return set()
    header.authors = names
    header.places["byline"] = signed
    header.bylines.append(signed)
    dated = [i for i in range(signed + 1, len(lines)) if _is_day(lines[i])]
    header.dates.extend(dated)
    return {signed, *dated}


def _is_day(line: Line) -> bool:
    """Whether the line is a day, or the outlet and the day in parentheses: ``(Courier, 12.3.2019)``."""
    return line.dated or (_IN_PARENTHESES.fullmatch(line.text) is not None and dates.find(line.text) is not None)


def _names(line: Line) -> tuple[str, ...]:
    """The people that a line names, if it is the byline of a text above it."""
    if line.words > _MOST_WORDS or line.ends or line.dated:
        return ()
    bare = _DASHED.sub("", line.text)
    if line.byline:
        return bylines.authors_of(line.text)
    return bylines.names_alone(bare) if bare != line.text or (bare.isupper() and " " in bare) else ()
