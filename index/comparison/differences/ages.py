"""Ages of one person at two dates: 34 in an article of spring and 35 in one of autumn are no difference."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import cache

from index.comparison.facts.measures import Measured
from index.comparison.facts.statements import Statement
from index.comparison.facts.vocabulary import vocabulary

_ONE_DATE = timedelta(days=7)
"""Articles up to so far apart are of one date: few have a birthday between them."""
_YEAR = 365.25
NOT_KNOWN = "when each article was published: the ages are a year apart"
"""What is missing to tell whether two ages differ."""


def at_two_dates(x: Measured, y: Measured, days: tuple[date | None, date | None]) -> bool:
    """Whether a person of the age ``x`` when the left article was published was ``y`` when the right one was."""
    left, right = days
    if left is None or right is None or abs(right - left) <= _ONE_DATE:
        return False
    years = (right - left).days / _YEAR
    return math.floor(years) <= y.figure.low - x.figure.low <= math.ceil(years)


def date_needed(x: Measured, y: Measured, days: tuple[date | None, date | None]) -> bool:
    """Whether the dates of the articles, of which one is not known, may be why the ages are a year apart."""
    return None in days and abs(x.figure.low - y.figure.low) <= 1


def of_earlier_time(x: Measured, statement: Statement) -> bool:
    """Whether the words right beside an age say that it is that of a time gone by: ``then 17``, ``when he was 5``."""
    start, end = x.span
    before, after = _then(statement.language)
    return before.search(statement.text, 0, start) is not None or after.match(statement.text, end) is not None


@cache
def _then(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = vocabulary(language).figures
    return (
        re.compile(rf"\b(?:{cues.then})[\s-](?:(?:{cues.age_cues})\s)?$", re.IGNORECASE),
        re.compile(rf",?\s(?:{cues.at_the_time})\b", re.IGNORECASE),
    )
