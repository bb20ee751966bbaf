"""The entries of a live blog: each begins with a time of day, and what one says a later one may replace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.comparison.differences.reading import Reading

_STAMP: Final = re.compile(
    r"[\W_]{0,3}(?:[01]?\d|2[0-3])(?:[:.]|\s?[hH]\s?)[0-5]\d(?![\d%.,:]\d|\d|\s?(?:per\s?cent|percent|%))"
)
"""At the beginning of a sentence: ``18:40``, ``6.40pm``, ``18h40``."""
_FEWEST: Final = 2
"""Stamps from which an article is a live blog."""


def entries(reading: Reading) -> Sequence[int]:
    """The number of the entry of each sentence, counted from 1; 0 before the first, and empty without entries."""
    found, entry = [], 0
    for sentence in reading.sentences:
        entry += sentence.field == "text" and _STAMP.match(sentence.text) is not None
        found.append(entry)
    return found if entry >= _FEWEST else ()
