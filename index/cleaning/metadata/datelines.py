"""The day in a dateline, with which the first paragraph of a report or press release begins."""

from __future__ import annotations

import re

from index.cleaning.metadata import dates
from index.model import PartialDate

_DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.'’ -]{2,30}(?:, [A-ZÀ-Þ][\w. ]{2,20})?(?:,? | ?\()"
    r"(?P<date>[A-ZÀ-Þ]\w{2,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?\w{3,10}\.?(?: de)? \d{4}|\d{4}-\d\d-\d\d)"
    r"\)?\s*(?:\([^()]{2,30}\)|[-–—:/])"
)


def day(paragraph: str) -> PartialDate | None:
    """The day in ``LINDMARK, 12 March 2019 – ...``; None where the paragraph begins with no such line."""
    found = _DATELINE.match(paragraph)
    return dates.read(found["date"]) if found else None
