"""The day of a letter that was saved as a page: its head is a run of labelled lines, whatever their language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.cleaning.html.structure import PageBlock
from index.cleaning.metadata import dates
from index.model import PartialDate

_LABELLED = re.compile(r"[^\W\d_][^:：|@]{0,24}[:：]\s?(?:\|\s?)?(\S.{0,300})")
"""A label and a value, in one line or in the two cells of a row."""
_MOST_BLOCKS = 80
"""Blocks at the top of a page in which the head of a letter is."""
_LEAST_LINES = 3
"""Lines of such a head: who sent the letter, to whom, and when."""


def day(blocks: Sequence[PageBlock]) -> PartialDate | None:
    """The day in the head of a letter: in a run of labelled lines, one of which has an address of mail."""
    for run in _runs(blocks[:_MOST_BLOCKS]):
        if len(run) >= _LEAST_LINES and any("@" in value for value in run):
            found = next((found for value in run if "@" not in value and (found := dates.find(value))), None)
            if found is not None:
                return found.date
    return None


def _runs(blocks: Sequence[PageBlock]) -> Iterator[list[str]]:
    """The values of labelled lines in a row."""
    run: list[str] = []
    for block in blocks:
        found = _LABELLED.fullmatch(block.text)
        if found:
            run.append(found.group(1))
        elif run:
            yield run
            run = []
    if run:
        yield run
