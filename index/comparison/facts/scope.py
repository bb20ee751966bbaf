"""Words that limit what a value is of: a part, a season, so far; and whether a sentence is about times gone by."""

from __future__ import annotations

import re

from index.comparison.facts.statements import Statement

_PARTS = re.compile(
    r"\band (?:\w+ ){1,4}more (?:in|across|elsewhere|at|around)\b|\bof (?:which|whom|them|those|these)\b|"
    r"\bincluding\b|\bamong (?:them|those)\b|"
    r"\b(?:alone|another|additional|further|other)\b",
    re.IGNORECASE,
)
_SCOPES = re.compile(
    r"\b(?:so far|in all|in total|altogether|career|season|first half|second half|quarter|per|each|average|averaged|"
    r"combined|nationwide|worldwide|overall|annual\w*|year|month|week|daily)\b"
)
_AGO = re.compile(
    r"\b(?:years?|decades?|months?) (?:ago|earlier|before)\b|\b(?:last|previous) (?:year|month|season)\b|"
    r"\b(?:previous|earlier|former) (?:quake|attack|earthquake|crash|storm|fire)s?\b",
    re.IGNORECASE,
)


def counts_a_part(statement: Statement) -> bool:
    """Whether the sentence says that some of its figures are of a part or of others beside the rest."""
    return _PARTS.search(statement.text) is not None


def scopes(statement: Statement) -> frozenset[str]:
    """The words of the sentence that say over what a value is summed."""
    return frozenset(_SCOPES.findall(statement.text.lower()))


def of_the_past(statement: Statement, year: int | None) -> bool:
    """Whether the sentence is about years or months gone by.

    ``year`` is that of publication; where it is not known any year counts as gone by.
    """
    if _AGO.search(statement.text):
        return True
    for day in statement.days:
        if day.weekday is not None:
            continue
        if day.year is not None and (year is None or day.year < year):
            return True
        if day.year is None and day.month is not None and day.day is None:
            return True
    return False
