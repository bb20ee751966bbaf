"""Figures that one version of a text replaced by others: what an outlet corrected, or learned since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.comparison.facts.numbers.numerals import numerals, value
from index.model import Change, Span


def corrections(old: str, new: str, changes: Iterable[Change], language: str = "en") -> tuple[Change, ...]:
    """The changes from ``old`` to ``new`` that put one figure in the place of one of another value.

    The spans are those of the figures. Changes of several figures at once are left out: which replaced which is open.
    """
    pattern = numerals(language)
    found = []
    for change in changes:
        before, after = (list(_touching(pattern, text, span)) for text, span in ((old, change.old), (new, change.new)))
        if len(before) != 1 or len(after) != 1:
            continue
        if (one := value(before[0], language)) and (other := value(after[0], language)) and one[:2] != other[:2]:
            found.append(Change(before[0].span(), after[0].span()))
    return tuple(found)


def _touching(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[re.Match[str]]:
    """The numerals of the line around ``span`` that share a character with it."""
    if span[0] == span[1]:
        return
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    for found in pattern.finditer(text, start, end if end >= 0 else len(text)):
        if found.start() < span[1] and span[0] < found.end():
            yield found
